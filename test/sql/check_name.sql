-- Rule check_name.
\set VERBOSITY terse
CREATE SCHEMA checks;
SET search_path = checks;
SELECT t.only_rule('check_name');

-- fires
CREATE TABLE orders (total numeric CONSTRAINT positive CHECK (total >= 0));
CREATE TABLE orders (total numeric, note text);
ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0);
ALTER TABLE orders ADD CONSTRAINT ck_orders_total_positive CHECK (total >= 0);
ALTER TABLE orders RENAME CONSTRAINT ck_orders_total_positive TO positive;

-- quiet: by the template, by the server, partitions, what a parent defines, checks of domains
ALTER TABLE orders ADD CHECK (total < 1000);
ALTER TABLE orders ADD CHECK (total < 1000 OR note <> '');
CREATE DOMAIN amount AS numeric CONSTRAINT positive CHECK (VALUE >= 0);
CREATE TABLE children () INHERITS (orders);
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
ALTER TABLE part ADD CONSTRAINT positive CHECK (id > 0);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (id bigint PRIMARY KEY, a int CONSTRAINT positive CHECK (a > 0), "B" int CONSTRAINT negative CHECK ("B" < a), c int CHECK (c > 0));
-- it does pass
CREATE TABLE checks.lines (
    id bigint PRIMARY KEY,
    a integer,
    "B" integer,
    c integer,
    CONSTRAINT ck_lines_a CHECK ((a > 0)),
    CONSTRAINT "ck_lines_B_a" CHECK (("B" < a)),
    CHECK ((c > 0))
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('check_name', '{"template": "{table}_{rule}_ck"}');
CREATE TABLE others (a int CONSTRAINT ck_others_a CHECK (a > 0));
CREATE TABLE others (a int CONSTRAINT others_a_ck CHECK (a > 0));
SELECT conventions.set_rule('check_name', parameters => '{"template": "{rule}{rule}"}');

-- fix applied: runs as it stands, takes free names, and back again
SELECT t.only_rule('check_name', '{"template": "ck_{table}_{rule}"}');
ALTER TABLE others DROP CONSTRAINT others_a_ck;
SET conventions.mode = 'report';
CREATE TABLE many (a int CONSTRAINT "A" CHECK (a > 0), CONSTRAINT b CHECK (a > 1), CONSTRAINT c CHECK (true));
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
DROP SCHEMA checks CASCADE;
