-- compare.sql: conventions.findings() of the rules whose true answers the generator knows beside bench.expected, both ways, each
-- finding once; a line for every difference. What a migration tool keeps for itself is exempt.
WITH said AS MATERIALIZED (
    SELECT f.rule, f.identity FROM conventions.findings() AS f JOIN bench.known_rule USING (rule)
    WHERE f.status <> 'exempt'
)
SELECT difference, rule, identity FROM (
    SELECT 'missing' AS difference, * FROM (
        SELECT rule, identity FROM bench.expected EXCEPT ALL SELECT rule, identity FROM said) AS missing
    UNION ALL
    SELECT 'unexpected', * FROM (
        SELECT rule, identity FROM said EXCEPT ALL SELECT rule, identity FROM bench.expected) AS unexpected
) AS differences
ORDER BY rule, identity, difference;
