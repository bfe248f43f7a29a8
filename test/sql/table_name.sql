-- Rule table_name.
\set VERBOSITY terse
CREATE SCHEMA names;
SET search_path = names;
SELECT t.only_rule('table_name');

-- fires: every kind of table, a rename, a blank, a letter outside ASCII
CREATE TABLE "Orders" (id bigint);
CREATE TABLE "order items" (id bigint);
CREATE TABLE größe (id bigint);
CREATE TABLE "Orders" (id bigint) PARTITION BY LIST (id);
CREATE TABLE "Orders" AS SELECT 1 AS id;
CREATE TABLE orders (id bigint);
ALTER TABLE orders RENAME TO "Orders";
ALTER TABLE orders RENAME TO orders_;
CREATE FOREIGN DATA WRAPPER names_wrapper;
CREATE SERVER names_server FOREIGN DATA WRAPPER names_wrapper;
CREATE FOREIGN TABLE "Orders" (id bigint) SERVER names_server;

-- quiet: good names, other kinds of objects, temporary tables, partitions
CREATE TABLE order_items2 (id bigint) PARTITION BY LIST (id);
CREATE TABLE "Partition 1" PARTITION OF order_items2 FOR VALUES IN (1);
CREATE VIEW "View" AS SELECT 1 AS id;
CREATE SEQUENCE "Sequence";
CREATE TYPE "Type" AS (id bigint);
CREATE TEMPORARY TABLE "Temporary" (id bigint);

-- old tables are not touched by a command that leaves their name
SET conventions.mode = 'report';
CREATE TABLE "Old" (id bigint);
RESET conventions.mode;
ALTER TABLE "Old" ADD COLUMN note text;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();

-- the whole message
\set VERBOSITY default
SELECT conventions.set_rule('table_name', parameters => '{"exclude": "^names\\.\"Old\"$"}');
CREATE TABLE "OrderItems" (id bigint PRIMARY KEY, "Total" numeric(10,2) DEFAULT 0 CHECK ("Total" >= 0));
-- it does pass
CREATE TABLE names.order_items (
    id bigint PRIMARY KEY,
    "Total" numeric(10,2) DEFAULT 0,
    CHECK (("Total" >= (0)::numeric))
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('table_name', '{"pattern": "^[A-Z]"}');
CREATE TABLE "New" (id bigint);
CREATE TABLE new_one (id bigint);
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "("}');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "^new", "only": "^names\\.new"}');
CREATE TABLE new_one (id bigint);
CREATE TABLE another_one (id bigint);

-- fix applied: runs as it stands, takes a free name, and back again
SELECT t.only_rule('table_name');
SET conventions.mode = 'report';
CREATE TABLE "Größe Nr. 1 ""x""" (id bigint);
CREATE TABLE old (id bigint);
RESET conventions.mode;
CREATE TABLE names.kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM names.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA names CASCADE;
DROP FOREIGN DATA WRAPPER names_wrapper CASCADE;
