-- Rule view_name.
\set VERBOSITY terse
CREATE SCHEMA views;
SET search_path = views;
SELECT t.only_rule('view_name');

-- fires
\set VERBOSITY default
CREATE VIEW "OpenOrders" AS SELECT 1 AS id;
\set VERBOSITY terse
CREATE MATERIALIZED VIEW "order totals" AS SELECT 1 AS id;
CREATE VIEW open_orders AS SELECT 1 AS id;
ALTER VIEW open_orders RENAME TO "Open";
CREATE OR REPLACE VIEW "Shown" AS SELECT 1 AS id;

-- quiet
CREATE TABLE "Orders" (id bigint);
CREATE TEMPORARY VIEW "Mine" AS SELECT 1 AS id;
CREATE SEQUENCE "Numbers";
SELECT conventions.exempt('view_name', 'views."Old"', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE VIEW "Old" AS SELECT 1 AS id;
ALTER VIEW "Old" RENAME TO "Older";
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('view_name', '{"pattern": "^v_"}');
CREATE VIEW orders_seen AS SELECT 1 AS id;
CREATE VIEW v_orders AS SELECT 1 AS id;
SELECT t.only_rule('view_name', '{"pattern": ""}');
CREATE VIEW "Any" AS SELECT 1 AS id;
DROP VIEW "Any", v_orders, "Older";

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('view_name', '{"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}');
SET conventions.mode = 'report';
CREATE VIEW "Open_Orders" AS SELECT 1 AS id;
CREATE MATERIALIZED VIEW "User" AS SELECT 1 AS id;
CREATE VIEW "Größe" AS SELECT 1 AS id;
CREATE TABLE public.kept AS SELECT * FROM conventions.findings();
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM public.kept ORDER BY identity COLLATE "C", message COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C", message COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM public.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C", message COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM public.kept) AS all_back FROM conventions.findings();
DROP TABLE public.kept;

DELETE FROM conventions.exemption WHERE rule = 'view_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA views CASCADE;
