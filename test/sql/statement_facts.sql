-- What rules are told of a statement before it runs: every form that is judged, with hard names.
\pset tuples_only on
\pset format unaligned
SET client_encoding = 'UTF8';
SET client_min_messages = warning;

CREATE SCHEMA facts_here;
CREATE SCHEMA "Facts there";
SET search_path = facts_here, "Facts there";
CREATE FUNCTION pg_temp.facts(text) RETURNS SETOF text LANGUAGE sql AS 'SELECT conventions.statement_facts($1)';

CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE "Facts there"."Größe" AS (w int, h int);
CREATE TYPE shell;
CREATE DOMAIN short AS varchar(10);
CREATE TABLE "Mixed Case" (id int PRIMARY KEY, "Straße" text COLLATE "C", big bigint, at timestamptz, place point,
                           feeling mood, dom short, gone int, CONSTRAINT "Big Ones" CHECK (big > 0));
ALTER TABLE "Mixed Case" DROP COLUMN gone;
CREATE INDEX "Mixed Index" ON "Mixed Case" (big);
CREATE TABLE "Facts there".twice (id int);
CREATE TABLE twice (id int);
CREATE TABLE "Facts there".behind (id int);
CREATE TABLE parted (id int, k int) PARTITION BY RANGE (k);
CREATE TABLE parted_1 (id int, k int);
CREATE VIEW seen AS SELECT 1 AS one;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
CREATE SEQUENCE counter;
CREATE TEMP TABLE passing (id int);
CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "On It" BEFORE INSERT ON "Mixed Case" FOR EACH ROW EXECUTE FUNCTION act();

\echo == CREATE TABLE
SELECT pg_temp.facts($$CREATE TABLE t (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    a integer NOT NULL DEFAULT 3,
    b numeric(10,2) DEFAULT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
    c "Facts there"."Größe"[],
    d serial,
    e short CONSTRAINT "e is ok" CHECK (e <> '') CONSTRAINT there NOT NULL,
    f int GENERATED ALWAYS AS (a + 1) STORED,
    g text COLLATE "C" REFERENCES "Mixed Case" ("id") ON DELETE CASCADE,
    h int CONSTRAINT own REFERENCES t,
    i missing_type, j missing_schema.some, k shell, l mood, m otherdb.pg_catalog.int4, n a.b.c.d,
    o numeric(-1, 5000), p varchar(0), q pg_catalog.int4(3),
    PRIMARY KEY (id, a),
    CONSTRAINT "Both" UNIQUE (a, b) DEFERRABLE,
    CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES "Facts there".behind (x, y) ON DELETE SET NULL,
    FOREIGN KEY (a) REFERENCES nowhere.t ON DELETE RESTRICT,
    FOREIGN KEY (a) REFERENCES missing ON DELETE SET DEFAULT,
    CHECK (a > 0),
    EXCLUDE USING gist (c WITH &&, (a + 1) WITH =))$$);
SELECT pg_temp.facts('CREATE TABLE IF NOT EXISTS "Mixed Case" (LIKE twice, "Übung" date)');
SELECT pg_temp.facts('CREATE TABLE behind (a int REFERENCES behind, b int REFERENCES "Facts there".behind)');
SELECT pg_temp.facts('CREATE TABLE facts_here.behind (a int REFERENCES behind)');
SELECT pg_temp.facts('CREATE TABLE child (x int) INHERITS ("Mixed Case", "Facts there".twice, gone)');
SELECT pg_temp.facts('CREATE TABLE parted_2 PARTITION OF parted (id NOT NULL, PRIMARY KEY (id)) FOR VALUES FROM (1) TO (2)');
SELECT pg_temp.facts('CREATE TABLE sized OF "Größe" (w WITH OPTIONS NOT NULL)');
SELECT pg_temp.facts('CREATE TEMP TABLE passing (id serial8)');
SELECT pg_temp.facts('CREATE TEMP TABLE facts_here.twice (id int)');
SELECT pg_temp.facts('CREATE TABLE pg_temp.passing (id int)');
SELECT pg_temp.facts('CREATE UNLOGGED TABLE missing_schema."T" (id int)');
SELECT pg_temp.facts('CREATE TABLE otherdb.facts_here.twice (id int)');
SELECT pg_temp.facts('CREATE FOREIGN TABLE far (id int NOT NULL) SERVER s');

