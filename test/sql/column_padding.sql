-- Rule column_padding.
\set VERBOSITY terse
CREATE SCHEMA gaps;
SET search_path = gaps;
SELECT t.only_rule('column_padding');

-- fires: three gaps of seven bytes, also by domains
\set VERBOSITY default
CREATE TABLE readings (a boolean, b bigint, c boolean, d timestamptz, e boolean, f float8, g text);
\set VERBOSITY terse
CREATE DOMAIN flag AS boolean;
CREATE TABLE readings (a flag, b bigint, c flag, d timestamptz, e smallint, f float8);
CREATE TABLE copied AS SELECT true AS a, 1::bigint AS b, true AS c, 1::bigint AS d, true AS e, 1::bigint AS f;

-- quiet: the better order, less than that, what is not known behind a text, a table that is there, a child
CREATE TABLE readings (b bigint, d timestamptz, f float8, a boolean, c boolean, e boolean, g text);
CREATE TABLE two (a boolean, b bigint, c boolean, d timestamptz);
CREATE TABLE texts (a text, b bigint, c text, d bigint, e text, f bigint, g text, h bigint);
ALTER TABLE two ADD COLUMN e boolean, ADD COLUMN f bigint;
CREATE TABLE child () INHERITS (two);

-- parameters
SELECT conventions.set_rule('column_padding', parameters => '{"min_bytes": 7}');
CREATE TABLE small (a boolean, b bigint);
CREATE TABLE smaller (a smallint, b bigint);

-- nothing to run, and nothing in reports
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA gaps CASCADE;
