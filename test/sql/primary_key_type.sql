-- Rule primary_key_type.
\set VERBOSITY terse
CREATE SCHEMA typed;
SET search_path = typed;
SELECT t.only_rule('primary_key_type', '{"types": ["uuid"]}');

-- fires: identity, a domain, a key that is added later, a column of two, partitioned
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE "Örders" ("Größe" varchar(36) PRIMARY KEY);
CREATE DOMAIN number AS int;
CREATE TABLE orders (id number PRIMARY KEY);
CREATE TABLE orders (id serial);
ALTER TABLE orders ADD PRIMARY KEY (id);
CREATE TABLE lines (id uuid, line int, PRIMARY KEY (id, line));
CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id);

-- quiet: uuid, also by a domain; no key; foreign keys; partition columns; what a parent defines
CREATE TABLE good (id uuid PRIMARY KEY, number int UNIQUE);
CREATE DOMAIN uid AS uuid;
CREATE TABLE by_domain (id uid PRIMARY KEY);
SET conventions.mode = 'report';
CREATE TABLE bad (id int PRIMARY KEY);
RESET conventions.mode;
CREATE TABLE detail (id int PRIMARY KEY REFERENCES bad);
CREATE TABLE pairs (good_id uuid REFERENCES good, bad_id int REFERENCES bad, PRIMARY KEY (good_id, bad_id));
CREATE TABLE by_day (id uuid, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE child (PRIMARY KEY (id)) INHERITS (bad);

-- the whole message
\set VERBOSITY default
CREATE TABLE tree (id bigserial PRIMARY KEY, up bigint REFERENCES tree);
-- it does pass
CREATE TABLE typed.tree (
    id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    up uuid REFERENCES typed.tree (id)
);
-- with the rule that wants a key at all
SELECT conventions.set_rule('primary_key', 'error');
CREATE TABLE keyless (name text);
CREATE TABLE typed.keyless (
    id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    name text
);
SELECT conventions.set_rule('primary_key', 'off');
\set VERBOSITY terse

-- parameters: several types, aliases, any string of a length, none
SELECT conventions.set_rule('primary_key_type', parameters => '{"types": ["int4", "text(36)"]}');
CREATE TABLE p1 (id integer PRIMARY KEY);
CREATE TABLE p2 (id varchar(36) PRIMARY KEY);
CREATE TABLE p3 (id char(36) PRIMARY KEY);
CREATE TABLE p4 (id bigint PRIMARY KEY);
CREATE TABLE p5 (id varchar(35) PRIMARY KEY);
SELECT conventions.set_rule('primary_key_type', parameters => '{"types": []}');
CREATE TABLE p6 (id money PRIMARY KEY);

-- fix applied: strings become uuids with and without rows; numbers become uuids by hand
SET client_min_messages = warning;
DROP SCHEMA typed CASCADE;
CREATE SCHEMA typed;
CREATE TABLE empty_strings (id varchar(36) DEFAULT gen_random_uuid() PRIMARY KEY);
CREATE TABLE strings (id char(36) DEFAULT gen_random_uuid() PRIMARY KEY, name text);
INSERT INTO strings (name) SELECT 'n' || g FROM generate_series(1, 20) g;
CREATE TABLE numbers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
INSERT INTO numbers (name) SELECT 'n' || g FROM generate_series(1, 20) g;
CREATE TABLE serials (id serial PRIMARY KEY, name text);
INSERT INTO serials (name) SELECT 'n' || g FROM generate_series(1, 20) g;
RESET client_min_messages;
SELECT conventions.set_rule('primary_key_type', parameters => '{"types": ["uuid"]}');
SELECT identity, message, detail, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<part of the rows>', 'true'), '<expression>', 'lpad(id::text, 32, ''0'')::uuid') FROM t.steps() \gexec
INSERT INTO empty_strings DEFAULT VALUES;
INSERT INTO strings (name) VALUES ('after');
INSERT INTO numbers (name) VALUES ('after');
INSERT INTO serials (name) VALUES ('after');
SELECT count(*), count(*) FILTER (WHERE id::text IS DISTINCT FROM id_old::text) AS differ FROM strings;
SELECT id, name FROM numbers WHERE name <> 'after' ORDER BY id LIMIT 2;
SELECT a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
    pg_get_expr(d.adbin, d.adrelid) AS "default"
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = 'typed'::regnamespace AND a.attnum > 0 ORDER BY 1, 2;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA typed CASCADE;
