-- Rule check_not_null.
\set VERBOSITY terse
CREATE SCHEMA checked;
SET search_path = checked;
SELECT t.only_rule('check_not_null');

CREATE TYPE pair AS (x int, y int);
CREATE TABLE users (id bigint PRIMARY KEY, "A a" int CONSTRAINT "A a there" CHECK ("A a" IS NOT NULL), b int NOT NULL CONSTRAINT b_too CHECK (NOT (b IS NULL)), c int, d int, p pair,
    CONSTRAINT two CHECK (c IS NOT NULL AND d IS NOT NULL), CONSTRAINT one_of CHECK (c IS NOT NULL OR d IS NOT NULL), CONSTRAINT fields CHECK (p IS NOT NULL), CONSTRAINT none CHECK (c IS NULL));
ALTER TABLE users ADD CONSTRAINT unproved CHECK (c IS NOT NULL) NOT VALID;
CREATE TABLE parent (id bigint, x int CONSTRAINT x_there CHECK (x IS NOT NULL), y int CONSTRAINT y_there CHECK (y IS NOT NULL) NO INHERIT);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE tree (id bigint CONSTRAINT id_there CHECK (id IS NOT NULL)) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);

SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SELECT attrelid::regclass, attname FROM pg_attribute WHERE attrelid IN ('users'::regclass, 'parent'::regclass, 'child'::regclass, 'tree1'::regclass) AND attnotnull AND attnum > 0 ORDER BY 1, 2;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA checked CASCADE;
