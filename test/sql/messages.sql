-- What is said: one error for all findings of a command or of a commit, its primary line alone understandable, a line
-- of DETAIL for each finding, HINT with SQL that passes; warnings, which are kept and repeated; errors in the policy.
-- That the SQL in the HINTs runs is shown by test/tap/031_hints.pl and 032_way_out.pl.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA messages;
SET search_path = messages;
SELECT count(conventions.reset_rule(rule)) > 0 AS by_the_profile FROM conventions.rules();
SELECT conventions.enable('strict');
SELECT t.few_rules();
-- What a statement raises, field by field.
CREATE FUNCTION messages.fields(statement text)
RETURNS TABLE (state text, message text, schema_name text, table_name text, column_name text, rule text)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    state := 'nothing raised';
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, schema_name = SCHEMA_NAME,
        table_name = TABLE_NAME, column_name = COLUMN_NAME, rule = CONSTRAINT_NAME;
    RETURN NEXT;
END $$;
CREATE TABLE base (id bigint PRIMARY KEY, a int, b text, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX base_a ON base (a);
INSERT INTO base SELECT g, g, g FROM generate_series(1, 100) g;

\echo === one finding
CREATE TABLE "Bad" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, "order" int);
CREATE TABLE t (id bigint PRIMARY KEY, at timestamp, created_at timestamptz NOT NULL);
CREATE TABLE t (a int, created_at timestamptz NOT NULL);
CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TYPE "select" AS ENUM ('a');
CREATE VIEW "user" AS SELECT 1 AS x;
CREATE INDEX base_a2 ON base (a);
ALTER TABLE base DROP COLUMN a;
DROP INDEX base_a; CREATE DOMAIN d AS int; ALTER TABLE base ADD x d DEFAULT 1; DROP DOMAIN d CASCADE;

\echo === several findings of one object, some of them at commit
CREATE TABLE "Orders" (id int, "user" text, placed timestamp, base_id bigint REFERENCES base);
SELECT conventions.set_rule('table_name', 'warn'), conventions.set_rule('created_at', 'warn');
CREATE TABLE "Orders" (id int, "user" text, placed timestamp, base_id bigint REFERENCES base);

\echo === errors at COMMIT
BEGIN;
CREATE TABLE one (a int, base_id bigint REFERENCES base);
CREATE TABLE two (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL);
COMMIT;
SELECT :'LAST_ERROR_SQLSTATE' AS state, :'LAST_ERROR_MESSAGE' AS message;
BEGIN;
CREATE TABLE one (a int, created_at timestamptz NOT NULL);
COMMIT;
BEGIN;
CREATE TABLE one (a int, created_at timestamptz NOT NULL);
CREATE TABLE two (a int, created_at timestamptz NOT NULL);
PREPARE TRANSACTION 'messages';

\echo === several objects in one command
CREATE SCHEMA messages_more
    CREATE TABLE "One" (a int, "order" timestamp)
    CREATE TABLE "Two" (b timestamp)
    CREATE VIEW "user" AS SELECT 1 AS x;
DO $$ BEGIN CREATE TABLE one (a int); CREATE TABLE two (b int); END $$;
SELECT conventions.set_rule('table_name', 'error'), conventions.set_rule('created_at', 'error');

\echo === more than ten findings
CREATE TABLE many (a1 timestamp, a2 timestamp, a3 timestamp, a4 timestamp, a5 timestamp, a6 timestamp, a7 timestamp,
    a8 timestamp, a9 timestamp, a10 timestamp, a11 timestamp);
SELECT rule, count(*) FROM conventions.warnings() WHERE identity LIKE 'messages.many%' GROUP BY 1 ORDER BY 1;
CREATE TABLE ten (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, a1 timestamp, a2 timestamp, a3 timestamp,
    a4 timestamp, a5 timestamp, a6 timestamp, a7 timestamp, a8 timestamp, a9 timestamp, a10 timestamp);

\echo === several parts of one table
BEGIN;
CREATE INDEX base_b ON base (lower(b));
CREATE INDEX base_b2 ON base (lower(b));
CREATE INDEX base_b3 ON base (lower(b));
COMMIT;
CREATE TABLE "x"" of table ""y" ("a"" of table ""b" timestamp, "c" timestamp);

\echo === terse
\set VERBOSITY terse
CREATE TABLE "Bad" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE "Orders" (id int, "user" text, placed timestamp, base_id bigint REFERENCES base);
BEGIN;
CREATE TABLE one (a int);
CREATE TABLE two (b int);
COMMIT;
\set VERBOSITY default

