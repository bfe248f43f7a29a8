-- Rule unlogged_table.
\set VERBOSITY terse
CREATE SCHEMA volatile;
SET search_path = volatile;
SELECT t.only_rule('unlogged_table');

-- fires
CREATE UNLOGGED TABLE "Orders" (id bigint PRIMARY KEY);
CREATE UNLOGGED TABLE copied AS SELECT 1 AS x;
CREATE UNLOGGED SEQUENCE numbers;
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial);
ALTER TABLE orders SET UNLOGGED;
CREATE TABLE root (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE UNLOGGED TABLE part PARTITION OF root DEFAULT;

-- quiet
CREATE UNLOGGED TABLE root_2 (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TEMPORARY TABLE passing (id bigint);
CREATE TEMPORARY SEQUENCE passing_numbers;
-- only a report knows the table of a sequence that is changed by itself
CREATE SEQUENCE counter OWNED BY orders.id;
ALTER SEQUENCE counter SET UNLOGGED;

-- in reports; what refers to an unlogged table waits for it
SET conventions.mode = 'report';
CREATE UNLOGGED TABLE "Parents" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial);
CREATE UNLOGGED TABLE children (id bigint PRIMARY KEY REFERENCES "Parents", up bigint REFERENCES children);
CREATE UNLOGGED TABLE part PARTITION OF root DEFAULT;
CREATE UNLOGGED SEQUENCE "Numbers";
RESET conventions.mode;
SELECT identity, object_type, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- what is refused, and what mends it
\set VERBOSITY default
CREATE UNLOGGED TABLE more (id bigint PRIMARY KEY);
\set VERBOSITY terse

-- fix applied, twice: the second round finds what the first has made possible
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT relname FROM pg_class WHERE relnamespace = 'volatile'::regnamespace AND relpersistence = 'u' ORDER BY relname COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA volatile CASCADE;
