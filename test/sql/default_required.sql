-- Rule default_required.
\set VERBOSITY terse
CREATE SCHEMA givens;
SET search_path = givens;

-- quiet: nothing is listed at first
SELECT t.only_rule('default_required');
CREATE TABLE t1 (labels jsonb NOT NULL);

-- fires, by parameters
SELECT conventions.set_rule('default_required', parameters => '{"types": ["jsonb", "int4", "numeric(12,2)"], "names": ["locale"]}');
CREATE TABLE t2 (labels jsonb NOT NULL);
CREATE TABLE t2 (locale text NOT NULL, price numeric(12,2) NOT NULL);
CREATE DOMAIN count AS int NOT NULL;
CREATE TABLE t2 (c count);
-- quiet: a default, nullable, keys, identities
CREATE TABLE t2 (id int PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY, a int NOT NULL DEFAULT 0, b jsonb, up int NOT NULL REFERENCES t2, price numeric(10,2) NOT NULL, "Locale" text NOT NULL, g int NOT NULL GENERATED ALWAYS AS (1) STORED);

-- fix applied
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();
SELECT replace(step, '<default>', '''{}''') FROM t.steps() \gexec
INSERT INTO t1 DEFAULT VALUES;
TABLE t1;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA givens CASCADE;
