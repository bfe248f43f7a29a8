-- Rule confusable_name.
\set VERBOSITY terse
CREATE SCHEMA lookalikes;
SET search_path = lookalikes;
SELECT t.only_rule('confusable_name');

-- fires
\set VERBOSITY default
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, userid bigint);
\set VERBOSITY terse
CREATE TABLE orders (id bigint PRIMARY KEY, col1 int, i0 int);
ALTER TABLE orders ADD COLUMN coll int;
ALTER TABLE orders ADD COLUMN "COL1" int;
ALTER TABLE orders ADD COLUMN iO int;
ALTER TABLE orders ADD COLUMN "оrder" int;
CREATE VIEW "оrders" AS SELECT 1 AS id;
-- relations of one schema: in reports
SET conventions.mode = 'report';
CREATE TABLE users (a_1 int); CREATE TABLE user_s (id int); CREATE VIEW "Users" AS SELECT 1 AS id; CREATE SEQUENCE user__s;
RESET conventions.mode;
SELECT identity, severity, message, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
DROP TABLE users, user_s; DROP VIEW "Users"; DROP SEQUENCE user__s;

-- quiet
CREATE TABLE mail (item_1_11 int, item_11_1 int, mail int, mall int);
CREATE TABLE mall (id serial);
CREATE SEQUENCE mallid_seq;
CREATE TABLE kids (more int) INHERITS (orders);
CREATE TABLE größe ("таблица_id" int);
SELECT conventions.exempt('confusable_name', 'lookalikes.orders.co_l1', reason => 'a client of ours') IS NOT NULL AS exempt;
ALTER TABLE orders ADD COLUMN co_l1 int;
SELECT identity, status FROM conventions.findings();

DELETE FROM conventions.exemption WHERE rule = 'confusable_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA lookalikes CASCADE;
