-- Rule row_security_policy.
\set VERBOSITY terse
CREATE SCHEMA guarded;
SET search_path = guarded;
SET client_min_messages = warning;
CREATE ROLE regress_conventions_application;
CREATE ROLE regress_conventions_reader;
CREATE ROLE regress_conventions_bypasser BYPASSRLS;
RESET client_min_messages;
SELECT t.only_rule('row_security_policy');

-- statement by statement it waits, with one notice a statement, until there is a policy
CREATE TABLE orders (id bigint PRIMARY KEY, customer name);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
SELECT rule, status, part, identity FROM conventions.findings();
CREATE POLICY own ON orders USING (customer = CURRENT_USER);
SELECT count(*) FROM conventions.findings();
DROP POLICY own ON orders;
SELECT rule, status, part, identity FROM conventions.findings();
CREATE POLICY own ON orders AS RESTRICTIVE USING (customer = CURRENT_USER);
CREATE POLICY everybody ON orders USING (true);
SELECT count(*) FROM conventions.findings();

-- in a block it is judged at the commit
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
COMMIT;
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE POLICY none ON items FOR SELECT USING (id > 0);
COMMIT;
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Hold ""back""" ON items AS RESTRICTIVE USING (id > 0);
COMMIT;
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON items USING (true);
COMMIT;
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON items USING (true) WITH CHECK (true);
COMMIT;
BEGIN;
DROP POLICY everybody ON orders;
COMMIT;
BEGIN;
DROP POLICY own ON orders;
COMMIT;
BEGIN;
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
COMMIT;

-- the policy is changed, not the table
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON items USING (id > 0);
BEGIN;
ALTER POLICY few ON items USING (true);
COMMIT;
BEGIN;
ALTER POLICY few ON items USING (true) WITH CHECK (id > 0);
COMMIT;
BEGIN;
ALTER POLICY few ON items USING (true) WITH CHECK (true);
ALTER POLICY few ON items TO regress_conventions_reader;
COMMIT;
DROP TABLE items;

-- quiet: both; neither; a partition tree by its root; what is true for one command only
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE "Größe" (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE groesse_1 PARTITION OF "Größe" DEFAULT;
ALTER TABLE "Größe" ENABLE ROW LEVEL SECURITY;
ALTER TABLE groesse_1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON "Größe" FOR SELECT USING (true);
COMMIT;

-- an owner whom nothing binds: said where the owner alone has rights, but not of superusers, nor where it is forced
SET conventions.mode = 'report';
CREATE TABLE of_application (id bigint PRIMARY KEY, a int);
ALTER TABLE of_application ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON of_application USING (id > 0);
RESET conventions.mode;
SELECT count(*) FROM conventions.findings();
BEGIN;
ALTER TABLE of_application OWNER TO regress_conventions_application;
COMMIT;
BEGIN;
ALTER TABLE of_application OWNER TO regress_conventions_application;
GRANT SELECT (a) ON of_application TO regress_conventions_reader;
COMMIT;
BEGIN;
REVOKE SELECT (a) ON of_application FROM regress_conventions_reader;
COMMIT;
BEGIN;
REVOKE SELECT (a) ON of_application FROM regress_conventions_reader;
GRANT TRUNCATE, REFERENCES, TRIGGER ON of_application TO PUBLIC;
COMMIT;
BEGIN;
REVOKE SELECT (a) ON of_application FROM regress_conventions_reader;
ALTER TABLE of_application FORCE ROW LEVEL SECURITY;
COMMIT;
BEGIN;
ALTER TABLE of_application NO FORCE ROW LEVEL SECURITY, OWNER TO regress_conventions_bypasser;
COMMIT;
BEGIN;
GRANT INSERT ON of_application TO PUBLIC;
ALTER TABLE of_application OWNER TO regress_conventions_application;
COMMIT;

-- with row_security: one cause, one finding
SET conventions.mode = 'report';
CREATE TABLE idle (id bigint PRIMARY KEY);
CREATE POLICY few ON idle USING (id > 0);
CREATE TABLE bare (id bigint PRIMARY KEY);
CREATE TABLE nobody (id bigint PRIMARY KEY);
ALTER TABLE nobody ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE TABLE mine (id bigint PRIMARY KEY);
ALTER TABLE mine OWNER TO regress_conventions_application;
CREATE POLICY few ON mine USING (id > 0);
CREATE TABLE mine_too (id bigint PRIMARY KEY);
ALTER TABLE mine_too OWNER TO regress_conventions_application;
ALTER TABLE mine_too ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON mine_too USING (id > 0);
RESET conventions.mode;
SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.set_rule('row_security_policy', 'warn'), conventions.set_rule('row_security', 'error', '{"schemas": ["guarded"]}');
SELECT rule, severity, identity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('row_security_policy');

-- what is refused, and what mends it
\set VERBOSITY default
BEGIN;
CREATE POLICY few ON bare USING (id > 0);
COMMIT;
\set VERBOSITY terse

-- fix applied: which policy there should be only a person knows
SELECT step FROM t.steps() \gexec
SELECT identity, part FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA guarded CASCADE;
DROP ROLE regress_conventions_application, regress_conventions_reader, regress_conventions_bypasser;
