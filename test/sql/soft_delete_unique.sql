-- Rule soft_delete_unique.
\set VERBOSITY terse
CREATE SCHEMA taken;
SET search_path = taken;
SELECT t.only_rule('soft_delete_unique');

-- waits, because one CREATE TABLE cannot say it
CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, deleted_at timestamptz);
SET conventions.mode = 'report';
CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "E-Mail" text, name text, number bigint UNIQUE, is_deleted boolean NOT NULL DEFAULT false, CONSTRAINT "Mail" UNIQUE NULLS NOT DISTINCT ("E-Mail"), CONSTRAINT later UNIQUE (name) DEFERRABLE);
CREATE UNIQUE INDEX partial ON accounts (name) WHERE number > 0;
-- quiet: deleted rows alone
CREATE UNIQUE INDEX dead ON accounts (name) WHERE is_deleted;
CREATE TABLE lines (account bigint REFERENCES accounts (number));
-- quiet: live rows, the mark among the keys, uuids and numbers of the server, what is referenced, no mark
CREATE TABLE quiet (id bigint PRIMARY KEY, key uuid UNIQUE, serial bigserial UNIQUE, a text, b int, deleted_at timestamptz, UNIQUE (a, deleted_at));
CREATE UNIQUE INDEX live ON quiet (a) WHERE b > 0 AND deleted_at IS NULL;
CREATE UNIQUE INDEX told ON quiet (a, coalesce(deleted_at, 'infinity'::timestamptz));
CREATE UNIQUE INDEX live_flag ON accounts (name) WHERE NOT is_deleted;
CREATE UNIQUE INDEX live_false ON accounts (name) WHERE is_deleted = false;
CREATE TABLE unmarked (a text UNIQUE, deleted_at int);
-- a uuid that refers to another table is judged
CREATE TABLE teams (id uuid PRIMARY KEY);
CREATE TABLE members (team_id uuid REFERENCES teams, name text, deleted_at timestamptz, UNIQUE (team_id, name));
CREATE TABLE tree (id bigint, name text, deleted_at timestamptz, UNIQUE (id, name)) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;

SELECT identity, message, detail, fix_sql, fix_safety, status FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'taken' AND indexdef ~ 'deleted' AND tablename ~ '^(users|accounts|members|tree)' ORDER BY 1;
-- parameters
SELECT conventions.set_rule('soft_delete_unique', parameters => '{"names": ["removed"]}');
SET conventions.mode = 'report';
CREATE TABLE others (a text CONSTRAINT a UNIQUE, removed timestamptz);
RESET conventions.mode;
SELECT identity FROM conventions.findings() WHERE identity ~ 'others';

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA taken CASCADE;
