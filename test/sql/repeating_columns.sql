-- Rule repeating_columns.
\set VERBOSITY terse
CREATE SCHEMA repeats;
SET search_path = repeats;
SELECT t.only_rule('repeating_columns');

-- fires
CREATE TABLE customers (id bigint PRIMARY KEY, phone1 text, phone_2 text, phone3 text);
CREATE TABLE customers (id bigint PRIMARY KEY, phone1 text, phone2 text);
ALTER TABLE customers ADD COLUMN phone3 text;

-- quiet
ALTER TABLE customers ADD COLUMN phone3 int, ADD COLUMN phone4 text, ADD COLUMN sha1 text, ADD COLUMN sha256 text, ADD COLUMN sha512 text;
CREATE TABLE addresses (id bigint PRIMARY KEY, address_line1 text, address_line2 text, address_line3 text, "billingLine1" text, "billingLine2" text, "billingLine3" text);

-- in reports: a domain counts as what it rests on
SET conventions.mode = 'report';
CREATE DOMAIN phone AS text;
CREATE TABLE people (id bigint, "Größe 1" phone, "Größe 2" text, "Größe 3" phone, q4 int, q1 int, q2 int, q3 int) PARTITION BY RANGE (id);
CREATE TABLE people_1 PARTITION OF people DEFAULT;
CREATE TABLE kid () INHERITS (customers);
RESET conventions.mode;
SELECT identity, part, message, detail, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- parameters
SELECT t.only_rule('repeating_columns', '{"min": 2}');
SELECT identity, part FROM conventions.findings() ORDER BY identity COLLATE "C", part;
SELECT t.only_rule('repeating_columns', '{"min": 4, "exclude_names": ["q"]}');
SELECT count(*) FROM conventions.findings();
SELECT conventions.set_rule('repeating_columns', parameters => '{"min": 1}');

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA repeats CASCADE;
