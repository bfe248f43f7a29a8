-- Rule char_type.
\set VERBOSITY terse
CREATE SCHEMA padded;
SET search_path = padded;
SELECT t.only_rule('char_type');

-- fires
CREATE TABLE countries (code char(2));
CREATE TABLE countries (code character);
CREATE TABLE countries (code bpchar, codes char(3)[]);
CREATE DOMAIN iso AS char(2);
CREATE TABLE countries (code iso);

-- quiet: text, varchar, the one-byte type
CREATE TABLE others (a text, b varchar(2), c "char", d name);

-- parameters
SELECT conventions.set_rule('char_type', parameters => '{"accept": ["char(2)"]}');
CREATE TABLE countries (code char(2), other iso);
CREATE TABLE currencies (code char(3));

-- the whole message
SELECT t.only_rule('char_type', '{"accept": null}');
\set VERBOSITY default
CREATE TABLE places (code char(2) COLLATE "C" PRIMARY KEY, old char(3) DEFAULT 'x' CHECK (old <> 'y'), more char(2)[]);
CREATE TABLE padded.places (
    code text COLLATE pg_catalog."C" PRIMARY KEY,
    old text DEFAULT 'x'::bpchar,
    more text[],
    CHECK ((old <> 'y'::bpchar))
);
\set VERBOSITY terse

-- fix applied
SET client_min_messages = warning;
DROP SCHEMA padded CASCADE;
RESET client_min_messages;
CREATE SCHEMA padded;
SET conventions.mode = 'report';
CREATE DOMAIN iso AS char(2);
CREATE TABLE "Places" ("the code" char(5) COLLATE "C" PRIMARY KEY, old char(3) DEFAULT 'x' CHECK (old <> 'y'), more char(3)[], d iso);
RESET conventions.mode;
INSERT INTO "Places" VALUES ('ab', DEFAULT, '{a,NULL}', 'de');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT "the code" || '.', old || '.', d || '.', more FROM "Places";
SELECT attname, format_type(atttypid, atttypmod), attcollation::regcollation FROM pg_attribute WHERE attrelid = '"Places"'::regclass AND attnum > 0 ORDER BY attnum;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA padded CASCADE;
