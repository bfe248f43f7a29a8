-- Rule timestamptz.
\set VERBOSITY terse
CREATE SCHEMA times;
SET search_path = times;
SELECT t.only_rule('timestamptz');

-- fires: plain, with precision, in arrays, below domains over domains, added, changed
CREATE TABLE events (id bigint, at timestamp);
CREATE TABLE events (id bigint, at timestamp(3) without time zone);
CREATE TABLE events (id bigint, at timestamp[]);
CREATE DOMAIN moment AS timestamp(0);
CREATE DOMAIN moments AS moment[];
CREATE DOMAIN calendar AS moments;
CREATE TABLE events (id bigint, at moment);
CREATE TABLE events (id bigint, at calendar);
CREATE TABLE events (at calendar[]);
CREATE TABLE events (id bigint, at timestamptz);
ALTER TABLE events ADD COLUMN seen timestamp;
ALTER TABLE events ALTER COLUMN at TYPE timestamp;
CREATE TABLE copied AS SELECT now()::timestamp AS at;
CREATE TABLE parted (at timestamp) PARTITION BY RANGE (at);

-- quiet: other types, views, types that merely hold one, what a parent defines
CREATE TABLE others (day date, clock time, length interval, at timestamptz(3));
CREATE VIEW seen AS SELECT now()::timestamp AS at;
CREATE TYPE composite AS (at timestamp);
SET conventions.mode = 'report';
CREATE TABLE parent (id bigint, at timestamp);
RESET conventions.mode;
CREATE TABLE child () INHERITS (parent);

-- parameters
SELECT identity FROM conventions.findings();
SELECT conventions.set_rule('timestamptz', parameters => '{"tolerate": ["timestamp(3)", "timestamp(0)"]}');
CREATE TABLE tolerated (a timestamp(3), b moment, c calendar[]);
CREATE TABLE not_tolerated (a timestamp(6));
CREATE TABLE not_tolerated (a timestamp);
SELECT conventions.set_rule('timestamptz', parameters => '{"tolerate": ["timestamp"]}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
DROP TABLE tolerated, parent, child;

-- the whole message
SELECT t.only_rule('timestamptz');
\set VERBOSITY default
CREATE TABLE bookings (id bigint PRIMARY KEY, made_at timestamp(3) NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    valid tsrange, "Seen at" timestamp[] DEFAULT '{}', CHECK (made_at > '2000-01-01'));
-- it does pass
CREATE TABLE times.bookings (
    id bigint PRIMARY KEY,
    made_at timestamptz(3) DEFAULT now() NOT NULL,
    valid tsrange,
    "Seen at" timestamptz[] DEFAULT '{}'::timestamp without time zone[],
    CHECK ((made_at > 'Sat Jan 01 00:00:00 2000'::timestamp without time zone))
);
\set VERBOSITY terse

-- fix applied, with the zone filled in: the moments are those that were meant
SET conventions.mode = 'report';
CREATE TABLE "Bookings" (id bigint, "Made at" timestamp(3) DEFAULT now(), seen timestamp[], below moment);
CREATE TABLE tree (id bigint, at timestamp) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;
INSERT INTO "Bookings" VALUES (1, '2026-07-01 12:00', '{2026-07-01 12:00,NULL}', '2026-07-01 12:00');
INSERT INTO tree VALUES (1, '2026-01-01 12:00');
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<zone>', 'Europe/Berlin'), '<default>', 'now()') FROM t.steps() \gexec
SET TimeZone = 'UTC';
TABLE "Bookings";
TABLE tree;
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid IN ('"Bookings"'::regclass, 'tree'::regclass, 'tree1'::regclass) AND attnum > 1 ORDER BY 1, attnum;
SELECT count(*) FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA times CASCADE;
