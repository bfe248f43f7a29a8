-- Rule unrelated_table.
\set VERBOSITY terse
CREATE SCHEMA apart;
SET search_path = apart;
SELECT t.only_rule('unrelated_table');
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a);
CREATE TABLE parts (id bigint) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts DEFAULT;
CREATE TABLE alone (id bigint PRIMARY KEY);
-- fires: half of the tables are in a foreign key; partitions do not count
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('unrelated_table', 'apart.alone', 'a queue') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('unrelated_table', 'apart.alone') LIKE '%' AS is_revoked;
-- quiet: most are in none
CREATE TABLE further (id bigint PRIMARY KEY);
SELECT identity FROM conventions.findings();
-- a key to itself is one
ALTER TABLE further ADD COLUMN parent_id bigint REFERENCES further;
SELECT identity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA apart CASCADE;
