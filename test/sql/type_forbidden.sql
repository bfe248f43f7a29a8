-- Rule type_forbidden.
\set VERBOSITY terse
CREATE SCHEMA without;
SET search_path = without;

-- quiet: nothing is listed at first
SELECT t.only_rule('type_forbidden');
CREATE TABLE t1 (a xml, b varchar(3));

-- fires, by parameters
SELECT conventions.set_rule('type_forbidden', parameters => '{"types": ["xml", "varchar(3)", "int2", "mood"]}');
CREATE TABLE t2 (a xml);
CREATE TABLE t2 (a varchar(3)[]);
CREATE TYPE mood AS ENUM ('sad');
CREATE DOMAIN feeling AS mood;
CREATE TABLE t2 (a feeling, b smallint);
CREATE TABLE t2 (a varchar(4), b text, c integer);
SELECT conventions.set_rule('type_forbidden', parameters => '{"types": [3]}');

-- fix applied, with type and expression
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<type>', 'text'), '<expression>', CASE WHEN step ~ ' a ' THEN 'a::text' ELSE 'b || ''.''' END) FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 't1' AND table_schema = 'without' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA without CASCADE;
