-- compare_checks.sql: what the PL/pgSQL checks of plpgsql_checks.sql say, beside bench.expected. Two programs that share
-- nothing must agree on the true answers, and the overhead that bench/ddl compares with is that of the same checks.
WITH said AS MATERIALIZED (
    SELECT f.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL guard.check_relation(c.oid) AS f
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema$|conventions$)'
    UNION ALL
    SELECT f.* FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace, LATERAL guard.check_type(t.oid) AS f
    WHERE t.typtype IN ('e', 'd') AND n.nspname !~ '^(pg_|information_schema$|conventions$)'
)
SELECT * FROM (
    SELECT 'missing' AS difference, * FROM (SELECT rule, identity FROM bench.expected EXCEPT ALL SELECT * FROM said) AS missing
    UNION ALL
    SELECT 'unexpected', * FROM (SELECT * FROM said EXCEPT ALL SELECT rule, identity FROM bench.expected) AS unexpected
) AS differences;
