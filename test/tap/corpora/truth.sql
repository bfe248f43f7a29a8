-- truth.sql: what the eight rules have to find in this database, in plain catalog SQL.
--
-- It follows rules.md word by word and shares nothing with the extension: columns are compared by name, expressions and
-- predicates by their printed text. Everything is temporary, so that nothing is added to what is judged.
SET client_min_messages = warning;
SET search_path = pg_catalog, pg_temp;

CREATE FUNCTION pg_temp.identity(class regclass, object oid, sub integer DEFAULT 0) RETURNS text
LANGUAGE sql AS 'SELECT identity FROM pg_catalog.pg_identify_object(class, object, sub)';

-- Tables that migration tools keep for themselves, by name and shape (rules.md 20).
CREATE TEMP TABLE bookkeeping AS
SELECT c.oid, pg_temp.identity('pg_class', c.oid) AS identity
FROM pg_class c JOIN (VALUES
    ('alembic_version', '{version_num}'::name[]),
    ('schema_migrations', '{dirty,version}')) AS tool(name, columns) ON c.relname = tool.name
WHERE c.relkind = 'r' AND tool.columns = (
    SELECT array_agg(attname ORDER BY attname) FROM pg_attribute
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped);

CREATE TEMP TABLE relations AS
SELECT c.oid, c.relkind AS kind, n.nspname AS schema, c.relname AS name, c.relispartition AS is_partition,
    pg_temp.identity('pg_class', c.oid) AS identity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'conventions')
    AND c.oid NOT IN (SELECT oid FROM bookkeeping)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e');

-- A type, and each type that it is made of, down to the scalar: through domains first, then also through arrays.
CREATE TEMP TABLE type_steps AS
WITH RECURSIVE step AS (
    SELECT oid AS type, oid AS at, 0 AS depth, false AS by_array, false AS not_null FROM pg_type
    UNION ALL
    SELECT step.type, CASE typtype WHEN 'd' THEN typbasetype ELSE typelem END, depth + 1, by_array OR typtype <> 'd',
        not_null OR (typtype = 'd' AND typnotnull AND NOT by_array)
    FROM step JOIN pg_type ON pg_type.oid = step.at
    WHERE typtype = 'd' OR (typcategory = 'A' AND typelem <> 0))
SELECT * FROM step;
CREATE INDEX ON pg_temp.type_steps (type);

CREATE TEMP TABLE column_types AS
SELECT type.oid AS type, base.at AS base, base.not_null, scalar.at AS scalar
FROM pg_type type
CROSS JOIN LATERAL (SELECT at, not_null FROM type_steps WHERE type_steps.type = type.oid AND NOT by_array
    ORDER BY depth DESC LIMIT 1) AS base
CROSS JOIN LATERAL (SELECT at FROM type_steps WHERE type_steps.type = type.oid ORDER BY depth DESC LIMIT 1) AS scalar;
CREATE INDEX ON pg_temp.column_types (type);

-- Columns of tables, of their own: a partition's and an inherited one are judged where they come from.
CREATE TEMP TABLE columns AS
SELECT r.oid AS relation, a.attnum AS number, a.attname AS name, base, scalar, attnotnull OR not_null AS not_null,
    pg_temp.identity('pg_class', r.oid, a.attnum) AS identity
FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid JOIN column_types ON column_types.type = a.atttypid
WHERE r.kind IN ('r', 'p', 'f') AND NOT r.is_partition AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0;

-- Where the rows of a table are.
CREATE TEMP TABLE leaves AS
SELECT r.oid AS relation, c.oid AS leaf, c.relkind AS kind
FROM relations r JOIN pg_class c ON c.oid = r.oid
WHERE r.kind = 'r'
UNION ALL
SELECT r.oid, c.oid, c.relkind
FROM relations r CROSS JOIN LATERAL pg_partition_tree(r.oid) AS tree JOIN pg_class c ON c.oid = tree.relid
WHERE r.kind = 'p' AND tree.isleaf;

---- naming ------------------------------------------------------------------------------------------------------------
CREATE TEMP VIEW table_name AS
SELECT identity FROM relations
WHERE kind IN ('r', 'p', 'f') AND NOT is_partition AND name COLLATE "C" !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$';

CREATE TEMP VIEW reserved_word AS
WITH named AS (
    SELECT identity, name, 'RT' AS classes FROM relations WHERE NOT is_partition
    UNION ALL
    SELECT identity, name, 'RT' FROM columns
    UNION ALL
    SELECT pg_temp.identity('pg_type', t.oid), typname, 'RC'
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = typrelid
    WHERE (typtype IN ('d', 'e', 'r') OR c.relkind = 'c')
        AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'conventions')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e'))
