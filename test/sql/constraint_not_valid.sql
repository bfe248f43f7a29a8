-- Rule constraint_not_valid.
\set VERBOSITY terse
CREATE SCHEMA unproved;
SET search_path = unproved;
SELECT t.only_rule('constraint_not_valid');

-- reports only: what was added NOT VALID, of a table, a partition by itself, a domain
CREATE TABLE parents (id bigint, k int, PRIMARY KEY (id, k));
CREATE TABLE "Orders" (id bigint PRIMARY KEY, "T t" int, k int);
ALTER TABLE "Orders" ADD CONSTRAINT "c > 0" CHECK ("T t" > 0) NOT VALID,
    ADD CONSTRAINT kin CHECK (id > 0) NO INHERIT NOT VALID,
    ADD CONSTRAINT key FOREIGN KEY ("T t", k) REFERENCES parents (id, k) NOT VALID,
    ADD CONSTRAINT whole FOREIGN KEY (id, k) REFERENCES parents (id, k) MATCH FULL NOT VALID;
CREATE DOMAIN "Positive" AS int;
ALTER DOMAIN "Positive" ADD CONSTRAINT "is it" CHECK (value > 0) NOT VALID;
ALTER DOMAIN "Positive" ADD CONSTRAINT small CHECK (value < 100);
CREATE TABLE tree (id bigint) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
ALTER TABLE tree ADD CONSTRAINT of_root CHECK (id > 0) NOT VALID;
ALTER TABLE tree1 ADD CONSTRAINT of_leaf CHECK (id < 9) NOT VALID;
-- quiet: validated, made with its table
CREATE TABLE fine (a int CHECK (a > 0));
ALTER TABLE fine ADD CONSTRAINT b CHECK (a < 9) NOT VALID;
ALTER TABLE fine VALIDATE CONSTRAINT b;

SELECT object_type, identity, part, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA unproved CASCADE;
