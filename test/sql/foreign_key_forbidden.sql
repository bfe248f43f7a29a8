-- Rule foreign_key_forbidden.
\set VERBOSITY terse
CREATE SCHEMA shards;
SET search_path = shards;
SELECT t.only_rule('foreign_key_forbidden');
CREATE TABLE customers (id bigint PRIMARY KEY);

-- fires
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);

-- quiet
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, UNIQUE (customer_id));

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" (id bigint PRIMARY KEY, "Kunde" bigint NOT NULL CONSTRAINT k REFERENCES customers ON DELETE CASCADE);
\set VERBOSITY terse

-- fix applied, and taken back
SET conventions.mode = 'report';
ALTER TABLE orders ADD CONSTRAINT "Kunde" FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE DEFERRABLE;
COMMENT ON CONSTRAINT "Kunde" ON orders IS 'why';
CREATE TABLE tree (id bigint PRIMARY KEY, c bigint REFERENCES customers) PARTITION BY RANGE (id);
CREATE TABLE tree1 PARTITION OF tree DEFAULT;
ALTER TABLE tree1 ADD FOREIGN KEY (id) REFERENCES customers;
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM kept ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SET conventions.mode = 'report';
SELECT undo_sql FROM kept ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA shards CASCADE;
