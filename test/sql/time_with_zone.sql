-- Rule time_with_zone.
\set VERBOSITY terse
CREATE SCHEMA clocks;
SET search_path = clocks;
SELECT t.only_rule('time_with_zone');

-- fires: plain, with a precision, an array, by a domain
CREATE TABLE shops (opens_at timetz);
CREATE TABLE shops (opens_at time(3) with time zone);
CREATE TABLE shops (opens_at timetz[]);
CREATE DOMAIN opening AS timetz;
CREATE TABLE shops (opens_at opening);
CREATE TABLE shops (id bigint, opens_at time);
ALTER TABLE shops ALTER COLUMN opens_at TYPE timetz;

-- quiet
CREATE TABLE others (a time, b timestamptz, c timestamp, d interval);
CREATE VIEW seen AS SELECT '12:00+01'::timetz AS a;

-- the whole message
\set VERBOSITY default
CREATE TABLE halls (id bigint PRIMARY KEY, opens_at time(0) with time zone NOT NULL, others timetz[]);
CREATE TABLE clocks.halls (
    id bigint PRIMARY KEY,
    opens_at time(0) NOT NULL,
    others time[]
);
\set VERBOSITY terse

-- fix applied
SET client_min_messages = warning;
DROP SCHEMA clocks CASCADE;
RESET client_min_messages;
CREATE SCHEMA clocks;
SET conventions.mode = 'report';
CREATE TABLE "Shops" (id bigint, "Opens at" timetz(0) DEFAULT '12:00+01', closes timetz);
CREATE TABLE lists (id bigint, a timetz[]);
RESET conventions.mode;
INSERT INTO "Shops" VALUES (1, '09:00:00+02', '18:30-05');
INSERT INTO lists VALUES (1, '{09:00+02}');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(replace(step, '<zone>', 'UTC'), '<default>', '''11:00'''), '<expression>', 'a::time[]') FROM t.steps() \gexec
TABLE "Shops";
TABLE lists;
SELECT column_name, column_default FROM information_schema.columns WHERE table_schema = 'clocks' AND table_name = 'Shops';
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA clocks CASCADE;
