-- missing_fk_indexes(), missing_timestamps(), redundant_indexes(): facts, whatever the policy says of their rules.
-- Against catalog queries on real schemas: test/tap/050_lists_and_fixes.pl.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE SCHEMA lists;
CREATE SCHEMA "Lists 2";
SET search_path = lists;

-- keys: none near; a nearest one of every kind; the look-up must cast; composite; a partitioned table; itself; two keys
-- over the same columns
CREATE TABLE parents (id bigint PRIMARY KEY, a int, b int, n numeric UNIQUE, UNIQUE (b, a));
CREATE TABLE bare (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents ON DELETE CASCADE);
CREATE TABLE near (id bigint PRIMARY KEY, kind int, parent_id bigint CONSTRAINT near_parent REFERENCES parents,
    deleted_at timestamptz, a int, b int, CONSTRAINT near_ab FOREIGN KEY (a, b) REFERENCES parents (a, b) ON UPDATE CASCADE);
CREATE INDEX near_behind ON near (kind, parent_id);
CREATE INDEX near_some ON near (a, kind);
CREATE TABLE partly (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents ON DELETE SET NULL, deleted_at timestamptz);
CREATE INDEX partly_live ON partly (parent_id) WHERE deleted_at IS NULL;
CREATE TABLE coarse (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents);
CREATE INDEX coarse_brin ON coarse USING brin (parent_id);
CREATE TABLE halfway (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents);
CREATE INDEX halfway_parent ON halfway (parent_id);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'halfway_parent'::regclass;
CREATE TABLE casting (id bigint PRIMARY KEY, n int REFERENCES parents (n));
CREATE TABLE twice (id bigint PRIMARY KEY, x bigint CONSTRAINT twice_1 REFERENCES parents CONSTRAINT twice_2 REFERENCES bare);
CREATE TABLE "Lists 2"."Sp lit" (id bigint, "Parent" bigint REFERENCES parents) PARTITION BY LIST (id);
CREATE TABLE "Lists 2".one PARTITION OF "Lists 2"."Sp lit" FOR VALUES IN (1);
CREATE TABLE "Lists 2".two PARTITION OF "Lists 2"."Sp lit" FOR VALUES IN (2);
CREATE INDEX ON "Lists 2".two ("Parent");
CREATE TABLE tree (id bigint PRIMARY KEY, tree_id bigint REFERENCES tree DEFERRABLE);
CREATE INDEX tree_tree_id ON tree (tree_id);
INSERT INTO parents SELECT g, g, g, g FROM generate_series(1, 1000) g;
INSERT INTO bare SELECT g, g FROM generate_series(1, 1000) g;
INSERT INTO "Lists 2"."Sp lit" SELECT g % 2 + 1, g FROM generate_series(1, 1000) g;
ANALYZE bare, "Lists 2"."Sp lit";
\x on
SELECT * FROM conventions.missing_fk_indexes() WHERE table_name IN ('bare', 'Sp lit');
\x off
SELECT table_name, constraint_name, columns, referenced_columns, on_delete, on_update, nearest_index, why
FROM conventions.missing_fk_indexes('lists');
SELECT constraint_name, create_sql, undo_sql FROM conventions.missing_fk_indexes('lists');
SELECT count(*) FROM conventions.missing_fk_indexes('no such schema');
SELECT count(*) FROM conventions.missing_timestamps('lists 2');
SELECT count(*) FROM conventions.redundant_indexes('');

-- timestamps: each lack, what is sound, what a parent says, and views
CREATE TABLE sound (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, updated_at date NOT NULL);
CREATE TABLE lacking (id bigint PRIMARY KEY, created_at text NOT NULL DEFAULT '', updated_at timestamptz);
CREATE TABLE lacking_kid () INHERITS (lacking);
CREATE VIEW looks AS SELECT 1 AS id;
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
SELECT schema_name, table_name, rule, lack, column_name, column_type, fix_sql, undo_sql, identity
FROM conventions.missing_timestamps() WHERE table_name IN ('sound', 'lacking', 'lacking_kid', 'looks', 'alembic_version', 'Sp lit', 'one');
SELECT row_estimate, table_bytes = pg_relation_size('bare') AS its_size
FROM conventions.missing_timestamps('lists') WHERE table_name = 'bare';
SELECT row_estimate, table_bytes = pg_relation_size('"Lists 2".one') + pg_relation_size('"Lists 2".two') AS of_all_partitions
FROM conventions.missing_timestamps('Lists 2');

