-- Rule float_money.
\set VERBOSITY terse
CREATE SCHEMA money;
SET search_path = money;
SELECT t.only_rule('float_money');

-- fires: both types, arrays, below domains over domains, any spelling, added, changed, renamed
CREATE TABLE items (id bigint, price float8);
CREATE TABLE items (id bigint, "unitPrice" real, "TOTAL" float(10), "Größe_cost" double precision[]);
CREATE DOMAIN amount AS double precision;
CREATE DOMAIN amounts AS amount[];
CREATE TABLE items (fee amount, taxes amounts, "Net Amount" amounts[]);
CREATE TABLE items (id bigint, price numeric(12,2), weight float8);
ALTER TABLE items ADD COLUMN discount real;
ALTER TABLE items ALTER COLUMN price TYPE real;
ALTER TABLE items RENAME COLUMN weight TO cost;
CREATE TABLE copied AS SELECT 1.5::float8 AS balance;
CREATE TABLE parted (id bigint, price float8) PARTITION BY LIST (id);

-- quiet: other types, names that hold no money, what a parent defines
CREATE TABLE others (price numeric, amount bigint, cost text);
CREATE TABLE measures (total_time float8, credit_score real, "taxRate" float8, appraisal float8, "Preis" float8);
CREATE VIEW seen AS SELECT 1.5::float8 AS price;
SET conventions.mode = 'report';
CREATE TABLE parent (id bigint, price float8);
RESET conventions.mode;
CREATE TABLE child () INHERITS (parent);

-- parameters
SELECT conventions.set_rule('float_money', parameters => '{"names": "(^|_)preis($|_)"}');
CREATE TABLE german (price float8);
CREATE TABLE german2 ("Preis" float8);
SELECT conventions.set_rule('float_money', parameters => '{"names": null, "not_names": "^unit_"}');
CREATE TABLE units ("unitPrice" float8);
CREATE TABLE units2 (total_time float8);
SELECT conventions.set_rule('float_money', parameters => '{"names": "("}');

-- the whole message
SELECT t.only_rule('float_money', '{"not_names": null}');
\set VERBOSITY default
CREATE TABLE invoices (id bigint PRIMARY KEY, "Unit price" float8 NOT NULL DEFAULT 0, fees real[], CHECK ("Unit price" >= 0));
-- it does pass
CREATE TABLE money.invoices (
    id bigint PRIMARY KEY,
    "Unit price" numeric DEFAULT 0 NOT NULL,
    fees numeric[],
    CHECK (("Unit price" >= (0)::double precision))
);
\set VERBOSITY terse

-- fix applied, with the digits filled in
SET client_min_messages = warning;
DROP SCHEMA money CASCADE;
RESET client_min_messages;
CREATE SCHEMA money;
SET conventions.mode = 'report';
CREATE DOMAIN amount AS double precision;
CREATE DOMAIN strict AS double precision CHECK (VALUE >= 0);
CREATE TABLE "Items" (id bigint, "unit price" float8 DEFAULT 0.1, fees real[], cost amount, price strict);
CREATE TABLE tree (id bigint, price float8) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Items" VALUES (1, DEFAULT, '{0.5,NULL}', 0.30, 1);
INSERT INTO tree VALUES (1, 0.1 + 0.2);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<p>', '12'), '<s>', '2') FROM t.steps() \gexec
TABLE "Items";
TABLE tree;
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid IN ('"Items"'::regclass, 'tree'::regclass, 'tree1'::regclass) AND attnum > 1 ORDER BY 1, attnum;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA money CASCADE;
