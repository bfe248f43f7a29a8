-- Attacks by a plain user who may create schemas in the database and objects in public: none of them may switch
-- judging off, change the policy, run his code with other rights, or leave an object behind that nobody judged.
-- What needs several databases, preloading or a session of its own stands in test/tap/006_attack.pl.
-- What a plain user can and cannot do, in words: doc/security.md.
\set VERBOSITY terse
\set SHOW_CONTEXT never
\set admin :USER
SET client_min_messages = warning;
CREATE ROLE regress_mallory LOGIN;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_mallory', current_database()); END $$;
GRANT CREATE, USAGE ON SCHEMA public TO regress_mallory;
-- Tables that the policy accepts, of the administrator and of mallory.
CREATE SCHEMA regress_house;
GRANT USAGE ON SCHEMA regress_house TO regress_mallory;
CREATE TABLE regress_house.customer (id bigint PRIMARY KEY);
GRANT SELECT, REFERENCES ON regress_house.customer TO regress_mallory;
SELECT conventions.enable('recommended');
-- Four rules: two on names, one on columns, one at commit. More would only make the messages longer.
SELECT count(conventions.set_rule(rule, CASE WHEN rule IN ('table_name', 'reserved_word', 'timestamptz', 'primary_key')
    THEN 'error' ELSE 'off' END)) > 0 AS set FROM conventions.rules();
-- Mallory's tables, and whether the report knows what is wrong with them: looked at after each section.
CREATE FUNCTION regress_house.loot() RETURNS TABLE(loot text, reported text) LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.oid::regclass::text, string_agg(f.rule, ', ' ORDER BY f.rule)
    FROM pg_class c
    LEFT JOIN conventions.findings() f ON f.schema_name = c.relnamespace::regnamespace::text
        AND f.object_name = c.relname AND f.status <> 'exempt'
    WHERE c.relowner = 'regress_mallory'::regrole AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
    GROUP BY c.oid ORDER BY 1
$$;

\echo === 1. switching it off
\c - regress_mallory
SET client_min_messages = warning;
DROP EVENT TRIGGER conventions_end;
ALTER EVENT TRIGGER conventions_end DISABLE;
ALTER EVENT TRIGGER conventions_end RENAME TO gone;
ALTER EVENT TRIGGER conventions_end OWNER TO regress_mallory;
SELECT conventions.disable();
SELECT conventions.enable('relaxed');
SET session_replication_role = replica;
SET LOCAL session_replication_role = replica;
SET conventions.mode = off;
SHOW conventions.mode;
-- The library is loaded by now, or at the next command; what counts is its own variable.
SELECT state FROM conventions.status() WHERE item = 'conventions.mode';
CREATE TABLE "Bad1" (id int);
SET conventions.mode = off;
SET conventions.restoring = on;
SET conventions.on_internal_error = error;
SET conventions.pending_grace = '1d';
SET conventions.commit_deadline = 1;
SET conventions.debug_fault = 'end';
SELECT set_config('conventions.mode', 'off', false);
UPDATE pg_settings SET setting = 'off' WHERE name = 'conventions.mode';
ALTER ROLE regress_mallory SET conventions.mode = off;
CREATE FUNCTION quiet() RETURNS void LANGUAGE plpgsql SET conventions.mode = off AS $$
BEGIN
    CREATE TABLE "Bad2" (id int);
END $$;
SELECT quiet();
CREATE FUNCTION quiet_replica() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
BEGIN
    CREATE TABLE "Bad2" (id int);
END $$;
SELECT quiet_replica();
-- Placeholders of a session that has not loaded the library yet.
\c - regress_mallory
SET client_min_messages = warning;
SET conventions.mode = off;
SET conventions.restoring = on;
SET conventions.unheard_of = 1;
CREATE TABLE "Bad3" (id int);
SELECT item, state FROM conventions.status() WHERE item IN ('conventions.mode', 'conventions.restoring') ORDER BY 1;
\c - regress_mallory
SET client_min_messages = warning;
DO $$
BEGIN
    SET LOCAL conventions.mode = off;
    CREATE TABLE "Bad4" (id int);
END $$;
-- The stack of a transaction, a savepoint and a function, all set before the library comes.
\c - regress_mallory
SET client_min_messages = warning;
BEGIN;
SET LOCAL conventions.mode = off;
SAVEPOINT s;
SET LOCAL conventions.mode = report;
CREATE TABLE "Bad5" (id int);
ROLLBACK TO s;
CREATE TABLE "Bad5" (id int);
ROLLBACK;
SHOW conventions.mode;
LOAD 'pg_conventions';
DROP FUNCTION IF EXISTS quiet(), quiet_replica();
SELECT * FROM regress_house.loot();

