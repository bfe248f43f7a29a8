-- Rule primary_key_column_name.
\set VERBOSITY terse
CREATE SCHEMA keycolumns;
SET search_path = keycolumns;
SELECT t.only_rule('primary_key_column_name');

-- fires
CREATE TABLE orders (pk bigint PRIMARY KEY);
CREATE TABLE orders ("Id" bigint PRIMARY KEY);
CREATE TABLE orders (pk bigint NOT NULL, note text);
ALTER TABLE orders ADD PRIMARY KEY (pk);
CREATE TABLE orders2 (id bigint PRIMARY KEY);
ALTER TABLE orders2 RENAME COLUMN id TO key;

-- quiet: accepted names, keys of several columns, foreign keys, partitions
CREATE TABLE people (person_id bigint PRIMARY KEY);
CREATE TABLE "Größen" ("Größen_id" bigint PRIMARY KEY);
CREATE TABLE pairs (a bigint, b bigint, PRIMARY KEY (a, b));
CREATE TABLE details (person bigint PRIMARY KEY REFERENCES people);
SET conventions.mode = 'report';
CREATE TABLE parts (nr bigint PRIMARY KEY) PARTITION BY LIST (nr);
RESET conventions.mode;
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (pk bigint PRIMARY KEY, parent bigint REFERENCES lines, CHECK (pk > 0));
-- it does pass
CREATE TABLE keycolumns.lines (
    id bigint PRIMARY KEY,
    parent bigint REFERENCES keycolumns.lines (id),
    CHECK ((id > 0))
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('primary_key_column_name', '{"templates": ["{table_singular}_key"]}');
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE items (item_key bigint PRIMARY KEY);

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('primary_key_column_name', '{"templates": ["id", "{table_singular}_id"]}');
SET conventions.mode = 'report';
CREATE TABLE "Many" ("Key" bigint PRIMARY KEY, id text);
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
DROP SCHEMA keycolumns CASCADE;
