-- Rule invalid_index.
\set VERBOSITY terse
CREATE SCHEMA broken;
SET search_path = broken;
SELECT t.only_rule('invalid_index');

-- fires in reports alone: a build that failed, its leftovers, what was half dropped
CREATE TABLE users (id bigint PRIMARY KEY, email text, "Größe" int);
INSERT INTO users VALUES (1, 'a', 1), (2, 'a', 2);
CREATE UNIQUE INDEX CONCURRENTLY "E-Mail" ON users (email);
CREATE INDEX size ON users ("Größe");
CREATE INDEX size_ccnew ON users ("Größe");
CREATE INDEX size_ccold1 ON users ("Größe");
CREATE INDEX unready ON users (lower(email));
CREATE INDEX dropping ON users (upper(email));
CREATE UNIQUE INDEX fine_ccnew ON users (id, email);
UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('size_ccnew'::regclass, 'size_ccold1'::regclass);
UPDATE pg_index SET indisvalid = false, indisready = false WHERE indexrelid = 'unready'::regclass;
UPDATE pg_index SET indisvalid = false, indisready = false, indislive = false WHERE indexrelid = 'dropping'::regclass;
ALTER TABLE users ADD COLUMN note text;
SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- ON ONLY a partitioned table: on three levels, with parts that are there, attached or not, and with a constraint
CREATE TABLE root (id bigint NOT NULL, "Größe" int, t text) PARTITION BY LIST (id);
CREATE TABLE one PARTITION OF root FOR VALUES IN (1);
CREATE TABLE sub PARTITION OF root FOR VALUES IN (2, 3) PARTITION BY LIST (id);
CREATE TABLE two PARTITION OF sub FOR VALUES IN (2);
CREATE TABLE three (t text, gone int, id bigint NOT NULL, "Größe" int);
ALTER TABLE three DROP COLUMN gone;
ALTER TABLE sub ATTACH PARTITION three FOR VALUES IN (3);
INSERT INTO root SELECT g % 3 + 1, g, g FROM generate_series(1, 100) g;
CREATE INDEX none ON ONLY root (lower(t) DESC, "Größe") INCLUDE (id) WITH (fillfactor = 50) WHERE t <> 'it''s';
CREATE INDEX part_there ON ONLY root ("Größe", id);
CREATE INDEX own ON three ("Größe", id);
CREATE INDEX attached ON one ("Größe", id);
ALTER INDEX part_there ATTACH PARTITION attached;
CREATE UNIQUE INDEX uniq ON ONLY root (id, t) NULLS NOT DISTINCT;
ALTER TABLE ONLY root ADD CONSTRAINT keyed UNIQUE (t, id);
CREATE INDEX half ON ONLY root (t);
CREATE INDEX half_one ON one (t);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half_one'::regclass;
ALTER INDEX half ATTACH PARTITION half_one;
CREATE INDEX half_sub ON ONLY sub (t);
ALTER INDEX half ATTACH PARTITION half_sub;
CREATE INDEX whole ON root (id);
CREATE INDEX CONCURRENTLY leaf_own ON two ("Größe", t);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'leaf_own'::regclass;
CREATE TABLE empty_root (id int) PARTITION BY LIST (id);
CREATE INDEX empty_only ON ONLY empty_root (id);
CREATE MATERIALIZED VIEW cached AS SELECT 1 AS x;
CREATE INDEX of_cached ON cached (x);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'of_cached'::regclass;
SELECT identity, message, detail, fix_sql FROM conventions.findings() WHERE identity !~ '"|size|unready|dropping' ORDER BY identity COLLATE "C";

-- fix applied: the duplicates must go first
DELETE FROM users WHERE id = 2;
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT c.relname, i.indisvalid, i.indisready, i.indislive, h.inhparent::regclass AS part_of, pg_get_indexdef(c.oid) AS definition
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_inherits h ON h.inhrelid = c.oid
WHERE c.relnamespace = 'broken'::regnamespace ORDER BY c.relname COLLATE "C";
SELECT conrelid::regclass AS relation, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
WHERE connamespace = 'broken'::regnamespace AND contype = 'u' ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C";

-- foreign partitions: nothing makes it valid
CREATE FOREIGN DATA WRAPPER broken_wrapper;
CREATE SERVER broken_server FOREIGN DATA WRAPPER broken_wrapper;
CREATE FOREIGN TABLE far PARTITION OF empty_root FOR VALUES IN (4) SERVER broken_server;
CREATE TABLE near PARTITION OF empty_root FOR VALUES IN (5);
CREATE INDEX never ON ONLY empty_root (id DESC);
SELECT identity, detail, fix_sql FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER broken_wrapper CASCADE;
DROP SCHEMA broken CASCADE;
