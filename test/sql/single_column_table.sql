-- Rule single_column_table.
\set VERBOSITY terse
CREATE SCHEMA lists;
SET search_path = lists;
SELECT t.only_rule('single_column_table');
-- fires
CREATE TABLE currencies (code text PRIMARY KEY);
CREATE TABLE tokens (token text, created_at timestamptz, "updatedAt" timestamptz, created_by_id bigint);
CREATE TABLE nothing ();
CREATE TABLE stamps (created_at timestamptz);
-- quiet: referenced; two columns; a partition, by its root
CREATE TABLE countries (code text PRIMARY KEY);
CREATE TABLE cities (id bigint PRIMARY KEY, country text REFERENCES countries);
CREATE TABLE parts (id bigint) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts DEFAULT;
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('single_column_table', 'lists.tokens', 'a list') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('single_column_table', 'lists.tokens') LIKE '%' AS is_revoked;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA lists CASCADE;
