-- Rule json_type.
\set VERBOSITY terse
CREATE SCHEMA documents;
SET search_path = documents;
SELECT t.only_rule('json_type');
CREATE DOMAIN doc AS json;
CREATE DOMAIN docs AS json[];
CREATE DOMAIN checked AS json CHECK (json_typeof(VALUE) = 'object');
CREATE DOMAIN filled AS json NOT NULL DEFAULT '{}';

-- fires: plain, array, through domains, every table kind, later commands, CREATE TABLE AS
CREATE TABLE plain (payload json);
CREATE TABLE many (a json, b jsonb, c json[], d doc, e docs, f doc[]);
CREATE TABLE "Größe" ("Pay ""load" json);
CREATE TABLE parted (id int, payload json) PARTITION BY LIST (id);
CREATE TABLE queried AS SELECT '{}'::json AS payload;
CREATE TABLE generated (a text, b json GENERATED ALWAYS AS (a::json) STORED);
CREATE TABLE good (id int, payload jsonb);
ALTER TABLE good ADD COLUMN more json;
ALTER TABLE good ALTER COLUMN payload TYPE json;
CREATE TABLE child (other json) INHERITS (good);
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE distant (payload json) SERVER s;

-- quiet: jsonb, text, a domain over jsonb, composite types, views, functions, temporary tables, what a parent holds
CREATE DOMAIN right_doc AS jsonb;
CREATE TYPE pair AS (a json, b json);
CREATE TABLE quiet (a jsonb, b jsonb[], c text, d right_doc, e pair, json int);
CREATE VIEW seen AS SELECT '{}'::json AS payload;
CREATE MATERIALIZED VIEW stored AS SELECT '{}'::json AS payload;
CREATE TEMPORARY TABLE temporary (payload json);
SET conventions.mode = 'report';
CREATE TABLE old (id int, payload json);
CREATE TABLE tree (id int, payload json) PARTITION BY LIST (id);
RESET conventions.mode;
ALTER TABLE old ADD COLUMN n int;
CREATE TABLE kid () INHERITS (old);
CREATE TABLE merging (payload json) INHERITS (old);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE tree2 (id int, payload jsonb);
DROP TABLE quiet, good, kid, merging, old, tree, tree2;

-- parameters: none of its own; those of every rule
SELECT t.only_rule('json_type', '{"exclude": "\\.raw$"}');
CREATE TABLE partly (raw json, payload json);
SELECT t.only_rule('json_type');

-- the whole message
\set VERBOSITY default
CREATE TABLE invoices (id bigint PRIMARY KEY, body json NOT NULL DEFAULT '{}', lines json[] DEFAULT '{}', meta filled);
CREATE TABLE invoices (id bigint PRIMARY KEY, body json NOT NULL DEFAULT '{}', lines json[] DEFAULT '{}', meta doc,
    made json DEFAULT json_build_array(1));
-- it does pass
CREATE TABLE documents.invoices (
    id bigint PRIMARY KEY,
    body jsonb DEFAULT '{}'::jsonb NOT NULL,
    lines jsonb[] DEFAULT '{}'::jsonb[],
    meta jsonb,
    made jsonb DEFAULT json_build_array(1)
);
ALTER TABLE invoices ADD COLUMN signature json;
\set VERBOSITY terse
DROP TABLE invoices;

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Größe" (id int, "Pay ""load" json DEFAULT '{}', list json[], d doc, e docs, f doc[], g filled,
    h json CONSTRAINT "Is object" CHECK (json_typeof(h) = 'object'), i json CHECK (i IS NOT NULL));
CREATE INDEX ON "Größe" (("Pay ""load" ->> 'a'));
CREATE TABLE held (a checked, b checked[], c json, d text GENERATED ALWAYS AS (c ->> 'a') STORED);
CREATE TABLE made (a text, b json GENERATED ALWAYS AS (a::json) STORED);
CREATE TABLE tree (id int, payload json DEFAULT '{}') PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE mixed (id int, payload json) PARTITION BY LIST (id);
CREATE FOREIGN TABLE mixed1 PARTITION OF mixed FOR VALUES IN (1) SERVER s;
CREATE TABLE mixed2 PARTITION OF mixed FOR VALUES IN (2);
CREATE TABLE base (payload json);
CREATE TABLE merging (payload json DEFAULT '[]') INHERITS (base);
CREATE FOREIGN TABLE distant (payload json, list json[]) SERVER s;
CREATE TABLE typed OF pair;
RESET conventions.mode;
INSERT INTO "Größe" VALUES (1, '{"b": 1,   "a": 2, "b": 3}', '{"[1,  2]", NULL}', '{}', '{1}', '{2}', DEFAULT, '{}', '1');
INSERT INTO made VALUES ('{"a":  1}');
INSERT INTO tree VALUES (1, '{"a":  1}');
INSERT INTO mixed VALUES (2, '{"a":  1}');
INSERT INTO merging VALUES (DEFAULT);
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<condition>', $$jsonb_typeof(h) = 'object'$$), '<default>', $$'{}'$$) FROM t.steps() \gexec
SELECT * FROM "Größe";
SELECT * FROM made;
SELECT * FROM tree;
SELECT * FROM mixed2;
SELECT * FROM merging;
INSERT INTO "Größe" (id, h) VALUES (2, '1');
INSERT INTO "Größe" (id, g) VALUES (2, NULL);
INSERT INTO tree VALUES (1, DEFAULT) RETURNING payload;
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid)
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'documents'::regnamespace AND relkind IN ('r', 'p', 'f')) AND attnum > 0
ORDER BY attrelid::regclass::text COLLATE "C", attnum;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA documents CASCADE;
DROP FOREIGN DATA WRAPPER w CASCADE;
