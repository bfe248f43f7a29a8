-- Rule low_cardinality_index.
\set VERBOSITY terse
CREATE SCHEMA few;
SET search_path = few;
SELECT t.only_rule('low_cardinality_index');
CREATE DOMAIN flag AS boolean;
CREATE TABLE orders (id bigint PRIMARY KEY, kind text, is_paid boolean, is_lost flag, is_hidden boolean, seldom boolean, mixed text, many int, parent_id bigint REFERENCES orders);
INSERT INTO orders SELECT g, g % 4, g % 2 = 0, g = 17, g <> 17, CASE WHEN g = 3 THEN true END, CASE WHEN g = 5 THEN 'rare' ELSE 'usual' END, g % 5, g % 2 + 1 FROM generate_series(1, 2000) g;
-- fires
CREATE INDEX orders_kind ON orders (kind);
CREATE INDEX orders_paid ON orders (is_paid);
CREATE INDEX orders_lost ON orders USING btree (is_lost);
COMMENT ON INDEX orders_lost IS 'it''s for the lost';
CREATE INDEX orders_hidden ON orders (is_hidden);
CREATE INDEX orders_seldom ON orders (seldom);
-- quiet: a rare value; many values; two columns; partial; INCLUDE; a foreign key's only one
CREATE INDEX orders_mixed ON orders (mixed);
CREATE INDEX orders_many ON orders (many);
CREATE INDEX orders_two ON orders (is_paid, id);
CREATE INDEX orders_partial ON orders (is_paid) WHERE is_paid;
CREATE INDEX orders_include ON orders (is_paid) INCLUDE (id);
CREATE INDEX orders_parent ON orders (parent_id);
ANALYZE orders;
-- never analyzed: booleans alone, and no SQL
CREATE TABLE young (id bigint PRIMARY KEY, kind text, is_paid boolean);
CREATE INDEX young_kind ON young (kind);
CREATE INDEX young_paid ON young (is_paid);
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('low_cardinality_index', 'few.orders_kind', 'counted by it') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('low_cardinality_index', 'few.orders_kind') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('low_cardinality_index', '{"max_distinct": 5}');
SELECT identity FROM conventions.findings() WHERE identity ~ 'kind|many' ORDER BY identity COLLATE "C";
SELECT t.only_rule('low_cardinality_index', '{"max_distinct": 3}');
SELECT identity FROM conventions.findings() WHERE identity ~ 'kind|many';

-- fixes
SELECT t.only_rule('low_cardinality_index');
SELECT step FROM t.steps()
\gexec
SELECT identity FROM conventions.findings();
SELECT pg_get_indexdef(indexrelid), obj_description(indexrelid) FROM pg_index WHERE indrelid = 'orders'::regclass AND indpred IS NOT NULL ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA few CASCADE;
