-- Rule timestamp_column_name.
\set VERBOSITY terse
CREATE SCHEMA moments;
SET search_path = moments;
CREATE DOMAIN moment AS timestamptz;
SELECT t.only_rule('timestamp_column_name');

-- fires
\set VERBOSITY default
CREATE TABLE orders (id bigint PRIMARY KEY, shipped timestamptz, paid date);
\set VERBOSITY terse
CREATE TABLE orders (id bigint PRIMARY KEY, shipped_at timestamp, paid_on date);
ALTER TABLE orders RENAME COLUMN paid_on TO paid_at;
ALTER TABLE orders ADD COLUMN seen moment;
ALTER TABLE orders ALTER COLUMN paid_on TYPE timestamptz;

-- quiet
ALTER TABLE orders ADD COLUMN birth_date date, ADD COLUMN days date[], ADD COLUMN opens time, ADD COLUMN took interval;
CREATE TABLE kids (more text) INHERITS (orders);
SELECT conventions.exempt('timestamp_column_name', 'moments.orders.old', reason => 'a client of ours') IS NOT NULL AS exempt;
ALTER TABLE orders ADD COLUMN old timestamptz;
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('timestamp_column_name', '{"suffixes": ["At"], "date_suffixes": []}');
ALTER TABLE orders ADD COLUMN format timestamptz, ADD COLUMN "sentAt" timestamptz;
ALTER TABLE orders ADD COLUMN "sentAt" timestamptz, ADD COLUMN day date;
DROP TABLE orders CASCADE;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('timestamp_column_name', '{"suffixes": ["_at"], "date_suffixes": ["_on", "_date"]}');
SET conventions.mode = 'report';
CREATE TABLE orders (creation_date timestamptz, update_time timestamp, birth_at date, seen timestamptz, seen_at text);
CREATE TABLE public.kept AS SELECT * FROM conventions.findings();
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM public.kept ORDER BY identity COLLATE "C", message COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C", message COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM public.kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C", message COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM public.kept) AS all_back FROM conventions.findings();
DROP TABLE public.kept;

DELETE FROM conventions.exemption WHERE rule = 'timestamp_column_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA moments CASCADE;
