-- Rule unique_nullable.
\set VERBOSITY terse
CREATE SCHEMA gaps;
SET search_path = gaps;
SELECT t.only_rule('unique_nullable');

-- fires: a constraint, an index, a predicate that says nothing of the column
CREATE TABLE folders (id bigint PRIMARY KEY, parent_id bigint, name text NOT NULL, UNIQUE (parent_id, name));
CREATE TABLE items (id bigint PRIMARY KEY, a int, b int, c int NOT NULL, flag boolean, deleted_at timestamptz);
CREATE UNIQUE INDEX i ON items (a, c);
CREATE UNIQUE INDEX i ON items (a, c) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX i ON items (a, b) WHERE a IS NOT NULL;
CREATE UNIQUE INDEX i ON items (a, c) WHERE a > 0 OR c > 0;
CREATE UNIQUE INDEX i ON items (a, c) WHERE a <> ALL ('{}');

-- quiet: one column, NOT NULL, NULLS NOT DISTINCT; a predicate that no null passes
CREATE TABLE a (x int UNIQUE, y int NOT NULL, z int NOT NULL, UNIQUE (y, z));
CREATE TABLE b (x int, y int NOT NULL, UNIQUE NULLS NOT DISTINCT (x, y));
CREATE UNIQUE INDEX i1 ON items (a, c) WHERE a IS NOT NULL;
CREATE UNIQUE INDEX i2 ON items (a, c) WHERE a > 3 AND deleted_at IS NULL;
CREATE UNIQUE INDEX i3 ON items (a, c) WHERE a IN (3, 4);
CREATE UNIQUE INDEX i4 ON items (flag, c) WHERE flag;
CREATE UNIQUE INDEX i5 ON items (flag, c) WHERE NOT flag;
CREATE UNIQUE INDEX i6 ON items (flag, c) WHERE flag IS FALSE;
CREATE UNIQUE INDEX i7 ON items (c, coalesce(b, 0));
-- the nulls have an index of their own
BEGIN;
CREATE UNIQUE INDEX rest ON items (c) WHERE b IS NULL;
CREATE UNIQUE INDEX few ON items (b, c);
COMMIT;

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Ordner" (id bigint PRIMARY KEY, parent_id bigint, "Name" text NOT NULL, CONSTRAINT "Einmal" UNIQUE (parent_id, "Name"));
CREATE UNIQUE INDEX "Noch einer" ON "Ordner" ("Name", parent_id) INCLUDE (id);
CREATE TABLE tree (a int, b int, UNIQUE (a, b)) PARTITION BY LIST (a);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '"Ordner"'::regclass ORDER BY indexrelid::regclass::text COLLATE "C";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA gaps CASCADE;
