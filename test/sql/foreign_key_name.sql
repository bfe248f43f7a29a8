-- Rule foreign_key_name.
\set VERBOSITY terse
CREATE SCHEMA fkeys;
SET search_path = fkeys;
SELECT t.only_rule('foreign_key_name');

CREATE TABLE users (id bigint PRIMARY KEY);

-- fires
CREATE TABLE orders (user_id bigint CONSTRAINT fk1 REFERENCES users);
CREATE TABLE orders (user_id bigint, other_id bigint, parent_id bigint);
ALTER TABLE orders ADD CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users;
ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users;
ALTER TABLE orders RENAME CONSTRAINT fk_orders_users TO fk1;
ALTER TABLE orders ADD CONSTRAINT fk_orders_other_ids FOREIGN KEY (other_id) REFERENCES users;

-- quiet: by the templates, with a number, by the server, partitions
ALTER TABLE orders ADD CONSTRAINT fk_orders_other_id FOREIGN KEY (other_id) REFERENCES users;
ALTER TABLE orders ADD CONSTRAINT fk_orders_users_1 FOREIGN KEY (parent_id) REFERENCES users;
ALTER TABLE orders ADD FOREIGN KEY (parent_id) REFERENCES users;
CREATE TABLE "Order" ("userId" bigint CONSTRAINT "fk_Order_userId" REFERENCES users);
CREATE TABLE parts (id bigint, CONSTRAINT fk_parts_users FOREIGN KEY (id) REFERENCES users) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
ALTER TABLE part ADD CONSTRAINT another FOREIGN KEY (id) REFERENCES users;
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (id bigint PRIMARY KEY, user_id bigint CONSTRAINT fk1 REFERENCES users ON DELETE CASCADE, parent bigint CONSTRAINT fk2 REFERENCES lines, buyer_id bigint CONSTRAINT fk3 REFERENCES users);
-- it does pass
CREATE TABLE fkeys.lines (
    id bigint PRIMARY KEY,
    user_id bigint CONSTRAINT fk_lines_users REFERENCES fkeys.users (id) ON DELETE CASCADE,
    parent bigint CONSTRAINT fk_lines_lines REFERENCES fkeys.lines (id),
    buyer_id bigint CONSTRAINT fk_lines_buyer_id REFERENCES fkeys.users (id)
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('foreign_key_name', '{"accept": []}');
CREATE TABLE others (user_id bigint CONSTRAINT fk_others_user_id REFERENCES users);
SELECT conventions.set_rule('foreign_key_name', parameters => '{"template": "{table}_{ref_table_singular}_fk"}');
CREATE TABLE others (user_id bigint CONSTRAINT others_user_fk REFERENCES users);
SELECT conventions.set_rule('foreign_key_name', parameters => '{"accept": ["fk", "{column}"]}');

-- fix applied: runs as it stands, gives each key a name, and back again
SELECT t.only_rule('foreign_key_name', '{"accept": ["fk_{table}_{columns}"], "template": "fk_{table}_{ref_table}"}');
SET conventions.mode = 'report';
CREATE TABLE many (a bigint CONSTRAINT "A" REFERENCES users, b bigint CONSTRAINT b REFERENCES users, CONSTRAINT c FOREIGN KEY (b) REFERENCES users);
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
DROP SCHEMA fkeys CASCADE;
