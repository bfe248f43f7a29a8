-- Rule primary_key_name.
\set VERBOSITY terse
CREATE SCHEMA pkeys;
SET search_path = pkeys;
SELECT t.only_rule('primary_key_name');

-- fires: every way to make one, and a rename
CREATE TABLE orders (id bigint CONSTRAINT key1 PRIMARY KEY);
CREATE TABLE orders (id bigint, CONSTRAINT pk_order PRIMARY KEY (id));
CREATE TABLE orders (id bigint NOT NULL);
ALTER TABLE orders ADD CONSTRAINT key1 PRIMARY KEY (id);
CREATE UNIQUE INDEX made ON orders (id);
ALTER TABLE orders ADD PRIMARY KEY USING INDEX made;
ALTER TABLE orders ADD CONSTRAINT pk_orders PRIMARY KEY USING INDEX made;
ALTER TABLE orders RENAME CONSTRAINT pk_orders TO key1;

-- quiet: by the template, by the server, partitions
CREATE TABLE "Order" (id bigint CONSTRAINT "pk_Order" PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE parts (id bigint CONSTRAINT pk_parts PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (id bigint CONSTRAINT key1 PRIMARY KEY, note text);
-- it does pass
CREATE TABLE pkeys.lines (
    id bigint CONSTRAINT pk_lines PRIMARY KEY,
    note text
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('primary_key_name', '{"template": "{table}_pk"}');
CREATE TABLE others (id bigint CONSTRAINT pk_others PRIMARY KEY);
CREATE TABLE others (id bigint CONSTRAINT others_pk PRIMARY KEY);
SELECT conventions.set_rule('primary_key_name', parameters => '{"template": ""}');
CREATE TABLE more (id bigint CONSTRAINT any_name PRIMARY KEY);

-- fix applied: runs as it stands, takes a free name, and back again
SELECT t.only_rule('primary_key_name', '{"template": "pk_{table}"}');
CREATE TABLE pk_more (id bigint);
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
DROP SCHEMA pkeys CASCADE;
