-- Rule foreign_key_duplicate.
\set VERBOSITY terse
CREATE SCHEMA again;
SET search_path = again;
SELECT t.only_rule('foreign_key_duplicate');
CREATE TABLE parents (id bigint PRIMARY KEY, a int, b int, UNIQUE (a, b), UNIQUE (b, a));
CREATE TABLE orders (id bigint PRIMARY KEY, p bigint REFERENCES parents, a int, b int, up bigint,
                     FOREIGN KEY (a, b) REFERENCES parents (a, b), FOREIGN KEY (up) REFERENCES orders);

-- fires: once more, with the columns in another order, to itself, in one CREATE TABLE
ALTER TABLE orders ADD FOREIGN KEY (p) REFERENCES parents;
ALTER TABLE orders ADD CONSTRAINT "Noch ""einer""" FOREIGN KEY (b, a) REFERENCES parents (b, a) ON DELETE CASCADE;
ALTER TABLE orders ADD FOREIGN KEY (up) REFERENCES orders NOT VALID;
CREATE TABLE twice (p bigint REFERENCES parents REFERENCES parents (id));

-- quiet: other pairs, another target, another column
ALTER TABLE orders ADD FOREIGN KEY (b, a) REFERENCES parents (a, b);
CREATE TABLE others (id bigint PRIMARY KEY);
ALTER TABLE orders ADD FOREIGN KEY (p) REFERENCES others, ADD FOREIGN KEY (id) REFERENCES parents;
-- a swap in one command passes, in either order of words
ALTER TABLE orders ADD CONSTRAINT swapped FOREIGN KEY (p) REFERENCES parents ON DELETE CASCADE, DROP CONSTRAINT orders_p_fkey;

-- partitions on both sides: copies do not count, an own key of a partition does not duplicate one
CREATE TABLE tree (id bigint PRIMARY KEY, p bigint REFERENCES parents) PARTITION BY RANGE (id);
CREATE TABLE tree_1 PARTITION OF tree FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
CREATE TABLE tree_1_1 PARTITION OF tree_1 DEFAULT;
CREATE TABLE tree_2 PARTITION OF tree DEFAULT;
CREATE TABLE to_tree (p bigint REFERENCES tree, q bigint REFERENCES tree);
ALTER TABLE to_tree ADD FOREIGN KEY (p) REFERENCES tree_2;
ALTER TABLE tree_1_1 ADD FOREIGN KEY (p) REFERENCES parents;
ALTER TABLE tree ADD FOREIGN KEY (p) REFERENCES parents;
ALTER TABLE tree_1_1 ADD FOREIGN KEY (p) REFERENCES parents;
CREATE TABLE kid (PRIMARY KEY (id), FOREIGN KEY (p) REFERENCES parents) INHERITS (orders);

-- every pair that differs, or does not
SET conventions.mode = 'report';
ALTER TABLE orders ADD CONSTRAINT p_2 FOREIGN KEY (p) REFERENCES parents ON DELETE CASCADE, ADD CONSTRAINT p_3 FOREIGN KEY (p) REFERENCES parents MATCH FULL ON DELETE CASCADE NOT VALID,
    ADD CONSTRAINT p_4 FOREIGN KEY (p) REFERENCES parents ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE, ADD CONSTRAINT p_5 FOREIGN KEY (p) REFERENCES parents;
ALTER TABLE orders ADD CONSTRAINT ba_2 FOREIGN KEY (b, a) REFERENCES parents (a, b) MATCH FULL, ADD CONSTRAINT ba_3 FOREIGN KEY (a, b) REFERENCES parents (b, a);
COMMENT ON CONSTRAINT ba_3 ON orders IS 'it''s';
CREATE TABLE unproven (p bigint);
ALTER TABLE unproven ADD CONSTRAINT late FOREIGN KEY (p) REFERENCES parents NOT VALID;
ALTER TABLE unproven ADD CONSTRAINT proven FOREIGN KEY (p) REFERENCES parents;
ALTER TABLE tree ADD CONSTRAINT "Wurzel" FOREIGN KEY (p) REFERENCES parents;
RESET conventions.mode;
SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" ("Kunde" bigint CONSTRAINT k REFERENCES parents ON DELETE CASCADE, FOREIGN KEY ("Kunde") REFERENCES parents ON DELETE CASCADE);
\set VERBOSITY terse

-- fix applied, and taken back
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT step FROM t.steps() \gexec
SELECT identity, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conrelid::regclass AS relation, conname, convalidated FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'again'::regnamespace AND conparentid = 0 ORDER BY 1::text COLLATE "C", conname COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity, part FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA again CASCADE;
