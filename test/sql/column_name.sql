-- Rule column_name.
\set VERBOSITY terse
CREATE SCHEMA columns;
SET search_path = columns;
SELECT t.only_rule('column_name');

-- fires: every kind of table, ADD COLUMN, a rename, letters outside ASCII
CREATE TABLE orders ("Id" bigint);
CREATE TABLE orders (id bigint, "customerId" bigint, "the total" numeric);
CREATE TABLE orders (größe bigint);
CREATE TABLE orders ("Id" bigint) PARTITION BY LIST ("Id");
CREATE TABLE orders AS SELECT 1 AS "Id";
CREATE TABLE orders (id bigint);
ALTER TABLE orders ADD COLUMN "customerId" bigint;
ALTER TABLE orders RENAME COLUMN id TO "ID";

-- quiet: good names, views, composite types, temporary tables, partitions, what a parent defines
CREATE TABLE parents (id bigint, total_2 numeric);
CREATE VIEW seen AS SELECT 1 AS "Id";
CREATE TYPE pair AS ("A" int);
CREATE TEMPORARY TABLE passing ("Id" bigint);
SET conventions.mode = 'report';
CREATE TABLE old ("Id" bigint, name text) PARTITION BY LIST ("Id");
RESET conventions.mode;
CREATE TABLE old_1 PARTITION OF old FOR VALUES IN (1);
CREATE TABLE children (more text) INHERITS (parents);
ALTER TABLE old ADD COLUMN note text;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines ("Id" bigint PRIMARY KEY, "orderId" bigint REFERENCES lines, total numeric CHECK (total > 0 AND "Id" > 0));
-- it does pass
CREATE TABLE columns.lines (
    id bigint PRIMARY KEY,
    order_id bigint REFERENCES columns.lines (id),
    total numeric,
    CHECK (((total > (0)::numeric) AND (id > 0)))
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('column_name', '{"pattern": "^[a-z]+([A-Z][a-z]*)*$"}');
CREATE TABLE camel (id bigint, "customerId" bigint);
CREATE TABLE snake (id bigint, customer_id bigint);

-- fix applied: runs as it stands, takes free names, and back again
SELECT t.only_rule('column_name');
SET conventions.mode = 'report';
CREATE TABLE mixed ("Total" int CHECK ("Total" > 0), total int, "TOTAL" int, "User" text, "Größe" int, "a ""b""" int);
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql, undo_sql, fix_safety FROM kept ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA columns CASCADE;
