-- Rule default_null_text.
\set VERBOSITY terse
CREATE SCHEMA nulls;
SET search_path = nulls;
SELECT t.only_rule('default_null_text');

-- fires: string types, with and without a length, cast, added later
CREATE TABLE users (a text DEFAULT 'NULL');
CREATE TABLE users (a varchar(10) DEFAULT 'null', b char(6) DEFAULT 'NULL', c varchar DEFAULT 'NULL'::text);
CREATE TABLE users (id bigint, a text);
ALTER TABLE users ALTER a SET DEFAULT 'NULL';
ALTER TABLE users ADD COLUMN b text NOT NULL DEFAULT 'null';

-- quiet: the keyword, other texts, a null of JSON, a domain's default
CREATE DOMAIN word AS text DEFAULT 'NULL';
CREATE TABLE others (a text DEFAULT NULL, b text DEFAULT 'Null', c text DEFAULT 'NULLS', d jsonb DEFAULT 'null', e word, f text DEFAULT upper('null'), g text[] DEFAULT '{NULL}');

-- the whole message
\set VERBOSITY default
CREATE TABLE people (id bigint PRIMARY KEY, nick text DEFAULT 'NULL', other word DEFAULT 'null');
CREATE TABLE nulls.people (
    id bigint PRIMARY KEY,
    nick text,
    other nulls.word DEFAULT NULL
);
\set VERBOSITY terse

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Users" (id bigint, "the nick" text DEFAULT 'NULL', must varchar(9) NOT NULL DEFAULT 'NULL', word word DEFAULT 'null');
CREATE TABLE tree (id bigint, a text DEFAULT 'NULL') PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE mixed (id bigint, a text DEFAULT 'NULL') PARTITION BY LIST (id);
CREATE TABLE mixed1 PARTITION OF mixed (a DEFAULT 'x') FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Users" VALUES (1);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<default>', '''none''') FROM t.steps() \gexec
INSERT INTO "Users" VALUES (2);
\pset null null
SELECT * FROM "Users" ORDER BY id;
\pset null ''
SELECT adrelid::regclass, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid IN ('"Users"'::regclass, 'tree'::regclass, 'tree1'::regclass, 'mixed'::regclass, 'mixed1'::regclass) ORDER BY 1, adnum;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA nulls CASCADE;