\echo == CREATE TABLE AS
SELECT pg_temp.facts('CREATE TABLE IF NOT EXISTS copy ("A", b) AS SELECT 1, 2');
SELECT pg_temp.facts('SELECT 1 AS a INTO TEMP passing UNION SELECT 2');
SELECT pg_temp.facts('EXPLAIN ANALYZE CREATE TABLE copy AS SELECT 1');
SELECT pg_temp.facts('EXPLAIN (ANALYZE off, ANALYZE on) SELECT 1 INTO copy');
SELECT pg_temp.facts('EXPLAIN (ANALYZE 0) SELECT 1 INTO copy; EXPLAIN CREATE TABLE copy AS SELECT 1');
SELECT pg_temp.facts('EXPLAIN SELECT 1');
SELECT pg_temp.facts('CREATE TABLE copy AS EXECUTE prepared(1)');
SELECT pg_temp.facts('CREATE MATERIALIZED VIEW IF NOT EXISTS kept (one) AS SELECT 1 WITH NO DATA');
SELECT pg_temp.facts('CREATE MATERIALIZED VIEW fresh AS SELECT 1');

\echo == CREATE VIEW, SEQUENCE
SELECT pg_temp.facts('CREATE OR REPLACE VIEW seen (one, "Two") AS SELECT 1, 2');
SELECT pg_temp.facts('CREATE TEMP RECURSIVE VIEW v (n) AS SELECT 1');
SELECT pg_temp.facts('CREATE SEQUENCE IF NOT EXISTS counter');

\echo == CREATE INDEX
SELECT pg_temp.facts('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Neuer Index" ON "Mixed Case" (big DESC, "Straße" ASC NULLS FIRST, dom) INCLUDE (at, id) NULLS NOT DISTINCT');
SELECT pg_temp.facts('CREATE INDEX ON facts_here."Mixed Case" ("Straße" COLLATE "POSIX" text_pattern_ops, dom pg_catalog.varchar_ops, (big), ("Straße" COLLATE "POSIX"))');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING gist (place)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING rtree (place)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING brin (big int8_minmax_multi_ops(values_per_range = 16))');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING hash (feeling)');
SELECT pg_temp.facts('CREATE INDEX part ON "Mixed Case" (id) WHERE big > 0');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" (id, lower("Straße"))');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" (gone, ctid, nothing_like_it)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING no_such_method (id)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" USING heap (id)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" (place)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" (id no_such_ops, big no_schema.int8_ops, "Straße" COLLATE "no such", "Straße" COLLATE a.b)');
SELECT pg_temp.facts('CREATE INDEX ON "Mixed Case" (id) INCLUDE (missing)');
SELECT pg_temp.facts('CREATE INDEX ON ONLY parted (k)');
SELECT pg_temp.facts('CREATE INDEX ON missing (k, (a + 1))');
SELECT pg_temp.facts('CREATE INDEX ON passing (id datetime_ops)');
SELECT pg_temp.facts('CREATE INDEX ON missing_schema.t (k)');
SELECT pg_temp.facts('CREATE INDEX ON kept (one)');

\echo == what is said of every plain index here and in the catalogs, when its definition is read again, is what the catalogs say
CREATE INDEX ON "Mixed Case" (feeling, "Straße" COLLATE "POSIX" text_pattern_ops DESC NULLS LAST, dom NULLS FIRST) INCLUDE (id);
CREATE INDEX ON "Mixed Case" USING gist (place, place point_ops);
CREATE INDEX ON "Mixed Case" USING spgist (place quad_point_ops);
CREATE INDEX ON "Mixed Case" USING brin (at timestamptz_minmax_multi_ops (values_per_range = 16), big);
CREATE INDEX ON parted USING hash (k);
CREATE INDEX ON "Mixed Case" (id) WHERE big > 0;
CREATE INDEX ON "Mixed Case" ((id + 1));
SET search_path = pg_catalog;
CREATE TEMP TABLE said AS
    SELECT i.indexrelid, s.line, row_number() OVER (PARTITION BY i.indexrelid ORDER BY s.place) AS place
    FROM pg_index i, conventions.statement_facts(pg_get_indexdef(i.indexrelid)) WITH ORDINALITY AS s (line, place)
    WHERE s.line LIKE '1: index key %';
