-- Rule column_comment.
\set VERBOSITY terse
CREATE SCHEMA cells;
SET search_path = cells;
SELECT t.only_rule('column_comment');

-- fires at the commit: no comment, blank, the name again; alone it waits
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, weight int, "Größe" int, note text);
COMMENT ON COLUMN orders.weight IS 'grams';
COMMENT ON COLUMN orders."Größe" IS ' größe ';
COMMENT ON COLUMN orders.note IS '';
COMMIT;
CREATE TABLE orders (id bigint PRIMARY KEY, weight int);
COMMENT ON COLUMN orders.weight IS 'grams';
BEGIN;
ALTER TABLE orders ADD COLUMN "Größe" int;
COMMIT;

-- quiet: keys, foreign keys, the usual columns, what is inherited; views have no columns of their own
BEGIN;
CREATE TABLE items (order_id bigint REFERENCES orders, no int, created_at timestamptz, updated_at timestamptz, deleted_by_id bigint, PRIMARY KEY (order_id, no));
CREATE TABLE child (PRIMARY KEY (id)) INHERITS (orders);
CREATE VIEW seen AS SELECT 1 AS x;
CREATE TABLE tree (id bigint, x int) PARTITION BY LIST (id);
COMMENT ON COLUMN tree.id IS 'numbers';
COMMENT ON COLUMN tree.x IS 'what else';
CREATE TABLE leaf PARTITION OF tree DEFAULT;
COMMIT;

SET conventions.mode = 'report';
ALTER TABLE child ADD COLUMN own int;
CREATE TABLE bare ("A ""a" int, b int);
CREATE FOREIGN DATA WRAPPER cells_wrapper;
CREATE SERVER cells_server FOREIGN DATA WRAPPER cells_wrapper;
CREATE FOREIGN TABLE far (x bigint) SERVER cells_server;
CREATE TABLE half (a int, b int);
COMMENT ON COLUMN half.a IS 'said';
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('column_comment', '{"all_or_nothing": true}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('column_comment', '{"exclude_names": ["own", "b", "x", "A \"a"]}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('column_comment');

-- what is refused, as it should have been
\set VERBOSITY default
BEGIN;
CREATE TABLE "Artikel" (id bigint PRIMARY KEY, "Größe" int);
COMMIT;
\set VERBOSITY terse

-- fix applied: a person finds the words
SELECT replace(step, '<comment>', 'What it holds') AS step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER cells_wrapper CASCADE;
DROP SCHEMA cells CASCADE;
