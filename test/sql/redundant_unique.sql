-- Rule redundant_unique.
\set VERBOSITY terse
CREATE SCHEMA keys_in_keys;
SET search_path = keys_in_keys;
SELECT t.only_rule('redundant_unique');

-- fires: a key over a column that is unique by itself, in any order; a constraint and an index
SET conventions.mode = 'report';
CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, "E-Mail" text UNIQUE, note text, CONSTRAINT tenant_mail UNIQUE (tenant_id, "E-Mail"));
CREATE UNIQUE INDEX id_tenant ON users (id, tenant_id);
CREATE UNIQUE INDEX lower_note ON users (lower(note));
CREATE UNIQUE INDEX note_tenant ON users (lower(note), tenant_id);
-- quiet: other operators, a part of the rows, checked later, referenced, the replica identity, equal nulls
CREATE UNIQUE INDEX pattern ON users ("E-Mail" text_pattern_ops, tenant_id);
CREATE UNIQUE INDEX partial ON users (id, tenant_id, note) WHERE note > '';
CREATE TABLE orders (id bigint PRIMARY KEY, a bigint NOT NULL, b bigint UNIQUE, c int NOT NULL, UNIQUE (id, a), CONSTRAINT later UNIQUE (id, c) DEFERRABLE, CONSTRAINT nulls UNIQUE NULLS NOT DISTINCT (b, c));
CREATE TABLE lines (order_id bigint, a bigint, FOREIGN KEY (order_id, a) REFERENCES orders (id, a));
CREATE UNIQUE INDEX identity ON orders (id, b, c);
ALTER TABLE orders ALTER COLUMN b SET NOT NULL;
ALTER TABLE orders REPLICA IDENTITY USING INDEX identity;
ALTER TABLE orders ALTER COLUMN c SET NOT NULL;
-- one of a partition tree: reported at the root
CREATE TABLE tree (id bigint PRIMARY KEY, x int, CONSTRAINT idx UNIQUE (id, x)) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;

SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA keys_in_keys CASCADE;
