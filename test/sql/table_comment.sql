-- Rule table_comment.
\set VERBOSITY terse
CREATE SCHEMA words;
SET search_path = words;
SELECT t.only_rule('table_comment');

-- alone it waits; in a block it is judged at the commit
CREATE TABLE orders (id bigint);
COMMENT ON TABLE orders IS 'One row for each paid basket';
BEGIN;
CREATE TABLE items (id bigint);
COMMIT;
BEGIN;
CREATE TABLE items (id bigint);
COMMENT ON TABLE items IS E' \t ';
COMMIT;
BEGIN;
CREATE TABLE "Größe" (id bigint);
COMMENT ON TABLE "Größe" IS ' größe';
COMMIT;
BEGIN;
COMMENT ON TABLE orders IS NULL;
COMMIT;
BEGIN;
CREATE VIEW seen AS SELECT 1 AS x;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x;
COMMIT;

-- quiet: said in the same transaction; sequences, types, temporary tables; partitions, for which their root speaks
BEGIN;
CREATE TABLE "Größe" (id bigint) PARTITION BY LIST (id);
COMMENT ON TABLE "Größe" IS 'cm';
CREATE TABLE groesse_1 PARTITION OF "Größe" DEFAULT;
CREATE SEQUENCE numbers;
CREATE TYPE pair AS (a int, b int);
CREATE TEMPORARY TABLE passing (id bigint);
COMMIT;
CREATE TABLE groesse_2 PARTITION OF "Größe" FOR VALUES IN (2);

-- every kind; a child that inherits needs its own
SET conventions.mode = 'report';
CREATE FOREIGN DATA WRAPPER words_wrapper;
CREATE SERVER words_server FOREIGN DATA WRAPPER words_wrapper;
CREATE FOREIGN TABLE far (id bigint) SERVER words_server;
CREATE VIEW "Sicht" AS SELECT 1 AS x;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x;
CREATE TABLE child () INHERITS (orders);
CREATE TABLE root (id bigint) PARTITION BY LIST (id);
CREATE TABLE root_1 PARTITION OF root DEFAULT;
CREATE TABLE short (id bigint);
COMMENT ON TABLE short IS 'äöü';
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('table_comment', '{"kinds": ["view", "foreign table"]}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('table_comment', '{"min_length": 4, "kinds": ["table"]}');
SELECT identity, message FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.set_rule('table_comment', parameters => '{"min_length": 0}');
SELECT t.only_rule('table_comment');

-- what is refused, as it should have been
\set VERBOSITY default
BEGIN;
CREATE TABLE "Artikel" (id bigint PRIMARY KEY);
COMMIT;
\set VERBOSITY terse

-- fix applied: a person finds the words
SELECT replace(step, '<comment>', 'What it is for') AS step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER words_wrapper CASCADE;
DROP SCHEMA words CASCADE;
