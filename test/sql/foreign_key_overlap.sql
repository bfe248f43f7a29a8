-- Rule foreign_key_overlap: in reports only.
\set VERBOSITY terse
CREATE SCHEMA overlap;
SET search_path = overlap;
SELECT t.only_rule('foreign_key_overlap');
CREATE TABLE orders (id bigint PRIMARY KEY, shop_id int, UNIQUE (shop_id, id));
CREATE TABLE others (id bigint PRIMARY KEY);

-- fires: one within the other; both in one tenant
CREATE TABLE lines (shop_id int, order_id bigint CONSTRAINT "Schmal" REFERENCES orders, CONSTRAINT "Breit" FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id));
CREATE TABLE posts (shop_id int, one bigint, two bigint, FOREIGN KEY (shop_id, one) REFERENCES orders (shop_id, id), FOREIGN KEY (shop_id, two) REFERENCES orders (shop_id, id));

-- quiet: no shared column, another table, a duplicate
CREATE TABLE a (x bigint REFERENCES orders, y bigint REFERENCES orders);
CREATE TABLE b (x bigint REFERENCES orders REFERENCES others);
CREATE TABLE c (x bigint REFERENCES orders REFERENCES orders);
SELECT identity, part, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";

-- foreign_key_duplicate speaks for it
ALTER TABLE lines ADD CONSTRAINT "Nochmal" FOREIGN KEY (shop_id, order_id) REFERENCES orders (shop_id, id);
SELECT conventions.set_rule('foreign_key_duplicate', 'warn');
SELECT rule, identity, part, detail FROM conventions.findings() WHERE identity LIKE '%lines' ORDER BY identity COLLATE "C", rule;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA overlap CASCADE;
