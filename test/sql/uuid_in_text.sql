-- Rule uuid_in_text.
\set VERBOSITY terse
CREATE SCHEMA uuids;
SET search_path = uuids;
SELECT t.only_rule('uuid_in_text');

-- fires: by name, by length
CREATE TABLE t1 (uuid text);
CREATE TABLE t1 ("orderUuid" varchar(40), guid char(36), id varchar(36));
CREATE DOMAIN key AS varchar(36);
CREATE TABLE t1 (id key);

-- quiet
CREATE TABLE t1 (uuid uuid, a varchar(35), druid text, uuids text[], b text GENERATED ALWAYS AS ('x') STORED);

-- a report leaves tables with rows alone
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint, "the uuid" char(36) UNIQUE, made_uuid text COLLATE "C" NOT NULL DEFAULT gen_random_uuid());
CREATE TABLE parents (id varchar(36) PRIMARY KEY);
CREATE TABLE children (id bigint, parent_uuid varchar(36) REFERENCES parents);
CREATE TABLE filled (uuid text);
RESET conventions.mode;
INSERT INTO filled VALUES ('no uuid');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- the whole message
\set VERBOSITY default
CREATE TABLE orders (order_uuid varchar(36) COLLATE "C" PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE uuids.orders (
    order_uuid uuid DEFAULT gen_random_uuid() PRIMARY KEY
);
\set VERBOSITY terse

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"T"'::regclass AND attnum > 1 ORDER BY attnum;
INSERT INTO "T" (id) VALUES (1);
SELECT identity FROM conventions.findings() ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA uuids CASCADE;
