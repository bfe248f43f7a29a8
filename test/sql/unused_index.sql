-- Rule unused_index.
\set VERBOSITY terse
CREATE SCHEMA unread;
SET search_path = unread;
SELECT t.only_rule('unused_index', '{"min_days": 0, "min_pages": 3}');
CREATE TABLE parents (id bigint PRIMARY KEY, code int UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, note text, parent_id bigint REFERENCES parents, other_id bigint REFERENCES parents);
INSERT INTO orders (id, a, b, c, note) SELECT g, g, g, g, g FROM generate_series(1, 5000) g;

-- fires: never read; an expression
CREATE INDEX orders_a ON orders (a);
CREATE INDEX "Orders lower" ON orders (lower(note));
-- two that serve one key, neither of them read: both stay
CREATE INDEX orders_other ON orders (other_id);
CREATE INDEX orders_other_a ON orders (other_id, a);
-- quiet: read; unique; small; the only one of a foreign key; clustered
CREATE INDEX orders_b ON orders (b);
CREATE UNIQUE INDEX orders_c_id ON orders (c, id);
CREATE INDEX orders_small ON orders (a) WHERE a < 5;
CREATE INDEX orders_parent ON orders (parent_id);
CREATE INDEX orders_clustered ON orders (c, a);
ALTER TABLE orders CLUSTER ON orders_clustered;
-- partitions: by the root; what a partition has by itself is its own
CREATE TABLE log (id bigint NOT NULL, a int, b int) PARTITION BY RANGE (id);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (3000);
CREATE TABLE log_2 PARTITION OF log DEFAULT;
CREATE INDEX log_a ON log (a);
CREATE INDEX log_b ON log (b);
CREATE INDEX log_1_own ON log_1 (id, b);
INSERT INTO log SELECT g, g, g FROM generate_series(1, 5000) g;
CREATE MATERIALIZED VIEW seen AS SELECT g AS x FROM generate_series(1, 2000) g;
CREATE INDEX seen_x ON seen (x);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT count(*) FROM orders WHERE b = 7;
-- one partition read is enough
SELECT count(*) FROM log_1 WHERE b = 7;
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT pg_stat_force_next_flush();
SELECT identity, message, regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN') AS detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- exempt
SELECT conventions.exempt('unused_index', 'unread.orders_a', 'for the quarter') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new' ORDER BY identity COLLATE "C";
SELECT conventions.revoke_exemption('unused_index', 'unread.orders_a') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('unused_index', '{"min_days": 0, "min_pages": 15}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('unused_index', '{"min_days": 10000, "min_pages": 0}');
SELECT identity FROM conventions.findings();

-- where another rule knows the cause better, that one speaks
SELECT t.only_rule('unused_index', '{"min_days": 0, "min_pages": 3}');
SELECT conventions.set_rule('redundant_index', 'warn');
SELECT rule, identity, severity FROM conventions.findings() WHERE identity LIKE '%orders%' ORDER BY identity COLLATE "C";
SELECT t.only_rule('unused_index', '{"min_days": 0, "min_pages": 3}');

-- fixes
SELECT step FROM t.steps()
\gexec
SELECT identity FROM conventions.findings();
SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'orders'::regclass ORDER BY indexrelid::regclass::text COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA unread CASCADE;
