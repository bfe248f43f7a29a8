-- Rule forbidden_name.
\set VERBOSITY terse
CREATE SCHEMA forbidden;
SET search_path = forbidden;
SELECT t.only_rule('forbidden_name');

-- fires
SELECT t.only_rule('forbidden_name', '{"pattern": "(^tbl_|^sp_)|(^|_)(tmp|test)(_|$)"}');
\set VERBOSITY default
CREATE TABLE tbl_orders (id bigint PRIMARY KEY, "tbl_Note" text);
\set VERBOSITY terse
CREATE VIEW orders_tmp AS SELECT 1 AS id;
CREATE SEQUENCE test;
CREATE DOMAIN test_domain AS int;
CREATE TABLE orders (id bigint PRIMARY KEY, tmp text);
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders RENAME TO orders_test;

-- quiet
CREATE TABLE latest (attempt int, tmpfile text);
CREATE INDEX tmp_idx ON orders (id);
SELECT conventions.exempt('forbidden_name', 'forbidden.old_tmp', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE TABLE old_tmp (test_id serial);
ALTER TABLE old_tmp RENAME COLUMN test_id TO id;
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('forbidden_name', '{"kinds": ["type"]}');
CREATE TABLE tmp (id int);
CREATE DOMAIN tmp_domain AS int;
SELECT t.only_rule('forbidden_name', '{"pattern": ""}');
CREATE VIEW orders_tmp AS SELECT 1 AS id;
DROP TABLE old_tmp, tmp;
DROP VIEW orders_tmp;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('forbidden_name', '{"kinds": ["table", "view", "sequence", "column", "type"], "pattern": "(^tbl_)|_tmp$|^tmp$"}');
SET conventions.mode = 'report';
CREATE TABLE tbl_orders (a int); CREATE TABLE lines (tbl_id int, id int, tmp int, "tbl_Mixed" int, tbl_user int); CREATE VIEW orders_tmp AS SELECT 1 AS id;
CREATE TYPE tbl_type_tbl AS (x int); CREATE DOMAIN tbl_d AS int; CREATE TABLE d (a int);
CREATE TABLE public.kept AS SELECT * FROM conventions.findings();
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM public.kept ORDER BY identity COLLATE "C", message COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C", message COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM public.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C", message COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM public.kept) AS all_back FROM conventions.findings();
DROP TABLE public.kept;

DELETE FROM conventions.exemption WHERE rule = 'forbidden_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA forbidden CASCADE;