\echo === 2. changing the policy
INSERT INTO conventions.profile (name, version) VALUES ('relaxed', 1);
UPDATE conventions.profile SET name = 'relaxed';
DELETE FROM conventions.profile;
TRUNCATE conventions.profile;
INSERT INTO conventions.rule_setting (rule, severity) VALUES ('table_name', 'off');
UPDATE conventions.rule_setting SET severity = 'off';
DELETE FROM conventions.rule_setting;
TRUNCATE conventions.rule_setting, conventions.pending;
DELETE FROM conventions.pending;
INSERT INTO conventions.pending VALUES (1, 'r', 'i', 'p', now());
SELECT conventions.set_rule('table_name', 'off');
SELECT conventions.reset_rule('table_name');
SELECT conventions.exempt('*', '*', 'mine');
SELECT conventions.revoke_exemption('*', '*');
SELECT conventions.baseline('mine');
SELECT conventions.forget_baseline();
SELECT * FROM conventions.import_policy('{"format": 1, "rules": {}}', false);
SELECT conventions.apply_policy('{"format": 1, "rules": {}}');
SELECT conventions.policy_role('regress_mallory');
INSERT INTO conventions.exemption (rule, object, reason, until) VALUES ('*', '*', 'mine', 'infinity');
INSERT INTO conventions.baseline (rule, identity, part, relation, reason) VALUES ('table_name', 'x', '', 'x', 'mine');
DELETE FROM conventions.exemption;
DELETE FROM conventions.baseline;
TRUNCATE conventions.exemption, conventions.baseline, conventions.policy_history;
SELECT * FROM conventions.policy_history;
DELETE FROM conventions.policy_history;
SET conventions.bypass_reason = 'mine';
SET conventions.max_exemption_days = -1;
ALTER TABLE conventions.profile DISABLE TRIGGER policy_change;
ALTER TABLE conventions.profile ENABLE ROW LEVEL SECURITY;
CREATE RULE nothing AS ON INSERT TO conventions.profile DO INSTEAD NOTHING;
CREATE TRIGGER mine BEFORE INSERT ON conventions.profile EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE TRIGGER theirs AFTER INSERT ON regress_house.customer EXECUTE FUNCTION conventions.on_policy_change();
-- Nor make others wait, or fail, by a lock on what judging reads and writes.
BEGIN;
LOCK TABLE conventions.profile IN ACCESS EXCLUSIVE MODE;
ROLLBACK;
BEGIN;
LOCK TABLE conventions.rule_setting IN ROW EXCLUSIVE MODE;
ROLLBACK;
BEGIN;
LOCK TABLE conventions.pending IN SHARE MODE;
ROLLBACK;
SELECT * FROM conventions.pending FOR UPDATE;
CREATE TABLE conventions.loot (id bigint PRIMARY KEY);
CREATE TABLE public.child () INHERITS (conventions.profile);
CREATE TABLE public.refers (id bigint PRIMARY KEY, p boolean REFERENCES conventions.profile);
ALTER SCHEMA conventions RENAME TO gone;
DROP SCHEMA conventions CASCADE;
DROP EXTENSION pg_conventions CASCADE;
ALTER EXTENSION pg_conventions UPDATE;
ALTER EXTENSION pg_conventions DROP FUNCTION conventions.on_ddl_command_end();
CREATE TABLE mine (id bigint PRIMARY KEY);
ALTER EXTENSION pg_conventions ADD TABLE mine;
ALTER TABLE mine SET SCHEMA conventions;
DROP TABLE mine;
CREATE OR REPLACE FUNCTION conventions.on_ddl_command_end() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
ALTER FUNCTION conventions.on_ddl_command_end() OWNER TO regress_mallory;
ALTER FUNCTION conventions.enable(text, text[]) SET search_path = public;
DROP FUNCTION conventions.on_ddl_command_end() CASCADE;
SELECT conventions.on_ddl_command_end();
SELECT conventions.on_policy_change();
CREATE EVENT TRIGGER mallorys ON ddl_command_end EXECUTE FUNCTION conventions.on_ddl_command_start();
SET client_min_messages = error;
DROP OWNED BY regress_mallory CASCADE;
SET client_min_messages = warning;
SELECT name FROM conventions.profile;
SELECT rule, severity FROM conventions.rule_setting WHERE severity <> 'off' ORDER BY rule;
\c - :admin
SET client_min_messages = warning;
-- Whatever DROP OWNED has left of the grants.
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_mallory', current_database()); END $$;
GRANT CREATE, USAGE ON SCHEMA public TO regress_mallory;
GRANT USAGE ON SCHEMA regress_house TO regress_mallory;
GRANT SELECT, REFERENCES ON regress_house.customer TO regress_mallory;

