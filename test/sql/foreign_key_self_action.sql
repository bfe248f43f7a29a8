-- Rule foreign_key_self_action: in reports only.
\set VERBOSITY terse
CREATE SCHEMA selves;
SET search_path = selves;
SELECT t.only_rule('foreign_key_self_action');

-- fires: NO ACTION and RESTRICT, in a partition tree too
CREATE TABLE folders (id bigint PRIMARY KEY, "Über" bigint CONSTRAINT "Über_uns" REFERENCES folders, up bigint REFERENCES folders ON DELETE RESTRICT);
CREATE TABLE tree (id bigint PRIMARY KEY, up bigint REFERENCES tree) PARTITION BY RANGE (id);
CREATE TABLE tree1 PARTITION OF tree DEFAULT;

-- quiet: an action, deferrable, another table
CREATE TABLE a (id bigint PRIMARY KEY, x bigint REFERENCES a ON DELETE CASCADE, y bigint REFERENCES a ON DELETE SET NULL, z bigint REFERENCES a DEFERRABLE, o bigint REFERENCES folders);

-- fix applied
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<action>', 'CASCADE') FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA selves CASCADE;
