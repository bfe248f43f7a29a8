-- Rule nullable_boolean.
\set VERBOSITY terse
CREATE SCHEMA answers;
SET search_path = answers;
SELECT t.only_rule('nullable_boolean');

-- fires at commit: in a block as an error, alone it waits for a comment
BEGIN;
CREATE TABLE users (id bigint, active boolean);
COMMIT;
CREATE TABLE users (id bigint, active boolean DEFAULT true);
SELECT identity, severity, status FROM conventions.findings();
COMMENT ON COLUMN users.active IS 'null: nobody has asked yet';
SELECT identity FROM conventions.findings();
BEGIN;
ALTER TABLE users ADD COLUMN "Größe ok" bool;
COMMIT;
BEGIN;
COMMENT ON COLUMN users.active IS '  ';
COMMIT;
BEGIN;
CREATE DOMAIN flag AS boolean;
CREATE TABLE by_domain (active flag);
COMMIT;
BEGIN;
CREATE TABLE parted (id bigint, active boolean) PARTITION BY LIST (id);
COMMIT;

-- quiet: NOT NULL, also of a domain, a comment in the same transaction, arrays, views, what a parent defines
BEGIN;
CREATE DOMAIN yes AS boolean NOT NULL;
CREATE TABLE sure (a boolean NOT NULL, b yes, c boolean[]);
CREATE TABLE maybe (a boolean);
COMMENT ON COLUMN maybe.a IS 'three states';
CREATE VIEW seen AS SELECT true AS a;
CREATE TABLE child () INHERITS (maybe);
COMMENT ON COLUMN child.a IS NULL;
COMMIT;

-- parameters: where a comment counts for nothing, there is nothing to wait for
SELECT conventions.set_rule('nullable_boolean', parameters => '{"comment_is_reason": false}');
CREATE TABLE strict (active boolean);
SELECT identity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT moments FROM conventions.rules() WHERE rule = 'nullable_boolean';

-- the whole message
SELECT t.only_rule('nullable_boolean', '{"comment_is_reason": null}');
\set VERBOSITY default
BEGIN;
CREATE TABLE members (id bigint PRIMARY KEY, active boolean, paid boolean DEFAULT false);
COMMIT;
SELECT conventions.set_rule('nullable_boolean', parameters => '{"comment_is_reason": false}');
CREATE TABLE members (id bigint PRIMARY KEY, active boolean, paid boolean DEFAULT false);
-- it does pass
CREATE TABLE answers.members (
    id bigint PRIMARY KEY,
    active boolean NOT NULL,
    paid boolean DEFAULT false NOT NULL
);
\set VERBOSITY terse

-- fix applied, with the default filled in
SELECT t.only_rule('nullable_boolean', '{"comment_is_reason": null}');
SET client_min_messages = warning;
DROP SCHEMA answers CASCADE;
RESET client_min_messages;
CREATE SCHEMA answers;
SET conventions.mode = 'report';
CREATE TABLE "Users" (id bigint, "is Active" boolean, paid boolean DEFAULT true, twice boolean GENERATED ALWAYS AS (id > 1) STORED);
CREATE TABLE tree (id bigint, active boolean) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree (active DEFAULT true) FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Users" VALUES (1, NULL, NULL), (2, true, false);
INSERT INTO tree VALUES (1, NULL);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<default>', 'false') FROM t.steps() \gexec
SELECT * FROM "Users" ORDER BY id;
SELECT tableoid::regclass, * FROM tree;
SELECT attrelid::regclass, attname, attnotnull FROM pg_attribute
WHERE attrelid IN ('"Users"'::regclass, 'tree'::regclass, 'tree1'::regclass) AND attnum > 1 ORDER BY 1, attnum;
SELECT conname FROM pg_constraint WHERE connamespace = 'answers'::regnamespace;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA answers CASCADE;
