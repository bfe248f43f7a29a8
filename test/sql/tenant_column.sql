-- Rule tenant_column.
\set VERBOSITY terse
CREATE SCHEMA tenancy;
SET search_path = tenancy;
SELECT t.only_rule('tenant_column');

-- fires, at commit; not the tenants themselves
CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint);
CREATE TABLE orders (id bigint) PARTITION BY LIST (id);
-- quiet
CREATE TABLE orders (id bigint, tenant_id bigint NOT NULL REFERENCES tenants);
CREATE TABLE notes (id bigint, tenant_id bigint);
BEGIN;
CREATE TABLE later (id bigint);
ALTER TABLE later ADD COLUMN tenant_id bigint;
COMMIT;
CREATE VIEW seen AS SELECT 1 AS id;

-- parameters
SELECT conventions.set_rule('tenant_column', parameters => '{"column": "companyId", "tables": "^tenancy[.]app_"}');
CREATE TABLE plain (id bigint);
CREATE TABLE app_orders (id bigint, tenant_id bigint);
CREATE TABLE app_orders (id bigint, "companyId" bigint);
SELECT t.only_rule('tenant_column', '{"column": null, "tables": null}');

-- fix applied
DROP TABLE app_orders;
DROP TABLE plain;
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint);
RESET conventions.mode;
INSERT INTO "T" VALUES (1);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();
SELECT replace(replace(step, '<type>', 'bigint'), '<tenant>', '7') FROM t.steps() \gexec
TABLE "T";
SELECT identity FROM conventions.findings();

-- one cause, one finding
SELECT conventions.set_rule('required_columns', 'warn', '{"columns": [{"name": "tenant_id"}, {"name": "note"}]}');
SET conventions.mode = 'report';
CREATE TABLE both_lack (id bigint);
RESET conventions.mode;
SELECT rule, message, detail FROM conventions.findings() WHERE identity ~ 'both' ORDER BY rule COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA tenancy CASCADE;
