-- Rule small_table_index.
\set VERBOSITY terse
CREATE SCHEMA small;
SET search_path = small;
SELECT t.only_rule('small_table_index', '{"min_days": 0}');
CREATE TABLE countries (id int PRIMARY KEY, name text, code text UNIQUE, parent_id int REFERENCES countries);
INSERT INTO countries SELECT g, g, g FROM generate_series(1, 200) g;
-- fires
CREATE INDEX countries_name ON countries (name);
CREATE INDEX "Countries" ON countries (lower(name));
-- quiet: of a foreign key
CREATE INDEX countries_parent ON countries (parent_id);
-- quiet: no row; never analyzed; many rows; many pages
CREATE TABLE hollow (id int PRIMARY KEY, a int);
CREATE INDEX hollow_a ON hollow (a);
CREATE TABLE large (id int PRIMARY KEY, a int);
INSERT INTO large SELECT g, g FROM generate_series(1, 1000) g;
CREATE INDEX large_a ON large (a);
CREATE TABLE wide (id int PRIMARY KEY, a text);
ALTER TABLE wide ALTER COLUMN a SET STORAGE PLAIN;
INSERT INTO wide SELECT g, repeat('x', 6000) FROM generate_series(1, 8) g;
CREATE INDEX wide_id ON wide (id DESC);
-- partitions together
CREATE TABLE parts (id int, a int) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO parts SELECT 1 + g % 2, g FROM generate_series(1, 900) g;
CREATE INDEX parts_a ON parts (a);
ANALYZE countries, hollow, large, wide, parts;
CREATE TABLE unknown (id int PRIMARY KEY, a int) WITH (autovacuum_enabled = false);
INSERT INTO unknown VALUES (1, 1);
CREATE INDEX unknown_a ON unknown (a);
UPDATE pg_class SET reltuples = -1 WHERE oid = 'unknown'::regclass;
SELECT identity, message, regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN') AS detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('small_table_index', 'small.countries_name', 'it will grow') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('small_table_index', 'small.countries_name') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('small_table_index', '{"min_days": 0, "max_rows": 201}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('small_table_index', '{"min_days": 0, "max_rows": 200}');
SELECT identity FROM conventions.findings();
SELECT t.only_rule('small_table_index', '{"min_days": 10000}');
SELECT identity FROM conventions.findings();

-- fixes
SELECT t.only_rule('small_table_index', '{"min_days": 0}');
SELECT step FROM t.steps()
\gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA small CASCADE;
