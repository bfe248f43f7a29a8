-- Rule foreign_key_type.
\set VERBOSITY terse
CREATE SCHEMA kinds;
SET search_path = kinds;
SELECT t.only_rule('foreign_key_type');
CREATE DOMAIN big AS bigint CHECK (VALUE > 0);
CREATE DOMAIN bigger AS big;
CREATE TABLE parents (
    id bigint PRIMARY KEY, i int UNIQUE, s smallint UNIQUE, n numeric UNIQUE, f float8 UNIQUE, t text UNIQUE, v varchar(10) UNIQUE,
    c char(5) UNIQUE, d date UNIQUE, ts timestamp UNIQUE, o oid UNIQUE, net inet UNIQUE, dom bigger UNIQUE, arr int[] UNIQUE, "Ä" int, UNIQUE (id, "Ä"));

-- fires, also where only one pair of many differs
CREATE TABLE int_to_bigint (x int REFERENCES parents);
CREATE TABLE int_to_numeric (x int REFERENCES parents (n));
CREATE TABLE added ("Ö" bigint, x int);
ALTER TABLE added ADD CONSTRAINT "Fremd" FOREIGN KEY (x, "Ö") REFERENCES parents ("Ä", id);
ALTER TABLE added ADD CONSTRAINT "Noch ""eine""" FOREIGN KEY ("Ö", x) REFERENCES parents ("Ä", id) NOT VALID;
ALTER TABLE added ALTER COLUMN x TYPE bigint;
-- a key gets more room: either side needs an ALTER TABLE, together they pass, one alone does not
CREATE TABLE narrow (id int PRIMARY KEY);
CREATE TABLE refers (narrow_id int REFERENCES narrow);
BEGIN;
ALTER TABLE narrow ALTER COLUMN id TYPE bigint;
ALTER TABLE refers ALTER COLUMN narrow_id TYPE bigint;
COMMIT;
ALTER TABLE narrow ALTER COLUMN id TYPE int;
BEGIN;
ALTER TABLE refers ALTER COLUMN narrow_id TYPE int;
COMMIT;
SELECT count(*) FROM conventions.findings();
-- a warning at most: stored alike
CREATE TABLE varchar_to_text (x varchar REFERENCES parents (t));

-- quiet: equal, through domains, of another length
CREATE TABLE equal_types (
    a bigint REFERENCES parents, b big REFERENCES parents, c bigint REFERENCES parents (dom), d varchar(20) REFERENCES parents (v),
    e char(9) REFERENCES parents (c), f numeric(5) REFERENCES parents (n), g int[] REFERENCES parents (arr));

-- The server is the judge of what a look-up can use: the query that it runs when a referenced row goes.
SET conventions.mode = 'report';
SET enable_seqscan = off;
SET enable_indexonlyscan = off;
SET enable_bitmapscan = off;
CREATE TABLE pairs (number int, child text, referenced text);
INSERT INTO pairs VALUES (1, 'int', 'id'), (2, 'bigint', 'i'), (3, 'smallint', 'id'), (4, 'int', 'n'), (5, 'bigint', 'n'), (6, 'int', 'f'), (7, 'float4', 'f'),
    (8, 'varchar', 't'), (9, 'text', 'v'), (10, 'char(5)', 't'), (11, 'date', 'ts'), (12, 'int', 'o'), (13, 'cidr', 'net'), (14, 'varchar(10)', 'v'), (15, 'name', 't'), (16, 'int', 'dom');
CREATE FUNCTION plan_of(number int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
    wanted record;
BEGIN
    SELECT format('%s OPERATOR(pg_catalog.=) x%s', CASE WHEN t.typcollation <> 0 THEN format('$1 COLLATE %s', t.typcollation::regcollation) ELSE '$1' END,
                  CASE WHEN EXISTS (SELECT FROM pg_operator WHERE oid = c.conpfeqop[1] AND oprright = a.atttypid) THEN '' ELSE '::' || o.oprright::regtype END) AS test,
           format_type(p.atttypid, NULL) AS type INTO wanted
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = confkey[1]
         JOIN pg_type t ON t.oid = p.atttypid JOIN pg_operator o ON o.oid = c.conpfeqop[1]
    WHERE conrelid = ('pair_' || number)::regclass AND contype = 'f';
    EXECUTE format('PREPARE look_up (%s) AS SELECT 1 FROM ONLY pair_%s WHERE %s', wanted.type, number, wanted.test);
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) EXECUTE look_up (NULL)' LOOP
        EXIT WHEN line ~ 'Scan|Result';
    END LOOP;
    DEALLOCATE look_up;
    RETURN CASE WHEN line ~ 'Index Scan' THEN 'index' ELSE 'no index' END;
END $$;
SET plan_cache_mode = force_generic_plan;
SELECT format('CREATE TABLE pair_%s (x %s REFERENCES parents (%I))', number, child, referenced), format('CREATE INDEX ON pair_%s (x)', number) FROM pairs ORDER BY number \gexec
SELECT p.*, plan_of(number), coalesce(f.severity, '-') AS severity, f.detail LIKE '%can use no index%' AS says_no_index
FROM pairs p LEFT JOIN conventions.findings() f ON f.identity LIKE '%.pair\_' || number ORDER BY number;
RESET ALL;
SET search_path = kinds;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() WHERE identity ~ 'pair_(1|4|8)$' ORDER BY identity COLLATE "C";

-- partitions on both sides, itself, inheritance: said once, at the root's key
SET conventions.mode = 'warn';
CREATE TABLE tree (id bigint PRIMARY KEY, x int REFERENCES parents) PARTITION BY RANGE (id);
CREATE TABLE tree_1 PARTITION OF tree DEFAULT PARTITION BY RANGE (id);
CREATE TABLE tree_1_1 PARTITION OF tree_1 DEFAULT;
ALTER TABLE tree_1_1 ADD CONSTRAINT own FOREIGN KEY (x) REFERENCES parents (n);
CREATE TABLE to_tree (x int REFERENCES tree);
CREATE TABLE selves (id bigint PRIMARY KEY, x int REFERENCES selves);
CREATE TABLE kid (FOREIGN KEY (x) REFERENCES parents) INHERITS (selves);
RESET conventions.mode;
SELECT identity, fix_sql FROM conventions.findings() WHERE identity !~ 'pair_' ORDER BY identity COLLATE "C";

-- parameters
SELECT t.only_rule('foreign_key_type', '{"ignore_typmod": false}');
CREATE TABLE lengths (a varchar(20) REFERENCES parents (v), b varchar(10) REFERENCES parents (v));
SELECT identity, severity, message FROM conventions.findings() WHERE identity ~ '(equal_types|lengths)$' ORDER BY identity COLLATE "C";
SELECT t.only_rule('foreign_key_type');

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" (id bigint PRIMARY KEY, "Kunde" int NOT NULL CONSTRAINT k REFERENCES parents ON DELETE CASCADE);
\set VERBOSITY terse

-- fix applied: a person says how
DROP TABLE kid, to_tree, varchar_to_text, tree;
SELECT format('DROP TABLE pair_%s', number) FROM pairs WHERE number > 5 \gexec
SELECT replace(step, '<expression>', 'x') AS step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA kinds CASCADE;
