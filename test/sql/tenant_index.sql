-- Rule tenant_index.
\set VERBOSITY terse
CREATE SCHEMA tenancy;
SET search_path = tenancy;
SELECT t.only_rule('tenant_index');

-- waits: the index comes by a second statement, or in one transaction
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);
BEGIN;
CREATE TABLE lines (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);
COMMIT;
-- quiet: the index, a key that begins with it, partial, the tenants, no such column, a view
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);
CREATE INDEX ON items (tenant_id, id) WHERE id > 0;
COMMIT;
CREATE TABLE keyed (tenant_id bigint, id bigint, PRIMARY KEY (tenant_id, id));
CREATE TABLE tenants (id bigint PRIMARY KEY, tenant_id bigint);
CREATE TABLE plain (id bigint PRIMARY KEY);
CREATE VIEW seen AS SELECT * FROM orders;
-- partitions: each needs one, attached or not
SET conventions.mode = 'report';
CREATE TABLE tree (id bigint, "Tenant" bigint, tenant_id bigint) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE tree2 PARTITION OF tree FOR VALUES IN (2);
CREATE INDEX own ON tree1 (tenant_id);
CREATE TABLE empty (id bigint, tenant_id bigint) PARTITION BY LIST (id);
CREATE TABLE last_of_key (id bigint, tenant_id bigint, UNIQUE (id, tenant_id));
RESET conventions.mode;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety, status FROM conventions.findings() ORDER BY identity COLLATE "C";
-- a foreign key that begins with it speaks; one that does not is another cause
SELECT conventions.set_rule('foreign_key_index', 'error');
SET conventions.mode = 'report';
CREATE TABLE firms (tenant_id bigint, id bigint UNIQUE, PRIMARY KEY (tenant_id, id));
CREATE TABLE staff (id bigint PRIMARY KEY, tenant_id bigint, firm_id bigint, CONSTRAINT led FOREIGN KEY (tenant_id, firm_id) REFERENCES firms);
CREATE TABLE cars (id bigint PRIMARY KEY, tenant_id bigint, firm_id bigint, CONSTRAINT not_led FOREIGN KEY (firm_id) REFERENCES firms (id));
RESET conventions.mode;
SELECT rule, identity, detail FROM conventions.findings() WHERE identity ~ 'staff|cars' ORDER BY identity COLLATE "C";
SELECT conventions.set_rule('foreign_key_index', 'off');
-- parameters
SELECT conventions.set_rule('tenant_index', parameters => '{"column": "Tenant"}');
SELECT identity, fix_sql FROM conventions.findings();
SELECT conventions.set_rule('tenant_index', parameters => '{"column": "tenant_id"}');

SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
SELECT indexdef FROM pg_indexes WHERE schemaname = 'tenancy' AND tablename ~ '^(tree|empty|orders)' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA tenancy CASCADE;
