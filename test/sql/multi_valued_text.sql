-- Rule multi_valued_text.
\set VERBOSITY terse
CREATE SCHEMA many_in_one;
SET search_path = many_in_one;
SELECT t.only_rule('multi_valued_text');
-- fires, by the names alone
CREATE TABLE posts (id bigint PRIMARY KEY, tags text, "userIds" varchar(90), mailing_list text, hash_tags text);
-- quiet: no text; another name; a table with rows, whose values should tell
CREATE TABLE others (id bigint PRIMARY KEY, tag_ids bigint[], tag_list text[], listed text, ids text, list text);
CREATE TABLE filled (id bigint PRIMARY KEY, tags text);
INSERT INTO filled VALUES (1, 'one');
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('multi_valued_text', 'many_in_one.posts.tags', 'free text') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('multi_valued_text', 'many_in_one.posts.tags') LIKE '%' AS is_revoked;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA many_in_one CASCADE;
