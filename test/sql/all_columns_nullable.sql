-- Rule all_columns_nullable.
\set VERBOSITY terse
CREATE SCHEMA maybe;
SET search_path = maybe;
SELECT t.only_rule('all_columns_nullable');

-- fires, at commit
CREATE TABLE t1 (id bigint PRIMARY KEY, a int, b int, c int);
CREATE TABLE t1 (a int, b int, c int);
CREATE TABLE t1 (a int, b int, c int) PARTITION BY LIST (a);

-- quiet: something is known; too few; made NOT NULL before the commit; CREATE TABLE AS is only warned of
CREATE DOMAIN known AS int NOT NULL;
CREATE TABLE t1 (id bigint PRIMARY KEY, a int, b int, c int NOT NULL);
CREATE TABLE t2 (id bigint PRIMARY KEY, a int, b int, c known);
CREATE TABLE t3 (id bigint PRIMARY KEY, a int, b int, c int GENERATED ALWAYS AS (1) STORED);
BEGIN;
CREATE TABLE t4 (a int, b int, c int);
ALTER TABLE t4 ALTER a SET NOT NULL;
COMMIT;
CREATE TABLE t5 AS SELECT 1 AS a, 2 AS b, 3 AS c;
SELECT identity, message, severity, fix_sql FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA maybe CASCADE;
