-- Rule sequence_type.
\set VERBOSITY terse
CREATE SCHEMA sequence_types;
SET search_path = sequence_types;
CREATE DOMAIN amount AS bigint;
SELECT t.only_rule('sequence_type');

-- fires
CREATE TABLE orders (id serial);
\set VERBOSITY default
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
\set VERBOSITY terse
CREATE SEQUENCE wide;
CREATE TABLE lines (no int DEFAULT nextval('wide'));
CREATE TABLE lines (no int);
ALTER SEQUENCE wide OWNED BY lines.no;
CREATE TABLE more (id int GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE more_id_seq AS bigint;
CREATE SEQUENCE small AS smallint;
CREATE TABLE parts (id amount DEFAULT nextval('small')) PARTITION BY LIST (id);

-- quiet
CREATE TABLE fits (a smallserial, b bigserial, c bigint GENERATED ALWAYS AS IDENTITY, d text DEFAULT nextval('wide'));
CREATE SEQUENCE bounded MAXVALUE 100;
CREATE TABLE limited (a int DEFAULT nextval('bounded'));
CREATE SEQUENCE shared;
CREATE TABLE two (a int, b bigint DEFAULT nextval('shared'));
SET conventions.mode = 'report';
ALTER TABLE two ALTER a SET DEFAULT nextval('shared');
CREATE SEQUENCE known; CREATE TABLE older (a int DEFAULT nextval('known'));
RESET conventions.mode;
-- the ratchet
ALTER TABLE older ADD COLUMN b text;
ALTER TABLE older ALTER COLUMN a DROP DEFAULT;
CREATE SEQUENCE old;
SELECT conventions.exempt('sequence_type', 'sequence_types.old', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE TABLE lines_2 (no int DEFAULT nextval('old'));
SELECT identity, status FROM conventions.findings();

-- parameters

DROP TABLE lines_2;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('sequence_type');
SET conventions.mode = 'report';
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
CREATE SEQUENCE top MAXVALUE 5000000000; CREATE TABLE t1 (a int DEFAULT nextval('top'));
CREATE SEQUENCE low MINVALUE -5000000000 START 7; CREATE TABLE t2 (a int DEFAULT nextval('low'));
CREATE SEQUENCE down INCREMENT -1 MINVALUE -5000000000; CREATE TABLE t3 (a int DEFAULT nextval('down'));
CREATE SEQUENCE far START 5000000000; CREATE TABLE t4 (a int DEFAULT nextval('far'));
CREATE TABLE t5 (a int GENERATED ALWAYS AS IDENTITY); ALTER SEQUENCE t5_a_seq AS bigint;
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

DELETE FROM conventions.exemption WHERE rule = 'sequence_type';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA sequence_types CASCADE;
