-- Rule boolean_default.
\set VERBOSITY terse
CREATE SCHEMA switches;
SET search_path = switches;
SELECT t.only_rule('boolean_default');

-- fires: NOT NULL of the column or of its domain
CREATE TABLE users (active boolean NOT NULL);
CREATE DOMAIN yes AS boolean NOT NULL;
CREATE TABLE users (active yes);

-- quiet: a default, also of the domain; nullable, generated, other types
CREATE DOMAIN no AS boolean NOT NULL DEFAULT false;
CREATE TABLE users (a boolean NOT NULL DEFAULT true, b no, c boolean, d boolean NOT NULL GENERATED ALWAYS AS (c) STORED, e int NOT NULL, f boolean[] NOT NULL);

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Users" (id bigint, "is Active" boolean NOT NULL);
CREATE TABLE tree (id bigint, active boolean NOT NULL) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree (active DEFAULT true) FOR VALUES IN (1);
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<default>', 'false') FROM t.steps() \gexec
SELECT adrelid::regclass, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid IN ('"Users"'::regclass, 'tree'::regclass, 'tree1'::regclass) ORDER BY 1;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA switches CASCADE;
