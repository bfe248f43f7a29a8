-- Rule matview_unique_index.
\set VERBOSITY terse
CREATE SCHEMA views;
SET search_path = views;
SELECT t.only_rule('matview_unique_index');
-- waits in autocommit; fires at the end of a transaction
CREATE MATERIALIZED VIEW daily AS SELECT g AS day, g AS x FROM generate_series(1, 10) g;
BEGIN;
CREATE MATERIALIZED VIEW weekly AS SELECT g AS week FROM generate_series(1, 10) g;
COMMIT;
-- quiet: an index in the same transaction; no rows
BEGIN;
CREATE MATERIALIZED VIEW weekly AS SELECT g AS week FROM generate_series(1, 10) g;
CREATE UNIQUE INDEX weekly_key ON weekly (week);
COMMIT;
CREATE MATERIALIZED VIEW hollow AS SELECT 1 AS x WITH NO DATA;
-- what does not count: not unique, partial, an expression
CREATE INDEX daily_day ON daily (day);
CREATE UNIQUE INDEX daily_partial ON daily (day) WHERE day > 1;
CREATE UNIQUE INDEX daily_expression ON daily (abs(day));
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('matview_unique_index', 'views.daily', 'small') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('matview_unique_index', 'views.daily') LIKE '%' AS is_revoked;
-- the server is the judge
REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
SELECT replace(step, '<columns>', 'day') FROM t.steps() AS step
\gexec
REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA views CASCADE;
