-- Rule primary_key_position.
\set VERBOSITY terse
CREATE SCHEMA placed;
SET search_path = placed;
SELECT t.only_rule('primary_key_position');

-- fires: behind another column, or in another order
CREATE TABLE orders (total numeric, id bigint PRIMARY KEY);
CREATE TABLE orders (a int, b int, PRIMARY KEY (b, a));

-- quiet: first, no key, columns that a parent or a type defines; a column that is gone does not count
CREATE TABLE a (gone int, id bigint, b int);
ALTER TABLE a DROP COLUMN gone, ADD PRIMARY KEY (id, b);
CREATE TABLE b (a int, b int);
CREATE TABLE c (own bigint PRIMARY KEY) INHERITS (b);
CREATE TYPE shape AS (a int, b int);
CREATE TABLE d OF shape (PRIMARY KEY (b));
SET conventions.mode = 'report';
CREATE TABLE tree (a int, id bigint PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree DEFAULT;
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA placed CASCADE;
