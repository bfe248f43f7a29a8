-- Rule exclusion_name.
\set VERBOSITY terse
CREATE SCHEMA exclusions;
SET search_path = exclusions;
SELECT t.only_rule('exclusion_name');

-- fires
\set VERBOSITY default
CREATE TABLE bookings (id bigint PRIMARY KEY, during int4range, CONSTRAINT "Overlap" EXCLUDE USING gist (during WITH &&));
\set VERBOSITY terse
CREATE TABLE bookings (id bigint PRIMARY KEY, during int4range);
ALTER TABLE bookings ADD CONSTRAINT overlap EXCLUDE USING gist (during WITH &&);

-- quiet
ALTER TABLE bookings ADD CONSTRAINT ex_bookings_overlap EXCLUDE USING gist (during WITH &&);
ALTER TABLE bookings ADD EXCLUDE USING gist (during WITH &&);
ALTER TABLE bookings ADD CONSTRAINT positive CHECK (id > 0);
SELECT conventions.exempt('exclusion_name', 'old on exclusions.bookings', reason => 'a client of ours') IS NOT NULL AS exempt;
ALTER TABLE bookings ADD CONSTRAINT old EXCLUDE USING gist (during WITH &&);
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('exclusion_name', '{"template": "{table}_{rule}_ex"}');
ALTER TABLE bookings ADD CONSTRAINT ex_bookings_x EXCLUDE USING gist (during WITH &&);
ALTER TABLE bookings ADD CONSTRAINT bookings_x_ex EXCLUDE USING gist (during WITH &&);
DROP TABLE bookings;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('exclusion_name', '{"template": "ex_{table}_{rule}"}');
SET conventions.mode = 'report';
CREATE TABLE stays (during int4range, CONSTRAINT a EXCLUDE USING gist (during WITH &&), CONSTRAINT b EXCLUDE USING gist (during WITH =));
CREATE TABLE ex_stays_during_2 (a int);
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

DELETE FROM conventions.exemption WHERE rule = 'exclusion_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA exclusions CASCADE;
