-- tables.sql: ordinary tables, drawn column by column and key by key.

-- The definition of a column, null where the drawn case has none; writes down what the case must be told for.
CREATE FUNCTION bench.column_of(seed bigint, n integer, of_deck text, relation text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.column_case;
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.column_case c
    WHERE c.deck = of_deck AND c.number = bench.pick(seed, n, of_deck);
    CALL bench.expect_each(drawn.at_table, relation);
    IF drawn.name IS NULL THEN RETURN NULL; END IF;
    CALL bench.expect_each(drawn.at_column, format('%s.%I', relation, drawn.name));
    RETURN format('%I %s', drawn.name, replace(drawn.definition, '{n}', n::text));
END
$$;

CREATE FUNCTION bench.name_of(seed bigint, n integer, in_schema text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.name_case;
    name text;
    relation text;
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.name_case c WHERE c.number = bench.pick(seed, n, 'name');
    name := replace(drawn.template, '{n}', n::text);
    -- The number must survive the server's 63 bytes.
    IF octet_length(name) > 63 THEN name := left(name, 63 - length(n::text)) || n; END IF;
    relation := format('%I.%I', in_schema, name);
    IF drawn.flagged THEN CALL bench.expect('table_name', relation); END IF;
    RETURN relation;
END
$$;

-- Adds a one-column foreign key, named or not, validated or not, with its index before or after it.
CREATE PROCEDURE bench.add_foreign_key(seed bigint, n integer, relation text, in_schema text, number integer, near text[], self_key boolean)
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.key_case;
    salt CONSTANT text := 'key' || number;
    of_column CONSTANT text := CASE bench.roll(seed, n, salt || 'case', 12) WHEN 0 THEN format('%I', 'Parent' || number)
                                    ELSE format('parent%s_id', number) END;
    key_name CONSTANT text := format('%I', CASE bench.roll(seed, n, salt || 'name', 12) WHEN 0 THEN 'Key ' || number || ' of ' || n
                                                ELSE format('fk_%s_%s', n, number) END);
    parent text;
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.key_case c WHERE c.number = bench.pick(seed, n, 'foreign_key', salt);
    parent := CASE WHEN drawn.parent = 'near' OR drawn.parent = 'self' AND NOT self_key
                   THEN near[1 + bench.roll(seed, n, salt || 'near', cardinality(near))]
                   WHEN drawn.parent = 'self' THEN relation
                   ELSE format('%I.%I', in_schema, drawn.parent) END;
    EXECUTE format('ALTER TABLE %s ADD COLUMN %s %s, ADD CONSTRAINT %4$s FOREIGN KEY (%2$s) REFERENCES %5$s %6$s', relation, of_column,
        drawn.type, key_name, parent, CASE bench.roll(seed, n, salt || 'valid', 10) WHEN 0 THEN 'NOT VALID' ELSE '' END);
    CALL bench.run_template(drawn.index, relation, format('ix_%s_k%s', n, number), of_column);
    IF NOT drawn.covered THEN CALL bench.expect('foreign_key_index', format('%s on %s', key_name, relation)); END IF;
END
$$;

CREATE PROCEDURE bench.add_pair_key(seed bigint, n integer, relation text, in_schema text)
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.pair_case;
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.pair_case c WHERE c.number = bench.pick(seed, n, 'pair');
    EXECUTE format('ALTER TABLE %s ADD COLUMN tenant_id bigint, ADD COLUMN account_id bigint,
        ADD CONSTRAINT fk_%s_pair FOREIGN KEY (tenant_id, account_id) REFERENCES %I.accounts', relation, n, in_schema);
    CALL bench.run_template(drawn.index, relation, format('ix_%s_p', n), 'tenant_id', 'account_id');
    IF NOT drawn.covered THEN CALL bench.expect('foreign_key_index', format('fk_%s_pair on %s', n, relation)); END IF;
END
$$;

CREATE PROCEDURE bench.add_indexes(seed bigint, n integer, relation text, in_schema text)
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.index_case;
    ending text;
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.index_case c WHERE c.number = bench.pick(seed, n, 'index');
    CALL bench.run_template(drawn.statements, relation, format('ix_%s_', n));
    FOREACH ending IN ARRAY drawn.duplicates LOOP
        CALL bench.expect('duplicate_index', format('%I.ix_%s_%s', in_schema, n, ending));
    END LOOP;
END
$$;

-- Makes an ordinary table; returns its name where others can refer to its key.
CREATE FUNCTION bench.ordinary(seed bigint, n integer, in_schema text, near text[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    relation CONSTANT text := bench.name_of(seed, n, in_schema);
    key_column CONSTANT text := bench.column_of(seed, n, 'key', relation);
    is_unlogged CONSTANT boolean := bench.roll(seed, n, 'unlogged', 40) = 0;
    has_parent_key CONSTANT boolean := coalesce(key_column ~ '^id bigint (GENERATED.* )?PRIMARY KEY$', false);
    definitions text[] := ARRAY['note text', 'status text NOT NULL', 'amount numeric(12,2)', 'quantity integer NOT NULL',
                                'is_active boolean NOT NULL DEFAULT true', 'currency char(3)', 'label varchar(80)'];
BEGIN
    definitions := key_column || definitions || bench.column_of(seed, n, 'created', relation)
        || bench.column_of(seed, n, 'changed', relation) || bench.column_of(seed, n, 'extra', relation);
    IF bench.roll(seed, n, 'check', 2) = 0 THEN definitions := definitions || 'CHECK (amount >= 0)'::text; END IF;
    IF bench.roll(seed, n, 'named check', 3) = 0 THEN
        definitions := definitions || format('CONSTRAINT ck_%s CHECK (status IN (''open'', ''done''))', n);
    END IF;
    EXECUTE format('CREATE %s TABLE %s (%s)', CASE WHEN is_unlogged THEN 'UNLOGGED' ELSE '' END,
        relation, array_to_string(definitions, ', '));
    FOR number IN 1 .. (ARRAY[0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3])[1 + bench.roll(seed, n, 'keys', 11)] LOOP
        CALL bench.add_foreign_key(seed, n, relation, in_schema, number, near, has_parent_key);
    END LOOP;
    IF bench.roll(seed, n, 'pair key', 12) = 0 THEN CALL bench.add_pair_key(seed, n, relation, in_schema); END IF;
    CALL bench.add_indexes(seed, n, relation, in_schema);
    -- A logged table cannot refer to an unlogged one.
    RETURN CASE WHEN has_parent_key AND NOT is_unlogged THEN relation END;
END
$$;
