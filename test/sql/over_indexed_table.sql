-- Rule over_indexed_table.
\set VERBOSITY terse
CREATE SCHEMA laden;
SET search_path = laden;
SELECT t.only_rule('over_indexed_table', '{"max_indexes": 3, "max_writes_per_scan": 100}');
-- fires after the command: one more than may be
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int UNIQUE, c int);
CREATE INDEX orders_a ON orders (a);
CREATE INDEX orders_c ON orders (c);
CREATE TABLE more (id bigint PRIMARY KEY, a int UNIQUE, b int UNIQUE, c int UNIQUE);
-- in reports also: written far more often than read
INSERT INTO orders SELECT g, g, g, g FROM generate_series(1, 3000) g;
CREATE TABLE keyed (id bigint PRIMARY KEY);
INSERT INTO keyed SELECT g FROM generate_series(1, 3000) g;
CREATE TABLE young (id bigint PRIMARY KEY, a int);
CREATE INDEX young_a ON young (a);
INSERT INTO young SELECT g, g FROM generate_series(1, 3000) g;
CREATE FUNCTION pg_temp.look(name text, times int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN FOR i IN 1..times LOOP EXECUTE format('SELECT FROM %s WHERE id = 7', name); END LOOP; END $$;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.look('orders', 10), pg_temp.look('keyed', 10), pg_temp.look('young', 5);
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT pg_stat_force_next_flush();
SET conventions.mode = 'report';
CREATE INDEX orders_c ON orders (c);
RESET conventions.mode;
SELECT identity, part, message, regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN') AS detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C", part;
SELECT conventions.exempt('over_indexed_table', 'laden.orders', 'known') LIKE '%' AS is_exempt;
CREATE INDEX orders_c_a ON orders (c, a);
SELECT DISTINCT identity, status FROM conventions.findings();
SELECT conventions.revoke_exemption('over_indexed_table', 'laden.orders') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('over_indexed_table', '{"max_indexes": 5, "max_writes_per_scan": 400}');
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA laden CASCADE;
