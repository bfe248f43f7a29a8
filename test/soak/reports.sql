-- reports.sql: every report of ours; run by the storm again and again.
SELECT count(*) FROM conventions.findings();
SELECT count(undo_sql) FROM conventions.findings(only_rule => 'duplicate_index');
SELECT count(*) FROM conventions.report();
SELECT count(*) FROM conventions.learn();
SELECT count(*) FROM conventions.status();
SELECT count(*) FROM conventions.rules();
SELECT count(*) FROM conventions.warnings();
SELECT count(*) FROM conventions.statement_facts('ALTER TABLE yard.orders ADD COLUMN z int REFERENCES yard.people, DROP COLUMN total');
SELECT count(*) FROM conventions.statement_facts('CREATE INDEX CONCURRENTLY ON yard.orders (total) WHERE placed IS NOT NULL');
