-- Rule foreign_key_cross_schema.
\set VERBOSITY terse
CREATE SCHEMA billing;
CREATE SCHEMA "Crm";
SELECT t.only_rule('foreign_key_cross_schema');
CREATE TABLE "Crm".customers (id bigint PRIMARY KEY);

-- fires
CREATE TABLE billing.invoices (id bigint PRIMARY KEY, customer_id bigint REFERENCES "Crm".customers);

-- quiet: within the schema
CREATE TABLE billing.invoices (id bigint PRIMARY KEY, next_id bigint REFERENCES billing.invoices);

-- parameters: pairs that are allowed, of any or of one schema
SELECT t.only_rule('foreign_key_cross_schema', '{"allowed": [{"to": "Crm", "from": "sales"}]}');
ALTER TABLE billing.invoices ADD customer_id bigint REFERENCES "Crm".customers;
SELECT t.only_rule('foreign_key_cross_schema', '{"allowed": [{"to": "Crm"}]}');
ALTER TABLE billing.invoices ADD customer_id bigint REFERENCES "Crm".customers;
SELECT t.only_rule('foreign_key_cross_schema');
SELECT identity, message, fix_sql FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA billing, "Crm" CASCADE;
