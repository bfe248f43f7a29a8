-- Rule index_duplicate_column.
\set VERBOSITY terse
CREATE SCHEMA twice;
SET search_path = twice;
SELECT t.only_rule('index_duplicate_column');

CREATE TABLE orders (id bigint PRIMARY KEY, a int, "B b" text, r int4range);
-- fires before it is built; CONCURRENTLY only warns
CREATE INDEX i ON orders (a, id, a);
CREATE INDEX i ON orders (a, a DESC);
CREATE INDEX CONCURRENTLY slow ON orders ("B b", a DESC, "B b");
-- and after it, where the parse tree alone does not tell
CREATE INDEX i ON orders (a, a) WHERE a > 0;
-- quiet: other operators or collations, INCLUDE, expressions
CREATE INDEX i1 ON orders ("B b", "B b" text_pattern_ops);
CREATE INDEX i2 ON orders ("B b", "B b" COLLATE "C");
CREATE INDEX i3 ON orders (a, id) INCLUDE (r);
CREATE INDEX i4 ON orders (a, abs(a));
CREATE INDEX IF NOT EXISTS i1 ON orders (a, a);
-- in a partition tree, at the root
SET conventions.mode = 'report';
CREATE TABLE tree (id bigint, a int) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE INDEX tree_i ON tree (a, id, a);
CREATE INDEX partial ON orders (a, a) WHERE a > 0;
CREATE INDEX pattern ON orders ("B b" text_pattern_ops, "B b" text_pattern_ops);
COMMENT ON INDEX partial IS 'mine';
RESET conventions.mode;

SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'twice' AND indexname ~ '^(slow|tree)' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA twice CASCADE;
