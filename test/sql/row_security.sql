-- Rule row_security.
\set VERBOSITY terse
CREATE SCHEMA exposed;
CREATE SCHEMA "Open Api";
CREATE SCHEMA inner_side;
SET search_path = exposed;
SELECT t.only_rule('row_security', '{"schemas": ["exposed", "Open Api"]}');

-- alone it waits, also for another statement of the same table; the one that mends it says nothing
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN note text;
SELECT rule, status, severity, identity FROM conventions.findings();
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
SELECT count(*) FROM conventions.findings();

-- in a block it is judged at the commit
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE "Open Api"."Ärger" (id bigint PRIMARY KEY);
COMMIT;
BEGIN;
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
COMMIT;
BEGIN;
CREATE TABLE inner_side.moved (id bigint PRIMARY KEY);
ALTER TABLE inner_side.moved SET SCHEMA exposed;
COMMIT;
BEGIN;
CREATE TABLE copied AS SELECT 1 AS x;
COMMIT;
BEGIN;
CREATE TABLE events (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events DEFAULT;
ALTER TABLE events_1 ENABLE ROW LEVEL SECURITY;
COMMIT;

-- quiet: enabled in the same transaction; other schemas; what can have none; partitions; temporary tables
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;
COMMIT;
BEGIN;
CREATE TABLE inner_side.items (id bigint PRIMARY KEY);
CREATE TABLE events (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events DEFAULT;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE VIEW seen AS SELECT 1 AS x;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x;
CREATE TEMPORARY TABLE passing (id bigint);
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
COMMIT;
DROP TABLE events;

-- found in reports
SET conventions.mode = 'report';
SET client_min_messages = warning;
CREATE FOREIGN DATA WRAPPER exposed_wrapper;
CREATE SERVER exposed_server FOREIGN DATA WRAPPER exposed_wrapper;
RESET client_min_messages;
CREATE FOREIGN TABLE far (id bigint) SERVER exposed_server;
CREATE TABLE "Open Api"."Ärger" (id bigint PRIMARY KEY);
CREATE TABLE events (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events DEFAULT;
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child () INHERITS (parent);
RESET conventions.mode;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY status, identity COLLATE "C";

-- parameters
SELECT t.only_rule('row_security', '{"schemas": ["inner_side"]}');
SELECT identity FROM conventions.findings();
SELECT t.only_rule('row_security');
SELECT count(*) FROM conventions.findings();
BEGIN;
CREATE TABLE more (id bigint PRIMARY KEY);
COMMIT;
DROP TABLE more;
SELECT conventions.set_rule('row_security', parameters => '{"schemas": "exposed"}');
SELECT t.only_rule('row_security', '{"schemas": ["exposed", "Open Api"]}');

-- what is refused, and what mends it
\set VERBOSITY default
BEGIN;
CREATE TABLE "Artikel" (id bigint PRIMARY KEY);
COMMIT;
\set VERBOSITY terse

-- fix applied; fixes() leaves it out unless it is asked for
SELECT count(*) FROM conventions.fixes(in_transaction => false);
SELECT count(*) FROM conventions.fixes(only_safety => '{breaking}', in_transaction => false);
SELECT step FROM t.steps() \gexec
SELECT identity, status FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER exposed_wrapper CASCADE;
DROP SCHEMA exposed, inner_side, "Open Api" CASCADE;
