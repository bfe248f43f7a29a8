-- The assertions through pgTAP: counted by its plan, in its words. As plain text: test/sql/assertions.sql.
\set QUIET on
\pset format unaligned
\pset tuples_only on
BEGIN;
SELECT * FROM no_plan();
SET LOCAL client_min_messages = warning;
CREATE SCHEMA shop;
CREATE TABLE shop.good (id bigint PRIMARY KEY);
CREATE TABLE shop.bad (x int);
CREATE TABLE shop."Worse" (x int);
CREATE SCHEMA empty;
DO $$ BEGIN
    PERFORM conventions.enable('strict');
    PERFORM conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE rule NOT IN ('primary_key', 'table_name');
END $$;

-- good ones count as they are
SELECT conventions.table_conforms('shop.good');
SELECT conventions.schema_conforms('empty', 'nothing to find');
SELECT conventions.ddl_is_rejected('CREATE TABLE shop.t (x int)', 'primary_key');
SELECT conventions.ddl_is_accepted('CREATE TABLE shop.t (id bigint PRIMARY KEY)');
SELECT is(_get('curr_test'), 4, 'pgTAP has counted them');

-- bad ones: check_test() looks at one and takes it out of the count
SELECT * FROM check_test(conventions.table_conforms('shop.bad'), false, 'a table that breaks a rule',
    'Table shop.bad should conform',
    E'rule: primary_key (error)\nobject: shop.bad, table "shop.bad" has no primary key\nfix: ALTER TABLE shop.bad ADD PRIMARY KEY (<columns>);');
SELECT * FROM check_test(conventions.table_conforms('shop."Worse"', 'two of them'), false, 'a table that breaks two',
    'two of them',
    E'rule: primary_key (error)\nobject: shop."Worse", table "shop.Worse" has no primary key\nfix: ALTER TABLE shop."Worse" ADD PRIMARY KEY (<columns>);\n'
    'rule: table_name (error)\nobject: shop."Worse", table "shop.Worse" has a name that does not match ^[a-z][a-z0-9]*(_[a-z0-9]+)*$\nfix: ALTER TABLE shop."Worse" RENAME TO worse;');
SELECT * FROM check_test(conventions.schema_conforms('shop'), false, 'a schema', 'Schema shop should conform');
SELECT * FROM check_test(conventions.database_conforms(), false, 'the database', 'Database should conform');
SELECT * FROM check_test(conventions.rule_passes('table_name'), false, 'a rule', 'Rule table_name should pass',
    E'rule: table_name (error)\nobject: shop."Worse", table "shop.Worse" has a name that does not match ^[a-z][a-z0-9]*(_[a-z0-9]+)*$\nfix: ALTER TABLE shop."Worse" RENAME TO worse;');
SELECT * FROM check_test(conventions.ddl_is_rejected('CREATE TABLE shop.t (x int)', 'table_name'), false, 'rejected by another rule',
    'DDL should be rejected by table_name',
    E'caught: SC001: table "shop.t" has no primary key (primary_key)\nrule: primary_key\nobject: shop.t, table "shop.t" has no primary key\n'
    'fix: ALTER TABLE shop.t ADD PRIMARY KEY (<columns>);\nwanted: a rejection by table_name');
SELECT * FROM check_test(conventions.ddl_is_accepted('CREATE TABLE shop.t (x int)', 'accepted?'), false, 'not accepted', 'accepted?');

-- "todo" of pgTAP holds for them, too
SELECT todo('not yet', 1);
SELECT conventions.table_conforms('shop.bad');

-- A bare throws_ok() finds the state that ours stand on.
SELECT throws_ok('CREATE TABLE "Bad" (id bigint PRIMARY KEY)', 'SC001', NULL, 'SC001');
SELECT throws_ok('SELECT conventions.assert_clean(''shop'')', 'SC001', 'schema "shop" has 3 findings', 'assert_clean');
SELECT lives_ok('SELECT conventions.assert_clean(''empty'')', 'assert_clean is quiet');

-- pgTAP belongs to somebody else: his code is not run with the rights of who asks.
CREATE ROLE pgtap_stranger;
SAVEPOINT theirs;
ALTER FUNCTION ok(boolean, text) OWNER TO pgtap_stranger;
SELECT is(conventions.table_conforms('shop.good'), 'ok - Table shop.good should conform', 'plain text then');
ROLLBACK TO theirs;
-- his own code he may run: the plan counts it
GRANT USAGE ON SCHEMA shop TO pgtap_stranger;
ALTER FUNCTION ok(boolean, text) OWNER TO pgtap_stranger;
GRANT ALL ON __tcache__, __tcache___id_seq, __tresults___numb_seq TO pgtap_stranger;
SET LOCAL ROLE pgtap_stranger;
SELECT conventions.table_conforms('shop.good', 'the owner of pgTAP uses his own');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
