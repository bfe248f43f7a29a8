-- The public surface: what is there, who may use it, and that nothing of it can be led astray by a search_path.
\set QUIET on
\pset format unaligned
\pset tuples_only on
BEGIN;
SELECT * FROM no_plan();

CREATE TEMP VIEW ours AS
SELECT p.oid, p.proname, p.oid::regprocedure AS signature, p.prosecdef, p.proconfig, l.lanname, p.proacl, p.prorettype
FROM pg_proc p
JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
JOIN pg_language l ON l.oid = p.prolang
WHERE e.extname = 'pg_conventions';

SELECT has_schema('conventions');
SELECT isnt_empty('SELECT 1 FROM ours', 'the extension has functions');
SELECT is(n.nspname, 'conventions'::name, 'all in one schema: ' || o.signature)
FROM ours o JOIN pg_proc p ON p.oid = o.oid JOIN pg_namespace n ON n.oid = p.pronamespace;
SELECT isnt(obj_description(oid, 'pg_proc'), NULL, 'has a comment: ' || signature) FROM ours;
SELECT ok(proacl IS NOT NULL, 'its rights are granted one by one: ' || signature) FROM ours;
SELECT is(prosecdef, false, 'lends nobody the rights of its owner: ' || signature) FROM ours;
SELECT ok(lanname = 'c' OR EXISTS (SELECT 1 FROM unnest(proconfig) c WHERE c LIKE 'search\_path=pg\_catalog%'),
          'is C, or pins its search_path: ' || signature) FROM ours;
SELECT is(count(*), 1::bigint, 'is not overloaded: ' || proname) FROM ours GROUP BY proname;

-- What changes the policy is not for everybody.
CREATE ROLE pgtap_reader;
SELECT ok(NOT has_function_privilege('pgtap_reader', oid, 'EXECUTE'), 'not for everybody: ' || signature)
FROM ours WHERE proname IN ('enable', 'disable', 'set_rule', 'reset_rule', 'exempt', 'revoke_exemption', 'baseline',
                            'forget_baseline', 'import_policy', 'apply_policy', 'check_policy_keys', 'policy_role',
                            'on_policy_change', 'on_ddl_command_start',
                            'on_ddl_command_end', 'on_table_rewrite');
SELECT ok(has_function_privilege('pgtap_reader', oid, 'EXECUTE'), 'for everybody: ' || signature)
FROM ours WHERE proname IN ('rules', 'status', 'report', 'findings', 'all_findings', 'learn', 'warnings', 'explain', 'unused_exemptions',
                            'export_policy', 'fixes', 'assert_clean', 'table_conforms', 'schema_conforms',
                            'database_conforms', 'rule_passes', 'ddl_is_rejected', 'ddl_is_accepted', 'missing_fk_indexes', 'missing_timestamps', 'redundant_indexes');
SELECT ok(NOT has_table_privilege('pgtap_reader', 'conventions.' || t, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'),
          'not writable for everybody: ' || t)
FROM unnest(ARRAY['profile', 'rule_setting', 'pending', 'exemption', 'baseline', 'policy_history']) t;
SELECT ok(NOT has_schema_privilege('pgtap_reader', 'conventions', 'CREATE'), 'nobody else creates in the schema');
SELECT has_pk('conventions', t, 'has a primary key: ' || t) FROM unnest(ARRAY['profile', 'rule_setting', 'pending', 'exemption', 'baseline', 'policy_history']::name[]) t;

-- The rules describe themselves.
SELECT isnt_empty('SELECT 1 FROM conventions.rules()', 'there are rules');
-- Most are judged in reports too, but not what only a new table can mend.
SELECT ok(summary <> '' AND documentation <> '' AND moments ~ '\m(before|after|commit|report)\M', 'is described: ' || rule)
FROM conventions.rules();
SELECT results_eq('SELECT rule FROM conventions.rules()', 'SELECT rule FROM conventions.rules() ORDER BY rule COLLATE "C"',
                  'rules come sorted');

-- Enabled inside a transaction, and gone with it.
SELECT lives_ok($$SELECT conventions.enable('strict')$$, 'enable');
SELECT is(count(*), 3::bigint, 'three event triggers') FROM pg_event_trigger WHERE evtname LIKE 'conventions\_%' AND evtenabled = 'O';
SELECT throws_ok($$CREATE TABLE "Bad Name" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())$$,
                 'SC001', NULL, 'a bad name is rejected');
SELECT lives_ok($$CREATE TABLE good_names (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())$$,
                'a good one is not');
SELECT is(state, 'strict@1', 'status() tells the profile') FROM conventions.status() WHERE item = 'profile';
SELECT throws_ok($$SELECT conventions.set_rule('table_names', 'warn')$$, 'SC004', 'rule "table_names" does not exist', 'unknown rule');
SELECT throws_ok($$SELECT conventions.enable('stricter')$$, 'SC004', NULL, 'unknown profile');
SELECT throws_ok($$SELECT * FROM conventions.findings(only_rule => 'x')$$, 'SC004', NULL, 'unknown rule in a report');
SELECT throws_ok($$SELECT conventions.on_ddl_command_end()$$, '39P03', NULL, 'event trigger functions are not called by hand');
SELECT lives_ok($$SELECT conventions.set_rule('table_name', 'warn')$$, 'set_rule');
SELECT lives_ok($$CREATE TABLE "Bad Name" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())$$,
                'a changed policy counts at the next command');
SELECT lives_ok($$SELECT conventions.reset_rule('table_name')$$, 'reset_rule');
SELECT throws_ok($$CREATE TABLE "Bad Name 2" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())$$,
                 'SC001', NULL, 'and back');
SELECT lives_ok($$SELECT conventions.disable()$$, 'disable');
SELECT lives_ok($$CREATE TABLE "Bad Name 3" ()$$, 'nothing is judged');

SELECT * FROM finish();
ROLLBACK;
