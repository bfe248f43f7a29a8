-- Rule updated_at.
\set VERBOSITY terse
CREATE SCHEMA changes;
SET search_path = changes;
SELECT t.only_rule('updated_at');

-- fires: lacking, of another type, nullable; dropped later
CREATE TABLE orders (id bigint);
CREATE TABLE orders (id bigint, updated_at bigint NOT NULL);
CREATE TABLE orders (id bigint, updated_at time NOT NULL);
CREATE TABLE orders (id bigint, updated_at timestamptz DEFAULT now());
CREATE TABLE orders (id bigint, "Updated_At" timestamptz NOT NULL);
CREATE TABLE orders AS SELECT 1 AS id;
CREATE TABLE orders (id bigint) PARTITION BY LIST (id);
CREATE TABLE orders (id bigint, updated_at timestamptz NOT NULL DEFAULT now());
ALTER TABLE orders DROP COLUMN updated_at;
ALTER TABLE orders ALTER COLUMN updated_at DROP NOT NULL;

-- quiet: the right column, a domain that is NOT NULL, a later statement of the transaction, an inherited one
CREATE TABLE dated (updated_at date NOT NULL);
CREATE TABLE zoneless (updated_at timestamp NOT NULL);
CREATE DOMAIN moment AS timestamptz NOT NULL;
CREATE TABLE by_domain (updated_at moment);
BEGIN;
CREATE TABLE later (id bigint);
ALTER TABLE later ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
COMMIT;
CREATE TABLE child (id bigint) INHERITS (orders);
CREATE TABLE tree (id bigint, updated_at timestamptz NOT NULL) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE VIEW seen AS SELECT 1 AS id;
CREATE TEMPORARY TABLE temporary (id bigint);

-- parameters
SELECT t.only_rule('updated_at', '{"names": ["updated", "updatedAt"], "not_null": false}');
CREATE TABLE camel (id bigint, "updatedAt" timestamptz);
CREATE TABLE snake (id bigint, updated_at timestamptz);
CREATE TABLE wrong (id bigint, updated text);
SELECT t.only_rule('updated_at', '{"exclude_join_tables": true}');
CREATE TABLE a (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL);
CREATE TABLE joined (a1 bigint REFERENCES a, a2 bigint REFERENCES a, id bigint, linked_on date, PRIMARY KEY (a1, a2));
CREATE TABLE not_joined (a1 bigint REFERENCES a, a2 bigint REFERENCES a, quantity int);
CREATE TABLE not_joined (a1 bigint REFERENCES a, a2 bigint);

-- the whole message
\set VERBOSITY default
CREATE TABLE invoices (id bigint PRIMARY KEY, total numeric NOT NULL);
-- it does pass
CREATE TABLE changes.invoices (
    id bigint PRIMARY KEY,
    total numeric NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
\set VERBOSITY terse

-- fix applied: runs as it stands on hard names, rewrites no row
SELECT t.only_rule('updated_at', '{"names": ["Updated at"]}');
DROP TABLE orders, dated, zoneless, by_domain, later, child, tree, camel, a, joined, invoices;
SET conventions.mode = 'report';
CREATE TABLE "Order Lines" (id bigint);
CREATE TABLE parted (id bigint) PARTITION BY LIST (id);
CREATE TABLE parted1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE numbered ("Updated at" bigint DEFAULT 0);
CREATE TABLE nullable ("Updated at" timestamptz);
RESET conventions.mode;
INSERT INTO "Order Lines" SELECT generate_series(1, 3);
INSERT INTO nullable VALUES ('2026-01-01'), (NULL);
SELECT pg_relation_filenode('"Order Lines"') AS before \gset
SELECT identity, part, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
CREATE TEMPORARY TABLE kept AS SELECT * FROM conventions.findings();
SELECT replace(replace(step, '<moment>', '''2025-12-31'''), '<expression>', 'to_timestamp("Updated at")') FROM t.steps() \gexec
SELECT pg_relation_filenode('"Order Lines"') = :before AS not_rewritten, count("Updated at"), count(*) FROM "Order Lines";
SELECT count(*) FROM conventions.findings();
SELECT count(*) FROM nullable WHERE "Updated at" = '2025-12-31';
SELECT conname FROM pg_constraint WHERE conrelid = 'nullable'::regclass;
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA changes CASCADE;
