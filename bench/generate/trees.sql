-- trees.sql: partition trees of two and three levels, and inheritance.

CREATE TABLE bench.tree_case (
    number integer NOT NULL PRIMARY KEY,
    weight integer NOT NULL,
    -- Where the primary key stands: root, leaves, some leaves, nowhere.
    key_at text NOT NULL,
    -- Where the index of the foreign key stands: root, only (the root's, not attached to), leaves, some leaves, nowhere.
    index_at text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.tree_case (number, weight, key_at, index_at) VALUES
    (1, 30, 'root', 'root'), (2, 10, 'root', 'leaves'), (3, 10, 'root', 'some'), (4, 10, 'root', 'nowhere'),
    (5, 10, 'root', 'only'), (6, 10, 'root', 'only and leaves'), (7, 10, 'leaves', 'root'), (8, 5, 'some', 'root'),
    (9, 5, 'nowhere', 'leaves');
INSERT INTO bench.deck (deck, slot, number)
SELECT 'tree', row_number() OVER (ORDER BY number, copy) - 1, number
FROM bench.tree_case, generate_series(1, weight) AS copy;

-- The partitions of a tree, leaves only: `levels` of them deep. Some have names that only a partition may have.
CREATE FUNCTION bench.add_leaves(seed bigint, n integer, in_schema text, relation text, levels integer) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    leaf text;
    leaves text[] := '{}';
    middle CONSTANT text := format('%I.part_%s_middle', in_schema, n);
BEGIN
    FOR part IN 1 .. 3 LOOP
        leaf := format('%I.%I', in_schema, CASE bench.roll(seed, n, 'leaf' || part, 5) WHEN 0 THEN format('Part %s of %s', part, n)
                                                ELSE format('part_%s_%s', n, part) END);
        EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES IN (%s)', leaf, relation, part);
        leaves := leaves || leaf;
    END LOOP;
    IF levels = 3 THEN
        EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES IN (4, 5) PARTITION BY HASH (id)', middle, relation);
        FOR part IN 0 .. 1 LOOP
            leaf := format('%I.part_%s_deep_%s', in_schema, n, part);
            EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES WITH (MODULUS 2, REMAINDER %s)', leaf, middle, part);
            leaves := leaves || leaf;
        END LOOP;
    END IF;
    RETURN leaves;
END
$$;

CREATE PROCEDURE bench.add_tree_keys(n integer, relation text, leaves text[], key_at text)
LANGUAGE plpgsql AS $$
BEGIN
    IF key_at = 'root' THEN EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (id, bucket)', relation); END IF;
    FOR number IN 1 .. cardinality(leaves) LOOP
        IF key_at = 'leaves' OR key_at = 'some' AND number > 1 THEN
            EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (id)', leaves[number]);
        END IF;
    END LOOP;
    IF key_at IN ('some', 'nowhere') THEN CALL bench.expect('primary_key', relation); END IF;
END
$$;

CREATE PROCEDURE bench.add_tree_indexes(n integer, relation text, leaves text[], index_at text)
LANGUAGE plpgsql AS $$
BEGIN
    IF index_at = 'root' THEN EXECUTE format('CREATE INDEX ix_%s_root ON %s (owner_id)', n, relation); END IF;
    IF index_at LIKE 'only%' THEN EXECUTE format('CREATE INDEX ix_%s_only ON ONLY %s (owner_id)', n, relation); END IF;
    FOR number IN 1 .. cardinality(leaves) LOOP
        IF index_at LIKE '%leaves' OR index_at = 'some' AND number < cardinality(leaves) THEN
            EXECUTE format('CREATE INDEX ix_%s_leaf_%s ON %s (owner_id, status)', n, number, leaves[number]);
        END IF;
    END LOOP;
    IF index_at IN ('some', 'nowhere', 'only') THEN
        CALL bench.expect('foreign_key_index', format('fk_%s_owner on %s', n, relation));
    END IF;
END
$$;

-- At the root two equal indexes are one finding, however many partitions have copies; a leaf's own copy is another.
CREATE PROCEDURE bench.add_tree_duplicates(n integer, in_schema text, relation text, leaves text[], what integer)
LANGUAGE plpgsql AS $$
BEGIN
    IF what = 0 THEN
        EXECUTE format('CREATE INDEX ix_%s_a ON %s (note); CREATE INDEX ix_%1$s_b ON %2$s (note)', n, relation);
        CALL bench.expect('duplicate_index', format('%I.ix_%s_b', in_schema, n));
    ELSIF what = 1 THEN
        EXECUTE format('CREATE INDEX ix_%s_a ON %s (note); CREATE INDEX ix_%1$s_own ON %3$s (note)', n, relation, leaves[2]);
        CALL bench.expect('duplicate_index', format('%I.ix_%s_own', in_schema, n));
    END IF;
END
$$;

-- Returns how many tables it made.
CREATE FUNCTION bench.partition_tree(seed bigint, n integer, in_schema text, near text[]) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    drawn bench.tree_case;
    levels CONSTANT integer := 2 + bench.roll(seed, n, 'levels', 2);
    relation CONSTANT text := bench.name_of(seed, n, in_schema);
    definitions text[] := ARRAY['id bigint NOT NULL', 'bucket integer NOT NULL', 'note text', 'status text', 'amount numeric',
                                'quantity integer', 'is_active boolean', 'currency char(3)', 'CHECK (amount >= 0)'];
    leaves text[];
BEGIN
    SELECT c.* INTO STRICT drawn FROM bench.tree_case c WHERE c.number = bench.pick(seed, n, 'tree');
    definitions := definitions || bench.column_of(seed, n, 'created', relation) || bench.column_of(seed, n, 'changed', relation)
        || bench.column_of(seed, n, 'extra', relation)
        || format('owner_id bigint CONSTRAINT fk_%s_owner REFERENCES %s', n, near[1 + bench.roll(seed, n, 'owner', cardinality(near))]);
    EXECUTE format('CREATE TABLE %s (%s) PARTITION BY LIST (bucket)', relation, array_to_string(definitions, ', '));
    leaves := bench.add_leaves(seed, n, in_schema, relation, levels);
    CALL bench.add_tree_keys(n, relation, leaves, drawn.key_at);
    CALL bench.add_tree_indexes(n, relation, leaves, drawn.index_at);
    CALL bench.add_tree_duplicates(n, in_schema, relation, leaves, bench.roll(seed, n, 'duplicates', 6));
    RETURN 1 + cardinality(leaves) + levels - 2;
END
$$;

-- A parent and two children: a child needs a key of its own; what it inherits is told at the parent.
CREATE PROCEDURE bench.family(n integer, in_schema text) LANGUAGE plpgsql AS $$
DECLARE
    parent CONSTANT text := format('%I.parent_%s', in_schema, n);
BEGIN
    EXECUTE format('CREATE TABLE %s (id bigint PRIMARY KEY, seen_at timestamp, note text, "order" integer,
        created_at timestamptz NOT NULL DEFAULT now())', parent);
    EXECUTE format('CREATE TABLE %I.child_%s_keyed (PRIMARY KEY (id), kept_at timestamp) INHERITS (%s)', in_schema, n, parent);
    EXECUTE format('CREATE TABLE %I.child_%s (CHECK (id > 0)) INHERITS (%s)', in_schema, n, parent);
    CALL bench.expect('timestamptz', parent || '.seen_at');
    CALL bench.expect('reserved_word', parent || '."order"');
    CALL bench.expect('timestamptz', format('%I.child_%s_keyed.kept_at', in_schema, n));
    CALL bench.expect('primary_key', format('%I.child_%s', in_schema, n));
END
$$;
