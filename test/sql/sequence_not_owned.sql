-- Rule sequence_not_owned.
\set VERBOSITY terse
CREATE SCHEMA not_owned;
SET search_path = not_owned;
SELECT t.only_rule('sequence_not_owned');

-- fires
SET conventions.mode = 'report';
CREATE SEQUENCE numbers;
CREATE TABLE orders (id bigint, no bigint DEFAULT nextval('numbers'));
CREATE SEQUENCE tree; CREATE TABLE parts (id bigint DEFAULT nextval('tree')) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT identity, severity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity, message FROM conventions.findings();
ALTER SEQUENCE numbers OWNED BY NONE;
-- where the server would refuse there is no SQL
CREATE SCHEMA not_owned_2; ALTER SEQUENCE numbers SET SCHEMA not_owned_2;
SELECT identity, message, detail, fix_sql FROM conventions.findings();
SELECT conventions.exempt('sequence_not_owned', 'not_owned_2.numbers', reason => 'a client of ours') IS NOT NULL AS exempt;
SELECT identity, status FROM conventions.findings();
DROP SCHEMA not_owned_2 CASCADE;

-- quiet
CREATE SEQUENCE shared; CREATE TABLE two (a int DEFAULT nextval('shared'), b int DEFAULT nextval('shared'));
CREATE SEQUENCE free;
CREATE TABLE three (a serial, b int GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE other; CREATE TABLE four (a int DEFAULT nextval('other'), b int); ALTER SEQUENCE other OWNED BY four.b;
RESET conventions.mode;
SELECT identity, status FROM conventions.findings();

DELETE FROM conventions.exemption WHERE rule = 'sequence_not_owned';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA not_owned CASCADE;
