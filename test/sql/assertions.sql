-- assert_clean() and the assertions as plain TAP: pgTAP is not installed here. With it: test/pgtap/assertions.sql.
SET client_min_messages = warning;
CREATE SCHEMA asserted;
CREATE SCHEMA "Other";
SET search_path = asserted;
CREATE TABLE good (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE bad (good_id bigint, "select" int);
CREATE TABLE "Other"."Bad # 2" (id bigint PRIMARY KEY);
CREATE TABLE known (x int);

-- without a profile reports judge as "recommended" would; commands are not judged
SELECT conventions.assert_clean('asserted', 'table_name');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (id int)', 'primary_key');
SELECT conventions.ddl_is_accepted('CREATE TABLE t (id bigint PRIMARY KEY)');
SELECT conventions.enable('recommended');
SELECT t.leave_on('primary_key', 'table_name', 'reserved_word', 'foreign_key_index', 'foreign_key_missing', 'drop_column');
SELECT conventions.set_rule('primary_key', 'error'), conventions.set_rule('table_name', 'warn'), conventions.set_rule('foreign_key_missing', 'info'),
    conventions.set_rule('foreign_key_index', 'error');
SELECT conventions.exempt('primary_key', 'asserted.known', 'for this test') LIKE '%until%' AS exempt;

-- assert_clean(): a line a finding, or nothing; by schema, rule and severity
SELECT conventions.assert_clean();
SELECT conventions.assert_clean('asserted');
SELECT conventions.assert_clean(only_rule => 'table_name');
SELECT conventions.assert_clean('asserted', 'table_name');
SELECT conventions.assert_clean('Other', at_least => 'error');
SELECT conventions.assert_clean('Other', 'table_name', 'warn');
SELECT conventions.assert_clean('asserted', at_least => 'info');
SELECT conventions.assert_clean(at_least => NULL, only_schema => NULL, only_rule => NULL);
-- an assertion about nothing does not hold
SELECT conventions.assert_clean('no such schema');
SELECT conventions.assert_clean(only_rule => 'primarykey');
SELECT conventions.assert_clean(only_rule => 'created_at');
SELECT conventions.assert_clean(only_rule => 'drop_column');
SELECT conventions.assert_clean(at_least => 'fatal');
DO $$
BEGIN
    PERFORM conventions.assert_clean('Other');
EXCEPTION WHEN SQLSTATE 'SC001' THEN
    RAISE WARNING 'SC001: %', SQLERRM;
END $$;

-- tables, schemas, the database, rules
SELECT conventions.table_conforms('good');
SELECT conventions.table_conforms('bad');
SELECT conventions.table_conforms('"Other"."Bad # 2"');
SELECT conventions.table_conforms('"Other"."Bad # 2"', E'has # and \\ and\na second line');
SELECT conventions.table_conforms('known', 'exempt is not open');
SELECT conventions.table_conforms(to_regclass('nothing'));
SELECT conventions.table_conforms(0);
SELECT conventions.table_conforms('conventions.profile');
SELECT conventions.table_conforms('pg_class');
CREATE TEMP TABLE fleeting (x int);
SELECT conventions.table_conforms('fleeting') ~ E'^not ok - Table pg_temp_\\d+[.]fleeting should conform\n# temporary relations are not judged$' AS not_judged;
CREATE TABLE alembic_version (version_num varchar(32));
SELECT conventions.table_conforms('alembic_version');
DROP TABLE alembic_version;
SELECT conventions.schema_conforms('asserted');
SELECT conventions.schema_conforms('Other', 'the other one');
SELECT conventions.schema_conforms('other');
SELECT conventions.schema_conforms(NULL);
SELECT conventions.database_conforms();
SELECT conventions.rule_passes('foreign_key_index');
SELECT conventions.rule_passes('foreign_key_missing', 'also what is only info');
SELECT conventions.rule_passes('created_at');
SELECT conventions.rule_passes('drop_column');
SELECT conventions.rule_passes('primarykey');
SELECT conventions.rule_passes(NULL);
-- partitions count with their root, and what a transaction has made counts
BEGIN;
SET LOCAL conventions.mode = report;
CREATE TABLE root (id bigint PRIMARY KEY, "order" int) PARTITION BY LIST (id);
CREATE TABLE leaf PARTITION OF root FOR VALUES IN (1);
CREATE TABLE twin PARTITION OF root FOR VALUES IN (2);
ALTER TABLE leaf ADD CONSTRAINT leaf_good FOREIGN KEY ("order") REFERENCES root;
SELECT conventions.table_conforms('root');
SELECT conventions.table_conforms('leaf');
SELECT conventions.table_conforms('twin');
ROLLBACK;

-- statements: at once, at their commit, by another rule, for another reason; nothing is left
SELECT conventions.ddl_is_rejected('CREATE TABLE t ("select" int PRIMARY KEY)', 'reserved_word');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x int)', 'primary_key', 'at the commit');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x int)');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x int)', 'reserved_word');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (id bigint PRIMARY KEY)', 'primary_key');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x no_such_type)', 'primary_key');
SELECT conventions.ddl_is_rejected('CREATE TABLE', 'primary_key');
SELECT conventions.ddl_is_rejected('CREATE INDEX CONCURRENTLY ON good (id)');
SELECT conventions.ddl_is_rejected('COMMIT');
SELECT conventions.ddl_is_rejected(NULL);
SELECT conventions.ddl_is_rejected('SELECT 1', 'primarykey');
SELECT conventions.ddl_is_rejected($$DO 'BEGIN RAISE SQLSTATE ''SC001'' USING MESSAGE = ''planted''; END'$$);
SELECT conventions.ddl_is_rejected($$DO 'BEGIN CREATE TABLE t ("select" int PRIMARY KEY); EXCEPTION WHEN OTHERS THEN RAISE ''%'', SQLSTATE; END'$$);
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int); ALTER TABLE t ADD PRIMARY KEY (x)', 'mended before the commit');
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int); CREATE TABLE "select" (x int PRIMARY KEY)');
SELECT conventions.ddl_is_accepted('CREATE TABLE t (id bigint PRIMARY KEY, g bigint REFERENCES good); CREATE INDEX ON t (g)');
-- a statement alone would have to wait for its index; as a transaction it is rejected
SELECT conventions.ddl_is_rejected('CREATE TABLE t (id bigint PRIMARY KEY, g bigint REFERENCES good)', 'foreign_key_index');
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int)');
SELECT conventions.ddl_is_accepted('SELECT 1/0');
SELECT conventions.ddl_is_accepted(NULL);
-- what was there before the statements is not theirs, also in a transaction that made it
SELECT conventions.ddl_is_accepted('ALTER TABLE bad ADD y int', 'old sins');
BEGIN;
SET LOCAL conventions.mode = report;
CREATE TABLE fresh (x int);
SET LOCAL conventions.mode = enforce;
SELECT conventions.ddl_is_accepted('ALTER TABLE fresh ADD y int', 'old sins');
SELECT conventions.ddl_is_rejected('ALTER TABLE fresh ADD "order" int', 'reserved_word');
SELECT conventions.ddl_is_rejected('ALTER TABLE fresh ADD z bigint REFERENCES good', 'foreign_key_index');
SELECT conventions.ddl_is_accepted('ALTER TABLE fresh ADD PRIMARY KEY (x); ALTER TABLE fresh DROP CONSTRAINT fresh_pkey');
SELECT count(*) FROM pg_attribute WHERE attrelid = 'fresh'::regclass AND attnum > 0;
ROLLBACK;
-- the commit of the transaction around them is judged as ever
BEGIN;
CREATE TABLE around (x int);
SELECT conventions.ddl_is_accepted('SELECT 1');
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x int)');
COMMIT;
-- what cancels is not swallowed, and the set of the transaction around is whole afterwards
BEGIN;
CREATE TABLE around (x int);
SET LOCAL statement_timeout = '100ms';
SAVEPOINT s;
SELECT conventions.ddl_is_accepted('CREATE TABLE inner_one (x int); SELECT pg_sleep(10)');
ROLLBACK TO s;
SET LOCAL statement_timeout = 0;
COMMIT;
SELECT to_regclass('t') IS NULL AND to_regclass('around') IS NULL AS nothing_left;
-- nothing is said twice: a warning at the commit of a trial was no commit
SELECT conventions.set_rule('primary_key', 'warn');
SET client_min_messages = notice;
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int)');
CREATE TABLE u (id bigint PRIMARY KEY);
SET client_min_messages = warning;
-- where nothing can be rejected, no assertion holds
SET conventions.mode = warn;
SELECT conventions.ddl_is_rejected('CREATE TABLE t (x int)');
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int)');
RESET conventions.mode;
SET session_replication_role = replica;
SELECT conventions.ddl_is_accepted('CREATE TABLE t (x int)');
RESET session_replication_role;

-- names in the statements mean what they mean to the caller; the rights are his
CREATE ROLE asserting;
GRANT USAGE ON SCHEMA asserted TO asserting;
SET ROLE asserting;
SELECT conventions.ddl_is_accepted('CREATE TABLE t (id bigint PRIMARY KEY)');
SELECT conventions.table_conforms('good');
RESET ROLE;
SET search_path = "Other";
SELECT conventions.ddl_is_accepted('ALTER TABLE "Bad # 2" ADD z int');
SET search_path = asserted;

-- a planted ok() is not pgTAP's
CREATE FUNCTION asserted.ok(boolean, text) RETURNS text LANGUAGE sql AS $$ SELECT 'planted' $$;
SELECT conventions.table_conforms('good');

SELECT conventions.revoke_exemption('primary_key', 'asserted.known');
SELECT t.done();
DROP SCHEMA asserted, "Other" CASCADE;
DROP ROLE asserting;
