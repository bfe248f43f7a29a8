-- Every way to make an object is judged: each case is given a bad name or no key, and that must be found. Then what
-- is never judged (rules.md section 20), each with what would be found if it were.
-- Dump and restore, binary upgrade and preloading stand in test/tap/.
\set VERBOSITY terse
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA ways;
SET search_path = ways, public;
SELECT conventions.enable('recommended');
-- Four rules: two on names, one on columns, one at commit. More would only make the messages longer.
CREATE FUNCTION ways.four_rules() RETURNS boolean LANGUAGE sql AS $$
    SELECT count(conventions.set_rule(rule, CASE WHEN rule IN ('table_name', 'reserved_word', 'timestamptz', 'primary_key')
        THEN 'error' ELSE 'off' END)) > 0 FROM conventions.rules()
$$;
SELECT ways.four_rules();
-- What is there after all: nothing that was rejected.
CREATE VIEW ways.made AS
SELECT c.relname, c.relkind FROM pg_catalog.pg_class c
WHERE c.relnamespace = 'ways'::regnamespace AND c.relkind IN ('r', 'p', 'f', 'm', 'v') AND c.relname <> 'made';

\echo === judged after the command: the name
CREATE TABLE "Bad" (id bigint PRIMARY KEY);
CREATE TABLE "Bad" AS SELECT 1 AS id;
SELECT 1 AS id INTO "Bad";
CREATE TABLE like_this (id bigint PRIMARY KEY, note text);
CREATE TABLE "Bad" (LIKE like_this INCLUDING ALL);
CREATE TABLE "Bad" (PRIMARY KEY (id)) INHERITS (like_this);
CREATE TABLE "Bad" (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TYPE row_type AS (id bigint, note text);
CREATE TABLE "Bad" OF row_type (PRIMARY KEY (id));
CREATE UNLOGGED TABLE "Bad" (id bigint PRIMARY KEY);
CREATE TABLE "Bad" (id bigint PRIMARY KEY) USING heap;
CREATE SCHEMA ways_schema CREATE TABLE "Bad" (id bigint PRIMARY KEY);
CREATE SCHEMA ways_schema CREATE TABLE good (id bigint PRIMARY KEY) CREATE TABLE "Bad" (id bigint PRIMARY KEY)
    CREATE VIEW seen AS SELECT id FROM good;
CREATE FOREIGN DATA WRAPPER ways_wrapper;
CREATE SERVER ways_server FOREIGN DATA WRAPPER ways_wrapper;
CREATE FOREIGN TABLE "Bad" (id bigint) SERVER ways_server;
CREATE TABLE tree (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
ALTER TABLE like_this RENAME TO "Bad";
ALTER TABLE like_this RENAME COLUMN note TO "select";
ALTER TABLE like_this ADD COLUMN at timestamp;
ALTER TABLE like_this ALTER COLUMN note TYPE timestamp USING now();
ALTER TYPE row_type RENAME TO "select";
-- Attributes are judged in the tables that have them.
ALTER TYPE row_type ADD ATTRIBUTE "select" int;
CREATE DOMAIN "select" AS int;
CREATE TYPE "select" AS ENUM ('a');
CREATE TYPE "select" AS RANGE (subtype = int4);
CREATE VIEW "select" AS SELECT 1 AS id;
CREATE MATERIALIZED VIEW "select" AS SELECT 1 AS id;
CREATE VIEW seen AS SELECT 1 AS "select";
CREATE OR REPLACE VIEW ways."user" AS SELECT 1 AS id;
CREATE RECURSIVE VIEW "user" (id) AS SELECT 1;
TABLE ways.made ORDER BY relname;

\echo === judged at commit: no primary key
CREATE TABLE nokey (id bigint);
CREATE TABLE nokey (LIKE like_this);
CREATE TABLE nokey () INHERITS (like_this);
CREATE TABLE nokey OF row_type;
CREATE TABLE nokey (id bigint) PARTITION BY RANGE (id);
CREATE UNLOGGED TABLE nokey (id bigint);
CREATE SCHEMA ways_schema CREATE TABLE nokey (id bigint);
-- A partition is judged through its root: this one has a key in every leaf, until the next leaf comes.
BEGIN;
CREATE TABLE keyless (id bigint) PARTITION BY RANGE (id);
CREATE TABLE keyless1 PARTITION OF keyless (PRIMARY KEY (id)) FOR VALUES FROM (0) TO (10);
COMMIT;
CREATE TABLE keyless2 PARTITION OF keyless FOR VALUES FROM (10) TO (20);
CREATE TABLE keyless2 PARTITION OF keyless (PRIMARY KEY (id)) FOR VALUES FROM (10) TO (20);
ALTER TABLE keyless2 DROP CONSTRAINT keyless2_pkey;
DROP TABLE keyless;
ALTER TABLE like_this DROP CONSTRAINT like_this_pkey;
ALTER TABLE like_this DROP COLUMN id;
-- Cannot write one: a warning at most.
SET client_min_messages = notice;
CREATE TABLE by_query AS SELECT 1 AS id;
SELECT 1 AS id INTO by_query2;
CREATE TABLE by_query3 AS SELECT 1 AS id WITH NO DATA;
PREPARE q AS SELECT 1 AS id;
CREATE TABLE by_query4 AS EXECUTE q;
DEALLOCATE q;
SET client_min_messages = warning;
DROP TABLE by_query, by_query2, by_query3, by_query4;
TABLE ways.made ORDER BY relname;

\echo === by code
DO $$ BEGIN CREATE TABLE "Bad" (id bigint PRIMARY KEY); END $$;
DO $$ BEGIN CREATE TABLE nokey (id bigint); END $$;
DO $$ BEGIN EXECUTE 'CREATE TABLE ' || quote_ident('Bad') || ' (id bigint PRIMARY KEY)'; END $$;
DO $$ BEGIN EXECUTE format('SELECT 1 AS id INTO %I', 'x'); EXCEPTION WHEN feature_not_supported THEN
    EXECUTE 'CREATE TABLE "Bad" AS SELECT 1 AS id'; END $$;
CREATE FUNCTION make_sql() RETURNS void LANGUAGE sql AS 'CREATE TABLE ways."Bad" (id bigint PRIMARY KEY)';
SELECT make_sql();
CREATE FUNCTION make_keyless() RETURNS void LANGUAGE sql AS 'CREATE TABLE ways.nokey (id bigint)';
SELECT make_keyless();
CREATE FUNCTION make_dynamic(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN statement;
END $$;
SELECT make_dynamic('CREATE TABLE "Bad" (id bigint PRIMARY KEY)');
SELECT make_dynamic('CREATE TABLE nokey (id bigint)');
CREATE FUNCTION make_definer() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ways AS $$
BEGIN
    CREATE TABLE nokey (id bigint);
END $$;
SELECT make_definer();
CREATE PROCEDURE make_in_steps() LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE step1 (id bigint PRIMARY KEY);
    COMMIT;
    CREATE TABLE nokey (id bigint);
    COMMIT;
END $$;
CALL make_in_steps();
SELECT query_to_xml('SELECT ways.make_dynamic(''CREATE TABLE nokey (id bigint)'')', true, false, '');
CREATE FUNCTION make_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE "Bad" (id bigint PRIMARY KEY);
    RETURN NEW;
END $$;
CREATE TRIGGER maker BEFORE INSERT ON like_this FOR EACH ROW EXECUTE FUNCTION make_by_trigger();
INSERT INTO like_this VALUES (1);
DROP TRIGGER maker ON like_this;
CREATE RULE maker AS ON UPDATE TO like_this DO INSTEAD SELECT make_dynamic('CREATE TABLE nokey (id bigint)');
UPDATE like_this SET note = '';
DROP RULE maker ON like_this;
PREPARE made AS SELECT make_dynamic('CREATE TABLE nokey (id bigint)');
EXECUTE made;
DEALLOCATE made;
CREATE TABLE a1 (id bigint PRIMARY KEY)\; CREATE TABLE "Bad" (id bigint PRIMARY KEY)\; SELECT 1;
CREATE TABLE a1 (id bigint PRIMARY KEY)\; CREATE TABLE nokey (id bigint)\; SELECT 1;
SELECT 'CREATE TABLE "Bad" (id bigint PRIMARY KEY)', 'CREATE TABLE nokey (id bigint)' \gexec
LOAD 'pg_conventions';
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE "Bad" AS SELECT 1 AS id;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE by_query AS SELECT now()::timestamp AS at;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT 1 AS id INTO "Bad";
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE MATERIALIZED VIEW "select" AS SELECT 1 AS id;
EXPLAIN (COSTS off) CREATE TABLE "Bad" AS SELECT 1 AS id;
DO $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE "Bad" AS SELECT 1 AS id' LOOP
    END LOOP;
END $$;
TABLE ways.made ORDER BY relname;

\echo === by a foreign server
CREATE EXTENSION postgres_fdw SCHEMA ways;
CREATE SCHEMA ways_remote;
SELECT conventions.set_rule('table_name', 'off');
CREATE TABLE ways_remote."Bad" (id bigint PRIMARY KEY);
CREATE TABLE ways_remote.fine (id bigint PRIMARY KEY);
SELECT conventions.set_rule('table_name', 'error');
DO $$
BEGIN
    EXECUTE format('CREATE SERVER ways_loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)',
        current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'));
END $$;
CREATE USER MAPPING FOR CURRENT_USER SERVER ways_loop;
IMPORT FOREIGN SCHEMA ways_remote FROM SERVER ways_loop INTO ways;
IMPORT FOREIGN SCHEMA ways_remote LIMIT TO (fine) FROM SERVER ways_loop INTO ways;
TABLE ways.made ORDER BY relname;
DROP SERVER ways_loop CASCADE;
DROP SCHEMA ways_remote CASCADE;

\echo === both moments in one error, and several objects of one command
DO $$
DECLARE
    detail text;
BEGIN
    CREATE SCHEMA ways_schema CREATE TABLE "Bad" (id bigint, at timestamp) CREATE TABLE nokey (id bigint);
EXCEPTION WHEN SQLSTATE 'SC001' THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RAISE WARNING E'%\n%', SQLERRM, detail;
END $$;

\echo === never judged: temporary
SET client_min_messages = notice;
CREATE TEMP TABLE "Bad" (id int, "select" timestamp);
CREATE TEMP TABLE "Bad2" AS SELECT now()::timestamp AS "select";
SELECT now()::timestamp AS "select" INTO TEMP "Bad3";
CREATE TABLE pg_temp."Bad4" (id int, at timestamp);
CREATE TEMP VIEW "select" AS SELECT 1 AS "user";
CREATE VIEW "user" AS SELECT * FROM "Bad";
CREATE TEMP SEQUENCE "Bad5";
ALTER TABLE "Bad" ADD COLUMN at timestamp;
ALTER TABLE "Bad" RENAME TO "Bad6";
BEGIN;
CREATE TEMP TABLE "Bad7" (at timestamp) ON COMMIT DROP;
COMMIT;
DROP VIEW "select", "user";
DROP TABLE "Bad6", "Bad2", "Bad3", "Bad4";

\echo === never judged: extensions
-- A plain extension, one with tables, types and functions of its own, and what one script makes.
CREATE EXTENSION btree_gin SCHEMA ways;
CREATE EXTENSION pg_trgm SCHEMA ways;
CREATE EXTENSION "uuid-ossp" SCHEMA ways;
ALTER EXTENSION pg_trgm SET SCHEMA public;
ALTER EXTENSION pg_trgm UPDATE;
DROP EXTENSION btree_gin, pg_trgm, "uuid-ossp";
SET client_min_messages = warning;
SELECT count(conventions.set_rule(rule, 'off')) > 0 AS off FROM conventions.rules();
CREATE TABLE ways."Member" (id int);
SELECT ways.four_rules();
SELECT rule FROM conventions.findings('ways') WHERE object_name = 'Member' ORDER BY rule;
-- A superuser may say that a table belongs to an extension.
ALTER EXTENSION plpgsql ADD TABLE ways."Member";
SELECT rule FROM conventions.findings('ways') WHERE object_name = 'Member' ORDER BY rule;
ALTER TABLE ways."Member" ADD COLUMN at timestamp;
ALTER TABLE ways."Member" RENAME TO "Member2";
ALTER EXTENSION plpgsql DROP TABLE ways."Member2";
SELECT rule FROM conventions.findings('ways') WHERE object_name = 'Member2' ORDER BY rule;
DROP TABLE IF EXISTS ways."Member", ways."Member2";

\echo === never judged: system schemas, our own, bookkeeping
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog."Bad" (id int);
DROP TABLE pg_catalog."Bad";
CREATE SCHEMA pg_ways CREATE TABLE "Bad" (id int);
DROP SCHEMA pg_ways CASCADE;
RESET allow_system_table_mods;
CREATE TABLE information_schema."Bad" (id int);
DROP TABLE information_schema."Bad";
SET client_min_messages = notice;
CREATE TABLE conventions."Bad" (id int);
DROP TABLE conventions."Bad";
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);
CREATE TABLE schema_migrations (version bigint, dirty boolean);
CREATE TABLE "SequelizeMeta" (name varchar(255) NOT NULL);
CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150), "ProductVersion" varchar(32));
CREATE TABLE databasechangelog (id varchar(255), author varchar(255), filename varchar(255), dateexecuted timestamp,
    orderexecuted int, exectype varchar(10), md5sum varchar(35), description varchar(255), comments varchar(255),
    tag varchar(255), liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id varchar(10));
CREATE TABLE flyway_schema_history (installed_rank int, version varchar(50), description varchar(200), type varchar(20),
    script varchar(1000), checksum int, installed_by varchar(100), installed_on timestamp, execution_time int, success boolean);
SELECT status, exempt_reason, count(*) FROM conventions.findings('ways') GROUP BY 1, 2 ORDER BY 1;
DROP TABLE alembic_version, schema_migrations, "SequelizeMeta", "__EFMigrationsHistory", databasechangelog, flyway_schema_history;
-- Also where no rule but one on names is judged.
SELECT count(conventions.set_rule(rule, 'off')) > 0 AS off FROM conventions.rules() WHERE rule <> 'table_name';
CREATE TABLE "SequelizeMeta" (name varchar(255) NOT NULL);
SELECT status, exempt_reason, count(*) FROM conventions.findings('ways') GROUP BY 1, 2 ORDER BY 1;
DROP TABLE "SequelizeMeta";
SELECT ways.four_rules();
-- By the name alone it is none.
CREATE TABLE "SequelizeMeta" (id bigint PRIMARY KEY);
CREATE TABLE alembic_version (id bigint, at timestamptz);

\echo === never judged: what is not there in the end
BEGIN;
SAVEPOINT s;
CREATE TABLE nokey (id bigint);
ROLLBACK TO s;
COMMIT;
BEGIN;
CREATE TABLE nokey (id bigint);
DROP TABLE nokey;
COMMIT;
BEGIN;
CREATE TABLE nokey (id bigint);
ALTER TABLE nokey ADD PRIMARY KEY (id);
COMMIT;
DROP TABLE nokey;
BEGIN;
CREATE TABLE nokey (id bigint);
ROLLBACK;
DO $$
BEGIN
    BEGIN
        CREATE TABLE nokey (id bigint);
        RAISE 'back';
    EXCEPTION WHEN raise_exception THEN NULL;
    END;
END $$;
DO $$
BEGIN
    BEGIN
        CREATE TABLE "Bad" (id bigint PRIMARY KEY);
    EXCEPTION WHEN SQLSTATE 'SC001' THEN
        RAISE NOTICE 'caught: %', SQLERRM;
    END;
END $$;
TABLE ways.made ORDER BY relname;

\echo === never judged: nothing happened, or inner work
SELECT count(conventions.set_rule(rule, 'off')) > 0 AS off FROM conventions.rules();
CREATE TABLE "Old" (id bigint, "select" timestamp);
CREATE MATERIALIZED VIEW "Matview" AS SELECT g AS id, now()::timestamp AS "select" FROM generate_series(1, 3) g;
CREATE UNIQUE INDEX matview_id ON "Matview" (id);
SELECT ways.four_rules();
SET client_min_messages = notice;
CREATE TABLE IF NOT EXISTS "Old" (id int, at timestamp);
CREATE TABLE IF NOT EXISTS "Old" AS SELECT 1 AS id;
CREATE MATERIALIZED VIEW IF NOT EXISTS "Matview" AS SELECT 1 AS id;
ALTER TABLE "Old" ADD COLUMN IF NOT EXISTS "select" timestamp;
ALTER TABLE IF EXISTS "Older" ADD COLUMN at timestamp;
DROP TABLE IF EXISTS "Older";
CREATE SCHEMA IF NOT EXISTS ways;
REFRESH MATERIALIZED VIEW "Matview";
REFRESH MATERIALIZED VIEW CONCURRENTLY "Matview";
-- What the table had before (the ratchet).
COMMENT ON TABLE "Old" IS 'old';
ALTER TABLE "Old" ADD COLUMN note text;
ALTER TABLE "Old" ALTER COLUMN note SET NOT NULL;
CREATE INDEX old_id ON "Old" (id);
VACUUM FULL "Old";
CLUSTER "Old" USING old_id;
TRUNCATE "Old";
REINDEX TABLE "Old";
ANALYZE "Old";
ALTER TABLE "Old" ALTER COLUMN id TYPE int;
-- New sins of an old table are found.
ALTER TABLE "Old" ADD COLUMN at timestamp;
ALTER TABLE "Old" ADD COLUMN "user" int;
ALTER TABLE "Old" RENAME COLUMN note TO "user";

\echo === clean up
SET client_min_messages = warning;
SELECT count(conventions.reset_rule(rule)) > 0 AS reset FROM conventions.rules();
SELECT conventions.disable();
DROP SCHEMA ways CASCADE;
DROP FOREIGN DATA WRAPPER ways_wrapper CASCADE;
