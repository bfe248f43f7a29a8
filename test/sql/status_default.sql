-- Rule status_default.
\set VERBOSITY terse
CREATE SCHEMA states;
SET search_path = states;
SELECT t.only_rule('status_default');
CREATE TYPE mood AS ENUM ('sad');

-- fires: strings, numbers, enums
CREATE TABLE orders (status text NOT NULL);
CREATE TABLE orders ("orderState" mood NOT NULL, level smallint NOT NULL, role_kind varchar(3) NOT NULL);

-- quiet: a default, nullable, keys, other types and names
CREATE TABLE kinds (kind text PRIMARY KEY);
CREATE TABLE orders (status text NOT NULL DEFAULT 'new', state text, kind text NOT NULL REFERENCES kinds, type bigint NOT NULL, name text NOT NULL, owner_id int, owner_type text NOT NULL);

-- parameters
SELECT conventions.set_rule('status_default', parameters => '{"names": ["name"]}');
CREATE TABLE others (status text NOT NULL);
CREATE TABLE others2 (first_name text NOT NULL);

-- fix applied
SELECT t.only_rule('status_default', '{"names": null}');
DROP TABLE others;
SET conventions.mode = 'report';
CREATE TABLE "Orders" (id bigint, "the_Status" text NOT NULL);
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();
SELECT replace(step, '<default>', '''new''') FROM t.steps() \gexec
INSERT INTO "Orders" VALUES (1);
TABLE "Orders";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA states CASCADE;