\echo === 3. his code with the rights of others
SET SESSION AUTHORIZATION regress_mallory;
CREATE SCHEMA evil;
CREATE TABLE evil.trapped (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who text, where_from text);
-- Every trap tries to make mallory a superuser, and says that it was called.
CREATE FUNCTION evil.trap(place text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO evil.trapped (who, where_from) VALUES (current_user, place);
    BEGIN
        ALTER ROLE regress_mallory SUPERUSER;
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    RETURN true;
END $$;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
GRANT INSERT ON evil.trapped TO PUBLIC;
-- Functions and operators that are called like what our SQL uses.
CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS $$SELECT pg_catalog.now() WHERE evil.trap('now')$$;
CREATE FUNCTION evil.pg_extension_config_dump(regclass, text) RETURNS void LANGUAGE sql AS $$SELECT evil.trap('config')$$;
CREATE FUNCTION evil.format(text, VARIADIC text[]) RETURNS text LANGUAGE sql AS $$SELECT 'x' WHERE evil.trap('format')$$;
CREATE FUNCTION evil.string_agg_step(text, text, text) RETURNS text LANGUAGE sql AS $$SELECT $1 WHERE evil.trap('agg')$$;
CREATE AGGREGATE evil.string_agg(text, text) (SFUNC = evil.string_agg_step, STYPE = text);
CREATE FUNCTION evil.equal(text, text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('text =')$$;
CREATE FUNCTION evil.equal(name, text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('name =')$$;
CREATE FUNCTION evil.equal(name, name) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('name = name')$$;
CREATE FUNCTION evil.equal(oid, oid) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('oid =')$$;
CREATE FUNCTION evil.equal(boolean, boolean) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('boolean =')$$;
CREATE FUNCTION evil.glue(text, text) RETURNS text LANGUAGE sql AS $$SELECT $1 WHERE evil.trap('||')$$;
CREATE OPERATOR evil.= (FUNCTION = evil.equal, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR evil.= (FUNCTION = evil.equal, LEFTARG = name, RIGHTARG = text);
CREATE OPERATOR evil.= (FUNCTION = evil.equal, LEFTARG = name, RIGHTARG = name);
CREATE OPERATOR evil.= (FUNCTION = evil.equal, LEFTARG = oid, RIGHTARG = oid);
CREATE OPERATOR evil.= (FUNCTION = evil.equal, LEFTARG = boolean, RIGHTARG = boolean);
CREATE OPERATOR evil.<> (FUNCTION = evil.equal, LEFTARG = oid, RIGHTARG = oid);
CREATE OPERATOR evil.|| (FUNCTION = evil.glue, LEFTARG = text, RIGHTARG = text);
-- Types of our names, whose input or cast would run his code.
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (evil.trap('domain text'));
CREATE DOMAIN evil.jsonb AS pg_catalog.jsonb CHECK (evil.trap('domain jsonb'));
CREATE DOMAIN evil.timestamptz AS pg_catalog.timestamptz CHECK (evil.trap('domain timestamptz'));
CREATE TYPE evil.severity AS ENUM ('off');
CREATE FUNCTION evil.as_severity(pg_catalog.text) RETURNS evil.severity LANGUAGE sql
AS $$SELECT 'off'::evil.severity WHERE evil.trap('cast')$$;
CREATE CAST (pg_catalog.text AS evil.severity) WITH FUNCTION evil.as_severity(pg_catalog.text) AS IMPLICIT;
-- Tables and functions of our names.
CREATE TABLE evil.profile (id bigint PRIMARY KEY, name pg_catalog.text);
CREATE TABLE evil.rule_setting (id bigint PRIMARY KEY, rule pg_catalog.text);
CREATE TABLE evil.pending (id bigint PRIMARY KEY);
CREATE VIEW evil.pg_class AS SELECT c.* FROM pg_catalog.pg_class c WHERE evil.trap('pg_class');
CREATE VIEW evil.pg_event_trigger AS SELECT c.* FROM pg_catalog.pg_event_trigger c WHERE evil.trap('pg_event_trigger');
CREATE FUNCTION evil.on_ddl_command_end() RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('function')$$;
CREATE FUNCTION evil.enable(pg_catalog.text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('enable')$$;
-- What a reader of indexes, defaults and constraints could run: immutable functions in expressions.
CREATE FUNCTION evil.immutable_trap(place pg_catalog.text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF current_user OPERATOR(pg_catalog.<>) 'regress_mallory' THEN PERFORM evil.trap(place); END IF;
    RETURN true;
END $$;
CREATE TABLE evil.honeypot (
    id bigint PRIMARY KEY,
    customer_id bigint REFERENCES regress_house.customer,
    flag boolean DEFAULT evil.immutable_trap('default'),
    twice boolean GENERATED ALWAYS AS (evil.immutable_trap('generated')) STORED,
    CONSTRAINT checked CHECK (evil.immutable_trap('check'))
);
CREATE INDEX honeypot_part ON evil.honeypot (customer_id) WHERE evil.immutable_trap('predicate');
CREATE INDEX honeypot_part2 ON evil.honeypot (customer_id) WHERE customer_id IS NOT NULL AND evil.immutable_trap('predicate 2');
CREATE INDEX honeypot_expr ON evil.honeypot ((evil.immutable_trap('expression')), id);
CREATE VIEW evil.bait AS SELECT evil.immutable_trap('view') AS baited;
CREATE DOMAIN evil.bait_domain AS integer CHECK (evil.immutable_trap('domain check'));
RESET SESSION AUTHORIZATION;
-- The administrator works with mallory's path, and on mallory's tables; every rule is judged.
CREATE TABLE regress_house.settings (id bigint PRIMARY KEY, rule text, severity text);
INSERT INTO regress_house.settings SELECT row_number() OVER (), rule, severity FROM conventions.rule_setting;
SELECT count(conventions.reset_rule(rule)) > 0 AS reset FROM conventions.rules();
SET search_path = evil, pg_catalog, conventions;
CREATE TEMP TABLE profile (name pg_catalog.text);
CREATE TEMP TABLE rule_setting (rule pg_catalog.text);
SELECT conventions.enable('strict'::pg_catalog.text);
SELECT conventions.set_rule('drop_column'::pg_catalog.text, 'warn'::pg_catalog.text);
SELECT conventions.set_rule('reserved_word'::pg_catalog.text, NULL, '{"words": ["user"]}'::pg_catalog.jsonb);
SELECT conventions.reset_rule('drop_column'::pg_catalog.text);
SELECT conventions.reset_rule('reserved_word'::pg_catalog.text);
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>) 0 AS any_finding FROM conventions.findings();
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>) 0 AS any_line FROM conventions.report();
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>) 0 AS any_rule FROM conventions.rules();
SELECT state FROM conventions.status() WHERE item OPERATOR(pg_catalog.=) 'profile'::pg_catalog.text;
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>=) 0 AS any_warning FROM conventions.warnings();
CREATE TABLE regress_house.supplier (id bigint PRIMARY KEY, created_at timestamp with time zone NOT NULL DEFAULT pg_catalog.now(), updated_at timestamp with time zone NOT NULL DEFAULT pg_catalog.now());
DROP TABLE regress_house.supplier;
-- DDL of the administrator that makes us read mallory's table; the server itself must not be what runs his code.
COMMENT ON TABLE evil.honeypot IS 'looked at';
GRANT SELECT ON evil.honeypot TO PUBLIC;
ALTER TABLE evil.honeypot REPLICA IDENTITY FULL;
ALTER TABLE evil.honeypot RENAME COLUMN flag TO flagged;
ALTER TABLE evil.honeypot DROP CONSTRAINT honeypot_customer_id_fkey;
SELECT conventions.enable('recommended'::pg_catalog.text);
RESET search_path;
SELECT count(*) AS trapped_as_admin FROM evil.trapped WHERE who <> 'regress_mallory';
SELECT DISTINCT who, where_from FROM evil.trapped WHERE who <> 'regress_mallory' ORDER BY 1, 2;
SELECT rolsuper FROM pg_roles WHERE rolname = 'regress_mallory';
SELECT name FROM conventions.profile;
SELECT count(*) FROM pg_temp.profile;
DROP TABLE pg_temp.profile, pg_temp.rule_setting;
-- What conventions.findings() prints is run by administrators (\gexec): names must stay names.
SET SESSION AUTHORIZATION regress_mallory;
SET client_min_messages = error;
CREATE SCHEMA "ev'il; DROP TABLE regress_house.customer; --";
CREATE TABLE "ev'il; DROP TABLE regress_house.customer; --".orders (
    "id""; DROP TABLE regress_house.customer; --" bigint PRIMARY KEY,
    "c
DROP TABLE regress_house.customer; --" bigint REFERENCES regress_house.customer,
    "$$; DROP TABLE regress_house.customer; --\" bigint REFERENCES regress_house.customer
);
CREATE INDEX "i
; DROP TABLE regress_house.customer; --" ON "ev'il; DROP TABLE regress_house.customer; --".orders ("id""; DROP TABLE regress_house.customer; --");
CREATE INDEX "i2
; DROP TABLE regress_house.customer; --" ON "ev'il; DROP TABLE regress_house.customer; --".orders ("id""; DROP TABLE regress_house.customer; --");
RESET SESSION AUTHORIZATION;
SELECT rule, count(*) FROM conventions.findings('ev''il; DROP TABLE regress_house.customer; --')
WHERE rule IN ('duplicate_index', 'foreign_key_index') GROUP BY rule ORDER BY rule;
SELECT fix_sql FROM conventions.findings('ev''il; DROP TABLE regress_house.customer; --')
WHERE rule IN ('duplicate_index', 'foreign_key_index') ORDER BY rule, identity \gexec
SELECT rule, count(*) FROM conventions.findings('ev''il; DROP TABLE regress_house.customer; --')
WHERE rule IN ('duplicate_index', 'foreign_key_index') GROUP BY rule ORDER BY rule;
SELECT to_regclass('regress_house.customer') IS NOT NULL AS customer_lives;
DROP SCHEMA "ev'il; DROP TABLE regress_house.customer; --" CASCADE;
SET client_min_messages = warning;
SELECT count(conventions.set_rule(rule, severity)) > 0 AS set FROM regress_house.settings;
DROP SCHEMA evil CASCADE;

\echo === 4. out of scope by where it is and what it is called
SET SESSION AUTHORIZATION regress_mallory;
CREATE SCHEMA pg_mine;
CREATE SCHEMA "Conventions";
CREATE SCHEMA " conventions";
CREATE TABLE "Conventions"."Bad" (id int);
CREATE TABLE " conventions"."Bad" (id int);
ALTER SCHEMA "Conventions" RENAME TO conventions;
ALTER SCHEMA "Conventions" RENAME TO pg_mine;
ALTER SCHEMA "Conventions" RENAME TO information_schema;
CREATE SCHEMA workshop;
-- Made elsewhere, then moved or renamed.
CREATE TABLE workshop.fine (id bigint PRIMARY KEY);
ALTER TABLE workshop.fine RENAME TO "Bad";
ALTER TABLE workshop.fine RENAME COLUMN id TO "select";
ALTER TABLE workshop.fine SET SCHEMA "Conventions";
ALTER TABLE "Conventions".fine DROP CONSTRAINT fine_pkey;
ALTER TABLE "Conventions".fine SET SCHEMA pg_temp;
ALTER TABLE "Conventions".fine SET SCHEMA pg_toast;
ALTER TABLE "Conventions".fine SET SCHEMA pg_catalog;
ALTER TABLE "Conventions".fine ADD COLUMN at timestamp;
ALTER SCHEMA "Conventions" RENAME TO attic;
ALTER TABLE attic.fine RENAME TO "Bad";
CREATE TEMP TABLE "Temporary" (id int, at timestamp);
ALTER TABLE pg_temp."Temporary" SET SCHEMA public;
ALTER TABLE pg_temp."Temporary" SET LOGGED;
CREATE TABLE workshop.of_temporary () INHERITS (pg_temp."Temporary");
CREATE TABLE workshop.copied (LIKE pg_temp."Temporary" INCLUDING ALL);
CREATE UNLOGGED TABLE workshop."Unlogged" (id int);
-- Bookkeeping tables of migration tools: by name and shape.
CREATE TABLE workshop.alembic_version (version_num varchar(32));
CREATE TABLE workshop.ar_internal_metadata (id int, at timestamp);
CREATE TABLE workshop.goose_db_version (id int, version_id bigint, is_applied boolean, tstamp timestamp, loot timestamp);
ALTER TABLE workshop.alembic_version ADD COLUMN "select" timestamp;
ALTER TABLE workshop.alembic_version RENAME COLUMN version_num TO "select";
ALTER TABLE workshop.alembic_version RENAME TO "Loot";
ALTER TABLE workshop.alembic_version RENAME TO loot;
-- Columns that the tool does not make: neither for themselves nor for a child, whose columns come from nobody judged.
CREATE TABLE workshop.schema_migrations (version int, "select" timestamp);
CREATE TABLE workshop.databasechangelog (id int, author text, filename text, md5sum text, "select" timestamp);
CREATE TABLE workshop.schema_migrations (version int, dirty boolean);
CREATE TABLE workshop.heir (own timestamp) INHERITS (workshop.schema_migrations);
CREATE TABLE workshop.heir (id bigint PRIMARY KEY) INHERITS (workshop.schema_migrations);
ALTER TABLE workshop.schema_migrations ADD COLUMN "select" timestamp;
CREATE TABLE workshop.alembic_version2 (version_num int) PARTITION BY RANGE (version_num);
SELECT application_name FROM (SELECT set_config('application_name', 'citus_internal gpid=1', false)) s(application_name);
CREATE TABLE workshop."Citus" (id int);
SET application_name = 'pg_restore';
CREATE TABLE workshop."Restored" (id int);
SET application_name = 'conventions';
CREATE TABLE workshop."Ours" (id int);
RESET application_name;
DROP TABLE pg_temp."Temporary";
SELECT * FROM regress_house.loot();
RESET SESSION AUTHORIZATION;
DROP SCHEMA workshop, attic, " conventions" CASCADE;

\echo === 5. out of scope by an extension of his own
SET SESSION AUTHORIZATION regress_mallory;
CREATE SCHEMA toys;
-- Trusted, so mallory is its owner; what the script makes belongs to the bootstrap superuser.
CREATE EXTENSION hstore SCHEMA toys;
SELECT extowner::regrole FROM pg_extension WHERE extname = 'hstore';
CREATE TABLE toys.member (id bigint PRIMARY KEY);
ALTER EXTENSION hstore ADD TABLE toys.member;
ALTER TABLE toys.member RENAME TO "Member";
ALTER TABLE toys.member ADD COLUMN at timestamp;
ALTER TABLE toys.member DROP CONSTRAINT member_pkey;
BEGIN;
CREATE TABLE toys.late (id int);
ALTER EXTENSION hstore ADD TABLE toys.late;
COMMIT;
BEGIN;
CREATE TABLE toys.early (id bigint PRIMARY KEY);
ALTER EXTENSION hstore ADD TABLE toys.early;
ALTER TABLE toys.early DROP CONSTRAINT early_pkey;
COMMIT;
CREATE DOMAIN toys."user" AS text;
CREATE TYPE toys.pair AS (a int, b int);
ALTER EXTENSION hstore ADD TYPE toys.pair;
ALTER TYPE toys.pair RENAME TO "user";
SELECT * FROM regress_house.loot();
RESET SESSION AUTHORIZATION;
DROP EXTENSION hstore CASCADE;
DROP SCHEMA toys CASCADE;

\echo === 6. out of scope by how it is made
SET SESSION AUTHORIZATION regress_mallory;
CREATE SCHEMA den;
SET search_path = den;
CREATE FUNCTION den.dig() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE den."Dug" (id int);
    RETURN 1;
END $$;
CREATE FUNCTION den.dig_explained() RETURNS int LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den."Dug" AS SELECT 1 AS id' LOOP
    END LOOP;
    RETURN 1;
END $$;
-- Within commands that are not judged themselves.
CREATE TEMP TABLE cover AS SELECT den.dig();
CREATE TEMP TABLE cover AS SELECT den.dig_explained();
SELECT den.dig() INTO TEMP cover;
CREATE TABLE pg_temp.cover AS SELECT den.dig();
CREATE TABLE cover AS SELECT den.dig();
CREATE TABLE cover AS SELECT den.dig_explained();
CREATE VIEW den.digging AS SELECT den.dig() AS id;
CREATE MATERIALIZED VIEW den.dug AS SELECT id FROM den.digging WITH NO DATA;
REFRESH MATERIALIZED VIEW den.dug;
CREATE MATERIALIZED VIEW den.dug_explained AS SELECT den.dig_explained() AS id WITH NO DATA;
REFRESH MATERIALIZED VIEW den.dug_explained;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT den.dig();
COPY (SELECT den.dig()) TO STDOUT;
PREPARE p AS SELECT den.dig();
EXECUTE p;
CREATE TEMP TABLE cover AS EXECUTE p;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) EXECUTE p;
DEALLOCATE p;
-- While the index is built on expressions, while a check is validated, while a default is filled in.
CREATE TABLE den.cave (id bigint PRIMARY KEY);
INSERT INTO den.cave VALUES (1);
CREATE FUNCTION den.dig(bigint) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    EXECUTE 'CREATE TABLE den."Dug" (id int)';
    RETURN 1;
END $$;
CREATE INDEX cave_dig ON den.cave (den.dig(id));
ALTER TABLE den.cave ADD CONSTRAINT dug CHECK (den.dig(id) = 1);
ALTER TABLE den.cave ADD COLUMN dug int NOT NULL DEFAULT den.dig();
ALTER TABLE den.cave ALTER COLUMN id TYPE int USING den.dig(id);
-- At the very end of the transaction: deferred triggers, held cursors.
CREATE FUNCTION den.dig_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE den.late (id int);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON den.cave DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION den.dig_late();
INSERT INTO den.cave VALUES (2);
BEGIN;
INSERT INTO den.cave VALUES (2);
COMMIT;
DROP TRIGGER late ON den.cave;
CREATE FUNCTION den.dig_held() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE den.held (id int);
    RETURN 1;
END $$;
BEGIN;
DECLARE held CURSOR WITH HOLD FOR SELECT den.dig_held();
COMMIT;
-- Explained, in a session that has the library.
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den."Explained" AS SELECT 1 AS id;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den.explained AS SELECT now()::timestamp AS at;
BEGIN;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den."Explained" AS SELECT 1 AS id;
COMMENT ON TABLE den."Explained" IS 'touched by a command that is seen';
COMMIT;
BEGIN;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den."Explained" AS SELECT 1 AS id;
ALTER TABLE den."Explained" RENAME TO "Explained again";
COMMIT;
BEGIN;
SAVEPOINT s;
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE den."Explained" AS SELECT 1 AS id;
RELEASE s;
COMMIT;
SELECT * FROM regress_house.loot();

\echo === 7. out of scope by the transaction
BEGIN;
CREATE TABLE den.nokey (id int);
COMMIT;
BEGIN;
SAVEPOINT s;
CREATE TABLE den.nokey (id int);
RELEASE SAVEPOINT s;
COMMIT;
BEGIN;
SAVEPOINT s;
CREATE TABLE den.nokey (id int);
ROLLBACK TO s;
CREATE TABLE den.nokey (id int);
RELEASE s;
COMMIT;
BEGIN;
CREATE TABLE den.keyed (id bigint PRIMARY KEY);
SAVEPOINT s;
ALTER TABLE den.keyed DROP CONSTRAINT keyed_pkey;
SAVEPOINT t;
ALTER TABLE den.keyed ADD PRIMARY KEY (id);
ROLLBACK TO t;
COMMIT;
-- The savepoint in which it was seen is rolled back, the table is older.
BEGIN;
CREATE TABLE den.nokey (id int);
SAVEPOINT s;
COMMENT ON TABLE den.nokey IS 'seen again';
ROLLBACK TO s;
COMMIT;
BEGIN;
SAVEPOINT a;
SAVEPOINT b;
CREATE TABLE den.nokey (id int);
RELEASE b;
SAVEPOINT c;
COMMENT ON TABLE den.nokey IS 'seen again';
ROLLBACK TO c;
RELEASE a;
COMMIT;
BEGIN;
DO $$
BEGIN
    CREATE TABLE den.nokey (id int);
    BEGIN
        COMMENT ON TABLE den.nokey IS 'seen again';
        RAISE 'back';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
END $$;
COMMIT;
DO $$
BEGIN
    BEGIN
        CREATE TABLE den."Bad" (id int);
    EXCEPTION WHEN OTHERS THEN
        CREATE TABLE den.nokey (id int);
    END;
END $$;
BEGIN;
CREATE TABLE den.nokey (id int);
COMMIT AND CHAIN;
ROLLBACK;
BEGIN;
CREATE TABLE den.nokey (id int);
SET TRANSACTION READ ONLY;
COMMIT;
BEGIN ISOLATION LEVEL SERIALIZABLE;
CREATE TABLE den.nokey (id int);
COMMIT;
BEGIN;
CREATE TABLE den.nokey (id int);
SET LOCAL search_path = '';
SET LOCAL client_min_messages = error;
SET LOCAL statement_timeout = 1000;
SET LOCAL lock_timeout = 1;
COMMIT;
CREATE TABLE den.first (id bigint PRIMARY KEY)\; CREATE TABLE den.nokey (id int);
CREATE PROCEDURE den.steps() LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE den.step1 (id bigint PRIMARY KEY);
    COMMIT;
    CREATE TABLE den.step2 (id int);
    COMMIT;
    CREATE TABLE den.step3 (id int);
END $$;
CALL den.steps();
CREATE PROCEDURE den.last_step() LANGUAGE plpgsql AS $$
BEGIN
    COMMIT;
    CREATE TABLE den.step4 (id int);
END $$;
CALL den.last_step();
CREATE PROCEDURE den.swallowed() LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        CREATE TABLE den."Bad" (id int);
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    COMMIT;
    CREATE TABLE den.step5 (id int);
    COMMIT;
END $$;
CALL den.swallowed();
-- Two steps, each of which leaves something that the next could find "known".
CREATE TABLE den.washed (id bigint PRIMARY KEY);
BEGIN;
ALTER TABLE den.washed DROP CONSTRAINT washed_pkey;
ALTER TABLE den.washed ADD COLUMN note text;
COMMIT;
BEGIN;
ALTER TABLE den.washed DROP COLUMN id CASCADE;
ALTER TABLE den.washed ADD COLUMN id bigint;
COMMIT;
DROP TABLE den.washed\; CREATE TABLE den.washed (id int);
SELECT * FROM regress_house.loot();

\echo === 8. out of scope by its relatives
CREATE TABLE den.tree (id bigint, at timestamptz, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE den."Leaf" PARTITION OF den.tree FOR VALUES FROM (0) TO (10);
ALTER TABLE den.tree DETACH PARTITION den."Leaf";
CREATE TABLE den.keyless (id bigint, at timestamptz) PARTITION BY RANGE (id);
BEGIN;
CREATE TABLE den.keyless (id bigint, at timestamptz) PARTITION BY RANGE (id);
CREATE TABLE den.keyless1 PARTITION OF den.keyless FOR VALUES FROM (0) TO (10);
COMMIT;
BEGIN;
CREATE TABLE den.leaf2 (id bigint NOT NULL, at timestamptz);
ALTER TABLE den.tree ATTACH PARTITION den.leaf2 FOR VALUES FROM (20) TO (30);
ALTER TABLE den.tree DETACH PARTITION den.leaf2;
ALTER TABLE den.leaf2 DROP CONSTRAINT leaf2_pkey;
COMMIT;
CREATE TABLE den.parent (id bigint PRIMARY KEY, at timestamptz);
CREATE TABLE den.nokey () INHERITS (den.parent);
CREATE TABLE den.child (PRIMARY KEY (id)) INHERITS (den.parent);
ALTER TABLE den.parent ADD COLUMN "select" int;
ALTER TABLE ONLY den.parent ADD COLUMN other timestamp;
ALTER TABLE den.child NO INHERIT den.parent;
ALTER TABLE den.child ADD COLUMN "select" int;
-- By what a column rests on.
CREATE DOMAIN den.moment AS timestamp;
CREATE DOMAIN den.moments AS den.moment[];
CREATE TABLE den.by_domain (id bigint PRIMARY KEY, at den.moment);
CREATE TABLE den.by_array (id bigint PRIMARY KEY, at den.moments);
CREATE TYPE den.row_type AS (id bigint, at timestamp);
CREATE TABLE den.of_type OF den.row_type (PRIMARY KEY (id));
CREATE TYPE den.clean_type AS (id bigint);
CREATE TABLE den.of_type OF den.clean_type (PRIMARY KEY (id));
ALTER TYPE den.clean_type ADD ATTRIBUTE at timestamp CASCADE;
ALTER TYPE den.clean_type RENAME ATTRIBUTE id TO "select" CASCADE;
-- By DROP ... CASCADE, which takes a key away from a table that no command names.
CREATE DOMAIN den.key_type AS bigint;
CREATE TABLE den.by_key_type (id den.key_type PRIMARY KEY, note text);
DROP DOMAIN den.key_type CASCADE;
CREATE FUNCTION den.part(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
DROP TYPE den.clean_type CASCADE;
SELECT * FROM regress_house.loot();
RESET SESSION AUTHORIZATION;

\echo === 9. event triggers of our name that are not ours, rights that were given away
SELECT conventions.disable();
CREATE FUNCTION regress_house.noop() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER conventions_end ON ddl_command_end EXECUTE FUNCTION regress_house.noop();
SELECT conventions.enable('recommended');
SELECT state, detail FROM conventions.status() WHERE item = 'event trigger conventions_end';
DROP EVENT TRIGGER conventions_end;
-- Our function, but for some commands only, or at another moment.
CREATE EVENT TRIGGER conventions_end ON ddl_command_end WHEN TAG IN ('COMMENT')
    EXECUTE FUNCTION conventions.on_ddl_command_end();
SELECT state, detail FROM conventions.status() WHERE item = 'event trigger conventions_end';
SELECT conventions.enable('recommended');
DROP EVENT TRIGGER conventions_end;
CREATE EVENT TRIGGER conventions_end ON ddl_command_start EXECUTE FUNCTION conventions.on_ddl_command_end();
SELECT state, detail FROM conventions.status() WHERE item = 'event trigger conventions_end';
SELECT conventions.enable('recommended');
DROP EVENT TRIGGER conventions_end;
SELECT conventions.enable('recommended');
-- What a superuser does is seen.
ALTER EVENT TRIGGER conventions_start DISABLE;
ALTER EVENT TRIGGER conventions_end ENABLE REPLICA;
SELECT item, state FROM conventions.status() WHERE item LIKE 'event trigger%' ORDER BY item;
SELECT conventions.enable('recommended');
SELECT item, state FROM conventions.status() WHERE item LIKE 'event trigger%' ORDER BY item;
-- Rights on the policy tables that others were given are listed.
GRANT INSERT ON conventions.rule_setting TO regress_mallory;
GRANT CREATE ON SCHEMA conventions TO regress_mallory;
SELECT item, state, detail FROM conventions.status() WHERE item IN ('schema conventions', 'policy tables') ORDER BY item;
GRANT UPDATE (name) ON conventions.profile TO PUBLIC;
GRANT pg_write_all_data TO regress_mallory;
SELECT state, detail FROM conventions.status() WHERE item = 'policy tables';
REVOKE pg_write_all_data FROM regress_mallory;
REVOKE UPDATE (name) ON conventions.profile FROM PUBLIC;
REVOKE INSERT ON conventions.rule_setting FROM regress_mallory;
REVOKE CREATE ON SCHEMA conventions FROM regress_mallory;
SELECT item, state, detail FROM conventions.status() WHERE item IN ('schema conventions', 'policy tables') ORDER BY item;

\echo === clean up
DROP OWNED BY regress_mallory CASCADE;
DROP ROLE regress_mallory;
SELECT count(conventions.reset_rule(rule)) > 0 AS reset FROM conventions.rules();
SELECT conventions.disable();
DROP SCHEMA regress_house CASCADE;
