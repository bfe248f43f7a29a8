-- Rule missing_index_candidate.
\set VERBOSITY terse
CREATE SCHEMA walked;
SET search_path = walked;
SELECT t.only_rule('missing_index_candidate');
CREATE FUNCTION pg_temp.walk(name text, times int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN FOR i IN 1..times LOOP EXECUTE format('SELECT count(*) FROM %s', name); END LOOP; END $$;
CREATE TABLE orders (id bigint, a int);
CREATE TABLE seldom (LIKE orders);
CREATE TABLE short (LIKE orders);
CREATE TABLE served (LIKE orders);
CREATE TABLE parts (LIKE orders) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO orders SELECT g, g FROM generate_series(1, 12000) g;
INSERT INTO seldom SELECT * FROM orders;
INSERT INTO served SELECT * FROM orders;
INSERT INTO short SELECT g, g FROM generate_series(1, 5000) g;
INSERT INTO parts SELECT 1 + g % 2, g FROM generate_series(1, 24000) g;
CREATE INDEX served_id ON served (id);
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.walk('orders', 100), pg_temp.walk('seldom', 50), pg_temp.walk('short', 120), pg_temp.walk('parts', 60), pg_temp.walk('served', 110);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.walk('served WHERE id = 7', 120);
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT pg_stat_force_next_flush();
-- fires: often and long; quiet: seldom, short, read by index as often; of partitions the sum
SELECT identity, message, regexp_replace(regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN'), '\d+ scans', 'N scans') AS detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('missing_index_candidate', 'walked.orders', 'a report') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('missing_index_candidate', 'walked.orders') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('missing_index_candidate', '{"min_rows": 5000}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('missing_index_candidate', '{"min_rows": 12001}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA walked CASCADE;
