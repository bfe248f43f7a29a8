-- Rule reg_type_column.
\set VERBOSITY terse
CREATE SCHEMA upgrades;
SET search_path = upgrades;
SELECT t.only_rule('reg_type_column');

-- fires: each of the eight, arrays, domains
CREATE TABLE t1 (a regproc, b regprocedure, c regoper, d regoperator, e regconfig, f regdictionary, g regnamespace, h regcollation);
CREATE TABLE t1 (a regconfig);
CREATE TABLE t1 (a regproc[]);
CREATE DOMAIN language AS regconfig;
CREATE TABLE t1 (a language);

-- quiet: what keeps its OID
CREATE TABLE t2 (a regclass, b regtype, c regrole, d oid, e text);

-- fix applied, with a type
SET conventions.mode = 'report';
CREATE TABLE "Docs" (id bigint, "the language" regconfig NOT NULL DEFAULT 'english' CHECK ("the language" <> 'simple'::regconfig), more regconfig[]);
RESET conventions.mode;
INSERT INTO "Docs" VALUES (1, 'german', '{french}');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(replace(step, '<type>', 'text'), '<default>', '''english'''), '<condition>', '"the language" <> ''simple''') FROM t.steps() \gexec
TABLE "Docs";
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA upgrades CASCADE;
