-- Rule enum_like_column.
\set VERBOSITY terse
CREATE SCHEMA words;
SET search_path = words;
SELECT t.only_rule('enum_like_column');

-- fires, at commit
CREATE TABLE t1 (status text);
CREATE TABLE t1 ("orderStatus" varchar(10), role smallint, user_level int, gender char(1));
CREATE TABLE t1 (status text CHECK (status <> ''), state int CHECK (state > 0), kind text CHECK (kind IN ('a') OR t > 3), t int);
CREATE TABLE t1 (status text CHECK (status = other), other text);

-- quiet: what limits it, in many words
CREATE TYPE mood AS ENUM ('sad');
CREATE DOMAIN known AS text CHECK (VALUE IN ('a', 'b'));
CREATE TABLE kinds (kind text PRIMARY KEY);
CREATE TABLE t1 (status mood, a_status text CHECK (a_status IN ('a', 'b')), b_status varchar CHECK (b_status = ANY (ARRAY['a', 'b'])),
    c_status text CHECK (c_status = 'a' OR c_status = 'b' OR c_status IS NULL), d_status int CHECK (d_status IN (1, 2) AND d_status > 0),
    e_status known, kind text REFERENCES kinds, f_status text CHECK (f_status = 'a'), g_status varchar(3) CHECK (g_status IN ('a')),
    h_status text CHECK (CASE WHEN true THEN true END));
CREATE TABLE t1 (status mood, a_status text CHECK (a_status IN ('a', 'b')), b_status varchar CHECK (b_status = ANY (ARRAY['a', 'b'])),
    c_status text CHECK (c_status = 'a' OR c_status = 'b' OR c_status IS NULL), d_status int CHECK (d_status IN (1, 2) AND d_status > 0),
    e_status known, kind text REFERENCES kinds, f_status text CHECK (f_status = 'a'), g_status varchar(3) CHECK (g_status IN ('a')));
CREATE TABLE t2 (content_type text, "mimeType" text, owner_id bigint, owner_type text, status bigint, statuses text);
BEGIN;
CREATE TABLE t3 (id bigint, status text);
ALTER TABLE t3 ADD CHECK (status IN ('a', 'b'));
COMMIT;

-- parameters
SELECT conventions.set_rule('enum_like_column', parameters => '{"names": ["Zustand"]}');
CREATE TABLE t4 (status text);
CREATE TABLE t5 (zustand text);

-- fix applied
SELECT t.only_rule('enum_like_column', '{"names": null}');
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint, "the_Status" text);
CREATE TABLE tree (id bigint, status text) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
RESET conventions.mode;
DROP TABLE t4;
INSERT INTO tree VALUES (1, 'new');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(step, '<values>', '''new'', ''old''') FROM t.steps() \gexec
INSERT INTO tree VALUES (1, 'odd');
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA words CASCADE;
