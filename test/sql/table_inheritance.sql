-- Rule table_inheritance.
\set VERBOSITY terse
CREATE SCHEMA heirs;
SET search_path = heirs;
SELECT t.only_rule('table_inheritance');
CREATE TABLE "Mother" (id bigint PRIMARY KEY);
CREATE TABLE father (name text);

-- fires
CREATE TABLE child () INHERITS ("Mother", father);
CREATE TABLE child (id bigint NOT NULL);
ALTER TABLE child INHERIT "Mother";

-- quiet: partitions, attached ones too; LIKE
CREATE TABLE root (id bigint) PARTITION BY RANGE (id);
CREATE TABLE root_1 PARTITION OF root FOR VALUES FROM (0) TO (9);
ALTER TABLE root ATTACH PARTITION child DEFAULT;
ALTER TABLE root DETACH PARTITION child;
CREATE TABLE twin (LIKE father);

-- in reports; a grandchild inherits from its own parent
SET conventions.mode = 'report';
SET client_min_messages = warning;
CREATE FOREIGN DATA WRAPPER heirs_wrapper;
CREATE SERVER heirs_server FOREIGN DATA WRAPPER heirs_wrapper;
RESET client_min_messages;
CREATE FOREIGN TABLE far () INHERITS (father) SERVER heirs_server;
CREATE TABLE kid () INHERITS ("Mother", father);
CREATE TABLE grandchild () INHERITS (kid);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
-- no more than that is said of what was there
ALTER TABLE kid ADD COLUMN note text;
ALTER TABLE kid NO INHERIT father;
SELECT identity, message FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP FOREIGN DATA WRAPPER heirs_wrapper CASCADE;
DROP SCHEMA heirs CASCADE;
