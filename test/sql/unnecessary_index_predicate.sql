-- Rule unnecessary_index_predicate.
\set VERBOSITY terse
CREATE SCHEMA predicates;
SET search_path = predicates;
SELECT t.only_rule('unnecessary_index_predicate');

SET conventions.mode = 'report';
CREATE TYPE pair AS (x int, y int);
CREATE TABLE users (id bigint PRIMARY KEY, "E-Mail" text NOT NULL, note text, a int NOT NULL, p pair NOT NULL);
-- fires: plain and turned round
CREATE UNIQUE INDEX mail ON users ("E-Mail") INCLUDE (note) WHERE "E-Mail" IS NOT NULL;
CREATE INDEX turned ON users (lower(note), a DESC) WHERE NOT (a IS NULL);
-- quiet: a column that may be null, a second condition, IS NULL, the fields of a row, no predicate
CREATE INDEX i1 ON users (note) WHERE note IS NOT NULL;
CREATE INDEX i2 ON users (note) WHERE a IS NOT NULL AND a > 0;
CREATE INDEX i3 ON users (note) WHERE a IS NULL;
CREATE INDEX i4 ON users (note) WHERE p IS NOT NULL;
CREATE INDEX i5 ON users (note);
CREATE TABLE tree (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE INDEX tree_id ON tree (id) WHERE id IS NOT NULL;
RESET conventions.mode;

SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SELECT indexdef FROM pg_indexes WHERE schemaname = 'predicates' AND indexname ~ '^(mail|turned|tree|idx)' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA predicates CASCADE;
