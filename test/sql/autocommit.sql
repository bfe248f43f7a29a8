-- One statement a transaction, as most tools migrate: what a second statement must mend waits, with a NOTICE, and
-- nothing that mends, or has nothing to do with it, is rejected.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA autocommit;
SET search_path = autocommit;
SELECT count(conventions.reset_rule(rule)) > 0 AS by_the_profile FROM conventions.rules();
-- Old sins, from before judging began.
CREATE TABLE "Old" (a int, "user" text, at timestamp);
CREATE TABLE base (id int PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE old_key (id int PRIMARY KEY, base_id int REFERENCES base, created_at timestamptz NOT NULL, CHECK (base_id > 0));
CREATE INDEX old_key_one ON old_key (created_at);
CREATE INDEX old_key_two ON old_key (created_at);
INSERT INTO base VALUES (1, now());
INSERT INTO old_key VALUES (1, 1, now());
INSERT INTO "Old" VALUES (1);
SELECT conventions.enable('strict');
SELECT t.few_rules();
RESET client_min_messages;
CREATE VIEW autocommit.waiting AS
SELECT relation::regclass AS relation, p.rule, p.identity FROM conventions.pending p;
CREATE FUNCTION autocommit.waits() RETURNS TABLE (rule text, identity text) LANGUAGE sql STABLE AS
'SELECT rule, identity FROM autocommit.waiting ORDER BY 1, 2';

\echo === a table with two keys, a comment, two indexes
CREATE TABLE orders (id bigint PRIMARY KEY, base_id int REFERENCES base, other_id int REFERENCES base,
    created_at timestamptz NOT NULL);
SELECT * FROM waits();
SELECT rule, severity, status, identity FROM conventions.findings('autocommit', 'foreign_key_index') ORDER BY identity;
SELECT rule, severity, moment, identity, fix_sql FROM conventions.warnings() ORDER BY identity;
COMMENT ON TABLE orders IS 'what was bought';
GRANT SELECT ON orders TO PUBLIC;
SELECT * FROM waits();
CREATE INDEX idx_orders_base_id ON orders (base_id);
SELECT * FROM waits();
CREATE INDEX CONCURRENTLY idx_orders_other_id ON orders (other_id);
SELECT * FROM waits();
SELECT count(*) FROM conventions.findings('autocommit', 'foreign_key_index') WHERE identity ~ 'orders';

\echo === in a block nothing waits
BEGIN;
CREATE TABLE lines (id bigint PRIMARY KEY, base_id int REFERENCES base, created_at timestamptz NOT NULL);
CREATE INDEX ON lines (base_id);
COMMIT;
BEGIN;
CREATE TABLE lines2 (id bigint PRIMARY KEY, base_id int REFERENCES base, created_at timestamptz NOT NULL);
COMMIT;
\set AUTOCOMMIT off
CREATE TABLE lines2 (id bigint PRIMARY KEY, base_id int REFERENCES base, created_at timestamptz NOT NULL);
COMMIT;
\set AUTOCOMMIT on
SELECT * FROM waits();

\echo === old findings of old tables
ALTER TABLE "Old" ALTER COLUMN a TYPE bigint;
ALTER TABLE "Old" ALTER COLUMN at TYPE timestamp(3);
ALTER TABLE "Old" ADD COLUMN note text;
ALTER TABLE "Old" RENAME COLUMN note TO remark;
ALTER TABLE old_key ALTER COLUMN base_id TYPE bigint;
ALTER TABLE old_key ALTER COLUMN created_at TYPE timestamptz(3);
ALTER TABLE base ALTER COLUMN id TYPE bigint;
ALTER TABLE old_key RENAME TO old_key2;
ALTER TABLE old_key2 RENAME COLUMN base_id TO ref_id;
ALTER INDEX old_key_two RENAME TO old_key_three;
COMMENT ON TABLE "Old" IS 'old';
SELECT * FROM waits();
-- A new sin of an old table waits like any.
ALTER TABLE old_key2 ADD COLUMN third_id bigint REFERENCES base;
SELECT * FROM waits();
ALTER TABLE old_key2 DROP CONSTRAINT old_key2_third_id_fkey;
SELECT * FROM waits();

\echo === rolled back
BEGIN;
SAVEPOINT s;
CREATE TABLE gone (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL);
ROLLBACK TO s;
COMMIT;
DO $$
BEGIN
    CREATE TABLE gone (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL);
    RAISE division_by_zero;
EXCEPTION WHEN division_by_zero THEN NULL;
END $$;
CREATE TABLE gone (base_id bigint REFERENCES base, "user" int);
CREATE TABLE gone (base_id bigint REFERENCES base, created_at timestamptz NOT NULL);
SELECT * FROM waits();

\echo === one string of statements
CREATE TABLE lines2 (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL)\; SELECT 1 AS one;
SELECT * FROM waits();
CREATE TABLE lines2 (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL)\; COMMENT ON TABLE lines2 IS 'x';
CREATE TABLE lines2 (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL)\; CREATE INDEX ON lines2 (base_id);
SELECT * FROM waits();

\echo === what waits follows its table
CREATE TABLE first_name (id bigint PRIMARY KEY, base_id bigint REFERENCES base, created_at timestamptz NOT NULL);
ALTER TABLE first_name RENAME TO second_name;
ALTER TABLE second_name RENAME COLUMN base_id TO ref_id;
ALTER TABLE second_name RENAME CONSTRAINT first_name_base_id_fkey TO renamed_fkey;
SELECT * FROM waits();
SELECT status, identity FROM conventions.findings('autocommit', 'foreign_key_index') WHERE identity ~ 'second_name';
ALTER TABLE second_name ALTER COLUMN ref_id TYPE numeric USING 1;
SELECT * FROM waits();
ALTER TABLE second_name ALTER COLUMN ref_id TYPE bigint USING 1;
ALTER TABLE second_name SET SCHEMA public;
SELECT * FROM waits();
ALTER TABLE public.second_name SET SCHEMA autocommit;

\echo === after the grace
SET conventions.pending_grace = 0;
ALTER TABLE second_name ADD COLUMN note text;
ALTER TABLE second_name ALTER COLUMN ref_id SET NOT NULL;
BEGIN;
ALTER TABLE second_name ADD COLUMN note text;
COMMIT;
-- No ALTER TABLE, or another table.
COMMENT ON TABLE second_name IS 'still waits';
GRANT SELECT ON second_name TO PUBLIC;
CREATE INDEX ON second_name (created_at);
ALTER TABLE orders ADD COLUMN note text;
CREATE TABLE child (id bigint PRIMARY KEY, second_id bigint REFERENCES second_name, created_at timestamptz NOT NULL);
SELECT * FROM waits();
ALTER TABLE second_name ADD COLUMN another_id bigint REFERENCES base;
-- It mends one of two, so it passes.
SET conventions.pending_grace = '1h';
ALTER TABLE second_name ADD COLUMN another_id bigint REFERENCES base;
SET conventions.pending_grace = 0;
ALTER TABLE second_name DROP CONSTRAINT second_name_another_id_fkey, ADD COLUMN note text;
SELECT * FROM waits();
CREATE INDEX ON second_name (ref_id);
ALTER TABLE second_name ADD COLUMN note2 text;
BEGIN;
ALTER TABLE child ADD COLUMN note text;
CREATE INDEX ON child (second_id);
COMMIT;
SELECT * FROM waits();
RESET conventions.pending_grace;

\echo === a restore into an enforcing database
SET conventions.restoring = on;
CREATE TABLE restored (id bigint NOT NULL, base_id bigint, created_at timestamptz);
BEGIN;
CREATE TABLE restored2 (id bigint NOT NULL);
COMMIT;
SELECT * FROM waits();
SELECT rule, status, identity FROM conventions.findings('autocommit') WHERE identity ~ 'restored' ORDER BY 1, 3;
ALTER TABLE restored ADD PRIMARY KEY (id);
ALTER TABLE restored ADD FOREIGN KEY (base_id) REFERENCES base;
CREATE INDEX ON restored (base_id);
-- What is judged with the command is not a matter of waiting.
CREATE TABLE "Restored" (id bigint PRIMARY KEY);
SELECT * FROM waits();
RESET conventions.restoring;
ALTER TABLE restored ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE restored2 ADD COLUMN note text;
DROP TABLE restored2;
-- The next commit forgets what is gone.
COMMENT ON TABLE base IS 'referenced';
SELECT * FROM waits();

\echo === clean up
SET client_min_messages = warning;
SELECT count(conventions.reset_rule(rule)) > 0 AS by_the_profile FROM conventions.rules();
SELECT conventions.disable();
SELECT count(*) FROM conventions.pending;
DROP SCHEMA autocommit CASCADE;
