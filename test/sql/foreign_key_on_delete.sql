-- Rule foreign_key_on_delete.
\set VERBOSITY terse
CREATE SCHEMA actions;
SET search_path = actions;
SELECT t.only_rule('foreign_key_on_delete');
CREATE TABLE parents (id bigint PRIMARY KEY, a int, b int, UNIQUE (a, b));

-- fires with the command: nothing written, NO ACTION written, added later, several keys
CREATE TABLE plain (p bigint REFERENCES parents);
CREATE TABLE written (p bigint REFERENCES parents ON DELETE NO ACTION ON UPDATE CASCADE);
CREATE TABLE added (p bigint, "Ä" int, x int);
ALTER TABLE added ADD CONSTRAINT "Schlüssel" FOREIGN KEY (x, "Ä") REFERENCES parents (a, b) NOT VALID;
ALTER TABLE added ADD FOREIGN KEY (p) REFERENCES parents, ADD COLUMN self bigint REFERENCES parents;
CREATE TABLE selves (id bigint PRIMARY KEY, up bigint REFERENCES selves);

-- quiet: every action that somebody wrote, and DEFERRABLE
CREATE TABLE chosen (
    a bigint REFERENCES parents ON DELETE CASCADE, b bigint REFERENCES parents ON DELETE SET NULL,
    c bigint REFERENCES parents ON DELETE SET DEFAULT, d bigint REFERENCES parents ON DELETE RESTRICT,
    e bigint REFERENCES parents DEFERRABLE, f bigint REFERENCES parents DEFERRABLE INITIALLY DEFERRED,
    g int, h int, FOREIGN KEY (g, h) REFERENCES parents (a, b) ON DELETE SET NULL (g));
CREATE TEMPORARY TABLE passing (id bigint PRIMARY KEY, up bigint REFERENCES passing);

-- partitions on three levels, on both sides: said once, at the root's key; a partition's own key is its own
SET conventions.mode = 'warn';
CREATE TABLE selves (id bigint PRIMARY KEY, up bigint REFERENCES selves);
CREATE TABLE tree (id bigint PRIMARY KEY, p bigint REFERENCES parents) PARTITION BY RANGE (id);
CREATE TABLE tree_1 PARTITION OF tree FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
CREATE TABLE tree_1_1 PARTITION OF tree_1 DEFAULT;
ALTER TABLE tree_1_1 ADD CONSTRAINT own FOREIGN KEY (p) REFERENCES selves;
CREATE TABLE to_tree (p bigint REFERENCES tree);
CREATE TABLE tree_2 PARTITION OF tree DEFAULT;
CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (selves);
ALTER TABLE added ADD CONSTRAINT "Schlüssel" FOREIGN KEY (x, "Ä") REFERENCES parents (a, b) NOT VALID;
COMMENT ON CONSTRAINT "Schlüssel" ON added IS 'it''s';
-- what was there before is not said again
ALTER TABLE tree_1_1 ALTER COLUMN p SET NOT NULL;
RESET conventions.mode;
ALTER TABLE tree ADD COLUMN further text;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('foreign_key_on_delete', '{"allowed": ["no action", "cascade"]}');
CREATE TABLE restricted (p bigint REFERENCES parents ON DELETE RESTRICT);
CREATE TABLE emptied (p bigint REFERENCES parents ON DELETE SET NULL DEFERRABLE);
CREATE TABLE passes (p bigint REFERENCES parents, q bigint REFERENCES parents ON DELETE CASCADE);
SELECT identity, message, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.set_rule('foreign_key_on_delete', parameters => '{"allowed": ["delete"]}');
SELECT t.only_rule('foreign_key_on_delete');
DROP TABLE chosen, passes;

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" (id bigint PRIMARY KEY, "Kunde" bigint NOT NULL REFERENCES parents ON UPDATE CASCADE,
                           vorher bigint REFERENCES "Bestellung" ON DELETE NO ACTION);
\set VERBOSITY terse

-- fix applied: a person says which action
SELECT replace(step, '<action>', 'CASCADE') AS step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT conrelid::regclass AS relation, conname, pg_get_constraintdef(oid) AS definition, convalidated
FROM pg_constraint WHERE contype = 'f' AND connamespace = 'actions'::regnamespace AND conparentid = 0
ORDER BY 1::text COLLATE "C", 2::text COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA actions CASCADE;
