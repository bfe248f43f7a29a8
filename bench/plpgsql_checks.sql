-- plpgsql_checks.sql: the same eight checks as a good DBA would write them in PL/pgSQL: static SQL only (plans are kept), the
-- cheap questions first, the dear ones only for tables that have a foreign key or a second index.
-- guard.check_relation() is what the event triggers call; make bench also holds it against the generated schemas, so these
-- are the same checks and not just something that takes time.
--
-- It stays below ours in what it does: no commit moment (it judges at once), no reply in one message with a mended
-- statement, no ratchet, no record of warnings, predicates of partial indexes by their text.

CREATE SCHEMA guard;

-- pg_get_keywords() builds 460 rows at every call; its answer does not change, so it is written into the functions below.
DO $make$
DECLARE
    words CONSTANT text := (SELECT array_agg(word) FROM pg_get_keywords() WHERE catcode IN ('R', 'T'));
    type_words CONSTANT text := (SELECT array_agg(word) FROM pg_get_keywords() WHERE catcode IN ('R', 'C'));
BEGIN
    EXECUTE format('CREATE FUNCTION guard.is_reserved(name) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) = ANY (%L::text[]) $$', words);
    EXECUTE format('CREATE FUNCTION guard.is_reserved_type(name) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) = ANY (%L::text[]) $$', type_words);
END
$make$;

-- The type behind domains and arrays.
CREATE FUNCTION guard.scalar_type(type oid) RETURNS oid LANGUAGE plpgsql STABLE AS $$
DECLARE
    next_type oid := type;
BEGIN
    WHILE next_type <> 0 LOOP
        type := next_type;
        SELECT CASE WHEN t.typtype = 'd' THEN t.typbasetype WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END
        INTO next_type FROM pg_type t WHERE t.oid = type;
    END LOOP;
    RETURN type;
END
$$;

CREATE FUNCTION guard.bad_columns(relation oid, identity text) RETURNS TABLE (rule text, object text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    col record;
    has_created_at boolean := false;
BEGIN
    FOR col IN
        SELECT a.attname, a.attnotnull, a.attislocal, guard.is_reserved(a.attname) AS reserved,
               CASE WHEN t.typtype = 'd' OR t.typcategory = 'A' THEN guard.scalar_type(t.oid) ELSE t.oid END AS type
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
    LOOP
        IF col.reserved AND col.attislocal THEN
            rule := 'reserved_word'; object := identity || '.' || quote_ident(col.attname); RETURN NEXT;
        END IF;
        IF col.type = 'timestamp'::regtype AND col.attislocal THEN
            rule := 'timestamptz'; object := identity || '.' || quote_ident(col.attname); RETURN NEXT;
        END IF;
        IF col.attname = 'created_at' THEN
            has_created_at := true;
            IF NOT col.attnotnull OR col.type NOT IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) THEN
                rule := 'created_at'; object := identity || '.created_at'; RETURN NEXT;
            END IF;
        END IF;
    END LOOP;
    IF NOT has_created_at THEN
        rule := 'created_at'; object := identity; RETURN NEXT;
    END IF;
END
$$;

CREATE FUNCTION guard.has_primary_key(relation oid, kind "char") RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_index i WHERE i.indrelid = relation AND i.indisprimary) THEN RETURN true; END IF;
    RETURN kind = 'p' AND NOT EXISTS (
        SELECT FROM pg_partition_tree(relation) p
        WHERE p.isleaf AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = p.relid AND i.indisprimary));
END
$$;

-- Whether an index of this leaf serves the look-up of a foreign key.
CREATE FUNCTION guard.is_covered(leaf oid, key_columns smallint[], operators oid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
        WHERE i.indrelid = leaf AND i.indisvalid AND i.indisready AND m.amname IN ('btree', 'hash', 'gist')
          AND i.indnkeyatts >= cardinality(key_columns)
          AND (i.indkey::smallint[])[0:cardinality(key_columns) - 1] @> key_columns
          AND (i.indpred IS NULL
               OR pg_get_expr(i.indpred, i.indrelid) ~ '^\(*("[^"]+"|\w+) IS NOT NULL\)*( AND \(*("[^"]+"|\w+) IS NOT NULL\)*)*$')
          AND NOT EXISTS (
              SELECT FROM generate_series(0, cardinality(key_columns) - 1) AS k
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k]
              JOIN pg_opclass o ON o.oid = i.indclass[k]
              WHERE a.attcollation <> i.indcollation[k]
                 OR NOT EXISTS (SELECT FROM pg_amop p WHERE p.amopfamily = o.opcfamily AND p.amopopr = ANY (operators))))
$$;

CREATE FUNCTION guard.uncovered_keys(relation oid, kind "char", identity text) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
        SELECT format('%I on %s', f.conname, identity) FROM pg_constraint f
        WHERE f.conrelid = relation AND f.contype = 'f' AND f.conparentid = 0
          AND CASE WHEN kind = 'p' THEN EXISTS (SELECT FROM pg_partition_tree(relation) p
                                                WHERE p.isleaf AND NOT guard.is_covered(p.relid, f.conkey, f.conpfeqop))
                   ELSE NOT guard.is_covered(relation, f.conkey, f.conpfeqop) END;
END
$$;

