-- Rule generated_constraint_name.
\set VERBOSITY terse
CREATE SCHEMA generated;
SET search_path = generated;
SELECT t.only_rule('generated_constraint_name');

-- fires: every kind
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE users (id bigint CONSTRAINT pk_users PRIMARY KEY, code text);
CREATE TABLE orders (user_id bigint REFERENCES users);
ALTER TABLE users ADD UNIQUE (code);
ALTER TABLE users ADD CHECK (code <> '');
ALTER TABLE users ADD EXCLUDE (code WITH =);
CREATE INDEX ON users (code);
CREATE INDEX ON users (lower(code), id);
CREATE UNIQUE INDEX ON users (code) INCLUDE (id);
CREATE TABLE copied (LIKE users INCLUDING ALL);

-- quiet: named ones, NOT NULL, partitions, what a parent defines
CREATE TABLE named (id bigint NOT NULL CONSTRAINT pk_named PRIMARY KEY, user_id bigint CONSTRAINT fk_named_users REFERENCES users,
    CONSTRAINT ck_named CHECK (id > 0));
CREATE INDEX idx_named_user_id ON named (user_id);
CREATE TABLE parts (id bigint CONSTRAINT pk_parts PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
CREATE INDEX ON part (id);
CREATE TABLE children () INHERITS (named);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (id bigint PRIMARY KEY, user_id bigint REFERENCES users, code text UNIQUE CHECK (code <> ''), parent_id bigint REFERENCES lines);
-- it does pass
CREATE TABLE generated.lines (
    id bigint CONSTRAINT pk_lines PRIMARY KEY,
    user_id bigint CONSTRAINT fk_lines_users REFERENCES generated.users (id),
    code text,
    parent_id bigint CONSTRAINT fk_lines_lines REFERENCES generated.lines (id),
    CONSTRAINT ck_lines_code CHECK ((code <> ''::text)),
    CONSTRAINT uq_lines_code UNIQUE (code)
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('generated_constraint_name', '{"kinds": ["check"]}');
CREATE TABLE others (id bigint PRIMARY KEY);
ALTER TABLE others ADD CHECK (id > 0);
SELECT conventions.set_rule('generated_constraint_name', parameters => '{"kinds": ["not_null"]}');

-- fix applied: follows the templates of the other rules, and back again
SELECT t.only_rule('generated_constraint_name', '{"kinds": ["primary_key", "foreign_key", "check", "unique", "exclusion", "index"]}');
SELECT conventions.set_rule('primary_key_name', 'off', '{"template": "{table}_pk"}');
SET conventions.mode = 'report';
CREATE TABLE "Many" (id bigint PRIMARY KEY, a bigint REFERENCES users UNIQUE CHECK (a > 0), b bigint REFERENCES users CHECK (b > 0) CHECK (b > 1),
    EXCLUDE (b WITH =));
CREATE INDEX ON "Many" (a);
CREATE INDEX ON "Many" (abs(b));
CREATE UNIQUE INDEX ON "Many" (a) WHERE b > 0;
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql, undo_sql, fix_safety FROM kept ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA generated CASCADE;
