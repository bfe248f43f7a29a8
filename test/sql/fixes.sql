-- fixes(): the SQL of all findings, a statement a row, to be run by \gexec.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE SCHEMA mended;
SET search_path = mended;
SELECT conventions.enable('strict');
SET conventions.mode = off;
-- what a person must say (comments, keys, actions, the zone of a timestamp) is left to him
SELECT t.leave_on('created_at', 'updated_at', 'duplicate_index', 'foreign_key_duplicate', 'foreign_key_index',
    'foreign_key_missing', 'foreign_key_name', 'generated_constraint_name', 'index_name', 'primary_key', 'primary_key_int4',
    'redundant_index', 'reserved_word', 'serial_column', 'table_name', 'timestamp_default', 'timestamptz', 'unique_name');
SELECT count(conventions.set_rule(rule, 'error')) FROM conventions.rules() WHERE severity <> 'off';

CREATE TABLE parents (id bigint CONSTRAINT pk PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
-- two indexes that both want the name idx_a_b_c; one that exists already
CREATE TABLE a (b_c bigint, id bigint CONSTRAINT pk_a PRIMARY KEY, CONSTRAINT fk_a_parents FOREIGN KEY (b_c) REFERENCES parents);
CREATE TABLE a_b (c bigint, d bigint, id bigint CONSTRAINT pk_a_b PRIMARY KEY,
    CONSTRAINT fk_a_b_parents FOREIGN KEY (c) REFERENCES parents, CONSTRAINT fk_a_b_d FOREIGN KEY (d) REFERENCES parents);
CREATE TABLE idx_a_b_d ();
-- two keys that want the name fk_named_parents, one of them named by the server; two over the same column
CREATE TABLE named (id bigint CONSTRAINT pk_named PRIMARY KEY, x bigint REFERENCES parents,
    y bigint CONSTRAINT "whatever" REFERENCES parents CONSTRAINT named_a REFERENCES a);
-- the same key twice, and its copies have other faults as well
CREATE TABLE doubled (id serial CONSTRAINT pk_doubled PRIMARY KEY, parent_id bigint CONSTRAINT one REFERENCES parents CONSTRAINT other REFERENCES parents);
CREATE INDEX one_way ON doubled (parent_id);
CREATE INDEX other_way ON doubled (parent_id);
CREATE INDEX third_way ON doubled (parent_id, id);
-- reserved, in two ways, with a column and an index that bear bad names, and a key that is still to be made
CREATE TABLE "User" (id bigint NOT NULL, "order" int, parent_id bigint NOT NULL, made timestamptz NOT NULL, CONSTRAINT ids UNIQUE (id));
CREATE INDEX ids_2 ON "User" (id);
CREATE INDEX "Orders" ON "User" ("order");
CREATE TABLE split (id bigint NOT NULL, parent_id bigint, CONSTRAINT pk_split PRIMARY KEY (id), CONSTRAINT fk_split_parents FOREIGN KEY (parent_id) REFERENCES parents) PARTITION BY RANGE (id);
CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (1) TO (10);
INSERT INTO parents SELECT g FROM generate_series(1, 9) g;
INSERT INTO split SELECT g, g FROM generate_series(1, 9) g;
INSERT INTO doubled SELECT g, g FROM generate_series(1, 9) g;

SELECT rule, count(*), count(fix_sql) AS fixes FROM conventions.findings('mended') GROUP BY rule ORDER BY rule;
-- no two findings propose one name for two things
SELECT ordinal, rule, identity, fix_safety AS safety, outside_transaction AS outside, is_template AS tmpl, statement
FROM conventions.fixes('mended', only_safety => NULL);
-- in a block: without CONCURRENTLY, also where the caller only says so
BEGIN;
SELECT count(*) > 0 AS any, count(*) FILTER (WHERE outside_transaction OR statement ~ 'CONCURRENTLY|BEGIN') AS outside FROM conventions.fixes('mended', only_safety => NULL);
ROLLBACK;
SELECT count(*) > 0 AS any, count(*) FILTER (WHERE outside_transaction OR statement ~ 'CONCURRENTLY|BEGIN') AS outside FROM conventions.fixes('mended', only_safety => NULL, in_transaction => true);
BEGIN;
SELECT count(*) FILTER (WHERE outside_transaction) > 0 AS outside FROM conventions.fixes('mended', in_transaction => false);
ROLLBACK;
-- filters
SELECT DISTINCT fix_safety FROM conventions.fixes('mended') ORDER BY 1;
SELECT DISTINCT rule FROM conventions.fixes(only_rule => 'foreign_key_index');
-- a name that does not exist is an error, and so is an empty one: an unset variable of psql is not "everywhere"
SELECT count(*) FROM conventions.fixes('no such schema');
SELECT count(*) FROM conventions.fixes('');
SELECT count(*) FROM conventions.fixes(only_rule => '');
\set VERBOSITY default
SELECT count(*) FROM conventions.fixes('Mended', 'primary_key');
SELECT count(*) FROM conventions.findings('mend.*');
SELECT count(*) FROM conventions.findings('mended', 'primary key');
SELECT count(*) FROM conventions.findings(at_least => 'off');
SELECT count(*) FROM conventions.findings(only_status => '{new,old}');
SELECT conventions.forget_baseline('primary_keys');
\set VERBOSITY terse
-- it speaks for redundant_index, whose severity it would take
SELECT conventions.set_rule('duplicate_index', 'info'), conventions.set_rule('redundant_index', 'off');
SELECT count(*) FROM conventions.fixes('mended', 'duplicate_index', 'warn');
SELECT conventions.set_rule('duplicate_index', 'error'), conventions.set_rule('redundant_index', 'error');
SELECT * FROM conventions.fixes(only_rule => 'duplicate');
SELECT * FROM conventions.fixes(at_least => 'fatal');
SELECT * FROM conventions.fixes(only_safety => '{safe,quick}');
-- exempt findings are left alone, those of the baseline are not
SELECT conventions.exempt('foreign_key_index', 'mended.a', 'for this test') LIKE '%until%' AS exempt;
SELECT identity FROM conventions.fixes('mended', 'foreign_key_index') ORDER BY ordinal;
SELECT conventions.revoke_exemption('foreign_key_index', 'mended.a');
SELECT count(*) AS before FROM conventions.fixes('mended') \gset
SELECT conventions.baseline('for this test') LIKE 'known from now on%' AS known;
SELECT count(*) = :before AS as_many, :before > 20 AS many FROM conventions.fixes('mended');
SELECT conventions.forget_baseline() > 0 AS forgotten;

-- templates run as nothing, with every line of them
CREATE TABLE mended.template (x int);
COMMENT ON TABLE mended.template IS E'two\nlines';
SELECT is_template, statement FROM conventions.fixes('mended', 'primary_key', only_safety => NULL, with_templates => true);
SELECT statement FROM conventions.fixes('mended', 'primary_key', only_safety => NULL, with_templates => true) WHERE is_template \gexec
SELECT count(*) FROM conventions.findings('mended', 'primary_key') WHERE object_name = 'template';
DROP TABLE mended.template;

-- All of them, in one go each way. What one fix changes another may name: the second round has what is left.
\set ON_ERROR_STOP on
SELECT statement FROM conventions.fixes('mended', only_safety => NULL) \gexec
SELECT rule, identity, message FROM conventions.findings('mended') ORDER BY rule, identity COLLATE "C";
SELECT statement FROM conventions.fixes('mended', only_safety => NULL) \gexec
SELECT rule, identity, message FROM conventions.findings('mended') ORDER BY rule, identity COLLATE "C";
SELECT count(*) FROM conventions.fixes('mended', only_safety => NULL);
\set ON_ERROR_STOP off
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'mended'::regnamespace AND conparentid = 0 ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'mended' ORDER BY indexdef COLLATE "C";

RESET conventions.mode;
SELECT t.done();
DROP SCHEMA mended CASCADE;

-- the same in one transaction
CREATE SCHEMA mended;
SET search_path = mended;
CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE TABLE a (b_c bigint REFERENCES parents);
CREATE TABLE a_b (c bigint REFERENCES parents);
CREATE INDEX x ON a_b (c) WHERE c > 0;
CREATE INDEX y ON a_b (c) WHERE c > 0;
BEGIN;
SELECT statement FROM conventions.fixes('mended') \gexec
COMMIT;
SELECT rule, identity FROM conventions.findings('mended') WHERE rule IN ('foreign_key_index', 'duplicate_index');
SELECT indexdef FROM pg_indexes WHERE schemaname = 'mended' ORDER BY indexdef COLLATE "C";
DROP SCHEMA mended CASCADE;
