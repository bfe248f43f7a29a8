-- Rule polymorphic_reference.
\set VERBOSITY terse
CREATE SCHEMA pairs;
SET search_path = pairs;
SELECT t.only_rule('polymorphic_reference');
CREATE TABLE posts (id bigint PRIMARY KEY);

-- fires
CREATE TABLE comments (id bigint PRIMARY KEY, subject_type text, subject_id bigint);
CREATE TABLE comments (id bigint PRIMARY KEY, "ownerType" varchar(20), "ownerId" uuid);
CREATE TABLE comments (id bigint PRIMARY KEY, subject_id bigint);
ALTER TABLE comments ADD COLUMN subject_type text;

-- quiet: a foreign key; a type that is no text; no partner
CREATE TABLE photos (id bigint PRIMARY KEY, post_id bigint REFERENCES posts, post_type text, mime_type text, order_id bigint, order_type int);
CREATE TYPE kind AS ENUM ('a');
ALTER TABLE comments ADD COLUMN subject_type kind;

-- in reports: a partition tree by its root, a child not for what it inherits
SET conventions.mode = 'report';
CREATE TABLE notes (id bigint, "Some_Thing_Type" text, some_thing_id bigint, b_type text, b_id bigint) PARTITION BY RANGE (id);
CREATE TABLE notes_1 PARTITION OF notes DEFAULT;
CREATE TABLE base (a_type text, a_id bigint);
CREATE TABLE kid (b_type text, b_id bigint) INHERITS (base);
RESET conventions.mode;
SELECT identity, part, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA pairs CASCADE;
