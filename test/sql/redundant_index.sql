-- Rule redundant_index.
\set VERBOSITY terse
CREATE SCHEMA shorter;
SET search_path = shorter;
SELECT t.only_rule('redundant_index');
CREATE TABLE orders (id bigint PRIMARY KEY, a bigint, b bigint, note text, at tsrange, "Größe" int);
CREATE INDEX ab ON orders (a, b) INCLUDE (note);
CREATE UNIQUE INDEX "größe_id" ON orders ("Größe" DESC, id);
CREATE INDEX note_lower_a ON orders (lower(note), a) WHERE a > 0;

-- fires before it is built: a prefix, its opposite direction, a prefix of a unique one, INCLUDE that is there
CREATE INDEX a ON orders (a);
CREATE INDEX ON orders (a DESC) INCLUDE (note, b);
CREATE INDEX "größe" ON orders ("Größe");
CREATE INDEX IF NOT EXISTS a ON orders (a);
-- at the commit, where the parse tree alone does not tell; and where the longer one comes later
CREATE INDEX note_lower ON orders (lower(note)) WHERE a > 0;
CREATE INDEX b ON orders (b);
CREATE INDEX "B a" ON orders (b, a);
ALTER TABLE orders ADD CONSTRAINT b_note UNIQUE (b, note);
-- the usual way to replace it, in one transaction
BEGIN;
CREATE INDEX "B a" ON orders (b, a);
DROP INDEX b;
COMMIT;
BEGIN;
DROP INDEX ab;
CREATE INDEX a ON orders (a);
ROLLBACK;

-- quiet: everything that the longer one does not serve
CREATE UNIQUE INDEX a_unique ON orders (a);
DROP INDEX a_unique;
CREATE INDEX a_id ON orders (a) INCLUDE (id);
CREATE INDEX a_nulls ON orders (a NULLS FIRST);
CREATE INDEX a_partial ON orders (a) WHERE b > 0;
CREATE INDEX a_hash ON orders USING hash (a);
CREATE INDEX a_brin ON orders USING brin (a);
CREATE INDEX note_pattern ON orders (note text_pattern_ops, a);
CREATE INDEX note_c ON orders (note COLLATE "C", a);
CREATE INDEX note ON orders (note);
CREATE INDEX lower_note ON orders (lower(note));
CREATE INDEX at_gist ON orders USING gist (at);
CREATE INDEX at_a ON orders USING gist (at, int8range(a, b));
CREATE INDEX IF NOT EXISTS ab ON orders (a);
-- a duplicate is duplicate_index's
CREATE INDEX "B a again" ON orders (b, a);
DROP INDEX "B a again";

-- CONCURRENTLY: a warning, the index is there
CREATE INDEX CONCURRENTLY a_slow ON orders (a);
CREATE INDEX CONCURRENTLY nlab ON orders (lower(note), a, b) WHERE a > 0;
SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('redundant_index', '{"across_partial": true}');
SELECT identity, part, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('redundant_index');

-- The server is the judge: without the shorter one the longer one serves the same query, in the same order.
CREATE TABLE judged (a int, b int, c int);
INSERT INTO judged SELECT g % 50, g, g FROM generate_series(1, 2000) g;
CREATE INDEX judged_long ON judged (a DESC, b DESC, c);
ANALYZE judged;
SET enable_sort = off;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM judged WHERE a = 7 ORDER BY a, b;
EXPLAIN (COSTS OFF) SELECT a FROM judged ORDER BY a;
CREATE INDEX judged_short ON judged (a, b);
SET conventions.mode = 'report';
CREATE INDEX judged_short ON judged (a, b);
RESET conventions.mode;
RESET enable_sort;
RESET enable_seqscan;

-- partitions on three levels; who never goes; chains; materialized views
SET conventions.mode = 'report';
CREATE TABLE root (id bigint, part int) PARTITION BY LIST (part);
CREATE TABLE middle PARTITION OF root FOR VALUES IN (1, 2) PARTITION BY LIST (part);
CREATE TABLE leaf PARTITION OF middle FOR VALUES IN (1);
CREATE INDEX root_id ON root (id);
CREATE INDEX root_id_part ON root (id, part);
CREATE INDEX leaf_part ON leaf (part);
CREATE INDEX leaf_part_id ON leaf (part, id);
CREATE TABLE stays (a bigint NOT NULL, b bigint NOT NULL, c bigint NOT NULL UNIQUE, d bigint NOT NULL, CONSTRAINT cd UNIQUE (c, d));
CREATE INDEX s1 ON stays (a);
CREATE INDEX s2 ON stays (a, b);
CREATE INDEX s3 ON stays (a, b, c);
CREATE INDEX s4 ON stays (b);
CREATE INDEX s5 ON stays (b, c);
ALTER TABLE stays CLUSTER ON s4;
CREATE INDEX s6 ON stays (d);
CREATE INDEX s7 ON stays (d, a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 's7'::regclass;
CREATE MATERIALIZED VIEW cached AS SELECT 1 AS id, 2 AS x;
CREATE INDEX m1 ON cached (id);
CREATE INDEX m2 ON cached (id, x);
RESET conventions.mode;
SELECT identity, part, detail, fix_sql FROM conventions.findings() WHERE identity !~ 'shorter.(a|note)' ORDER BY identity COLLATE "C";

-- fix applied: gone, and nothing else; and back again
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid IN ('stays'::regclass, 'leaf'::regclass, 'root'::regclass) ORDER BY c.relname COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity, part FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA shorter CASCADE;
