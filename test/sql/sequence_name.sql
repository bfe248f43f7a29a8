-- Rule sequence_name.
\set VERBOSITY terse
CREATE SCHEMA sequence_names;
SET search_path = sequence_names;
SELECT t.only_rule('sequence_name');

-- fires
\set VERBOSITY default
CREATE SEQUENCE "OrderNumbers";
\set VERBOSITY terse
CREATE SEQUENCE order_numbers;
ALTER SEQUENCE order_numbers RENAME TO "order numbers";

-- quiet
CREATE TABLE "Orders" ("Id" serial, "No" int GENERATED ALWAYS AS IDENTITY);
ALTER TABLE "Orders" ADD COLUMN "More" bigserial;
ALTER TABLE "Orders" RENAME TO orders;
CREATE TEMPORARY SEQUENCE "Mine";
SELECT conventions.exempt('sequence_name', 'sequence_names."Old"', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE SEQUENCE "Old";
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('sequence_name', '{"pattern": "_seq$"}');
CREATE SEQUENCE numbers;
CREATE SEQUENCE numbers_seq;
DROP SEQUENCE "Old";

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('sequence_name', '{"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}');
SET conventions.mode = 'report';
CREATE SEQUENCE "Order";
CREATE SEQUENCE "Order Numbers"; CREATE TABLE order_numbers_2 (a int);
CREATE TABLE fed (id int DEFAULT nextval('"Order Numbers"'));
CREATE TABLE public.kept AS SELECT * FROM conventions.findings();
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM public.kept ORDER BY identity COLLATE "C", message COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C", message COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM public.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C", message COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM public.kept) AS all_back FROM conventions.findings();
DROP TABLE public.kept;

DELETE FROM conventions.exemption WHERE rule = 'sequence_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA sequence_names CASCADE;
