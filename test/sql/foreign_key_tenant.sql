-- Rule foreign_key_tenant.
\set VERBOSITY terse
CREATE SCHEMA tenants;
SET search_path = tenants;
SELECT t.only_rule('foreign_key_tenant');
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE addresses (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES owners, UNIQUE (tenant_id, id));

-- fires: of a table made now, and of one that was there before
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, address_id bigint REFERENCES addresses);
CREATE TABLE a (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, address_id bigint);
ALTER TABLE a ADD FOREIGN KEY (address_id) REFERENCES addresses;

-- quiet: with the tenant, or without it on one side
CREATE TABLE b (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES owners, address_id bigint, FOREIGN KEY (tenant_id, address_id) REFERENCES addresses (tenant_id, id));
CREATE TABLE c (id bigint PRIMARY KEY, address_id bigint REFERENCES addresses);

-- parameters
SELECT t.only_rule('foreign_key_tenant', '{"column": "shop_id"}');
ALTER TABLE a ADD FOREIGN KEY (address_id) REFERENCES addresses;
CREATE TABLE self (id bigint PRIMARY KEY, shop_id bigint, up bigint REFERENCES self);
SELECT t.only_rule('foreign_key_tenant');

-- fix applied: two keys to one table share what is made there
SET conventions.mode = 'report';
CREATE TABLE "Orte" (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);
CREATE TABLE "Wege" (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, "Von" bigint CONSTRAINT "Von" REFERENCES "Orte" ON DELETE SET NULL, nach bigint REFERENCES "Orte" ON DELETE CASCADE);
INSERT INTO "Orte" VALUES (1, 7), (2, 7);
INSERT INTO "Wege" VALUES (1, 7, 1, 2), (2, 7, NULL, NULL);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '"Wege"'::regclass ORDER BY conname COLLATE "C";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA tenants CASCADE;
