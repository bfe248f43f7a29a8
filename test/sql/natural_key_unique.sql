-- Rule natural_key_unique.
\set VERBOSITY terse
CREATE SCHEMA called;
SET search_path = called;
SELECT t.only_rule('natural_key_unique');

-- fires: by name and type; in autocommit it waits, because an index may follow
CREATE TABLE users (id bigint PRIMARY KEY, email text, "orderNumber" int, uuid uuid);
BEGIN;
CREATE TABLE users2 (id bigint PRIMARY KEY, email text, code varchar(9), UNIQUE (email, code));
COMMIT;

-- quiet: unique by itself, under lower(), beside foreign keys and the tenant, for live rows; other types, keys
BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY, email text UNIQUE, slug date);
CREATE TABLE b (id bigint PRIMARY KEY, email text, tenant_id bigint, a_id bigint REFERENCES a, deleted_at timestamptz, deleted boolean);
CREATE UNIQUE INDEX b1 ON b (tenant_id, lower(email), a_id) WHERE deleted_at IS NULL;
CREATE TABLE c (email text REFERENCES a (email), code text PRIMARY KEY);
COMMIT;
-- what counts as live
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email) WHERE NOT deleted; COMMIT;
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email) WHERE deleted = false; COMMIT;
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email) WHERE deleted IS NOT TRUE; COMMIT;
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email) WHERE deleted; COMMIT;
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email) WHERE deleted_at IS NULL AND deleted IS FALSE; COMMIT;
BEGIN; DROP INDEX b1; CREATE UNIQUE INDEX b1 ON b (email, deleted_at); COMMIT;

-- parameters
SELECT t.only_rule('natural_key_unique', '{"names": ["nickname"], "strict_names": []}');
BEGIN;
CREATE TABLE d (id bigint PRIMARY KEY, nickname text, email text, code text);
COMMIT;
SELECT t.only_rule('natural_key_unique', '{"tenant_columns": ["shop"]}');
CREATE TABLE e (id bigint PRIMARY KEY, shop text, email text, UNIQUE (shop, email));
SELECT t.only_rule('natural_key_unique');

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Leute" (id bigint PRIMARY KEY, "Email" text NOT NULL, tenant_id int, removed_at timestamptz);
CREATE TABLE tree (id bigint PRIMARY KEY, email text) PARTITION BY LIST (id);
RESET conventions.mode;
DROP TABLE e;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA called CASCADE;
