-- Rule entity_attribute_value.
\set VERBOSITY terse
CREATE SCHEMA eav;
SET search_path = eav;
SELECT t.only_rule('entity_attribute_value');
CREATE TABLE products (id bigint PRIMARY KEY);
-- fires
CREATE TABLE product_attributes (id bigint PRIMARY KEY, product_id bigint REFERENCES products, name text, value text, created_at timestamptz);
CREATE TABLE "Meta" ("postId" bigint, "metaKey" varchar(99), "metaValue" text);
CREATE TABLE typed (product_id bigint, attribute_id bigint, value_text text, value_int int);
-- quiet: a further column; no entity; no attribute; a value that is no text; a name of somebody
CREATE TABLE further (product_id bigint, name text, value text, unit text);
CREATE TABLE settings (key text PRIMARY KEY, value text);
CREATE TABLE measures (product_id bigint, value text);
CREATE TABLE numbers (product_id bigint, name text, value numeric);
CREATE TABLE people (company_id bigint, first_name text, value text);
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('entity_attribute_value', 'eav.typed', 'as the shop has it') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('entity_attribute_value', 'eav.typed') LIKE '%' AS is_revoked;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA eav CASCADE;
