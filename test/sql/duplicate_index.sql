-- Rule duplicate_index.
\set VERBOSITY terse
CREATE SCHEMA twice;
SET search_path = twice;
SELECT t.only_rule('duplicate_index');
CREATE TABLE orders (id bigint PRIMARY KEY, a bigint, b bigint, note text, at tsrange);
CREATE INDEX ab ON orders (a, b);
CREATE INDEX note_lower ON orders (lower(note), a) WHERE a > 0;

-- fires before it is built: the same once more, a plain one beside the primary key
CREATE INDEX ab2 ON orders (a, b);
CREATE INDEX ON orders (a, b);
CREATE INDEX "Id" ON orders (id);
CREATE UNIQUE INDEX id_unique ON orders (id);
CREATE INDEX IF NOT EXISTS ab3 ON orders (a, b);
-- after, where the parse tree alone does not tell: expressions and predicates
CREATE INDEX note_lower2 ON orders (lower(note), a) WHERE a > 0;
-- at the commit: a constraint that makes an old index superfluous
CREATE INDEX b ON orders (b);
ALTER TABLE orders ADD CONSTRAINT b_unique UNIQUE (b);
BEGIN;
CREATE TABLE copied (LIKE orders INCLUDING INDEXES);
CREATE INDEX copied_ab ON copied (a, b);
ROLLBACK;

-- quiet: everything that makes it another index
CREATE INDEX ba ON orders (b, a);
CREATE INDEX abid ON orders (a, b, id);
CREATE INDEX ab_desc ON orders (a, b DESC);
CREATE INDEX ab_nulls ON orders (a, b NULLS FIRST);
CREATE INDEX ab_include ON orders (a, b) INCLUDE (id);
CREATE INDEX ab_partial ON orders (a, b) WHERE a > 0;
CREATE INDEX ab_partial2 ON orders (a, b) WHERE a > 1;
CREATE UNIQUE INDEX ab_equal_nulls ON orders (a, b) NULLS NOT DISTINCT;
CREATE INDEX ab_hash ON orders USING hash (a);
CREATE INDEX ab_brin ON orders USING brin (a, b);
CREATE INDEX note ON orders (note);
CREATE INDEX note_c ON orders (note COLLATE "C");
CREATE INDEX note_pattern ON orders (note text_pattern_ops);
CREATE INDEX note_upper ON orders (upper(note), a) WHERE a > 0;
CREATE INDEX at ON orders USING gist (at);
ALTER TABLE orders ADD CONSTRAINT at_exclusion EXCLUDE USING spgist (at WITH &&);
CREATE INDEX IF NOT EXISTS ab ON orders (a, b);
-- and what is equal all the same: INCLUDE in another order, another class of the family
CREATE INDEX include1 ON orders (note) INCLUDE (a, b);
CREATE INDEX include2 ON orders (note) INCLUDE (b, a);
CREATE INDEX text1 ON orders (note varchar_ops);

-- a swap in one transaction passes, in either order
BEGIN;
DROP INDEX ab;
CREATE INDEX ab4 ON orders (a, b);
COMMIT;

-- CONCURRENTLY: a warning, the index is there
CREATE INDEX CONCURRENTLY ab5 ON orders (a, b);
DROP INDEX CONCURRENTLY ab4;
CREATE UNIQUE INDEX CONCURRENTLY ab6 ON orders (a, b);
SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings();

-- partitions on three levels: attached indexes are the root's; a partition's own is its own
CREATE TABLE root (id bigint, part int) PARTITION BY LIST (part);
CREATE TABLE middle PARTITION OF root FOR VALUES IN (1, 2) PARTITION BY LIST (part);
CREATE TABLE leaf PARTITION OF middle FOR VALUES IN (1);
CREATE INDEX root_id ON root (id);
CREATE INDEX leaf_own ON leaf (id);
SET conventions.mode = 'report';
CREATE INDEX root_id2 ON root (id);
CREATE INDEX leaf_own ON leaf (id);
CREATE INDEX only_root ON ONLY root (id);
RESET conventions.mode;
SELECT identity, part, detail, fix_sql FROM conventions.findings() WHERE identity !~ 'ab' ORDER BY identity COLLATE "C";

-- who stays: key, constraint, replica identity, unique, oldest; what something rests on is never dropped
SET conventions.mode = 'report';
CREATE TABLE ranks (a bigint NOT NULL, b bigint NOT NULL, c bigint NOT NULL, d bigint NOT NULL, e bigint, f bigint);
CREATE INDEX r1 ON ranks (a);
CREATE UNIQUE INDEX r2 ON ranks (a);
CREATE UNIQUE INDEX r3 ON ranks (a);
ALTER TABLE ranks REPLICA IDENTITY USING INDEX r3;
CREATE UNIQUE INDEX r4 ON ranks (b);
CREATE UNIQUE INDEX r5 ON ranks (b);
CREATE TABLE resting (b bigint REFERENCES ranks (b));
CREATE INDEX r6 ON ranks (c);
CREATE INDEX r7 ON ranks (c);
ALTER TABLE ranks CLUSTER ON r7;
ALTER TABLE ranks ADD CONSTRAINT r8 UNIQUE (d);
ALTER TABLE ranks ADD CONSTRAINT r9 UNIQUE (d);
ALTER TABLE ranks ADD CONSTRAINT r10 UNIQUE (e) DEFERRABLE;
CREATE INDEX r11 ON ranks (e);
CREATE INDEX r12 ON ranks (f);
CREATE INDEX "R 13" ON ranks (f);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'r12'::regclass;
CREATE MATERIALIZED VIEW cached AS SELECT 1 AS id;
CREATE INDEX m1 ON cached (id);
CREATE INDEX m2 ON cached (id);
RESET conventions.mode;
SELECT identity, part, detail, fix_sql FROM conventions.findings() WHERE identity ~ '[rRm] ?[0-9]' AND part ~ '[rRm] ?[0-9]'
ORDER BY identity COLLATE "C";

-- fix applied: gone, and nothing else; and back again
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid IN ('ranks'::regclass, 'leaf'::regclass, 'root'::regclass) ORDER BY c.relname COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
-- (r12 is valid now, and the younger one)
SELECT identity, part FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT c.relname, i.indisvalid, h.inhparent::regclass AS part_of
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_inherits h ON h.inhrelid = c.oid
WHERE i.indrelid IN ('leaf'::regclass, 'middle'::regclass, 'root'::regclass) ORDER BY c.relname COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA twice CASCADE;