CREATE TEMP TABLE known AS
    SELECT i.indexrelid, k.place,
           format('1: index key %I class pg_catalog.%I of pg_catalog.%I for pg_catalog.%I', a.attname, c.opcname, f.opfname, t.typname)
           || coalesce(' collation pg_catalog.' || quote_ident(l.collname), '')
           || CASE WHEN i.indoption[k.place - 1] & 1 <> 0 THEN ' descending' ELSE '' END
           || CASE WHEN i.indoption[k.place - 1] & 2 <> 0 THEN ' nulls_first' ELSE '' END
           || coalesce(' options ' || array_to_string(o.attoptions, ', '), '') AS line
    FROM pg_index i CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k (place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place - 1]
    JOIN pg_attribute o ON o.attrelid = i.indexrelid AND o.attnum = k.place
    JOIN pg_opclass c ON c.oid = i.indclass[k.place - 1] JOIN pg_opfamily f ON f.oid = c.opcfamily
    JOIN pg_type t ON t.oid = c.opcintype LEFT JOIN pg_collation l ON l.oid = i.indcollation[k.place - 1]
    WHERE EXISTS (SELECT FROM pg_class r WHERE r.oid = i.indrelid AND r.relkind <> 't');
SELECT count(*) > 200 AS many_keys FROM known;
SELECT k.line AS known, s.line AS said FROM known k LEFT JOIN said s USING (indexrelid, place)
WHERE k.line IS DISTINCT FROM s.line;
SELECT i.indexrelid::regclass, i.indpred IS NULL AND i.indexprs IS NULL AS plain FROM pg_index i
WHERE (i.indpred IS NULL AND i.indexprs IS NULL) <> EXISTS (
    SELECT FROM conventions.statement_facts(pg_get_indexdef(i.indexrelid)) AS s (line)
    WHERE s.line ~ '^1: index [^k].* exact$' AND s.line !~ 'not exact$');
SET search_path = facts_here, "Facts there";

\echo == ALTER TABLE
SELECT pg_temp.facts($$ALTER TABLE IF EXISTS ONLY "Mixed Case"
    ADD COLUMN IF NOT EXISTS "Neu" bigserial NOT NULL CONSTRAINT "to twice" REFERENCES twice ON DELETE CASCADE,
    ADD a varchar(20) DEFAULT '' UNIQUE,
    DROP COLUMN IF EXISTS big CASCADE,
    ALTER "Straße" TYPE varchar(30) COLLATE "C" USING left("Straße", 30),
    ALTER big TYPE serial,
    ALTER COLUMN id SET DEFAULT 1, ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN at SET NOT NULL, ALTER COLUMN at DROP NOT NULL,
    ALTER COLUMN at SET STATISTICS 100,
    ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES behind (id) ON DELETE CASCADE NOT VALID,
    ADD CONSTRAINT positive CHECK (id > 0) NOT VALID,
    ADD CONSTRAINT pk PRIMARY KEY USING INDEX "Mixed Index",
    ADD UNIQUE USING INDEX "Some" DEFERRABLE,
    ALTER CONSTRAINT fk DEFERRABLE,
    VALIDATE CONSTRAINT "Big Ones", DROP CONSTRAINT IF EXISTS "Big Ones" CASCADE,
    ENABLE TRIGGER "On It", DISABLE TRIGGER "On It", ENABLE ALWAYS TRIGGER "On It", DISABLE TRIGGER ALL, ENABLE TRIGGER USER,
    SET LOGGED, SET UNLOGGED, INHERIT twice, NO INHERIT "Facts there".behind,
    REPLICA IDENTITY FULL, ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, OWNER TO CURRENT_USER, SET (fillfactor = 70)$$);
SELECT pg_temp.facts('ALTER TABLE parted ATTACH PARTITION parted_1 FOR VALUES FROM (1) TO (2)');
SELECT pg_temp.facts('ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY');
SELECT pg_temp.facts('ALTER TABLE parted DETACH PARTITION missing FINALIZE');
SELECT pg_temp.facts('ALTER TABLE seen ALTER one SET DEFAULT 1');
SELECT pg_temp.facts('ALTER VIEW IF EXISTS seen ALTER one SET DEFAULT 1');
SELECT pg_temp.facts('ALTER INDEX "Mixed Index" SET (fillfactor = 70)');
SELECT pg_temp.facts('ALTER MATERIALIZED VIEW kept SET (fillfactor = 70)');
SELECT pg_temp.facts('ALTER SEQUENCE counter OWNER TO CURRENT_USER');
SELECT pg_temp.facts('ALTER FOREIGN TABLE far ADD x int');
SELECT pg_temp.facts('ALTER TYPE "Größe" ADD ATTRIBUTE d int CASCADE, DROP ATTRIBUTE IF EXISTS h, ALTER ATTRIBUTE w TYPE text');
SELECT pg_temp.facts('ALTER TABLE passing ADD x int');
SELECT pg_temp.facts('ALTER TABLE missing_schema.t ADD x int');
SELECT pg_temp.facts('ALTER TABLE otherdb.facts_here.twice ADD x int');

