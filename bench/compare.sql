-- compare.sql: conventions.findings() beside bench.expected, both ways, each finding once; a line for every difference.
SELECT difference, rule, identity FROM (
    SELECT 'missing' AS difference, * FROM (
        SELECT rule, identity FROM bench.expected EXCEPT ALL SELECT rule, identity FROM conventions.findings()) AS missing
    UNION ALL
    SELECT 'unexpected', * FROM (
        SELECT rule, identity FROM conventions.findings() EXCEPT ALL SELECT rule, identity FROM bench.expected) AS unexpected
) AS differences
ORDER BY rule, identity, difference;
