-- Rule column_count.
\set VERBOSITY terse
CREATE SCHEMA wide;
SET search_path = wide;
SELECT t.only_rule('column_count');

-- fires, and not at the limit
SELECT 'CREATE TABLE sixty (' || string_agg(format('c%s int%s', g, CASE WHEN g < 4 THEN ' NOT NULL' ELSE '' END), ', ') || ')' FROM generate_series(1, 60) g \gexec
ALTER TABLE sixty ADD COLUMN one_more text;

-- parameters
SELECT conventions.set_rule('column_count', parameters => '{"max": 3}');
CREATE TABLE t3 (a int, b int, c int);
CREATE TABLE t4 (a int NOT NULL, b int, c int, d int);
SELECT conventions.set_rule('column_count', parameters => '{"max": 0}');

-- what a child has from its parent alone is the parent's
SET conventions.mode = 'report';
CREATE TABLE parent (a int, b int, c int, d int);
RESET conventions.mode;
CREATE TABLE child () INHERITS (parent);
CREATE TABLE child2 (e int) INHERITS (parent);
DROP TABLE sixty;
SELECT identity, message, fix_sql FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA wide CASCADE;
