-- listed.sql: what the lists of the corpora say, and what the rules found, under the same names. After truth.sql.
-- Needs: pg_temp.lines(kind, object), the lines of facts_lists.

CREATE TEMP TABLE found AS
SELECT rule, severity, identity, part FROM conventions.findings() WHERE status <> 'exempt';

-- Two equal indexes as one name, the lists' way: byte order.
CREATE FUNCTION pg_temp.pair(one text, other text) RETURNS text
LANGUAGE sql AS $$
    SELECT least(one COLLATE "C", other COLLATE "C") || ' = ' || greatest(one COLLATE "C", other COLLATE "C")
$$;

-- The names that the lists use, and the identities of what they mean. Top tables: neither partitions nor extensions'.
CREATE TEMP TABLE top_tables AS
SELECT c.oid, nspname, relname, pg_temp.identity('pg_class', c.oid) AS identity
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p') AND NOT relispartition
    AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'conventions');

CREATE TEMP TABLE top_columns AS
SELECT t.*, attname, atttypid, attnum, pg_temp.identity('pg_class', t.oid, attnum) AS column_identity
FROM top_tables t JOIN pg_attribute ON attrelid = t.oid AND attnum > 0 AND NOT attisdropped;

CREATE TEMP VIEW names AS
SELECT 'table' AS what, format('%s.%s', nspname, relname) AS object, identity FROM top_tables
UNION ALL
SELECT 'column', format('%s.%s.%s', nspname, relname, attname), column_identity FROM top_columns
UNION ALL
SELECT 'key', format('%s.%s.%s (%s)', nspname, relname, conname, (
        SELECT string_agg(attname, ',' ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute ON attrelid = t.oid AND attnum = number)),
    pg_temp.identity('pg_constraint', con.oid)
FROM top_tables t JOIN pg_constraint con ON conrelid = t.oid AND contype = 'f'
UNION ALL
SELECT 'pair', format('%s.%s = %s', nspname, a.relname, b.relname),
    pg_temp.pair(pg_temp.identity('pg_class', a.oid), pg_temp.identity('pg_class', b.oid))
FROM top_tables t JOIN pg_index one ON one.indrelid = t.oid JOIN pg_index other ON other.indrelid = t.oid
JOIN pg_class a ON a.oid = one.indexrelid
JOIN pg_class b ON b.oid = other.indexrelid AND a.relname COLLATE "C" < b.relname COLLATE "C";

CREATE TEMP TABLE kinds AS
SELECT * FROM (VALUES
    ('no_pk', 'primary_key', ARRAY['table']),
    ('fk_uncovered', 'foreign_key_index', ARRAY['key']),
    ('reserved_name_any_case', 'reserved_word', ARRAY['table', 'column']),
    ('table_not_snake', 'table_name', ARRAY['table']),
    ('duplicate_index', 'duplicate_index', ARRAY['pair'])) AS kinds(kind, rule, whats);

-- A line that means nothing, or two things, keeps no identity.
CREATE TEMP TABLE listed AS
SELECT rule, kind, lines.object, CASE count(names.identity) WHEN 1 THEN min(names.identity) END AS name
FROM lines JOIN kinds USING (kind)
LEFT JOIN names ON names.object = lines.object AND names.what = ANY (whats)
GROUP BY rule, kind, lines.object;

-- The two that are only counted, by the definitions of the README: columns of the type, looked at through one level of
-- domain; tables without a column of exactly that name.
INSERT INTO listed
SELECT 'timestamptz', 'timestamp_without_tz_cols', column_identity, column_identity
FROM top_columns JOIN pg_type ON pg_type.oid = atttypid
WHERE 'timestamp'::regtype IN (pg_type.oid, typbasetype);
INSERT INTO listed
SELECT 'created_at', 'no_created_at', identity, identity
FROM top_tables t WHERE NOT EXISTS (SELECT FROM top_columns c WHERE c.oid = t.oid AND attname = 'created_at');

CREATE TEMP TABLE found_names AS
SELECT rule, identity AS name FROM found WHERE rule <> 'duplicate_index'
UNION ALL
SELECT rule, pg_temp.pair(found.identity, keeper.identity)
FROM found JOIN indexes copy USING (identity)
JOIN indexes keeper ON keeper.relation = copy.relation AND keeper.name = found.part
WHERE rule = 'duplicate_index';

-- '-': listed and not found. '+': found and not listed.
CREATE TEMP TABLE differences AS
SELECT rule, '-' AS sign, name FROM (SELECT rule, name FROM listed EXCEPT ALL SELECT rule, name FROM found_names) AS l
UNION ALL
SELECT rule, '+', name FROM (SELECT rule, name FROM found_names EXCEPT ALL SELECT rule, name FROM listed) AS f;

-- Why a rule may differ from a list, and for which objects.
CREATE TEMP VIEW reasons AS
SELECT rule, '-' AS sign, 'bookkeeping' AS reason, identity AS name
FROM bookkeeping, (VALUES ('primary_key'), ('created_at'), ('timestamptz')) AS rules(rule)
UNION ALL
SELECT 'duplicate_index', '-', 'clustered', pg_temp.pair(a.identity, b.identity)
FROM indexes a JOIN indexes b ON b.relation = a.relation AND b.shape = a.shape
WHERE a.indisclustered AND b.indisprimary AND NOT a.is_partition
UNION ALL
SELECT 'duplicate_index', '+', 'on a partition', pg_temp.pair(identity, keeper) FROM duplicates WHERE is_partition
UNION ALL
SELECT 'foreign_key_index', '+', 'key of a partition', identity FROM uncovered_keys WHERE is_partition
UNION ALL
SELECT 'created_at', '+', 'no moment', identity FROM columns
WHERE name = 'created_at' AND base NOT IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype);
