-- Rule timestamp_precision.
\set VERBOSITY terse
CREATE SCHEMA moments;
SET search_path = moments;
SELECT t.only_rule('timestamp_precision');

-- fires: three types, arrays, domains
CREATE TABLE events (at timestamptz(0));
CREATE TABLE events (at timestamp(3), t time(5));
CREATE TABLE events (at timestamptz(3)[]);
CREATE DOMAIN moment AS timestamptz(2);
CREATE TABLE events (at moment);
CREATE TABLE events (at timestamptz);
ALTER TABLE events ALTER at TYPE timestamptz(0);

-- quiet: all digits, other types
CREATE TABLE others (a timestamptz(6), b timestamp, c time(6), d timetz(0), e interval(0), f date);

-- parameters
SELECT conventions.set_rule('timestamp_precision', parameters => '{"accept": ["timestamptz(3)"]}');
CREATE TABLE prisma (at timestamptz(3), others timestamptz(3)[]);
CREATE TABLE prisma2 (at timestamp(3));

-- the whole message
SELECT t.only_rule('timestamp_precision', '{"accept": null}');
\set VERBOSITY default
CREATE TABLE visits (id bigint PRIMARY KEY, at timestamptz(0) NOT NULL DEFAULT now(), ends time(3)[]);
CREATE TABLE moments.visits (
    id bigint PRIMARY KEY,
    at timestamptz DEFAULT now() NOT NULL,
    ends time[]
);
\set VERBOSITY terse

-- fix applied; no row is written
SET client_min_messages = warning;
DROP SCHEMA moments CASCADE;
RESET client_min_messages;
CREATE SCHEMA moments;
SET conventions.mode = 'report';
CREATE DOMAIN moment AS timestamptz(2);
CREATE TABLE plain (id bigint, "At" timestamptz(0) DEFAULT now(), b timestamp(3), c moment, d time(1));
CREATE INDEX ON plain ("At");
CREATE TABLE lists (id bigint, a timestamptz(0)[]);
RESET conventions.mode;
INSERT INTO plain VALUES (1, '2020-01-01 00:00:00Z', '2020-01-01 00:00:00.123', '2020-01-01 00:00:00.12Z', '12:00:00.1');
SELECT pg_relation_filenode('plain') AS plain, pg_relation_filenode('lists') AS lists \gset
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT pg_relation_filenode('plain') = :plain AS same, pg_relation_filenode('lists') = :lists AS same;
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'plain'::regclass AND attnum > 1 ORDER BY attnum;
SELECT "At" AT TIME ZONE 'UTC', b, c AT TIME ZONE 'UTC', d FROM plain;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA moments CASCADE;
