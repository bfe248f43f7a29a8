-- What judging leaves out because it can make no difference: here each time with something that does make one.
\set VERBOSITY terse
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA shortcuts;
SET search_path = shortcuts, public;

\echo === a table becomes a member of an extension, and leaves it, in the transaction that made it
SELECT t.only_rule('timestamptz');
BEGIN;
CREATE TABLE members (id bigint PRIMARY KEY);
ALTER EXTENSION pg_conventions ADD TABLE members;
ALTER TABLE members ADD COLUMN tolerated timestamp;
SAVEPOINT outside;
ALTER EXTENSION pg_conventions DROP TABLE members;
ALTER TABLE members ADD COLUMN refused timestamp;
ROLLBACK TO outside;
ALTER TABLE members ADD COLUMN tolerated_as_well timestamp;
ALTER EXTENSION pg_conventions DROP TABLE members;
ALTER TABLE members ADD COLUMN refused timestamp;
ROLLBACK;

\echo === a table becomes a partition in the transaction that made it: judged through its root
SELECT t.only_rule('primary_key');
BEGIN;
CREATE TABLE trees (id bigint) PARTITION BY RANGE (id);
CREATE TABLE leaves (id bigint);
ALTER TABLE trees ATTACH PARTITION leaves FOR VALUES FROM (1) TO (9);
COMMIT;
BEGIN;
CREATE TABLE trees (id bigint) PARTITION BY RANGE (id);
CREATE TABLE leaves (id bigint PRIMARY KEY);
ALTER TABLE trees ATTACH PARTITION leaves FOR VALUES FROM (1) TO (9);
COMMIT;
BEGIN;
ALTER TABLE trees DETACH PARTITION leaves;
ALTER TABLE leaves DROP CONSTRAINT leaves_pkey;
COMMIT;
DROP TABLE trees;

\echo === what another event trigger does after ours counts at the commit of a single command
CREATE FUNCTION mend() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = to_regclass('shortcuts.mended')) THEN
        ALTER TABLE shortcuts.mended ADD PRIMARY KEY (id);
    END IF;
END
$$;
CREATE EVENT TRIGGER zz_mend ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION mend();
CREATE TABLE mended (id bigint);
DROP EVENT TRIGGER zz_mend;
CREATE FUNCTION spoil() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE shortcuts.spoilt DROP CONSTRAINT spoilt_pkey;
END
$$;
CREATE EVENT TRIGGER zz_spoil ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION spoil();
CREATE TABLE spoilt (id bigint PRIMARY KEY);
DROP EVENT TRIGGER zz_spoil;
SELECT to_regclass('mended') AS mended, to_regclass('spoilt') AS spoilt;

\echo === DROP TABLE takes the foreign key away for which an index had to stay
SELECT t.done();
CREATE TABLE bases (id bigint PRIMARY KEY, number bigint);
CREATE UNIQUE INDEX bases_number ON bases (number);
CREATE TABLE users_of_bases (number bigint REFERENCES bases (number));
ALTER TABLE bases ADD CONSTRAINT bases_number_key UNIQUE (number);
SELECT t.only_rule('duplicate_index');
SELECT identity FROM conventions.findings('shortcuts');
DROP TABLE users_of_bases;

\echo === statements whose relation only their words tell
SELECT t.done();
CREATE TABLE quiet (id bigint PRIMARY KEY, at timestamp);
CREATE TABLE quiet_drop (id bigint PRIMARY KEY);
INSERT INTO quiet VALUES (1, now());
SELECT t.only_rule('drop_column');
ALTER TABLE quiet ADD COLUMN more text, DROP COLUMN at;
CREATE SCHEMA shortcuts_more CREATE TABLE inner_table (id bigint PRIMARY KEY) CREATE INDEX ON inner_table (id);
DROP TABLE quiet_drop CASCADE;
SELECT t.only_rule('duplicate_index');
CREATE SCHEMA shortcuts_again CREATE TABLE inner_table (id bigint PRIMARY KEY) CREATE INDEX ON inner_table (id);