\echo == RENAME
SELECT pg_temp.facts('ALTER TABLE IF EXISTS "Mixed Case" RENAME TO "Größer"');
SELECT pg_temp.facts('ALTER TABLE "Mixed Index" RENAME TO i');
SELECT pg_temp.facts('ALTER TABLE seen RENAME TO i');
SELECT pg_temp.facts('ALTER TABLE kept RENAME TO i');
SELECT pg_temp.facts('ALTER TABLE counter RENAME TO i');
SELECT pg_temp.facts('ALTER TABLE parted RENAME TO i');
SELECT pg_temp.facts('ALTER INDEX facts_here."Mixed Index" RENAME TO i');
SELECT pg_temp.facts('ALTER VIEW seen RENAME TO i');
SELECT pg_temp.facts('ALTER MATERIALIZED VIEW kept RENAME TO i');
SELECT pg_temp.facts('ALTER SEQUENCE counter RENAME TO i');
SELECT pg_temp.facts('ALTER FOREIGN TABLE far RENAME TO i');
SELECT pg_temp.facts('ALTER TABLE ONLY "Mixed Case" RENAME COLUMN "Straße" TO road');
SELECT pg_temp.facts('ALTER TABLE seen RENAME one TO two');
SELECT pg_temp.facts('ALTER VIEW seen RENAME one TO two');
SELECT pg_temp.facts('ALTER TABLE "Mixed Case" RENAME CONSTRAINT "Big Ones" TO big_ones');
SELECT pg_temp.facts('ALTER TYPE "Facts there"."Größe" RENAME TO size');
SELECT pg_temp.facts('ALTER TYPE "Größe" RENAME ATTRIBUTE w TO width CASCADE');
SELECT pg_temp.facts('ALTER TYPE short RENAME TO shorter');
SELECT pg_temp.facts('ALTER DOMAIN short RENAME TO shorter');
SELECT pg_temp.facts('ALTER DOMAIN short RENAME CONSTRAINT a TO b');
SELECT pg_temp.facts('ALTER TYPE mood RENAME VALUE ''sad'' TO ''Traurig''');
SELECT pg_temp.facts('ALTER SCHEMA "Facts there" RENAME TO here');
SELECT pg_temp.facts('ALTER TRIGGER "On It" ON "Mixed Case" RENAME TO t');
SELECT pg_temp.facts('ALTER POLICY p ON "Mixed Case" RENAME TO q');
SELECT pg_temp.facts('ALTER FUNCTION facts_here.act() RENAME TO q');
SELECT pg_temp.facts('ALTER ROLE someone RENAME TO other');
SELECT pg_temp.facts('ALTER TABLE missing_schema.missing RENAME TO i');

\echo == DROP
SELECT pg_temp.facts('DROP TABLE IF EXISTS "Mixed Case", "Facts there".twice, twice, missing, missing_schema.t, otherdb.a.b, seen CASCADE');
SELECT pg_temp.facts('DROP TABLE a.b.c.d');
SELECT pg_temp.facts('DROP TABLE pg_temp.passing');
SELECT pg_temp.facts('DROP VIEW seen');
SELECT pg_temp.facts('DROP MATERIALIZED VIEW kept');
SELECT pg_temp.facts('DROP INDEX CONCURRENTLY IF EXISTS "Mixed Index"');
SELECT pg_temp.facts('DROP SEQUENCE counter, missing');
SELECT pg_temp.facts('DROP TYPE mood, "Größe", short, shell, missing_schema.x');
SELECT pg_temp.facts('DROP DOMAIN short');
SELECT pg_temp.facts('DROP SCHEMA IF EXISTS "Facts there", missing CASCADE');
SELECT pg_temp.facts('DROP FUNCTION act(), facts_here.other(int)');
SELECT pg_temp.facts('DROP TRIGGER "On It" ON facts_here."Mixed Case"');
SELECT pg_temp.facts('DROP EXTENSION pg_conventions');
SELECT pg_temp.facts('DROP OPERATOR CLASS facts_here.c USING btree');
SELECT pg_temp.facts('DROP CAST (int AS text)');
SELECT pg_temp.facts('DROP OWNED BY CURRENT_USER');