\echo === fields
SELECT * FROM messages.fields('CREATE TABLE "Bad" (id bigint PRIMARY KEY)');
SELECT * FROM messages.fields('CREATE TABLE t (id bigint PRIMARY KEY, "order" int)');
SELECT * FROM messages.fields('CREATE TYPE "select" AS (a int)');
SELECT * FROM messages.fields('ALTER TABLE base ADD at timestamp');
SELECT * FROM messages.fields('ALTER TABLE base DROP b');
SELECT * FROM messages.fields('CREATE INDEX base_pkey2 ON base (id)');
SELECT * FROM messages.fields('CREATE TABLE "Bad" (a timestamp)');
SELECT * FROM messages.fields('CREATE SCHEMA x CREATE TABLE "One" (a int) CREATE TABLE "Two" (a int)');

\echo === whom to ask
SET conventions.contact = 'Ask in #dba.';
CREATE TABLE "Bad" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
ALTER TABLE base DROP COLUMN b;
RESET conventions.contact;

\echo === warnings
SELECT conventions.set_rule(rule, 'warn') FROM conventions.rules() WHERE severity <> 'off' ORDER BY rule;
CREATE TABLE "Warned" (id int, "user" text);
-- What was said at a commit is said once more: not every client listens there.
COMMENT ON TABLE base IS 'anything';
COMMENT ON TABLE base IS 'only once';
CREATE TABLE "Warned2" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
COMMENT ON TABLE base IS 'said with the command: not repeated';
ALTER TABLE base DROP COLUMN x;
\c -
SET search_path = messages;
\set SHOW_CONTEXT never
SELECT count(*) FROM conventions.warnings();
BEGIN;
CREATE TABLE "Gone" (id int);
ROLLBACK;
BEGIN;
SAVEPOINT s;
CREATE TABLE "Gone2" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
ROLLBACK TO s;
COMMIT;
SELECT rule, severity, moment, identity, message FROM conventions.warnings();
SELECT conventions.set_rule('table_name', 'error');
CREATE TABLE "Gone3" (id bigint PRIMARY KEY);
SELECT rule, severity, moment, identity, fix_sql FROM conventions.warnings() WHERE identity ~ 'Gone3';
SET conventions.mode = warn;
CREATE TABLE "Bad" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
SET conventions.mode = report;
CREATE TABLE "Bad2" (id bigint PRIMARY KEY);
SET conventions.mode = off;
CREATE TABLE "Bad3" (id bigint PRIMARY KEY);
RESET conventions.mode;
SET conventions.warnings_as_errors = on;
CREATE TABLE t (id bigint PRIMARY KEY);
RESET conventions.warnings_as_errors;
SET client_min_messages = error;
CREATE TABLE silent (id bigint PRIMARY KEY);
RESET client_min_messages;
SELECT rule, severity, identity FROM conventions.warnings() WHERE identity ~ 'silent';
COMMENT ON TABLE base IS 'said aloud now';

\echo === bad policy
SELECT conventions.enable('stern');
SELECT conventions.set_rule('primarykey', 'error');
SELECT conventions.set_rule('index', 'error');
SELECT conventions.set_rule('quux', 'error');
SELECT conventions.set_rule(NULL, 'error');
SELECT conventions.set_rule('primary_key', 'fatal');
SELECT conventions.set_rule('primary_key', parameters => '[]');
SELECT conventions.set_rule('primary_key', parameters => '{"severity": "warn"}');
SELECT conventions.set_rule('primary_key', parameters => '{"accept_unique_notnull": true}');
SELECT conventions.set_rule('primary_key', parameters => '{"accept_unique_not_null": "yes"}');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "^[a-z"}');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "a(b"}');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "*"}');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": 7}');
SELECT conventions.set_rule('table_name', parameters => jsonb_build_object('pattern', repeat('a', 20000)));
SELECT conventions.set_rule('table_name', parameters => '{"exclude": "(?<"}');
SELECT conventions.set_rule('created_at', parameters => '{"names": "created_at"}');
SELECT conventions.set_rule('created_at', parameters => '{"names": [""]}');
SELECT conventions.set_rule('reserved_word', parameters => '{"kinds": ["table", "index"]}');
SELECT conventions.reset_rule('primarykey');
SELECT * FROM conventions.findings(only_rule => 'primary_keys');
SELECT * FROM conventions.findings(at_least => 'loud');
SELECT * FROM messages.fields('SELECT conventions.set_rule(''x'', ''error'')');
-- Nothing of that was stored.
SELECT rule, severity, parameters FROM conventions.rule_setting WHERE parameters IS NOT NULL OR rule NOT IN (SELECT rule FROM conventions.rules());

SELECT count(conventions.reset_rule(rule)) > 0 AS by_the_profile FROM conventions.rules();
SELECT conventions.disable();
SET client_min_messages = warning;
DROP SCHEMA messages CASCADE;
