-- generate.sql: CALL bench.generate(tables, seed) fills a database with generated schemas and bench.expected(rule, identity)
-- with what conventions.findings() must say of them under strict, no more and no less. The same seed makes the same schema.
--
-- A table has about 12 columns, 2.5 indexes and 3 constraints. There are foreign keys with and without an index that helps,
-- partition trees of two and three levels, inheritance, partial, INCLUDE and expression indexes, duplicates, mixed-case and
-- reserved names, timestamps without time zone, tables without a key. The true answers come from the case that was drawn
-- (generate/cases.sql), never from a look at the catalogs.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
\ir generate/cases.sql
\ir generate/draw.sql
\ir generate/tables.sql
\ir generate/trees.sql
\ir generate/schemas.sql

-- A foreign table needs a server to stand for; it is never asked.
CREATE FOREIGN DATA WRAPPER bench;
CREATE SERVER bench FOREIGN DATA WRAPPER bench;

CREATE FUNCTION bench.count_tables() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_|^information_schema$|^bench'
$$;

-- Ordinary tables with a partition tree for every sixtieth; 300 units make a schema. Commits now and then: a lock is kept for
-- everything that a transaction makes. Partitions count as tables, so trees make up to a tenth of them.
CREATE PROCEDURE bench.generate(tables integer, seed bigint DEFAULT 1) LANGUAGE plpgsql AS $$
DECLARE
    in_schema text;
    near text[];
    made text;
    n integer := 0;
    made_tables integer := 0;
BEGIN
    LOOP
        IF n % 300 = 0 THEN
            in_schema := format(CASE WHEN n % 1200 = 900 THEN 'App %s' ELSE 'app_%s' END, n / 300 + 1);
            CALL bench.new_schema(in_schema);
            near := ARRAY[format('%I.tenants', in_schema)];
            made_tables := bench.count_tables();
        END IF;
        n := n + 1;
        IF n % 60 = 30 THEN
            made_tables := made_tables + bench.partition_tree(seed, n, in_schema, near);
        ELSE
            made := bench.ordinary(seed, n, in_schema, near);
            IF made IS NOT NULL THEN near := near || made; END IF;
            made_tables := made_tables + 1;
        END IF;
        EXIT WHEN made_tables >= tables;
        IF n % 50 = 0 THEN COMMIT; END IF;
    END LOOP;
END
$$;
