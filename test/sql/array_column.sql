-- Rule array_column.
\set VERBOSITY terse
CREATE SCHEMA cells;
SET search_path = cells;
SELECT t.only_rule('array_column');
CREATE TYPE order_line AS (product int, amount int);
CREATE TABLE products (id bigint PRIMARY KEY, tags text[], numbers int[]);

-- fires: rows of a type or of a table; what refers to others, also by domains
CREATE TABLE orders (id bigint PRIMARY KEY, lines order_line[]);
CREATE TABLE orders (id bigint PRIMARY KEY, product_ids bigint[]);
CREATE DOMAIN key AS uuid;
CREATE DOMAIN keys AS key[];
CREATE TABLE orders (id bigint PRIMARY KEY, "productIds" keys, sold products[]);
ALTER TABLE products RENAME COLUMN numbers TO supplier_ids;

-- quiet
CREATE TABLE shelves (id bigint PRIMARY KEY, ids bigint[], tag_ids text[], line_ids bigint, one order_line, kids int[]) PARTITION BY RANGE (id);
CREATE TABLE shelves_1 PARTITION OF shelves DEFAULT;

-- in reports
SET conventions.mode = 'report';
CREATE TABLE orders (id bigint PRIMARY KEY, "productIds" keys, sold products[], lines order_line[][]);
CREATE TABLE kid () INHERITS (orders);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('array_column', '{"allow_scalar": false}');
SELECT identity, message FROM conventions.findings() ORDER BY identity COLLATE "C";
CREATE TABLE more (id bigint PRIMARY KEY, a int[]);

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA cells CASCADE;
