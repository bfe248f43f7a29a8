-- Rule boolean_column_name.
\set VERBOSITY terse
CREATE SCHEMA booleans;
SET search_path = booleans;
CREATE DOMAIN truth AS boolean;
SELECT t.only_rule('boolean_column_name');

-- fires
\set VERBOSITY default
CREATE TABLE shops (id bigint PRIMARY KEY, open boolean, note text);
\set VERBOSITY terse
CREATE TABLE shops (id bigint PRIMARY KEY, is_open boolean);
ALTER TABLE shops RENAME COLUMN is_open TO open;
ALTER TABLE shops ADD COLUMN closed truth;
ALTER TABLE shops ADD COLUMN is_ boolean;
ALTER TABLE shops ALTER COLUMN is_open TYPE text, ADD COLUMN active boolean;

-- quiet
ALTER TABLE shops ADD COLUMN has_roof boolean, ADD COLUMN email_verified boolean, ADD COLUMN days boolean[];
CREATE TABLE kids (more text) INHERITS (shops);
CREATE VIEW seen AS SELECT true AS open;
SELECT conventions.exempt('boolean_column_name', 'booleans.shops.old', reason => 'a client of ours') IS NOT NULL AS exempt;
ALTER TABLE shops ADD COLUMN old boolean;
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('boolean_column_name', '{"prefixes": [], "suffixes": ["_flag"]}');
ALTER TABLE shops ADD COLUMN is_good boolean;
ALTER TABLE shops ADD COLUMN good_flag boolean;
SELECT t.only_rule('boolean_column_name', '{"prefixes": [], "suffixes": []}');
ALTER TABLE shops ADD COLUMN any_name boolean;
DROP TABLE shops CASCADE;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('boolean_column_name', '{"prefixes": ["is_"], "suffixes": []}');
SET conventions.mode = 'report';
CREATE TABLE shops (open boolean CHECK (open), is_open boolean, "isGood" boolean);
CREATE TABLE typed (a boolean);
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

DELETE FROM conventions.exemption WHERE rule = 'boolean_column_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA booleans CASCADE;
