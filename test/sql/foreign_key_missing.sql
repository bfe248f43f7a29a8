-- Rule foreign_key_missing.
\set VERBOSITY terse
CREATE SCHEMA missing;
SET search_path = missing;
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE category (id int PRIMARY KEY);
CREATE DOMAIN customer_number AS bigint;
SELECT t.only_rule('foreign_key_missing');

-- fires at commit, through domains, for the plural and the singular
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, category_id int);
COMMIT;
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id customer_number);
COMMIT;
-- outside a block it waits, and the second statement mends it
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;
SELECT identity FROM conventions.findings();
-- an old table is not touched by a command that leaves this as it is; a new column of it is
SET conventions.mode = 'report';
CREATE TABLE old (id bigint PRIMARY KEY, customer_id bigint);
RESET conventions.mode;
BEGIN;
ALTER TABLE old ADD COLUMN note text;
COMMIT;
BEGIN;
ALTER TABLE old ADD COLUMN category_id int;
COMMIT;
-- the table that it should refer to may come later
BEGIN;
CREATE TABLE later (id bigint PRIMARY KEY, thing_id bigint);
COMMIT;
SELECT identity FROM conventions.findings();

-- quiet: another type, no such table, polymorphic, composite keys, views, partitions
BEGIN;
CREATE TABLE quiet (id bigint PRIMARY KEY, customer_id int, client_id bigint, owner_id bigint, owner_type text);
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE pairs (a bigint, b bigint, PRIMARY KEY (a, b));
CREATE TABLE halves (pair_id bigint);
CREATE VIEW seen AS SELECT 1::bigint AS customer_id;
CREATE TABLE parts (customer_id bigint REFERENCES customers) PARTITION BY LIST (customer_id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
CREATE TEMPORARY TABLE passing (customer_id bigint);
COMMIT;

-- the whole message
\set VERBOSITY default
BEGIN;
CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id bigint);
COMMIT;
-- it does pass
BEGIN;
CREATE TABLE missing.invoices (
    id bigint PRIMARY KEY,
    customer_id bigint REFERENCES missing.customers (id)
);
CREATE INDEX idx_invoices_customer_id ON missing.invoices (customer_id);
COMMIT;
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('foreign_key_missing', '{"pattern": "^(.+)_ref$"}');
BEGIN;
CREATE TABLE refs (customer_id bigint, customer_ref bigint);
COMMIT;
SELECT conventions.set_rule('foreign_key_missing', parameters => '{"schemas": ["same", "crm"]}');
CREATE SCHEMA crm;
CREATE TABLE crm.contacts (id bigint PRIMARY KEY);
BEGIN;
CREATE TABLE refs (contact_ref bigint);
COMMIT;

-- fix applied: orphans are counted first
SELECT t.only_rule('foreign_key_missing', '{"pattern": "^(.+)_id$", "schemas": ["same"]}');
INSERT INTO old VALUES (1, 7), (2, NULL);
SELECT identity, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
INSERT INTO customers VALUES (7);
ALTER TABLE old VALIDATE CONSTRAINT old_customer_id_fkey;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA missing, crm CASCADE;
