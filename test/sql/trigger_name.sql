-- Rule trigger_name.
\set VERBOSITY terse
CREATE SCHEMA trigger_names;
SET search_path = trigger_names;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE lines (id bigint REFERENCES orders);
CREATE VIEW seen AS SELECT id FROM orders;
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT t.only_rule('trigger_name');

-- fires
\set VERBOSITY default
CREATE TRIGGER "SetTotal" BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
\set VERBOSITY terse
CREATE TRIGGER "SetTotal" INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER set_total BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
ALTER TRIGGER set_total ON orders RENAME TO "SetTotal";
CREATE TRIGGER "Set" BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION f();

-- quiet
CREATE TRIGGER set_total BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER "Own" BEFORE INSERT ON part FOR EACH ROW EXECUTE FUNCTION f();
-- exempt, and the exemption follows trigger and table
SELECT conventions.exempt('trigger_name', '"Old" on trigger_names.orders', reason => 'a client of ours') IS NOT NULL AS exempt;
CREATE TRIGGER "Old" BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
ALTER TRIGGER "Old" ON orders RENAME TO "Older";
ALTER TABLE orders RENAME TO orders_2;
SELECT object FROM conventions.exemption WHERE rule = 'trigger_name';
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('trigger_name', '{"pattern": "^t_"}');
CREATE TRIGGER another BEFORE INSERT ON orders_2 FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER t_another BEFORE INSERT ON orders_2 FOR EACH ROW EXECUTE FUNCTION f();
DROP TRIGGER "Older" ON orders_2;
DROP TRIGGER t_another ON orders_2;

-- fix applied: runs as it stands, and back again
SELECT t.only_rule('trigger_name', '{"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}');
SET conventions.mode = 'report';
CREATE TRIGGER "Set It" BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER "SetIt" BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER "User" BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION f();
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

DELETE FROM conventions.exemption WHERE rule = 'trigger_name';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA trigger_names CASCADE;
