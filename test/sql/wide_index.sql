-- Rule wide_index.
\set VERBOSITY terse
CREATE SCHEMA broad;
SET search_path = broad;
SELECT t.only_rule('wide_index');

CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int, e int, note text);
-- fires: six keys, also of a constraint
CREATE INDEX i ON orders (a, b, c, d, e, id);
ALTER TABLE orders ADD CONSTRAINT wide UNIQUE (a, b, c, d, e, id);
-- quiet: five, INCLUDE
CREATE INDEX five ON orders (a, b, c, d, e) INCLUDE (id);
CREATE INDEX note ON orders (id, note);
CREATE INDEX gin ON orders USING gin (to_tsvector('simple', note));
-- parameters
SELECT conventions.set_rule('wide_index', parameters => '{"max_columns": 2}');
CREATE INDEX i ON orders (a, b, c);
SELECT identity, message FROM conventions.findings();
SELECT conventions.set_rule('wide_index', parameters => '{"max_columns": 5}');
-- reports only: the bytes of the keys, once they are counted; nulls take none
INSERT INTO orders (id, note) SELECT g, repeat('x', 600) FROM generate_series(1, 100) g;
SELECT identity FROM conventions.findings();
ANALYZE orders;
CREATE INDEX again ON orders (note, id);
SELECT identity, message, detail FROM conventions.findings();
UPDATE orders SET note = NULL WHERE id > 50;
ANALYZE orders;
SELECT identity FROM conventions.findings();
SELECT conventions.set_rule('wide_index', parameters => '{"max_bytes": 300}');

SELECT identity, message, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA broad CASCADE;
