-- Rule unique_key.
\set VERBOSITY terse
CREATE SCHEMA unkeyed;
SET search_path = unkeyed;
SELECT t.only_rule('unique_key');

-- fires: no key at all; CREATE TABLE AS has no place for one
CREATE TABLE orders (number text, total int);
CREATE TABLE made AS SELECT 1 AS a;
CREATE TABLE base (id bigint PRIMARY KEY);
CREATE TABLE kid () INHERITS (base);

-- quiet: any unique index, in the same transaction too; a root whose partitions all have one
CREATE TABLE a (number text UNIQUE);
BEGIN;
CREATE TABLE b (number text);
CREATE UNIQUE INDEX ON b (lower(number)) WHERE number <> '';
COMMIT;
BEGIN;
CREATE TABLE tree (a int) PARTITION BY LIST (a);
CREATE TABLE tree1 PARTITION OF tree (UNIQUE (a)) FOR VALUES IN (1);
COMMIT;
CREATE VIEW seen AS SELECT * FROM a;

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Ohne" (number text, "Nr" int);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<columns>', '"Nr"') FROM t.steps() WHERE step LIKE '%Ohne%' \gexec
SELECT identity FROM conventions.findings();

-- primary_key speaks for it
SELECT conventions.set_rule('primary_key', 'warn');
SELECT identity, rule, severity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA unkeyed CASCADE;
