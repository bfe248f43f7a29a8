-- Rule audit_columns.
\set VERBOSITY terse
CREATE SCHEMA who;
SET search_path = who;
SELECT t.only_rule('audit_columns');

-- fires: both are lacking, or one; deleted_by only where rows are marked
CREATE TABLE prices (id bigint PRIMARY KEY);
CREATE TABLE prices (id bigint PRIMARY KEY, created_by bigint);
CREATE TABLE prices (id bigint PRIMARY KEY, created_by bigint, updated_by_id bigint, deleted_at timestamptz);
CREATE TABLE prices (id bigint PRIMARY KEY, created_by bigint, updated_by_id bigint, is_deleted boolean);
-- quiet
CREATE TABLE p1 (id bigint PRIMARY KEY, created_by_id bigint, updated_by bigint);
CREATE TABLE p2 (id bigint PRIMARY KEY, created_by text, updated_by text, deleted_by_id text, deleted_at timestamptz);
CREATE VIEW p3 AS SELECT 1 AS x;
-- parameters
SELECT conventions.set_rule('audit_columns', parameters => '{"names": ["author"], "type": "bigint"}');
CREATE TABLE prices (id bigint PRIMARY KEY, created_by bigint, updated_by bigint);
CREATE TABLE prices (id bigint PRIMARY KEY, author text);
CREATE TABLE p4 (id bigint PRIMARY KEY, author bigint);
DROP TABLE p4;
SELECT conventions.set_rule('audit_columns', parameters => '{"names": ["created_by", "deleted_by"], "type": "bigint"}');
DROP VIEW p3;
DROP TABLE p1, p2;
SET conventions.mode = 'report';
CREATE TABLE "Prices" (id bigint PRIMARY KEY, deleted_at timestamptz);
CREATE TABLE typed (created_by text DEFAULT '7');
INSERT INTO "Prices" VALUES (1);
RESET conventions.mode;

SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- fix applied
SELECT replace(replace(step, '<user>', '42'), '<expression>', 'created_by::bigint') FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SELECT * FROM "Prices";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA who CASCADE;
