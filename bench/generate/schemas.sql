-- schemas.sql: what every generated schema begins with: tables to refer to, and one of each oddity.

-- Clean tables that foreign keys of every kind refer to.
CREATE PROCEDURE bench.anchors(in_schema text) LANGUAGE plpgsql AS $$
DECLARE
    created CONSTANT text := 'created_at timestamptz NOT NULL DEFAULT now()';
BEGIN
    EXECUTE format('CREATE TABLE %I.tenants (id bigint PRIMARY KEY, name text NOT NULL, %s)', in_schema, created);
    EXECUTE format('CREATE TABLE %I.accounts (tenant_id bigint REFERENCES %1$I.tenants, id bigint, %s, PRIMARY KEY (tenant_id, id))',
        in_schema, created);
    EXECUTE format('CREATE TABLE %I.ledgers (id numeric PRIMARY KEY, %s)', in_schema, created);
    EXECUTE format('CREATE TABLE %I.countries (code text PRIMARY KEY, %s)', in_schema, created);
    EXECUTE format('CREATE TABLE %I.shipments (id bigint PRIMARY KEY, %s) PARTITION BY HASH (id)', in_schema, created);
    FOR part IN 0 .. 1 LOOP
        EXECUTE format('CREATE TABLE %I.shipments_%s PARTITION OF %1$I.shipments FOR VALUES WITH (MODULUS 2, REMAINDER %2$s)',
            in_schema, part);
    END LOOP;
END
$$;

-- Names that are reserved in any case, and the neighbours of those that are not.
CREATE PROCEDURE bench.reserved_names(in_schema text) LANGUAGE plpgsql AS $$
DECLARE
    word text;
BEGIN
    FOREACH word IN ARRAY ARRAY['order', 'user', 'Group', 'LEFT', 'value', 'between', 'orders'] LOOP
        EXECUTE format('CREATE TABLE %I.%I (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())', in_schema, word);
        IF lower(word) IN ('order', 'user', 'group', 'left') THEN
            CALL bench.expect('reserved_word', format('%I.%I', in_schema, word));
        END IF;
        IF word <> lower(word) THEN CALL bench.expect('table_name', format('%I.%I', in_schema, word)); END IF;
    END LOOP;
    EXECUTE format('CREATE TYPE %I."check" AS ENUM (''new'', ''done'')', in_schema);
    EXECUTE format('CREATE DOMAIN %I."values" AS text', in_schema);
    EXECUTE format('CREATE DOMAIN %I.value_kind AS text', in_schema);
    CALL bench.expect('reserved_word', format('%I."check"', in_schema));
    CALL bench.expect('reserved_word', format('%I."values"', in_schema));
    EXECUTE format('CREATE VIEW %I."select" AS SELECT id AS "primary" FROM %1$I.tenants', in_schema);
    EXECUTE format('CREATE VIEW %I."OrderedTenants" AS SELECT now()::timestamp AS seen_at', in_schema);
    CALL bench.expect('reserved_word', format('%I."select"', in_schema));
END
$$;

-- A table of a migration tool, a foreign table, the result of a query.
CREATE PROCEDURE bench.other_kinds(in_schema text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I.alembic_version (version_num varchar(32) NOT NULL)', in_schema);
    EXECUTE format('CREATE FOREIGN TABLE %I."RemoteOrders" (id bigint, seen_at timestamp, "table" text,
        created_at timestamptz NOT NULL) SERVER bench', in_schema);
    CALL bench.expect('table_name', format('%I."RemoteOrders"', in_schema));
    CALL bench.expect('timestamptz', format('%I."RemoteOrders".seen_at', in_schema));
    CALL bench.expect('reserved_word', format('%I."RemoteOrders"."table"', in_schema));
    EXECUTE format('CREATE TABLE %I.copied AS SELECT 1 AS id, now() AS created_at', in_schema);
    EXECUTE format('ALTER TABLE %I.copied ALTER created_at SET NOT NULL', in_schema);
    CALL bench.expect('primary_key', format('%I.copied', in_schema));
END
$$;

-- An index that a broken CONCURRENTLY left behind covers nothing. No session can break one on purpose inside a
-- procedure, so the catalog is set by hand.
CREATE PROCEDURE bench.broken_index(in_schema text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I.broken (id bigint PRIMARY KEY, tenant_id bigint CONSTRAINT fk_broken REFERENCES %1$I.tenants,
        created_at timestamptz NOT NULL DEFAULT now())', in_schema);
    EXECUTE format('CREATE INDEX ix_broken ON %I.broken (tenant_id)', in_schema);
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = format('%I.ix_broken', in_schema)::regclass;
    CALL bench.expect('foreign_key_index', format('fk_broken on %I.broken', in_schema));
END
$$;

CREATE PROCEDURE bench.new_schema(in_schema text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE SCHEMA %I', in_schema);
    CALL bench.anchors(in_schema);
    CALL bench.reserved_names(in_schema);
    CALL bench.other_kinds(in_schema);
    CALL bench.family(0, in_schema);
    CALL bench.broken_index(in_schema);
END
$$;
