-- Rule index_column_order.
\set VERBOSITY terse
CREATE SCHEMA ordering;
SET search_path = ordering;
SELECT t.only_rule('index_column_order');
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, status int, code int, at timestamptz, day date, paid boolean, state state, parent_id bigint REFERENCES orders);
INSERT INTO orders SELECT g, g % 5, g, now(), '2026-01-01', g % 2 = 0, 'new', g % 50 + 1 FROM generate_series(1, 12000) g;
-- fires: a moment first; few values first
CREATE INDEX at_paid ON orders (at, paid);
CREATE INDEX at_state ON orders (at, state);
CREATE INDEX at_parent ON orders (at DESC, parent_id);
CREATE INDEX status_code ON orders (status, code);
-- quiet: the other way round; a range behind; a day; a foreign key first; one that is read; too few rows
CREATE INDEX paid_at ON orders (paid, at);
CREATE INDEX code_status ON orders (code, status);
CREATE INDEX status_day ON orders (status, day);
CREATE INDEX day_paid ON orders (day, paid);
CREATE INDEX parent_code ON orders (parent_id, code);
CREATE INDEX status_id ON orders (status, id);
CREATE TABLE little (id bigint PRIMARY KEY, at timestamptz, paid boolean);
CREATE INDEX little_at_paid ON little (at, paid);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET enable_sort = off;
SELECT count(*) FROM (SELECT FROM orders WHERE status = 3 ORDER BY status, id LIMIT 5) AS x;
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET enable_sort;
ANALYZE;
SELECT pg_stat_force_next_flush();
SELECT identity, message, regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN') AS detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('index_column_order', 'ordering.at_paid', 'for the archive') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('index_column_order', 'ordering.at_paid') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('index_column_order', '{"min_rows": 12001}');
SELECT identity FROM conventions.findings();
SELECT t.only_rule('index_column_order', '{"min_rows": 0}');
SELECT identity FROM conventions.findings() WHERE identity ~ 'little';

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA ordering CASCADE;
