-- Rule primary_key_width.
\set VERBOSITY terse
CREATE SCHEMA wide;
SET search_path = wide;
SELECT t.only_rule('primary_key_width');

-- fires
CREATE TABLE readings (a int, b int, c int, d int, e int, PRIMARY KEY (a, b, c, d, e));

-- quiet: four columns, a unique constraint; a table that joins others
CREATE TABLE a (a int, b int, c int, d int, e int, PRIMARY KEY (a, b, c, d), UNIQUE (a, b, c, d, e));
CREATE TABLE b (a int, b int, c int, d int, e int UNIQUE, PRIMARY KEY (a, b, c, d, e), FOREIGN KEY (a, b, c, d) REFERENCES a, FOREIGN KEY (e) REFERENCES b (e));

-- parameters
SELECT t.only_rule('primary_key_width', '{"max_columns": 1}');
CREATE TABLE "Zwei" (a int, b int, CONSTRAINT "Schlüssel" PRIMARY KEY (a, b));
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA wide CASCADE;
