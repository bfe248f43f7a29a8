-- Rule drop_column.
\set VERBOSITY terse
CREATE SCHEMA drops;
SET search_path = drops;
CREATE TABLE orders (id bigint, total numeric, note text, empty text, "Hard $1" text);
INSERT INTO orders SELECT i, i, 'note', NULL, 'x' FROM generate_series(1, 100) i;
ALTER TABLE orders SET (autovacuum_enabled = false);
CREATE TABLE unused (id bigint, note text);
SELECT t.only_rule('drop_column');

-- fires before it happens, each column
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders DROP note, DROP COLUMN IF EXISTS "Hard $1";
ALTER TABLE IF EXISTS orders ADD COLUMN more int, DROP COLUMN total;
BEGIN;
ALTER TABLE orders DROP COLUMN note;
ROLLBACK;
DO $$ BEGIN ALTER TABLE drops.orders DROP COLUMN note; END $$;

-- quiet: no such column, no such table, no rows, nothing but nulls by statistics
ALTER TABLE orders DROP COLUMN IF EXISTS gone;
ALTER TABLE IF EXISTS gone DROP COLUMN note;
ALTER TABLE unused DROP COLUMN note;
ALTER TABLE orders DROP COLUMN empty;
ANALYZE orders;
ALTER TABLE orders DROP COLUMN empty;

-- quiet: made or emptied in the same transaction, not in an earlier one
BEGIN;
CREATE TABLE fresh AS SELECT 1 AS id, 2 AS note;
ALTER TABLE fresh DROP COLUMN note;
COMMIT;
ALTER TABLE fresh DROP COLUMN id;
BEGIN;
TRUNCATE fresh;
ALTER TABLE fresh DROP COLUMN id;
ROLLBACK;
BEGIN;
SAVEPOINT s;
TRUNCATE fresh;
ROLLBACK TO s;
ALTER TABLE fresh DROP COLUMN id;
ROLLBACK;

-- a rewritten table has new storage and its old rows
BEGIN;
ALTER TABLE orders ALTER COLUMN id TYPE numeric;
ALTER TABLE orders DROP COLUMN note;
ROLLBACK;

-- rows of partitions count, ONLY means the table
CREATE TABLE root (id bigint, part int, note text) PARTITION BY LIST (part);
CREATE TABLE middle PARTITION OF root FOR VALUES IN (1) PARTITION BY LIST (part);
CREATE TABLE leaf PARTITION OF middle FOR VALUES IN (1);
ALTER TABLE root DROP COLUMN id;
INSERT INTO root VALUES (1, 'x');
ALTER TABLE root DROP COLUMN note;
CREATE TABLE parent (id bigint, note text);
CREATE TABLE child (own text) INHERITS (parent);
INSERT INTO child VALUES (1, 'x', 'y');
ALTER TABLE parent DROP COLUMN note;
ALTER TABLE child DROP COLUMN own;
ALTER TABLE ONLY parent DROP COLUMN note;

-- what CASCADE takes is found when it is gone, and comes back with the error
CREATE TYPE mood AS ENUM ('good');
CREATE DOMAIN short AS text;
CREATE TABLE moods (id bigint, mood mood, "Short" short, moods mood[]);
CREATE TABLE moodless (id bigint, mood mood);
INSERT INTO moods VALUES (1, 'good', 'x', '{good}');
DROP TYPE mood CASCADE;
DROP DOMAIN short CASCADE;
SELECT * FROM moods;
-- named and taken: each is said once
ALTER TABLE moods DROP COLUMN mood CASCADE;
-- the whole table goes: another rule's business
DROP TABLE moods, moodless, child, parent;
CREATE TABLE moods (id bigint, mood mood);
DROP TYPE mood CASCADE;

-- exclude, severity, mode
SELECT conventions.set_rule('drop_column', parameters => '{"exclude": "^drops\\.orders\\.note$"}');
BEGIN;
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders DROP COLUMN total;
ROLLBACK;
SELECT t.only_rule('drop_column');
SELECT conventions.set_rule('drop_column', 'warn');
BEGIN;
ALTER TABLE orders DROP COLUMN note;
ROLLBACK;

-- the whole message
SELECT t.only_rule('drop_column');
\set VERBOSITY default
ALTER TABLE orders DROP COLUMN note;
\set VERBOSITY terse

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA drops CASCADE;
