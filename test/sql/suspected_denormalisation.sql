-- Rule suspected_denormalisation.
\set VERBOSITY terse
CREATE SCHEMA twice;
SET search_path = twice;
SELECT t.only_rule('suspected_denormalisation');
CREATE TABLE customers (id bigint PRIMARY KEY, name text, email varchar(90), "zipCode" text, since date);
-- fires at the commit: after the table, after the column of the key
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, customer_name text);
CREATE TABLE orders (id bigint PRIMARY KEY, buyer_id bigint REFERENCES customers, "buyerZipCode" text);
-- quiet: a comment; another type; no such column; the key itself; a key of its own
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, customer_name text, customer_email text, customer_phone text, customer_since date GENERATED ALWAYS AS ('2026-01-01'::date) STORED, name text);
COMMENT ON COLUMN orders.customer_name IS 'as it was on the day of the order';
COMMIT;
CREATE TABLE people (id bigint PRIMARY KEY, name text, people_id bigint REFERENCES people, people_name text);
-- in reports
SET conventions.mode = 'report';
COMMENT ON COLUMN orders.customer_name IS NULL;
RESET conventions.mode;
SELECT identity, part, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('suspected_denormalisation', 'twice.orders.customer_name', 'known') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('suspected_denormalisation', 'twice.orders.customer_name') LIKE '%' AS is_revoked;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA twice CASCADE;
