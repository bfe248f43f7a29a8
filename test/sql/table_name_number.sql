-- Rule table_name_number.
\set VERBOSITY terse
CREATE SCHEMA numbers;
SET search_path = numbers;
SELECT t.only_rule('table_name_number');

-- fires: the last word, in any case
CREATE TABLE item (id bigint);
CREATE TABLE order_item (id bigint);
CREATE TABLE "OrderItem" (id bigint);
CREATE TABLE item (id bigint) PARTITION BY LIST (id);
CREATE TABLE items (id bigint);
ALTER TABLE items RENAME TO item;

-- quiet: plurals, words without a number, words that nobody knows, views, partitions
CREATE TABLE people (id bigint);
CREATE TABLE order_status (id bigint);
CREATE TABLE metadata (id bigint);
CREATE TABLE blurb (id bigint);
CREATE TABLE größe (id bigint);
CREATE VIEW item AS SELECT 1 AS id;
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);

-- the whole message
\set VERBOSITY default
CREATE TABLE order_category (id bigint PRIMARY KEY);
-- it does pass
CREATE TABLE numbers.order_categories (
    id bigint PRIMARY KEY
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('table_name_number', '{"number": "singular"}');
CREATE TABLE categories (id bigint);
CREATE TABLE category (id bigint);
SELECT conventions.set_rule('table_name_number', parameters => '{"exceptions": ["Users", "item"]}');
CREATE TABLE users (id bigint);
SELECT conventions.set_rule('table_name_number', parameters => '{"number": "dual"}');

-- words do not reject unless somebody says so
SELECT conventions.reset_rule('table_name_number');
CREATE TABLE invoice (id bigint);

-- fix applied: the proposal stands as a placeholder
SELECT identity, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT translate(step, '<>', '') FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA numbers CASCADE;