\echo == SET SCHEMA
SELECT pg_temp.facts('ALTER TABLE IF EXISTS twice SET SCHEMA "Facts there"');
SELECT pg_temp.facts('ALTER TABLE seen SET SCHEMA "Facts there"');
SELECT pg_temp.facts('ALTER TYPE mood SET SCHEMA "Facts there"');
SELECT pg_temp.facts('ALTER DOMAIN short SET SCHEMA missing');
SELECT pg_temp.facts('ALTER FUNCTION act() SET SCHEMA s');
SELECT pg_temp.facts('ALTER EXTENSION pg_conventions SET SCHEMA s');

\echo == types
SELECT pg_temp.facts('CREATE TYPE "Facts there"."Größe" AS (a int, "B" short[], c serial)');
SELECT pg_temp.facts('CREATE TYPE mood AS ENUM (''sad'', ''O''''K'', ''übel'')');
SELECT pg_temp.facts('CREATE TYPE hollow AS ENUM ()');
SELECT pg_temp.facts('ALTER TYPE mood ADD VALUE IF NOT EXISTS ''Froh'' BEFORE ''ok''');
SELECT pg_temp.facts('ALTER TYPE missing_schema.mood ADD VALUE ''x''');
SELECT pg_temp.facts('CREATE TYPE span AS RANGE (subtype = pg_catalog.timetz, collation = "C")');
SELECT pg_temp.facts('CREATE TYPE shell');
SELECT pg_temp.facts('CREATE DOMAIN "Kurz" AS varchar(10) DEFAULT '''' CONSTRAINT "not empty" CHECK (VALUE <> '''') NOT NULL');
SELECT pg_temp.facts('CREATE DOMAIN missing_schema.short AS missing_type');
SELECT pg_temp.facts('CREATE DOMAIN pg_temp.short AS int');
SELECT pg_temp.facts('ALTER DOMAIN short ADD CONSTRAINT c CHECK (VALUE <> '''') NOT VALID');
SELECT pg_temp.facts('ALTER DOMAIN short VALIDATE CONSTRAINT c; ALTER DOMAIN short DROP CONSTRAINT IF EXISTS c CASCADE');
SELECT pg_temp.facts('ALTER DOMAIN short SET NOT NULL; ALTER DOMAIN short DROP NOT NULL; ALTER DOMAIN short SET DEFAULT 1; ALTER DOMAIN short DROP DEFAULT');
SELECT pg_temp.facts('CREATE AGGREGATE facts_here.total(int) (SFUNC = int4pl, STYPE = int4)');
SELECT pg_temp.facts('CREATE COLLATION IF NOT EXISTS german (LOCALE = ''C'')');

\echo == CREATE SCHEMA
SELECT pg_temp.facts($$CREATE SCHEMA "Neues Schema"
    CREATE TABLE twice (id int PRIMARY KEY, up int REFERENCES twice, out int REFERENCES behind, v int REFERENCES later)
    CREATE TABLE later (id int)
    CREATE INDEX ON twice (id)
    CREATE INDEX ON "Mixed Case" (id)
    CREATE VIEW "Neues Schema".seen AS SELECT 1
    CREATE SEQUENCE counter
    CREATE TRIGGER t AFTER INSERT ON twice FOR EACH ROW EXECUTE FUNCTION act()
    GRANT SELECT ON twice TO PUBLIC$$);
SELECT pg_temp.facts('CREATE SCHEMA IF NOT EXISTS "Facts there"');
SELECT pg_temp.facts('CREATE SCHEMA AUTHORIZATION "Some One" CREATE TABLE t (id int)');

\echo == COMMENT, GRANT and others
SELECT pg_temp.facts('COMMENT ON TABLE "Mixed Case" IS ''x''');
SELECT pg_temp.facts('COMMENT ON COLUMN facts_here."Mixed Case"."Straße" IS NULL');
SELECT pg_temp.facts('COMMENT ON COLUMN orphan IS NULL');
SELECT pg_temp.facts('COMMENT ON COLUMN a.b.c.d.e IS NULL');
SELECT pg_temp.facts('COMMENT ON COLUMN "Größe".w IS NULL');
SELECT pg_temp.facts('COMMENT ON CONSTRAINT "Big Ones" ON "Mixed Case" IS ''x''');
SELECT pg_temp.facts('COMMENT ON CONSTRAINT c ON DOMAIN facts_here.short IS ''x''');
SELECT pg_temp.facts('COMMENT ON INDEX "Mixed Index" IS ''x''');
SELECT pg_temp.facts('COMMENT ON VIEW seen IS ''x''; COMMENT ON SEQUENCE counter IS ''x''; COMMENT ON MATERIALIZED VIEW kept IS ''x''');
SELECT pg_temp.facts('COMMENT ON TYPE "Größe" IS ''x''; COMMENT ON DOMAIN short IS ''x''; COMMENT ON SCHEMA facts_here IS ''x''');
SELECT pg_temp.facts('COMMENT ON TRIGGER "On It" ON "Mixed Case" IS ''x''');
SELECT pg_temp.facts('COMMENT ON FUNCTION act() IS ''x''; COMMENT ON LARGE OBJECT 1 IS ''x''; COMMENT ON CAST (int AS text) IS ''x''');
SELECT pg_temp.facts('GRANT SELECT, UPDATE (big) ON "Mixed Case", missing TO PUBLIC');
SELECT pg_temp.facts('REVOKE ALL ON SEQUENCE counter FROM PUBLIC; GRANT ALL ON SCHEMA facts_here TO PUBLIC');
SELECT pg_temp.facts('GRANT ALL ON ALL TABLES IN SCHEMA facts_here, missing TO PUBLIC; GRANT EXECUTE ON FUNCTION act() TO PUBLIC');
SELECT pg_temp.facts('GRANT USAGE ON TYPE mood TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC; GRANT a TO b');
SELECT pg_temp.facts('REFRESH MATERIALIZED VIEW CONCURRENTLY kept');
SELECT pg_temp.facts('CREATE OR REPLACE TRIGGER "Neu" AFTER UPDATE ON "Mixed Case" EXECUTE FUNCTION act()');
SELECT pg_temp.facts('CREATE RULE "Regel" AS ON INSERT TO "Mixed Case" DO NOTHING; DROP RULE "Regel" ON "Mixed Case"');
SELECT pg_temp.facts('CREATE POLICY p ON "Mixed Case"; ALTER POLICY p ON missing TO PUBLIC; DROP POLICY IF EXISTS p ON "Mixed Case"');
SELECT pg_temp.facts('IMPORT FOREIGN SCHEMA far FROM SERVER s INTO "Facts there"');
SELECT pg_temp.facts('ALTER SEQUENCE IF EXISTS counter INCREMENT 2; ALTER TYPE mood SET (RECEIVE = NONE)');
SELECT pg_temp.facts('ALTER SCHEMA facts_here OWNER TO CURRENT_USER; ALTER TYPE short OWNER TO CURRENT_USER');
SELECT pg_temp.facts('ALTER INDEX "Mixed Index" DEPENDS ON EXTENSION e; ALTER TRIGGER "On It" ON "Mixed Case" DEPENDS ON EXTENSION e');
SELECT pg_temp.facts('CREATE STATISTICS st ON id, big FROM "Mixed Case"; TRUNCATE ONLY twice, behind CASCADE');
SELECT pg_temp.facts('REINDEX INDEX CONCURRENTLY "Mixed Index"; REINDEX (CONCURRENTLY) TABLE twice; REINDEX SCHEMA facts_here; CLUSTER twice; CLUSTER');
SELECT pg_temp.facts('CREATE FUNCTION facts_here.f() RETURNS int LANGUAGE sql RETURN 1');
SELECT pg_temp.facts('CREATE EXTENSION IF NOT EXISTS e; ALTER EXTENSION e UPDATE; ALTER EXTENSION e ADD TABLE "Mixed Case"; ALTER EXTENSION e DROP FUNCTION act()');
SELECT pg_temp.facts('SECURITY LABEL ON COLUMN "Mixed Case".big IS NULL');
SELECT pg_temp.facts('DO $d$ BEGIN END $d$; SELECT 1; INSERT INTO twice VALUES (1); VACUUM twice; BEGIN; SET a = b; CREATE ROLE r; CREATE PUBLICATION p');
SELECT pg_temp.facts('');
SELECT pg_temp.facts(' ; -- nothing');
SELECT pg_temp.facts(NULL);

