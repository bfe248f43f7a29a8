-- Rule type_name.
\set VERBOSITY terse
CREATE SCHEMA type_names;
SET search_path = type_names;
SELECT t.only_rule('type_name');

-- fires
\set VERBOSITY default
CREATE TYPE "Mood" AS ENUM ('sad');
\set VERBOSITY terse
CREATE TYPE "Point" AS (x int);
CREATE DOMAIN "Amount" AS numeric;
CREATE TYPE "Span" AS RANGE (subtype = int4);
CREATE DOMAIN amount AS numeric;
ALTER DOMAIN amount RENAME TO "Amount";

-- quiet
CREATE TABLE "Orders" (id bigint);
CREATE VIEW "Seen" AS SELECT 1 AS id;
CREATE TYPE span AS RANGE (subtype = int4, multirange_type_name = "Spans");
SELECT conventions.exempt('type_name', 'type_names."Old"', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE TYPE "Old" AS (x int);
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('type_name', '{"pattern": "_t$"}');
CREATE TYPE mood AS ENUM ('sad');
CREATE TYPE mood_t AS ENUM ('sad');
DROP TYPE mood_t, "Old";

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('type_name', '{"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}');
SET conventions.mode = 'report';
CREATE DOMAIN "Time" AS int;
CREATE TYPE "Mood" AS ENUM ('sad'); CREATE TABLE mood (a "Mood" DEFAULT 'sad');
CREATE TYPE "Größe" AS (x int);
CREATE TYPE "Span" AS RANGE (subtype = int4, multirange_type_name = span_set);
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

DELETE FROM conventions.exemption WHERE rule = 'type_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA type_names CASCADE;
