-- Rule foreign_key_nullable.
\set VERBOSITY terse
CREATE SCHEMA half;
SET search_path = half;
SELECT t.only_rule('foreign_key_nullable');
CREATE TABLE orders (shop_id int, number int, PRIMARY KEY (shop_id, number));

-- fires: one may be null, the other may not
CREATE TABLE lines (id bigint PRIMARY KEY, shop_id int NOT NULL, number int, FOREIGN KEY (shop_id, number) REFERENCES orders);

-- quiet: all or none, MATCH FULL, one column, the key itself sets it to null
CREATE TABLE a (shop_id int, number int, FOREIGN KEY (shop_id, number) REFERENCES orders);
CREATE TABLE b (shop_id int NOT NULL, number int NOT NULL, FOREIGN KEY (shop_id, number) REFERENCES orders);
CREATE TABLE c (shop_id int NOT NULL, number int, FOREIGN KEY (shop_id, number) REFERENCES orders MATCH FULL);
CREATE TABLE d (shop_id int NOT NULL, number int, FOREIGN KEY (shop_id, number) REFERENCES orders ON DELETE SET NULL (number));

-- fix applied, in a partition tree too
SET conventions.mode = 'report';
CREATE TABLE "Zeilen" (id bigint PRIMARY KEY, shop_id int NOT NULL, "Nr" int, CONSTRAINT "Wovon" FOREIGN KEY (shop_id, "Nr") REFERENCES orders);
CREATE TABLE tree (shop_id int NOT NULL, number int, FOREIGN KEY (shop_id, number) REFERENCES orders) PARTITION BY LIST (shop_id);
CREATE TABLE tree1 PARTITION OF tree DEFAULT;
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
-- nullable_column is silent for these columns, and for no others
SELECT conventions.set_rule('nullable_column', 'warn');
SELECT rule, severity, identity, detail FROM conventions.findings() WHERE identity LIKE '%Zeilen%' OR identity LIKE 'half.a.%' ORDER BY identity COLLATE "C", rule;
SELECT conventions.set_rule('nullable_column', 'off');
SELECT replace(step, '<value>', '0') FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA half CASCADE;
