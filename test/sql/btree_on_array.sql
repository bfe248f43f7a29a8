-- Rule btree_on_array.
\set VERBOSITY terse
CREATE SCHEMA lists;
SET search_path = lists;
SELECT t.only_rule('btree_on_array');

CREATE TABLE posts (id bigint PRIMARY KEY, tags text[], "N n" int[], a int);
CREATE DOMAIN list AS text[];
CREATE TABLE others (tags list);
-- fires: alone, behind another, through a domain, an expression
CREATE INDEX i ON posts (tags);
CREATE INDEX i ON posts (a, tags);
CREATE INDEX i ON others (tags);
CREATE INDEX i ON posts ((ARRAY[a, 1]));
-- quiet: GIN, unique, hash, an element
CREATE INDEX i1 ON posts USING gin (tags);
CREATE UNIQUE INDEX i2 ON posts (tags);
CREATE INDEX i3 ON posts USING hash (tags);
CREATE INDEX i4 ON posts ((tags[1]));
SET conventions.mode = 'report';
CREATE INDEX one ON posts ("N n") WHERE a > 0;
CREATE INDEX two ON posts (a, tags);
CREATE INDEX filled ON posts (tags) WITH (fillfactor = 70);
CREATE TABLE tree (id bigint, tags text[]) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES IN (1);
CREATE INDEX tree_tags ON tree (tags);
RESET conventions.mode;

SELECT identity, message, detail, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'lists' AND indexname ~ '^(one|tree)' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA lists CASCADE;
