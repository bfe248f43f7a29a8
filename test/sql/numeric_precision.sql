-- Rule numeric_precision.
\set VERBOSITY terse
CREATE SCHEMA digits;
SET search_path = digits;
SELECT t.only_rule('numeric_precision');

-- fires
CREATE TABLE items (price numeric);
CREATE TABLE items ("unitPrice" decimal, fees numeric[]);
CREATE DOMAIN amount AS numeric;
CREATE TABLE items (total amount);

-- quiet: digits are said, also by a domain; other names, other types
CREATE DOMAIN cents AS numeric(12,2);
CREATE TABLE others (price numeric(12,2), cost numeric(10), fee cents, fees cents[], weight numeric, total_time numeric, amount bigint);

-- parameters
SELECT conventions.set_rule('numeric_precision', parameters => '{"names": "^preis$"}');
CREATE TABLE german (preis numeric);
CREATE TABLE german2 (price numeric);

-- fix applied
SELECT t.only_rule('numeric_precision', '{"names": null}');
SET conventions.mode = 'report';
CREATE TABLE "Items" (id bigint, "unit price" numeric NOT NULL DEFAULT 0.5, fees numeric[]);
RESET conventions.mode;
INSERT INTO "Items" VALUES (1, 1.255, '{0.333,NULL}');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<p>', '12'), '<s>', '2') FROM t.steps() \gexec
TABLE "Items";
SELECT identity FROM conventions.findings() WHERE identity ~ 'Items';

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA digits CASCADE;