\echo == the search path of the caller decides, even where it hides pg_catalog or holds nothing
SET search_path = "Facts there", facts_here;
SELECT conventions.statement_facts('ALTER TABLE twice ADD a integer');
SELECT conventions.statement_facts('CREATE TABLE twice (a "Größe")');
SET search_path = '';
SELECT conventions.statement_facts('ALTER TABLE twice ADD a "Größe"; CREATE TABLE twice (a text)');
SET search_path = pg_temp, facts_here;
SELECT conventions.statement_facts('CREATE TABLE passing (a int)');
SET search_path = missing_schema;
SELECT conventions.statement_facts('CREATE TABLE passing (a int); CREATE TYPE mood AS ENUM (); ALTER TABLE passing ADD b int');

\echo == a schema that the caller may not use is as good as missing
CREATE ROLE regress_facts_reader;
GRANT USAGE ON SCHEMA facts_here TO regress_facts_reader;
SET ROLE regress_facts_reader;
SET search_path = facts_here, "Facts there";
SELECT conventions.statement_facts('ALTER TABLE "Facts there".twice ADD a "Facts there"."Größe"');
SELECT conventions.statement_facts('CREATE TABLE "Facts there".twice (a int REFERENCES "Facts there".behind)');
SELECT conventions.statement_facts('CREATE INDEX ON twice (id "Facts there".int4_ops, id COLLATE "Facts there".c)');
SELECT conventions.statement_facts('DROP TABLE behind, twice; DROP TYPE "Facts there"."Größe"');
RESET ROLE;

