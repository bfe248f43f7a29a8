-- Rule index_nullable_first.
\set VERBOSITY terse
CREATE SCHEMA sparse;
SET search_path = sparse;
SELECT t.only_rule('index_nullable_first', '{"min_pages": 2}');
CREATE TABLE orders (id bigint PRIMARY KEY, refund_id bigint, half bigint, "Größe" text, at tsrange);
INSERT INTO orders SELECT g, CASE WHEN g % 20 = 0 THEN g END, CASE WHEN g % 2 = 0 THEN g END, CASE WHEN g % 11 = 0 THEN g END FROM generate_series(1, 4000) g;
-- fires
CREATE INDEX orders_refund ON orders (refund_id, id) INCLUDE (half);
CREATE INDEX "Orders größe" ON orders ("Größe");
COMMENT ON INDEX "Orders größe" IS 'it''s large';
-- fires, without SQL: another order
CREATE INDEX orders_refund_desc ON orders (refund_id DESC);
-- quiet: known in half of the rows; second; partial; unique; no btree
CREATE INDEX orders_half ON orders (half, refund_id);
CREATE INDEX orders_partial ON orders (refund_id) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX orders_unique ON orders (refund_id);
CREATE INDEX orders_hash ON orders USING hash (refund_id);
CREATE INDEX orders_expression ON orders ((refund_id + 1));
ANALYZE orders;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('index_nullable_first', 'sparse.orders_refund', 'nulls are looked for') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('index_nullable_first', 'sparse.orders_refund') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('index_nullable_first');
SELECT identity FROM conventions.findings();

-- fixes
SELECT t.only_rule('index_nullable_first', '{"min_pages": 2}');
SELECT step FROM t.steps()
\gexec
SELECT identity FROM conventions.findings();
SELECT pg_get_indexdef(indexrelid), obj_description(indexrelid) FROM pg_index WHERE indrelid = 'orders'::regclass AND indpred IS NOT NULL ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA sparse CASCADE;
