-- Rule policy_name.
\set VERBOSITY terse
CREATE SCHEMA policy_names;
SET search_path = policy_names;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT t.only_rule('policy_name');

-- fires
\set VERBOSITY default
CREATE POLICY "Users see their own" ON orders USING (true);
\set VERBOSITY terse
CREATE POLICY own ON orders USING (true);
ALTER POLICY own ON orders RENAME TO "Own";

-- quiet
CREATE POLICY own ON parts USING (true);
CREATE POLICY "Own" ON part USING (true);
-- exempt, and the exemption follows policy and table
SELECT conventions.exempt('policy_name', '"Old" on policy_names.orders', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE POLICY "Old" ON orders USING (true);
ALTER POLICY "Old" ON orders RENAME TO "Older";
ALTER TABLE orders RENAME TO orders_2;
SELECT object FROM conventions.exemption WHERE rule = 'policy_name';
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('policy_name', '{"pattern": "^p_"}');
CREATE POLICY another ON orders_2 USING (true);
CREATE POLICY p_another ON orders_2 USING (true);
DROP POLICY "Older" ON orders_2;
DROP POLICY p_another ON orders_2;
DROP POLICY own ON orders_2;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('policy_name', '{"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}');
SET conventions.mode = 'report';
CREATE POLICY "Own rows" ON orders_2 USING (true);
CREATE POLICY "OwnRows" ON orders_2 USING (true);
CREATE POLICY "Größe" ON orders_2 USING (true);
CREATE TABLE public.kept AS SELECT * FROM conventions.findings();
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM public.kept ORDER BY identity COLLATE "C", message COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C", message COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM public.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C", message COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM public.kept) AS all_back FROM conventions.findings();
DROP TABLE public.kept;

DELETE FROM conventions.exemption WHERE rule = 'policy_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA policy_names CASCADE;
