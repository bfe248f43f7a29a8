-- Rule identifier_quotes.
\set VERBOSITY terse
CREATE SCHEMA quotes;
SET search_path = quotes;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE orders (id bigint, a int);
SELECT t.only_rule('identifier_quotes');

-- fires
\set VERBOSITY default
CREATE TABLE "Lines" ("2nd" int CONSTRAINT "Positive" CHECK ("2nd" > 0), CONSTRAINT "Pk" PRIMARY KEY ("2nd"));
\set VERBOSITY terse
CREATE INDEX "Idx" ON orders (a);
CREATE TRIGGER "Tr" BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY "Po" ON orders USING (true);
CREATE VIEW "order lines" AS SELECT 1 AS id;
CREATE SEQUENCE "No-s";
CREATE TYPE "Mood" AS ENUM ('Sad');

-- quiet
CREATE TABLE größe (naïve int, a$b int, _x int, "order" int, "user" serial);
SELECT conventions.exempt('identifier_quotes', '"Old" on quotes.orders', reason => 'a client of ours') IS NOT NULL AS exempt;
ALTER TABLE orders ADD CONSTRAINT "Old" CHECK (a > 0);
-- a rule on names that is on speaks, or accepts
SELECT conventions.set_rule('column_name', 'warn', '{"pattern": "^[a-zA-Z]+$"}');
ALTER TABLE orders ADD COLUMN "camelCase" int;
ALTER TABLE orders ADD COLUMN "B 1" int;
CREATE TABLE "Other" (id int);
SELECT conventions.set_rule('column_name', parameters => '{"exclude": "camel"}');
ALTER TABLE orders ADD COLUMN "camelBack" int;
SELECT conventions.set_rule('check_name', 'warn', '{"template": ""}');
ALTER TABLE orders ADD CONSTRAINT "Any" CHECK (a > 1);
SELECT conventions.set_rule('index_name', 'warn', '{"template": "I_{rule}"}');
CREATE INDEX "I_a" ON orders (a);
CREATE UNIQUE INDEX "U_a" ON orders (a);
SELECT conventions.set_rule('type_name', 'warn', '{"pattern": ""}');
CREATE TYPE "Mood" AS ENUM ('Sad');
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('identifier_quotes');
DROP TYPE "Mood"; DROP TABLE orders;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('identifier_quotes');
SET conventions.mode = 'report';
CREATE TABLE "Orders" (id int); CREATE TABLE orders (id int);
CREATE TABLE lines ("Order" int CONSTRAINT "Positive" CHECK ("Order" > 0), order_value int, CONSTRAINT "Pk" PRIMARY KEY ("Order"));
CREATE INDEX "Idx" ON lines (order_value); CREATE VIEW "User" AS SELECT 1 AS id; CREATE TYPE "Mood" AS ENUM ('Sad');
CREATE TRIGGER "Tr" BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY "Po" ON lines USING (true);
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

DELETE FROM conventions.exemption WHERE rule = 'identifier_quotes';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA quotes CASCADE;