-- Indexes that a better one makes superfluous: primary key, constraint, replica identity, unique, the older one.
CREATE FUNCTION guard.duplicate_indexes(relation oid) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF (SELECT count(*) FROM pg_index i WHERE i.indrelid = relation) < 2 THEN RETURN; END IF;
    RETURN QUERY
        WITH indexes AS MATERIALIZED (
            SELECT i.indexrelid, c.relname, c.relnamespace, c.relispartition, c.relam, i.indisunique, i.indisvalid, i.indisclustered,
                   i.indoption, i.indclass, i.indcollation, (i.indkey::smallint[])[0:i.indnkeyatts - 1] AS keys,
                   ARRAY(SELECT k FROM unnest((i.indkey::smallint[])[i.indnkeyatts:]) AS k ORDER BY k) AS included,
                   coalesce(pg_get_expr(i.indexprs, i.indrelid), '') AS expressions,
                   coalesce(pg_get_expr(i.indpred, i.indrelid), '') AS predicate,
                   EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid) AS is_needed,
                   ROW(NOT i.indisprimary, NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')),
                       NOT i.indisreplident, NOT i.indisunique, i.indexrelid) AS rank
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = relation)
        SELECT format('%I.%I', n.nspname, d.relname)
        FROM indexes d JOIN pg_namespace n ON n.oid = d.relnamespace
        WHERE NOT d.is_needed AND NOT d.relispartition AND NOT d.indisclustered
          AND EXISTS (SELECT FROM indexes k
                      WHERE k.rank < d.rank AND k.indisvalid AND k.relam = d.relam AND k.keys = d.keys AND k.indclass = d.indclass
                        AND k.indcollation = d.indcollation AND k.indoption = d.indoption AND k.included = d.included
                        AND k.expressions = d.expressions AND k.predicate = d.predicate AND (k.indisunique OR NOT d.indisunique));
END
$$;

CREATE FUNCTION guard.check_relation(relation oid) RETURNS TABLE (rule text, object text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    it record;
    identity text;
BEGIN
    SELECT c.relname, c.relkind, c.relispartition, n.nspname INTO it
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
    IF NOT FOUND OR it.relname = 'alembic_version' THEN RETURN; END IF;
    identity := format('%I.%I', it.nspname, it.relname);
    IF NOT it.relispartition AND guard.is_reserved(it.relname) THEN rule := 'reserved_word'; object := identity; RETURN NEXT; END IF;
    IF it.relkind NOT IN ('r', 'p', 'f') THEN RETURN; END IF;
    IF NOT it.relispartition THEN
        IF it.relname !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' THEN rule := 'table_name'; object := identity; RETURN NEXT; END IF;
        RETURN QUERY SELECT * FROM guard.bad_columns(relation, identity);
        IF it.relkind <> 'f' AND NOT guard.has_primary_key(relation, it.relkind) THEN
            rule := 'primary_key'; object := identity; RETURN NEXT;
        END IF;
        RETURN QUERY SELECT 'foreign_key_index', k FROM guard.uncovered_keys(relation, it.relkind, identity) AS k;
    END IF;
    RETURN QUERY SELECT 'duplicate_index', i FROM guard.duplicate_indexes(relation) AS i;
END
$$;

CREATE FUNCTION guard.check_type(type oid) RETURNS TABLE (rule text, object text) LANGUAGE sql STABLE AS $$
    SELECT 'reserved_word', format('%I.%I', n.nspname, t.typname)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.oid = type AND guard.is_reserved_type(t.typname)
$$;

-- A table is reported several times by one command (its sequence, its key's index): it is judged once.
CREATE FUNCTION guard.on_ddl_command_end() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    command record;
    touched oid[] := '{}';
    relation oid;
    finding record;
    findings text := '';
BEGIN
    FOR command IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
        CONTINUE WHEN command.schema_name = 'pg_temp' OR command.in_extension;
        IF command.object_type IN ('table', 'table column', 'view', 'foreign table', 'materialized view') THEN
            touched := touched || coalesce(pg_partition_root(command.objid)::oid, command.objid);
        ELSIF command.object_type = 'index' THEN
            touched := touched || (SELECT i.indrelid FROM pg_index i WHERE i.indexrelid = command.objid);
        ELSIF command.object_type IN ('type', 'domain') THEN
            FOR finding IN SELECT * FROM guard.check_type(command.objid) LOOP
                findings := findings || format(E'\n%s: %s', finding.rule, finding.object);
            END LOOP;
        END IF;
    END LOOP;
    FOR relation IN SELECT DISTINCT unnest(touched) LOOP
        FOR finding IN SELECT * FROM guard.check_relation(relation) LOOP
            findings := findings || format(E'\n%s: %s', finding.rule, finding.object);
        END LOOP;
    END LOOP;
    IF findings <> '' THEN RAISE EXCEPTION 'the schema breaks conventions' USING DETAIL = ltrim(findings, E'\n'); END IF;
END
$$;

-- drop_column: a column of a table that has rows.
CREATE FUNCTION guard.on_sql_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    dropped record;
BEGIN
    FOR dropped IN SELECT * FROM pg_event_trigger_dropped_objects() LOOP
        IF dropped.object_type = 'table column' AND NOT dropped.is_temporary AND pg_relation_size(dropped.objid) > 0 THEN
            RAISE EXCEPTION 'column % holds data', dropped.object_identity;
        END IF;
    END LOOP;
END
$$;