SELECT identity FROM named JOIN pg_get_keywords() ON word = lower(name COLLATE "C") AND strpos(classes, upper(catcode::text)) > 0;

---- keys --------------------------------------------------------------------------------------------------------------
CREATE TEMP VIEW primary_key AS
SELECT identity FROM relations r
WHERE kind IN ('r', 'p') AND NOT is_partition
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = r.oid AND contype = 'p')
    AND NOT (kind = 'p'
        AND EXISTS (SELECT FROM leaves WHERE relation = r.oid AND kind <> 'p')
        AND NOT EXISTS (SELECT FROM leaves WHERE relation = r.oid AND kind = 'r'
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = leaf AND contype = 'p')));

---- timestamps --------------------------------------------------------------------------------------------------------
CREATE TEMP VIEW timestamptz AS
SELECT identity FROM columns WHERE scalar = 'timestamp'::regtype;

CREATE TEMP VIEW created_at AS
SELECT coalesce(c.identity, r.identity) AS identity
FROM relations r LEFT JOIN columns c ON c.relation = r.oid AND c.name = 'created_at'
WHERE r.kind IN ('r', 'p', 'f') AND NOT r.is_partition
    AND (c.number IS NULL OR NOT c.not_null
        OR c.base NOT IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype))
    AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = r.oid AND attname = 'created_at' AND attinhcount > 0);

---- indexes -----------------------------------------------------------------------------------------------------------
CREATE TEMP TABLE index_keys AS
SELECT i.indexrelid AS index, k.place, i.indkey[k.place - 1] AS number, i.indoption[k.place - 1] AS option,
    i.indcollation[k.place - 1] AS collate_by, opcfamily AS family, opcintype AS input, a.attoptions AS options
FROM pg_index i CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k(place)
JOIN pg_opclass o ON o.oid = i.indclass[k.place - 1]
JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = k.place;
CREATE INDEX ON pg_temp.index_keys (index);
ANALYZE pg_temp.index_keys;

CREATE TEMP TABLE indexes AS
SELECT r.oid AS relation, r.is_partition, pg_temp.identity('pg_class', i.indexrelid) AS identity, x.relname AS name,
    i.*,
    ROW(x.relam, i.indnkeyatts, keys.shape, pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid),
        i.indnullsnotdistinct, i.indimmediate, included.numbers)::text AS shape,
    CASE WHEN i.indisprimary THEN 0 WHEN constrained.oid IS NOT NULL THEN 1 WHEN i.indisreplident THEN 2
        WHEN i.indisunique THEN 3 ELSE 4 END AS rank,
    i.indisprimary OR constrained.oid IS NOT NULL OR i.indisreplident OR i.indisclustered OR x.relispartition
        OR EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND conindid = i.indexrelid) AS must_stay
FROM relations r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class x ON x.oid = i.indexrelid
LEFT JOIN pg_constraint constrained ON conindid = i.indexrelid AND contype IN ('p', 'u', 'x')
CROSS JOIN LATERAL (SELECT array_agg(ROW(number, option, collate_by, family, input, options)::text ORDER BY place) AS shape
    FROM index_keys WHERE index = i.indexrelid) AS keys
CROSS JOIN LATERAL (SELECT array_agg(DISTINCT i.indkey[place]) AS numbers
    FROM generate_series(i.indnkeyatts, i.indnatts - 1) AS place) AS included;

-- Each copy, beside the one that stays.
CREATE TEMP TABLE duplicates AS
SELECT DISTINCT ON (copy.indexrelid) copy.relation, copy.is_partition, copy.identity, keeper.identity AS keeper,
    keeper.name AS part
FROM indexes copy JOIN indexes keeper
    ON keeper.relation = copy.relation AND keeper.shape = copy.shape AND keeper.indexrelid <> copy.indexrelid
WHERE NOT copy.must_stay AND keeper.indisvalid AND (keeper.indisunique OR NOT copy.indisunique)
    AND (NOT copy.indisvalid OR (keeper.rank, NOT keeper.must_stay, keeper.indexrelid)
        < (copy.rank, NOT copy.must_stay, copy.indexrelid))
ORDER BY copy.indexrelid, keeper.rank, NOT keeper.must_stay, keeper.indexrelid;

CREATE TEMP VIEW duplicate_index AS SELECT identity FROM duplicates;

