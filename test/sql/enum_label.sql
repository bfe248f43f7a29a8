-- Rule enum_label.
\set VERBOSITY terse
CREATE SCHEMA enum_labels;
SET search_path = enum_labels;
SELECT t.only_rule('enum_label');

-- fires
\set VERBOSITY default
CREATE TYPE mood AS ENUM ('sad', 'Very Happy');
\set VERBOSITY terse
CREATE TYPE mood AS ENUM ('sad');
ALTER TYPE mood ADD VALUE 'OK';
ALTER TYPE mood RENAME VALUE 'sad' TO 'Sad';

-- quiet
CREATE TYPE size AS ENUM ('very small', 'x-large', '10');
SELECT conventions.exempt('enum_label', 'enum_labels.old', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE TYPE old AS ENUM ('A', 'B');
-- the ratchet: a label that moves is not a new one
SET conventions.mode = 'report';
CREATE TYPE kept AS ENUM ('A', 'B');
RESET conventions.mode;
ALTER TYPE kept ADD VALUE 'zero' BEFORE 'A';
ALTER TYPE kept ADD VALUE 'C';
DROP TYPE kept;
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('enum_label', '{"pattern": "^[A-Z]+$"}');
CREATE TYPE shape AS ENUM ('round');
CREATE TYPE shape AS ENUM ('ROUND');
DROP TYPE shape, old;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('enum_label', '{"pattern": "^[a-z0-9_ -]+$"}');
SET conventions.mode = 'report';
CREATE TYPE shape AS ENUM ('Round', 'round-ish', 'O''Val', 'ROUND', 'Größe');
CREATE TABLE shapes (a shape DEFAULT 'Round');
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

DELETE FROM conventions.exemption WHERE rule = 'enum_label';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA enum_labels CASCADE;