-- indexes
CREATE TABLE indexed (id bigint PRIMARY KEY, a int, b int);
CREATE INDEX indexed_id ON indexed (id);
CREATE INDEX indexed_a ON indexed (a DESC);
COMMENT ON INDEX indexed_a IS 'it''s mine';
INSERT INTO indexed SELECT g, g, g FROM generate_series(1, 1000) g;
-- scans are those of the server; since when, it says after a reset
SELECT pg_stat_reset() IS NOT NULL AS reset;
SET enable_seqscan = off;
SELECT b FROM indexed WHERE a = 7;
RESET enable_seqscan;
SELECT pg_stat_force_next_flush();
CREATE INDEX indexed_ab ON indexed (a, b);
CREATE INDEX split_parent ON "Lists 2"."Sp lit" ("Parent");
CREATE INDEX split_both ON "Lists 2"."Sp lit" ("Parent", id);
SELECT schema_name, table_name, index_name, kind, kept_index, why, index_bytes > 0 AS has_bytes, drop_sql, undo_sql, identity
FROM conventions.redundant_indexes();
SELECT index_bytes = pg_relation_size('indexed_id') AS its_size FROM conventions.redundant_indexes('lists') WHERE index_name = 'indexed_id';
SELECT index_bytes = (SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = '"Lists 2".split_parent'::regclass) AS of_all_partitions
FROM conventions.redundant_indexes('Lists 2') WHERE index_name = 'split_parent';
SELECT index_name, scans, scans = pg_stat_get_numscans(identity::regclass) AS as_counted,
    scans_since = (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()) AS since_then
FROM conventions.redundant_indexes('lists');

-- whatever the policy says: rules off, exempt, known; but by the parameters of the house, also those for a schema
CREATE TEMP TABLE before AS
SELECT 'key' AS kind, identity FROM conventions.missing_fk_indexes() UNION ALL
SELECT rule, identity FROM conventions.missing_timestamps() UNION ALL
SELECT kind, identity FROM conventions.redundant_indexes();
SELECT conventions.enable('strict');
SELECT conventions.exempt('*', 'lists.*', 'for this test') LIKE '%every rule until%' AS exempt;
SELECT conventions.baseline('for this test') LIKE 'known from now on%' AS known;
SELECT count(conventions.set_rule(rule, 'off')) > 0 AS off FROM conventions.rules();
SET conventions.mode = off;
CREATE TEMP TABLE after AS
SELECT 'key' AS kind, identity FROM conventions.missing_fk_indexes() UNION ALL
SELECT rule, identity FROM conventions.missing_timestamps() UNION ALL
SELECT kind, identity FROM conventions.redundant_indexes();
SELECT count(*) > 20 AS many, count(*) = (SELECT count(*) FROM before) AS as_many FROM after;
TABLE before EXCEPT ALL TABLE after;
SELECT conventions.set_rule('foreign_key_index', 'off', '{"accept_leading_subset": true}');
SELECT conventions.set_rule('foreign_key_index', 'off', '{"accept_brin_gin": true}', in_schema => 'lists');
SELECT conventions.set_rule('created_at', 'off', '{"names": ["made_at", "created_at"], "exclude": "lists[.](bare|near)"}');
SELECT * FROM before b WHERE kind = 'key' AND identity NOT IN (SELECT identity FROM conventions.missing_fk_indexes());
SELECT * FROM before b WHERE kind = 'created_at' AND identity NOT IN (SELECT identity FROM conventions.missing_timestamps() WHERE rule = 'created_at');
SELECT column_name, fix_sql FROM conventions.missing_timestamps() WHERE table_name = 'parents' AND rule = 'created_at';
RESET conventions.mode;

-- the SQL runs as it stands, and leaves nothing; and back
SELECT create_sql FROM conventions.missing_fk_indexes('lists') WHERE table_name IN ('bare', 'near', 'partly', 'twice') \gexec
SELECT drop_sql FROM conventions.redundant_indexes('lists') \gexec
SELECT constraint_name FROM conventions.missing_fk_indexes('lists');
SELECT index_name FROM conventions.redundant_indexes('lists');

SELECT conventions.revoke_exemption('*', 'lists.*');
SELECT conventions.forget_baseline() > 0 AS forgotten;
SELECT conventions.reset_rule('foreign_key_index', in_schema => 'lists');
SELECT t.done();
DROP SCHEMA lists CASCADE;
DROP SCHEMA "Lists 2" CASCADE;
