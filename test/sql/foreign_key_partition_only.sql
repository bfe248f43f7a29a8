-- Rule foreign_key_partition_only.
\set VERBOSITY terse
CREATE SCHEMA parts;
SET search_path = parts;
SELECT t.only_rule('foreign_key_partition_only');
CREATE TABLE customers (id bigint PRIMARY KEY, other int UNIQUE);
CREATE TABLE tree (id bigint, "Kunde" bigint) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE tree2 (gone int, "Kunde" bigint, id bigint);
ALTER TABLE tree2 DROP COLUMN gone;
ALTER TABLE tree ATTACH PARTITION tree2 FOR VALUES IN (2);
CREATE TABLE tree3 PARTITION OF tree FOR VALUES IN (3) PARTITION BY LIST (id);
CREATE TABLE tree3_1 PARTITION OF tree3 DEFAULT;

-- quiet: one of three; not yet two
ALTER TABLE tree1 ADD FOREIGN KEY ("Kunde") REFERENCES customers;

-- fires: two of three, whatever the numbers of the columns; a level between counts for those below it
ALTER TABLE tree2 ADD FOREIGN KEY ("Kunde") REFERENCES customers;
ALTER TABLE tree3 ADD FOREIGN KEY ("Kunde") REFERENCES customers;

-- quiet: the whole has it, others have others
CREATE TABLE whole (id bigint, c bigint REFERENCES customers) PARTITION BY LIST (id);
CREATE TABLE whole1 PARTITION OF whole FOR VALUES IN (1);
CREATE TABLE to_tree (id bigint PRIMARY KEY, c bigint) PARTITION BY LIST (id);
CREATE TABLE to_tree1 PARTITION OF to_tree FOR VALUES IN (1);
CREATE TABLE refers (id bigint, t bigint REFERENCES to_tree) PARTITION BY LIST (id);
CREATE TABLE refers1 PARTITION OF refers FOR VALUES IN (1);

-- fix applied: the keys of the partitions become parts of it; where they differ there is nothing to run
SET conventions.mode = 'report';
ALTER TABLE tree2 ADD FOREIGN KEY ("Kunde") REFERENCES customers;
CREATE TABLE differ (id bigint, c bigint) PARTITION BY LIST (id);
CREATE TABLE differ1 PARTITION OF differ FOR VALUES IN (1);
CREATE TABLE differ2 PARTITION OF differ FOR VALUES IN (2);
ALTER TABLE differ1 ADD FOREIGN KEY (c) REFERENCES customers;
ALTER TABLE differ2 ADD FOREIGN KEY (c) REFERENCES customers ON DELETE CASCADE;
RESET conventions.mode;
INSERT INTO customers VALUES (5);
INSERT INTO tree VALUES (1, 5), (2, 5), (3, 5);
SELECT identity, part, message, detail, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT conrelid::regclass, conname, conparentid <> 0 AS is_copy FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'parts'::regnamespace AND conrelid::regclass::text LIKE 'tree%' ORDER BY 1::text COLLATE "C", 2;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA parts CASCADE;
