-- Rule check_constant.
\set VERBOSITY terse
CREATE SCHEMA always;
SET search_path = always;
SELECT t.only_rule('check_constant');

CREATE FUNCTION fails(a int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RAISE EXCEPTION 'called'; END $$;
-- fires: constants, comparisons with NULL, a NULL among the values, and what AND, OR and NOT make of them
CREATE TABLE orders (id bigint, CHECK (true));
CREATE TABLE orders (id bigint, CHECK (NULL));
CREATE TABLE orders (id bigint, CHECK (1 < 2 AND 'a' = 'a' AND 3::bigint <> 4));
CREATE TABLE orders (id bigint, CHECK (id = NULL));
CREATE TABLE orders (state text, CHECK (state <> NULL OR state IN ('a', NULL)));
CREATE TABLE orders (state varchar(9), CHECK (state IN ('a', 'b', NULL)));
CREATE TABLE orders (id bigint, CHECK (id > 0 OR NOT false));
CREATE TABLE orders (id bigint, CHECK (NOT (id > 0 AND 1 = 2)));
CREATE TABLE orders (id bigint, CHECK (id = ANY ('{1,NULL}'::bigint[])));
CREATE TABLE orders (id bigint, CHECK (fails(NULL)));
CREATE TABLE orders (id bigint, CHECK (1 IS NOT NULL));
-- quiet: what refuses some rows, or all of them; functions of users, what may fail, what depends on the day
CREATE TABLE o1 (id bigint CHECK (id > 0), b boolean CHECK (b), c int CHECK (c IN (1, 2)), d int CHECK (d NOT IN (1, NULL)), e int CHECK (e IS NOT NULL));
CREATE TABLE o2 (id bigint, CHECK (false));
CREATE TABLE o3 (id bigint, CHECK (fails(1)));
CREATE TABLE o4 (id bigint, CHECK (1 / 0 > 0));
CREATE TABLE o5 (id bigint, CHECK (now() > '2020-01-01'));
CREATE TABLE o6 (id bigint, CHECK (id = NULL AND id > 0));
CREATE TABLE o7 (id bigint, CHECK (id IS NOT DISTINCT FROM NULL), CHECK (coalesce(id = NULL, id > 0)));
SET conventions.mode = 'report';
CREATE TABLE parent (id bigint CONSTRAINT "C c" CHECK (id = NULL));
CREATE TABLE child (CONSTRAINT "C c" CHECK (id = NULL)) INHERITS (parent);
CREATE TABLE grandchild () INHERITS (child);
RESET conventions.mode;

SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity, fix_sql FROM conventions.findings();
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA always CASCADE;