\echo == long names: as written and as kept; plain, quoted, with escapes; not what is no name
CREATE FUNCTION pg_temp.long(text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT replace(f, repeat('n', 50), '<50>') FROM conventions.statement_facts(replace($1, '<50>', repeat('n', 50))) f WHERE f ~ 'long name' $$;
SELECT pg_temp.long('CREATE TABLE <50>_3456789_1234 (id int); CREATE TABLE <50>_3456789_12345 (<50>_3456789_1234$ int, id bigint)');
SELECT pg_temp.long('CREATE TABLE s.<50>MixedCase_Folded ("<50>MixedCase_Folded" int, "<50> with ""quotes"" in" int)');
SELECT pg_temp.long('CREATE TABLE ganz (straße_<50> int, <50>_ist_zu_größe int)');
SELECT pg_temp.long($x$CREATE TABLE U&"<50>!00df!+0000df!!!0022 1234567" UESCAPE '!' (U&"<50>\d83d\de00\0061 01234567" int, U&"\0061\0061<50>\0061\\" int)$x$);
SELECT pg_temp.long($x$CREATE TABLE last AS SELECT 1 AS U&"<50>\0061 0123456789012"$x$);
SELECT pg_temp.long($x$CREATE TABLE none (a text DEFAULT '<50><50>' CHECK (a <> E'\'<50><50>' AND a <> $q$ <50><50> $q$)) -- <50><50>
    /* <50> /* "<50><50>" */ <50><50> */$x$);
SELECT pg_temp.long('CREATE SCHEMA here CREATE TABLE <50>_3456789_12345 (id int) CREATE VIEW v AS SELECT 1 AS a');
-- it says nothing more than the parser did
SET client_min_messages = notice;
SELECT count(*) FROM conventions.statement_facts('CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id int)');
SET client_min_messages = warning;

\echo == syntax errors point into the text
\set VERBOSITY default
SELECT conventions.statement_facts('CREATE TABLE "Straße" (id int;');
SELECT conventions.statement_facts('SELECT ''open');
SELECT conventions.statement_facts('/* open');

\echo == nothing was made, changed or locked
BEGIN;
SELECT count(*) FROM conventions.statement_facts('CREATE TABLE facts_here.t (a facts_here.mood REFERENCES facts_here.twice); ALTER TABLE facts_here.twice ADD b int; DROP TABLE facts_here.behind; CREATE INDEX ON facts_here."Mixed Case" (id)');
SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation >= 16384
   AND relation NOT IN (SELECT oid FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace);
COMMIT;

SET client_min_messages = error;
DROP SCHEMA facts_here, "Facts there" CASCADE;
DROP ROLE regress_facts_reader;
