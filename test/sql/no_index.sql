-- Rule no_index.
\set VERBOSITY terse
CREATE SCHEMA bare;
SET search_path = bare;
SELECT t.only_rule('no_index');
-- fires; a partitioned table by the sum of its partitions
CREATE TABLE imported AS SELECT g AS x FROM generate_series(1, 10001) g;
CREATE TABLE parts (id int, a int) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO parts SELECT 1 + g % 2, g FROM generate_series(1, 12000) g;
-- quiet: few rows; an index, of one partition too
CREATE TABLE little AS SELECT g AS x FROM generate_series(1, 10000) g;
CREATE TABLE keyed AS SELECT g AS x FROM generate_series(1, 10001) g;
CREATE INDEX ON keyed (x);
CREATE TABLE others (id int, a int) PARTITION BY LIST (id);
CREATE TABLE others_1 PARTITION OF others FOR VALUES IN (1);
INSERT INTO others SELECT 1, g FROM generate_series(1, 12000) g;
CREATE INDEX ON others_1 (a);
ANALYZE;
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('no_index', 'bare.imported', 'read once') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('no_index', 'bare.imported') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('no_index', '{"min_rows": 11000}');
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA bare CASCADE;
