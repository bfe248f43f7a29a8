-- Rule trigger_disabled.
\set VERBOSITY terse
CREATE SCHEMA asleep;
SET search_path = asleep;
SELECT t.only_rule('trigger_disabled');

CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TRIGGER "T t" BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER awake BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER replica BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE orders ENABLE REPLICA TRIGGER replica;
-- reports only: a trigger of a user; on one partition alone, and on all of them by the root
ALTER TABLE orders DISABLE TRIGGER "T t";
CREATE TABLE tree (id bigint) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE TABLE tree2 PARTITION OF tree FOR VALUES IN (2);
CREATE TRIGGER all_asleep BEFORE UPDATE ON tree FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER one_asleep BEFORE UPDATE ON tree FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE tree DISABLE TRIGGER all_asleep;
ALTER TABLE tree2 DISABLE TRIGGER one_asleep;

SELECT identity, part, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C", part;

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();
-- a foreign key, on its own side and on the other one; the check of a deferrable key is no foreign key
CREATE TABLE lines (id bigint PRIMARY KEY, number int UNIQUE DEFERRABLE, order_id bigint CONSTRAINT key REFERENCES orders, up bigint CONSTRAINT self REFERENCES lines (id));
ALTER TABLE lines DISABLE TRIGGER ALL;
SELECT identity, message, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT count(*) AS steps FROM t.steps();
ALTER TABLE orders DISABLE TRIGGER ALL;
SELECT identity, message, detail FROM conventions.findings() WHERE identity !~ 'lines' ORDER BY identity COLLATE "C", part;
ALTER TABLE lines ENABLE TRIGGER ALL;
ALTER TABLE orders ENABLE TRIGGER ALL;
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA asleep CASCADE;