\echo === a table that was clean for the commit when it was made or altered: what spoils it later counts
SELECT t.only_rule('primary_key');
BEGIN;
CREATE TABLE once (id bigint PRIMARY KEY);
ALTER TABLE once DROP CONSTRAINT once_pkey;
COMMIT;
BEGIN;
SAVEPOINT made;
CREATE TABLE once (id bigint PRIMARY KEY);
RELEASE made;
DO 'BEGIN ALTER TABLE once DROP CONSTRAINT once_pkey; END';
COMMIT;
BEGIN;
CREATE TABLE once (id bigint);
SAVEPOINT keyless;
ALTER TABLE once ADD PRIMARY KEY (id);
ROLLBACK TO keyless;
COMMIT;
BEGIN;
CREATE TABLE once (id bigint PRIMARY KEY);
SAVEPOINT keyed;
ALTER TABLE once DROP CONSTRAINT once_pkey;
ROLLBACK TO keyed;
COMMIT;
SELECT to_regclass('once') AS once;

\echo === its last partition with a key goes
CREATE TABLE branches (id bigint) PARTITION BY RANGE (id);
BEGIN;
CREATE TABLE branches (id bigint) PARTITION BY RANGE (id);
CREATE TABLE twigs PARTITION OF branches (PRIMARY KEY (id)) FOR VALUES FROM (1) TO (9);
COMMIT;
BEGIN;
ALTER TABLE branches ADD COLUMN note text;
DROP TABLE twigs;
COMMIT;
BEGIN;
ALTER TABLE branches ADD COLUMN note text;
ALTER TABLE branches DETACH PARTITION twigs;
COMMIT;
DROP TABLE branches;

\echo === another policy
SELECT t.only_rule('nullable_boolean');
BEGIN;
CREATE TABLE keyless (id bigint);
SELECT t.only_rule('primary_key');
COMMIT;
SELECT to_regclass('keyless') AS keyless;

\echo === another table, made or altered later
SELECT t.only_rule('foreign_key_missing');
BEGIN;
CREATE TABLE visits (id bigint PRIMARY KEY, guest_id bigint);
CREATE TABLE guests (id bigint PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE guests (id integer PRIMARY KEY);
CREATE TABLE visits (id bigint PRIMARY KEY, guest_id bigint);
ALTER TABLE guests ALTER COLUMN id TYPE bigint;
COMMIT;

\echo === a comment, a domain, an index
SELECT t.only_rule('nullable_boolean');
BEGIN;
CREATE TABLE flags (is_open boolean);
COMMENT ON COLUMN flags.is_open IS 'null as long as nobody was asked';
COMMIT;
BEGIN;
ALTER TABLE flags ADD COLUMN note text;
COMMENT ON COLUMN flags.is_open IS NULL;
COMMIT;
CREATE DOMAIN yes_or_no AS boolean NOT NULL;
BEGIN;
ALTER TABLE flags ADD COLUMN is_new yes_or_no;
ALTER DOMAIN yes_or_no DROP NOT NULL;
COMMIT;
SELECT t.only_rule('foreign_key_index');
BEGIN;
CREATE TABLE guests (id bigint PRIMARY KEY);
CREATE TABLE visits (guest_id bigint REFERENCES guests);
CREATE INDEX visits_guest_id ON visits (guest_id);
COMMIT;
BEGIN;
ALTER TABLE visits ADD COLUMN note text;
DROP INDEX visits_guest_id;
COMMIT;

\echo === more tables than are looked through one by one
SELECT t.only_rule('primary_key');
BEGIN;
SELECT format('CREATE TABLE many_%s (id bigint PRIMARY KEY)', n) FROM generate_series(1, 30) n \gexec
SAVEPOINT more;
SELECT format('CREATE TABLE many_%s (id bigint)', n) FROM generate_series(31, 40) n \gexec
ROLLBACK TO more;
CREATE TABLE many_41 (id bigint PRIMARY KEY);
ALTER TABLE many_7 DROP CONSTRAINT many_7_pkey;
COMMIT;

SELECT t.done();
DROP SCHEMA shortcuts, shortcuts_more CASCADE;
