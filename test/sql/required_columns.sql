-- Rule required_columns.
\set VERBOSITY terse
CREATE SCHEMA house;
SET search_path = house;

-- nothing is required at first
SELECT t.only_rule('required_columns');
CREATE TABLE anything ();
SELECT t.only_rule('required_columns', '{"columns": [{"name": "tenant_id|organization_id", "type": "int8", "not_null": true}]}');

-- fires: lacking, of another type, nullable; dropped and changed later
CREATE TABLE orders (id bigint);
CREATE TABLE orders ("Tenant_Id" bigint NOT NULL, subtenant_id bigint NOT NULL);
CREATE TABLE orders (tenant_id int NOT NULL);
CREATE TABLE orders (tenant_id bigint);
CREATE TABLE orders (tenant_id bigint[] NOT NULL);
CREATE TABLE orders AS SELECT 1 AS id;
CREATE TABLE orders (tenant_id bigint NOT NULL);
ALTER TABLE orders ALTER COLUMN tenant_id DROP NOT NULL;
ALTER TABLE orders ALTER COLUMN tenant_id TYPE numeric;
ALTER TABLE orders DROP COLUMN tenant_id;
CREATE TABLE parted (id bigint) PARTITION BY LIST (id);

-- quiet: an alternative, a domain, a later statement of the transaction, what a parent defines
CREATE TABLE organizations (organization_id bigint NOT NULL);
CREATE DOMAIN tenant AS bigint NOT NULL;
CREATE TABLE by_domain (tenant_id tenant);
BEGIN;
CREATE TABLE later (id bigint);
ALTER TABLE later ADD COLUMN tenant_id bigint NOT NULL;
COMMIT;
CREATE TABLE child (id bigint) INHERITS (orders);
CREATE VIEW seen AS SELECT 1 AS id;

-- parameters: other columns, tables, entries for some tables
SELECT t.only_rule('required_columns', '{"columns": [{"name": "größe", "type": "varchar(10)"}, {"name": "seen_at", "not_null": false},
    {"name": "größe", "type": "text", "tables": "^house\\.\"Wide"}], "tables": "ide\"?$"}');
CREATE TABLE narrow (id bigint);
CREATE TABLE wide ("größe" varchar(11), seen_at date NOT NULL);
CREATE TABLE "Wide" ("größe" varchar(10), seen_at date);
CREATE TABLE "Wide" ("größe" text, seen_at date);
CREATE TABLE "Inside" ("größe" varchar(10), seen_at date);
SELECT conventions.set_rule('required_columns', parameters => '{"columns": [{"type": "text"}]}');
SELECT conventions.set_rule('required_columns', parameters => '{"columns": [{"name": "a"}, {"name": "b", "nullable": true}]}');
SELECT conventions.set_rule('required_columns', parameters => '{"columns": [{"name": "a", "not_null": "yes"}]}');
SELECT conventions.set_rule('required_columns', parameters => '{"columns": {"name": "a"}}');
SELECT conventions.set_rule('required_columns', parameters => '{"columns": ["a"]}');
SELECT conventions.set_rule('required_columns', parameters => '{"columns": [{"name": "a("}]}');
SELECT parameters FROM conventions.rules() WHERE rule = 'required_columns';

-- the whole message
SELECT t.only_rule('required_columns', '{"tables": null, "columns": [{"name": "tenant_id", "type": "uuid", "not_null": true},
    {"name": "note", "type": "text", "default": "''none''"}]}');
\set VERBOSITY default
CREATE TABLE invoices (id bigint PRIMARY KEY, note varchar(5));
-- it does pass
CREATE TABLE house.invoices (
    id bigint PRIMARY KEY,
    note text DEFAULT 'none',
    tenant_id uuid NOT NULL
);
\set VERBOSITY terse

-- fix applied, with what is missing filled in
SELECT t.only_rule('required_columns', '{"columns": [{"name": "Tenant no", "type": "bigint", "not_null": true},
    {"name": "made_by", "type": "text", "not_null": true, "default": "CURRENT_USER || ''''"}, {"name": "note", "type": "text", "not_null": false}]}');
SET client_min_messages = warning;
DROP SCHEMA house CASCADE;
RESET client_min_messages;
CREATE SCHEMA house;
SET conventions.mode = 'report';
CREATE TABLE "Orders" (id bigint);
CREATE TABLE wrong ("Tenant no" int DEFAULT 3, made_by text, note text NOT NULL);
CREATE TABLE tree (id bigint, "Tenant no" bigint NOT NULL, note text) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Orders" VALUES (1), (2);
INSERT INTO wrong VALUES (NULL, NULL, 'x'), (5, 'me', 'y');
INSERT INTO tree VALUES (1, 2);
SELECT identity, part, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;
SELECT replace(replace(replace(step, '<value>', '7'), '<expression>', 'coalesce("Tenant no", 1)'), '<default>', '0') FROM t.steps() \gexec
SELECT id, "Tenant no", made_by = CURRENT_USER AS made_by, note FROM "Orders" ORDER BY id;
SELECT "Tenant no", made_by IN (CURRENT_USER, 'me') AS made_by, note FROM wrong ORDER BY note;
SELECT identity, part, message FROM conventions.findings() ORDER BY identity COLLATE "C", part;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA house CASCADE;
