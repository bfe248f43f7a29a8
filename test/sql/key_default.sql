-- Rule key_default.
\set VERBOSITY terse
CREATE SCHEMA invented;
SET search_path = invented;
SELECT t.only_rule('key_default');

-- fires: also by a domain
CREATE TABLE orders (id uuid PRIMARY KEY);
CREATE DOMAIN key AS uuid;
CREATE TABLE orders (id key PRIMARY KEY);

-- quiet: a default, also of the domain; a foreign key, two columns, another type
CREATE DOMAIN made AS uuid DEFAULT gen_random_uuid();
CREATE TABLE a (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);
CREATE TABLE b (id made PRIMARY KEY);
CREATE TABLE c (id uuid PRIMARY KEY REFERENCES a);
CREATE TABLE d (x uuid, y uuid, z uuid NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE e (id text PRIMARY KEY, other uuid NOT NULL UNIQUE);

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" ("Id" uuid PRIMARY KEY);
\set VERBOSITY terse

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Bestellung" ("Id" uuid PRIMARY KEY);
CREATE TABLE tree (id uuid PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES WITH (MODULUS 1, REMAINDER 0);
RESET conventions.mode;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA invented CASCADE;
