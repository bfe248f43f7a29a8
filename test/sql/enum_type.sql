-- Rule enum_type.
\set VERBOSITY terse
CREATE SCHEMA lists;
SET search_path = lists;
SELECT t.only_rule('enum_type');
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN feeling AS mood;

-- fires: plain, an array, by a domain
CREATE TABLE people (mood mood);
CREATE TABLE people (moods mood[], feeling feeling);

-- quiet
CREATE TABLE people (mood text CHECK (mood IN ('sad', 'ok')));
CREATE VIEW seen AS SELECT 'ok'::mood AS mood;

-- nothing to run
SET conventions.mode = 'report';
ALTER TABLE people ADD COLUMN "Mood" mood;
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA lists CASCADE;
