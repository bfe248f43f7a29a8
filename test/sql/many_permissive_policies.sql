-- Rule many_permissive_policies: in reports.
\set VERBOSITY terse
CREATE SCHEMA guarded;
SET search_path = guarded;
SET client_min_messages = warning;
CREATE ROLE regress_conventions_clerks;
CREATE ROLE "regress_conventions Staff";
RESET client_min_messages;
SELECT t.only_rule('many_permissive_policies');

-- fires
CREATE TABLE "Orders" (id bigint PRIMARY KEY, customer name, is_public boolean) PARTITION BY RANGE (id);
CREATE TABLE orders_1 PARTITION OF "Orders" DEFAULT;
ALTER TABLE "Orders" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON "Orders" FOR SELECT USING (customer = CURRENT_USER);
CREATE POLICY "Open ""ones""" ON "Orders" FOR SELECT USING (is_public);
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY clerks ON items TO regress_conventions_clerks USING (id > 1);
CREATE POLICY staff ON items FOR UPDATE TO regress_conventions_clerks, "regress_conventions Staff" USING (id > 2);
CREATE POLICY everybody ON items FOR DELETE USING (id > 3);
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";

-- quiet: one a command, one a role, restrictive ones, partitions, and as long as row security is not enabled
CREATE TABLE calm (id bigint PRIMARY KEY);
ALTER TABLE calm ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON calm FOR SELECT USING (id > 1);
CREATE POLICY b ON calm FOR INSERT WITH CHECK (id > 1);
CREATE POLICY c ON calm FOR UPDATE TO regress_conventions_clerks USING (id > 1);
CREATE POLICY d ON calm FOR UPDATE TO "regress_conventions Staff" USING (id > 1);
CREATE POLICY e ON calm AS RESTRICTIVE USING (id > 1);
CREATE POLICY f ON calm AS RESTRICTIVE USING (id > 2);
CREATE TABLE idle (id bigint PRIMARY KEY);
CREATE POLICY a ON idle USING (id > 1);
CREATE POLICY b ON idle USING (id > 2);
ALTER TABLE orders_1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON orders_1 USING (id > 1);
CREATE POLICY b ON orders_1 USING (id > 2);
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

-- joined into one, a table is quiet; there is no fix
DROP POLICY own ON "Orders";
ALTER POLICY "Open ""ones""" ON "Orders" USING (is_public OR customer = CURRENT_USER);
SELECT identity, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA guarded CASCADE;
DROP ROLE regress_conventions_clerks, "regress_conventions Staff";
