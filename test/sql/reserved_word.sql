-- Rule reserved_word.
\set VERBOSITY terse
CREATE SCHEMA words;
SET search_path = words;
SELECT t.only_rule('reserved_word');

-- fires: tables, views, columns, types, in any case
CREATE TABLE "user" (id bigint);
CREATE TABLE "User" (id bigint);
CREATE VIEW "left" AS SELECT 1 AS id;
CREATE MATERIALIZED VIEW "order" AS SELECT 1 AS id;
CREATE TABLE orders (id bigint, "order" integer, "USER" text);
CREATE DOMAIN "time" AS text;
CREATE TYPE "end" AS ENUM ('a');
CREATE TYPE "values" AS (id bigint);
CREATE TABLE orders (id bigint);
ALTER TABLE orders RENAME TO "table";
ALTER TABLE orders ADD COLUMN "limit" integer;
ALTER TABLE orders RENAME COLUMN id TO "desc";

-- quiet: words of other classes, columns of views, what a parent defines, partitions
CREATE TABLE value (name text, "time" timestamptz, type text, users text);
CREATE VIEW users AS SELECT 1 AS "user";
CREATE TYPE "left" AS ENUM ('a');
CREATE SEQUENCE "select";
SET conventions.mode = 'report';
CREATE TABLE parent (id bigint, "from" text);
CREATE TABLE root (id bigint) PARTITION BY LIST (id);
RESET conventions.mode;
CREATE TABLE child () INHERITS (parent);
CREATE TABLE "all" PARTITION OF root FOR VALUES IN (1);

-- says whether the name must be quoted
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings();
SELECT conventions.set_rule('reserved_word', parameters => '{"words": ["value"]}');
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('reserved_word', '{"fold_case": false, "words": ["Status"]}');
CREATE TABLE "User" (id bigint, status text);
CREATE TABLE "user" (id bigint);
CREATE TABLE "Status" (id bigint);
SELECT conventions.set_rule('reserved_word', parameters => '{"kinds": ["column"]}');
CREATE TABLE "user" (id bigint);
CREATE TABLE orders2 (id bigint, "user" text);
SELECT conventions.set_rule('reserved_word', parameters => '{"kinds": ["index"]}');
DROP TABLE "user", "User", "all", root, child, parent, value;

-- the whole message
DROP TABLE orders;
SELECT t.only_rule('reserved_word');
\set VERBOSITY default
CREATE TABLE "order" (id bigint PRIMARY KEY, "user" text UNIQUE, parent bigint REFERENCES "order");
-- it does pass
CREATE TABLE words.orders (
    id bigint PRIMARY KEY,
    user_value text,
    parent bigint REFERENCES words.orders (id),
    UNIQUE (user_value)
);
\set VERBOSITY terse

-- fix applied: runs as it stands on every kind of object, and back again
SET conventions.mode = 'report';
CREATE TABLE "User" (id bigint, "Order" integer, "Order_value" integer);
CREATE TABLE "Users" (id bigint);
CREATE VIEW "GROUP" AS SELECT 1 AS id;
CREATE MATERIALIZED VIEW "check" AS SELECT 1 AS id;
CREATE TYPE "cast" AS ENUM ('a');
CREATE DOMAIN "char" AS text;
CREATE TYPE "column" AS (id bigint);
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
-- The column first: its table is renamed as well.
SELECT step FROM t.steps() ORDER BY step !~ 'COLUMN', step COLLATE "C" \gexec
SELECT count(*) FROM conventions.findings();
SELECT relname, relkind FROM pg_class WHERE relnamespace = 'words'::regnamespace AND relname ~ '(?i)user|group|check|cast|char|column'
ORDER BY relname COLLATE "C";
SELECT attname FROM pg_attribute WHERE attrelid = '"Users_2"'::regclass AND attnum > 0 ORDER BY attnum;
SELECT typname FROM pg_type WHERE typnamespace = 'words'::regnamespace AND typname ~ '^(cast|char|column)' ORDER BY typname COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept ORDER BY undo_sql ~ 'COLUMN', undo_sql COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA words CASCADE;
