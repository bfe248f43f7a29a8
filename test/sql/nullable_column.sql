-- Rule nullable_column.
\set VERBOSITY terse
CREATE SCHEMA missing;
SET search_path = missing;
SELECT t.only_rule('nullable_column');

-- fires at commit: in a block as an error, alone it waits for a comment
BEGIN;
CREATE TABLE users (id bigint PRIMARY KEY, email text);
COMMIT;
CREATE TABLE users (id bigint PRIMARY KEY, email text);
SELECT identity, severity, status FROM conventions.findings();
COMMENT ON COLUMN users.email IS 'null: never asked';
SELECT identity FROM conventions.findings();

-- quiet: NOT NULL, also of a domain; generated; deleted_at; a key that sets it to null
BEGIN;
CREATE DOMAIN known AS text NOT NULL;
CREATE TABLE others (id bigint PRIMARY KEY, a text NOT NULL, b known, c int GENERATED ALWAYS AS (1) STORED, deleted_at timestamptz,
    "deletedBy" text, user_id bigint REFERENCES users ON DELETE SET NULL);
COMMIT;
BEGIN;
CREATE TABLE keys (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE);
COMMIT;

-- parameters
SELECT conventions.set_rule('nullable_column', parameters => '{"comment_is_reason": false, "exclude_names": "^note$"}');
BEGIN;
CREATE TABLE t1 (id bigint PRIMARY KEY, note text);
COMMIT;
SELECT identity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";

-- the whole message: who rejects means NOT NULL
SELECT t.only_rule('nullable_column', '{"comment_is_reason": null, "exclude_names": null}');
\set VERBOSITY default
BEGIN;
CREATE TABLE t2 (id bigint PRIMARY KEY, name text, age int);
COMMIT;
\set VERBOSITY terse

-- fix applied: by the statistics
SET client_min_messages = warning;
DROP SCHEMA missing CASCADE;
RESET client_min_messages;
CREATE SCHEMA missing;
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint PRIMARY KEY, "known to all" int, known_of_some int);
RESET conventions.mode;
INSERT INTO "T" VALUES (1, 1, NULL), (2, 2, 2);
ANALYZE "T";
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<value>', '0') FROM t.steps() \gexec
SELECT * FROM "T" ORDER BY id;
SELECT conname FROM pg_constraint WHERE connamespace = 'missing'::regnamespace;
SELECT identity FROM conventions.findings();

-- one cause, one finding
SELECT t.done();
SELECT conventions.enable('strict');
SELECT t.leave_on('nullable_boolean', 'nullable_column', 'created_at');
SET conventions.mode = 'report';
CREATE TABLE t3 (id bigint PRIMARY KEY, active boolean, created_at timestamptz, name text);
RESET conventions.mode;
SELECT rule, identity, severity, detail FROM conventions.findings() WHERE identity ~ 't3' ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA missing CASCADE;
