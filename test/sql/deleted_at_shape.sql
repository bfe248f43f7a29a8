-- Rule deleted_at_shape.
\set VERBOSITY terse
CREATE SCHEMA marks;
SET search_path = marks;
SELECT t.only_rule('deleted_at_shape');

-- fires: never null, a default, no moment; a flag that is null or has no default; both and nothing ties them
CREATE TABLE users (deleted_at timestamptz NOT NULL);
CREATE TABLE users (deleted_at timestamptz DEFAULT now());
CREATE TABLE users (deleted_at boolean);
CREATE TABLE users (is_deleted boolean DEFAULT false);
CREATE TABLE users (deleted boolean NOT NULL);
CREATE TABLE users (deleted timestamptz NOT NULL);
CREATE TABLE users (deleted_at timestamptz, is_deleted boolean NOT NULL DEFAULT false);
-- quiet: as it should be, a date, tied, generated, other names, DEFAULT NULL
CREATE TABLE u1 (deleted_at timestamptz);
CREATE TABLE u2 (deleted_at date DEFAULT NULL);
CREATE TABLE u3 (deleted_at timestamptz, is_deleted boolean NOT NULL DEFAULT false CHECK (is_deleted = (deleted_at IS NOT NULL)));
CREATE TABLE u4 (deleted_at timestamptz, is_deleted boolean GENERATED ALWAYS AS (deleted_at IS NOT NULL) STORED);
CREATE TABLE u5 (deletable boolean, removed_at timestamptz NOT NULL);
-- parameters
SELECT conventions.set_rule('deleted_at_shape', parameters => '{"names": ["removed_at"], "flag_names": []}');
CREATE TABLE users (removed_at timestamptz NOT NULL);
CREATE TABLE u6 (deleted_at timestamptz NOT NULL, is_deleted boolean);
DROP TABLE u5, u6;
SELECT conventions.set_rule('deleted_at_shape', parameters => '{"names": ["deleted_at"], "flag_names": ["is_deleted", "deleted"]}');
SET conventions.mode = 'report';
CREATE DOMAIN moment AS timestamptz DEFAULT now();
CREATE TABLE t1 (id bigint PRIMARY KEY, deleted_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE t2 (id bigint PRIMARY KEY, deleted_at bigint NOT NULL DEFAULT 0);
CREATE TABLE t3 (id bigint PRIMARY KEY, deleted_at timestamptz, is_deleted boolean);
CREATE TABLE t4 (id bigint, deleted_at timestamptz NOT NULL, PRIMARY KEY (id, deleted_at));
CREATE TABLE t5 (id bigint PRIMARY KEY, deleted_at moment);
CREATE TABLE child () INHERITS (t1);
INSERT INTO t2 VALUES (1, 0), (2, 1000000000);
INSERT INTO t3 VALUES (1, NULL, NULL);
RESET conventions.mode;

SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- fix applied
SELECT replace(step, '<expression>', 'CASE WHEN deleted_at > 0 THEN to_timestamp(deleted_at) END') FROM t.steps() \gexec
SELECT identity, part FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT id, deleted_at IS NULL AS lives FROM t2 ORDER BY id;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA marks CASCADE;
