-- Rule unused_table.
\set VERBOSITY terse
CREATE SCHEMA forgotten;
SET search_path = forgotten;
SELECT t.only_rule('unused_table', '{"min_days": 0}');
-- fires: never read, written or not; a partitioned table as a whole
CREATE TABLE copy_of_2019 (id bigint PRIMARY KEY);
CREATE TABLE filled (id bigint);
CREATE TABLE parts (id bigint, a int) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2);
SELECT pg_stat_force_next_flush();
SELECT pg_stat_reset();
INSERT INTO filled VALUES (1);
-- quiet: read from end to end, by index, in one partition
CREATE TABLE walked (id bigint);
-- where nobody has read it, the building of its index counts
CREATE TABLE built (id bigint PRIMARY KEY);
CREATE TABLE looked_up (id bigint PRIMARY KEY);
CREATE TABLE others (id bigint, a int) PARTITION BY LIST (id);
CREATE TABLE others_1 PARTITION OF others FOR VALUES IN (1);
CREATE TABLE others_2 PARTITION OF others FOR VALUES IN (2);
SELECT count(*) FROM walked;
SELECT count(*) FROM others_2;
INSERT INTO looked_up VALUES (1);
SET enable_seqscan = off;
SELECT count(*) FROM looked_up WHERE id = 1;
RESET enable_seqscan;
SELECT pg_stat_force_next_flush();
SELECT identity, message, regexp_replace(detail, '\d{4}-\d\d-\d\d \(\d+ days?\)', 'THEN') AS detail, fix_sql FROM conventions.findings() WHERE schema_name = 'forgotten' ORDER BY identity COLLATE "C";
SELECT conventions.exempt('unused_table', 'forgotten.filled', 'kept by law') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('unused_table', 'forgotten.filled') LIKE '%' AS is_revoked;

-- parameters
SELECT t.only_rule('unused_table', '{"min_days": 10000}');
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA forgotten CASCADE;
