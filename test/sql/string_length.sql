-- Rule string_length.
\set VERBOSITY terse
CREATE SCHEMA texts;
SET search_path = texts;

-- quiet: without a style
SELECT t.only_rule('string_length');
CREATE TABLE t1 (a text, b varchar(3), c varchar);
DROP TABLE t1;
SELECT conventions.set_rule('string_length', parameters => '{"style": "short"}');

-- fires: bounded
SELECT conventions.set_rule('string_length', parameters => '{"style": "bounded"}');
CREATE TABLE t1 (a text);
CREATE TABLE t1 (a varchar, b varchar(70000));
CREATE TABLE t1 (a text CHECK (a <> ''), b text CHECK (length(b) > 3), c int);
CREATE TABLE t1 (a text CHECK (length(a) < 9 OR c > 3), c int);
-- quiet: a length, a CHECK on it in many words, a list, a domain that checks
CREATE DOMAIN short AS text CHECK (length(VALUE) < 9);
CREATE DOMAIN three AS varchar(3);
CREATE TABLE t1 (a varchar(3), b text CHECK (length(b) < 9), c text CHECK (9 >= char_length(c) AND c <> ''),
    d text CHECK (d IS NULL OR octet_length(d) BETWEEN 1 AND 9), e text CHECK (e IN ('a', 'b')), f short, g three, h text[], i char(3),
    j varchar CHECK (length(j) <= 3), k text GENERATED ALWAYS AS (a) STORED);
-- max, exclude_names
SELECT conventions.set_rule('string_length', parameters => '{"max": 2, "exclude_names": "^(a|three_g)$"}');
CREATE TABLE t2 (a varchar(3), "threeG" text, b varchar(2));
CREATE TABLE t3 (b varchar(3));

-- style text
SELECT conventions.set_rule('string_length', parameters => '{"style": "text", "max": null, "exclude_names": null}');
CREATE TABLE t4 (a varchar(3));
CREATE TABLE t4 (a varchar, b text);
\set VERBOSITY default
CREATE TABLE t5 (id bigint PRIMARY KEY, a varchar(3) COLLATE "C" NOT NULL DEFAULT 'x');
\set VERBOSITY terse

-- fixes applied
SET client_min_messages = warning;
DROP SCHEMA texts CASCADE;
RESET client_min_messages;
CREATE SCHEMA texts;
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint, "The name" varchar(5) COLLATE "C" DEFAULT 'x');
RESET conventions.mode;
INSERT INTO "T" VALUES (1, 'abc');
SELECT pg_relation_filenode('"T"') AS node \gset
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings();
SELECT step FROM t.steps() \gexec
SELECT pg_relation_filenode('"T"') = :node AS same;
SELECT conventions.set_rule('string_length', parameters => '{"style": "bounded"}');
SELECT identity, message, fix_sql, undo_sql FROM conventions.findings();
SELECT replace(step, '<n>', '5') FROM t.steps() \gexec
INSERT INTO "T" VALUES (2, 'abcdef');
TABLE "T";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA texts CASCADE;
