-- Rule primary_key.
\set VERBOSITY terse
CREATE SCHEMA keys;
SET search_path = keys;
SELECT t.only_rule('primary_key');

-- fires, at the commit: no key, only a unique one, a child of a table that has one
CREATE TABLE orders (id bigint);
CREATE TABLE orders (id bigint UNIQUE NOT NULL);
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE orders (LIKE parent);
CREATE UNLOGGED TABLE orders (id bigint);
ALTER TABLE parent DROP CONSTRAINT parent_pkey;

-- quiet: a later statement of the transaction adds it; foreign tables, views, temporary tables
BEGIN;
CREATE TABLE orders (id bigint);
ALTER TABLE orders ADD PRIMARY KEY (id);
COMMIT;
BEGIN;
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
ALTER TABLE orders ADD PRIMARY KEY (id);
COMMIT;
BEGIN;
SAVEPOINT s;
CREATE TABLE rolled_back (id bigint);
ROLLBACK TO s;
COMMIT;
CREATE TABLE copied (LIKE parent INCLUDING INDEXES);
CREATE VIEW seen AS SELECT 1 AS id;
CREATE TEMPORARY TABLE temporary (id bigint);
CREATE FOREIGN DATA WRAPPER keys_wrapper;
CREATE SERVER keys_server FOREIGN DATA WRAPPER keys_wrapper;
CREATE FOREIGN TABLE remote (id bigint) SERVER keys_server;

-- CREATE TABLE AS and SELECT INTO cannot write one: a warning at most
CREATE TABLE made AS SELECT 1 AS id;
SELECT 1 AS id INTO made2;
BEGIN;
CREATE TABLE made3 AS SELECT 1 AS id;
ALTER TABLE made3 ADD PRIMARY KEY (id);
COMMIT;

-- partitions on three levels: the leaves' own keys are enough, when all have one
BEGIN;
CREATE TABLE root (id bigint NOT NULL, part int) PARTITION BY LIST (part);
CREATE TABLE middle PARTITION OF root FOR VALUES IN (1, 2) PARTITION BY LIST (part);
CREATE TABLE leaf1 PARTITION OF middle (PRIMARY KEY (id)) FOR VALUES IN (1);
CREATE TABLE leaf3 PARTITION OF root (PRIMARY KEY (id)) FOR VALUES IN (3);
COMMIT;
CREATE TABLE leaf2 PARTITION OF middle FOR VALUES IN (2);
CREATE TABLE leaf2 PARTITION OF middle (PRIMARY KEY (id)) FOR VALUES IN (2);
CREATE FOREIGN TABLE leaf4 PARTITION OF root FOR VALUES IN (4) SERVER keys_server;
ALTER TABLE leaf1 DROP CONSTRAINT leaf1_pkey;
CREATE TABLE root2 (id bigint) PARTITION BY LIST (id);

-- parameters
SELECT t.only_rule('primary_key', '{"accept_unique_not_null": true}');
CREATE TABLE unique1 (id bigint NOT NULL UNIQUE);
CREATE TABLE unique2 (id bigint UNIQUE);
CREATE TABLE unique2 (id bigint NOT NULL UNIQUE DEFERRABLE);
-- where it only warns, the index may be a statement of its own
SELECT conventions.set_rule('primary_key', 'warn');
CREATE TABLE unique3 (id bigint NOT NULL);
CREATE UNIQUE INDEX ON unique3 (id);
CREATE TABLE unique4 (id bigint);
DROP TABLE unique3, unique4;

-- the whole message
SELECT t.only_rule('primary_key');
\set VERBOSITY default
BEGIN;
CREATE TABLE "Lines" (number int NOT NULL, "order" bigint REFERENCES orders ON DELETE CASCADE);
COMMIT;
-- it does pass
CREATE TABLE keys."Lines" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number integer NOT NULL,
    "order" bigint REFERENCES keys.orders (id) ON DELETE CASCADE
);
\set VERBOSITY terse

-- fix applied: an index that fits becomes the key, a unique constraint is swapped; all else needs a person
SET conventions.mode = 'report';
CREATE TABLE "By Index" (a bigint NOT NULL, b bigint NOT NULL, c text COLLATE "C" NOT NULL);
CREATE UNIQUE INDEX "Ab" ON "By Index" (b, a) INCLUDE (c);
CREATE UNIQUE INDEX worse ON "By Index" (a, b, c);
CREATE TABLE by_constraint (a bigint NOT NULL UNIQUE, "B" bigint);
CREATE TABLE nullable (a bigint UNIQUE);
CREATE TABLE partial (a bigint NOT NULL);
CREATE UNIQUE INDEX ON partial (a) WHERE a > 0;
CREATE TABLE expression (a bigint NOT NULL);
CREATE UNIQUE INDEX ON expression (abs(a));
CREATE TABLE descending (a bigint NOT NULL);
CREATE UNIQUE INDEX ON descending (a DESC);
CREATE TABLE pattern (a text NOT NULL);
CREATE UNIQUE INDEX ON pattern (a text_pattern_ops);
CREATE TABLE collated (a text NOT NULL);
CREATE UNIQUE INDEX ON collated (a COLLATE "C");
CREATE TABLE nulls_equal (a bigint NOT NULL);
CREATE UNIQUE INDEX ON nulls_equal (a) NULLS NOT DISTINCT;
CREATE TABLE deferred (a bigint NOT NULL UNIQUE DEFERRABLE);
CREATE TABLE referenced (a bigint NOT NULL UNIQUE);
CREATE TABLE referencing (a bigint PRIMARY KEY REFERENCES referenced (a));
CREATE TABLE tree (a bigint NOT NULL) PARTITION BY LIST (a);
CREATE UNIQUE INDEX ON tree (a);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE partly (a bigint NOT NULL) PARTITION BY LIST (a);
CREATE TABLE partly1 PARTITION OF partly (PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE TABLE partly2 PARTITION OF partly FOR VALUES IN (2);
CREATE TABLE tree2 (a bigint NOT NULL UNIQUE) PARTITION BY LIST (a);
RESET conventions.mode;
DROP TABLE made, made2, unique1;
SELECT identity, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'keys'::regnamespace AND contype IN ('p', 'u')
    AND conrelid::regclass::text ~ 'By Index|by_constraint|tree' ORDER BY 1, 2;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA keys CASCADE;
DROP FOREIGN DATA WRAPPER keys_wrapper CASCADE;