---- foreign keys ------------------------------------------------------------------------------------------------------
-- A column of a key on a leaf, and the operator that the look-up applies: column <commutator> $1.
CREATE TEMP TABLE key_columns AS
SELECT con.oid AS key, leaf.leaf, leaf.kind AS leaf_kind, k.place, a.attnum AS number, a.attname AS name,
    a.attcollation AS collate_by, op.oprcom AS search,
    base <> op.oprright
        AND NOT EXISTS (SELECT FROM pg_cast WHERE castsource = base AND casttarget = op.oprright
            AND castmethod = 'b' AND castcontext = 'i')
        AND NOT (op.oprright = 'anyenum'::regtype AND (SELECT typtype FROM pg_type WHERE oid = base) = 'e')
        AND NOT (op.oprright = 'anyarray'::regtype AND (SELECT typcategory FROM pg_type WHERE oid = base) = 'A')
        AND NOT (op.oprright = 'anyrange'::regtype AND (SELECT typtype FROM pg_type WHERE oid = base) = 'r') AS is_cast
FROM pg_constraint con JOIN leaves leaf ON leaf.relation = con.conrelid
CROSS JOIN LATERAL unnest(con.conkey, con.conpfeqop) WITH ORDINALITY AS k(number, operator, place)
JOIN pg_attribute of_root ON of_root.attrelid = con.conrelid AND of_root.attnum = k.number
JOIN pg_attribute a ON a.attrelid = leaf.leaf AND a.attname = of_root.attname
JOIN column_types ON column_types.type = a.atttypid
JOIN pg_operator op ON op.oid = k.operator
WHERE con.contype = 'f' AND con.conparentid = 0 AND leaf.kind <> 'f'
    -- of a partitioned table without partitions the root itself stands for those to come
    AND (leaf.kind <> 'p' OR leaf.leaf = con.conrelid);
CREATE INDEX ON pg_temp.key_columns (key, leaf);
ANALYZE pg_temp.key_columns;

CREATE TEMP TABLE key_covers AS
SELECT con.oid AS key, i.indrelid AS leaf, i.indexrelid AS index, i.indpred IS NOT NULL AS is_partial
FROM pg_constraint con JOIN leaves ON relation = con.conrelid JOIN pg_index i ON i.indrelid = leaf
WHERE con.contype = 'f' AND con.conparentid = 0 AND i.indisvalid AND i.indisready
    -- each column of the key is one of the first n index keys, as the look-up can search it
    AND NOT EXISTS (SELECT FROM key_columns c WHERE c.key = con.oid AND c.leaf = i.indrelid AND (c.is_cast
        OR NOT EXISTS (SELECT FROM index_keys k JOIN pg_am am ON am.oid = (SELECT relam FROM pg_class WHERE oid = k.index)
            WHERE k.index = i.indexrelid AND k.place <= cardinality(con.conkey) AND k.number = c.number
                AND k.collate_by = c.collate_by AND am.amname NOT IN ('brin', 'gin')
                AND EXISTS (SELECT FROM pg_amop WHERE amopfamily = k.family AND amopopr = c.search AND amoppurpose = 's'))))
    -- the predicate is an AND of "column IS NOT NULL", for columns of the key
    AND (i.indpred IS NULL OR NOT EXISTS (
        SELECT FROM regexp_split_to_table(pg_get_expr(i.indpred, i.indrelid), ' AND ') AS condition
        WHERE regexp_replace(condition, '[()]', '', 'g') NOT IN (
            SELECT quote_ident(name) || ' IS NOT NULL' FROM key_columns c WHERE c.key = con.oid AND c.leaf = i.indrelid)));

CREATE TEMP VIEW uncovered_keys AS
SELECT con.oid AS key, pg_temp.identity('pg_constraint', con.oid) AS identity, r.is_partition, con.conrelid
FROM pg_constraint con JOIN relations r ON r.oid = con.conrelid
WHERE con.contype = 'f' AND con.conparentid = 0
    AND EXISTS (SELECT FROM key_columns c WHERE c.key = con.oid
        AND NOT EXISTS (SELECT FROM key_covers i WHERE i.key = c.key AND i.leaf = c.leaf));

CREATE TEMP VIEW foreign_key_index AS SELECT identity FROM uncovered_keys;

------------------------------------------------------------------------------------------------------------------------
CREATE TEMP TABLE truth AS
SELECT 'created_at' AS rule, identity FROM created_at
UNION ALL SELECT 'duplicate_index', identity FROM duplicate_index
UNION ALL SELECT 'foreign_key_index', identity FROM foreign_key_index
UNION ALL SELECT 'primary_key', identity FROM primary_key
UNION ALL SELECT 'reserved_word', identity FROM reserved_word
UNION ALL SELECT 'table_name', identity FROM table_name
UNION ALL SELECT 'timestamptz', identity FROM timestamptz;
