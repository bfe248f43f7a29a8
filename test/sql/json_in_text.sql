-- Rule json_in_text.
\set VERBOSITY terse
CREATE SCHEMA documents;
SET search_path = documents;
SELECT t.only_rule('json_in_text');

-- fires
CREATE TABLE t1 (payload text);
CREATE TABLE t1 ("rawJson" varchar, user_metadata varchar(1000));

-- quiet
CREATE TABLE t1 (payload jsonb, jsonish text, meta text, json_payloads text[]);

-- parameters
SELECT conventions.set_rule('json_in_text', parameters => '{"names": ["meta"]}');
CREATE TABLE t2 ("aMeta" text);
CREATE TABLE t2 (payload text);
SELECT t.only_rule('json_in_text', '{"names": null}');

-- a report leaves tables with rows alone
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint, "the payload" text DEFAULT '{}');
RESET conventions.mode;
INSERT INTO t2 VALUES ('{}');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT replace(replace(step, '<expression>', '"the payload"::jsonb'), '<default>', '''{}''') FROM t.steps() \gexec
INSERT INTO "T" VALUES (1);
TABLE "T";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA documents CASCADE;
