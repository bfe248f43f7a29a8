-- Rule money_type.
\set VERBOSITY terse
CREATE SCHEMA prices;
SET search_path = prices;
SET lc_monetary = 'C';
SELECT t.only_rule('money_type');

-- fires: plain, an array, by domains, in a partitioned table, added, changed
CREATE TABLE items (id bigint, price money);
CREATE TABLE items (id bigint, prices money[]);
CREATE DOMAIN amount AS money;
CREATE TABLE items (fee amount, fees amount[]);
CREATE TABLE items (id bigint, price money) PARTITION BY LIST (id);
CREATE TABLE items (id bigint, price numeric(12,2));
ALTER TABLE items ADD COLUMN "Old Price" money;
ALTER TABLE items ALTER COLUMN price TYPE money;

-- quiet: other types, views, what a parent defines
CREATE TABLE others (price numeric, money text);
CREATE VIEW seen AS SELECT '1'::money AS price;
SET conventions.mode = 'report';
CREATE TABLE parent (id bigint, price money);
RESET conventions.mode;
CREATE TABLE child () INHERITS (parent);

-- the whole message
\set VERBOSITY default
CREATE TABLE invoices (id bigint PRIMARY KEY, total money NOT NULL, parts money[]);
-- it does pass
CREATE TABLE prices.invoices (
    id bigint PRIMARY KEY,
    total numeric NOT NULL,
    parts numeric[]
);
\set VERBOSITY terse

-- fix applied, with the digits and the condition filled in
SET client_min_messages = warning;
DROP SCHEMA prices CASCADE;
RESET client_min_messages;
CREATE SCHEMA prices;
SET conventions.mode = 'report';
CREATE DOMAIN amount AS money;
CREATE DOMAIN strict AS money CHECK (VALUE >= '0'::money);
CREATE TABLE "Items" (id bigint, "unit price" money DEFAULT '0.5' CHECK ("unit price" >= '0'::money), fees money[], cost amount, price strict);
CREATE TABLE tree (id bigint, price money) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Items" VALUES (1, DEFAULT, '{0.5,NULL}', 0.30, 1);
INSERT INTO tree VALUES (1, 12.5);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(replace(step, '<p>', '12'), '<s>', '2'), '<condition>', '"unit price" >= 0') FROM t.steps() \gexec
SELECT *, tableoid::regclass FROM tree;
SELECT id, "unit price", fees, cost FROM "Items";
INSERT INTO "Items" (id) VALUES (2);
SELECT "unit price" FROM "Items" WHERE id = 2;
INSERT INTO "Items" ("unit price") VALUES (-1);
SELECT identity FROM conventions.findings();

SELECT t.done();
RESET lc_monetary;
SET client_min_messages = warning;
DROP SCHEMA prices CASCADE;
