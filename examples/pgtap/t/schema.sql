BEGIN;
SELECT * FROM no_plan();
-- each table by itself, so that the line says which
SELECT conventions.table_conforms(oid)
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY relname;
-- and all that is no table: views, types, what stands alone
SELECT conventions.schema_conforms('public');
SELECT conventions.rule_passes('foreign_key_index', 'Every foreign key should have its index');
SELECT * FROM finish();
ROLLBACK;
