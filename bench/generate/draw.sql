-- draw.sql: drawing cases, filling templates, writing down the true answers.

-- A number below `below` that only seed, n and what it is for decide.
CREATE FUNCTION bench.roll(seed bigint, n integer, what text, below integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT ((hashtextextended(what || '/' || n, seed) & 9223372036854775807) % below)::integer
$$;

CREATE FUNCTION bench.pick(seed bigint, n integer, of_deck text, salt text DEFAULT '') RETURNS integer
LANGUAGE sql STABLE AS $$
    SELECT d.number FROM bench.deck d
    WHERE d.deck = of_deck
      AND d.slot = bench.roll(seed, n, of_deck || salt, (SELECT max(c.slot) + 1 FROM bench.deck c WHERE c.deck = of_deck))
$$;

CREATE PROCEDURE bench.expect(rule text, identity text) LANGUAGE sql AS $$
    INSERT INTO bench.expected (rule, identity) VALUES (expect.rule, expect.identity)
$$;

-- Null stands for no rule.
CREATE PROCEDURE bench.expect_each(rules text[], identity text) LANGUAGE plpgsql AS $$
DECLARE
    rule text;
BEGIN
    FOREACH rule IN ARRAY coalesce(rules, '{}') LOOP CALL bench.expect(rule, identity); END LOOP;
END
$$;

-- Executes the statements of a template, one by one: {t} the table, {i} an index name to begin with, {c} a column.
CREATE PROCEDURE bench.run_template(template text, relation text, index text, a text DEFAULT '', b text DEFAULT '')
LANGUAGE plpgsql AS $$
DECLARE
    statement text;
BEGIN
    FOREACH statement IN ARRAY coalesce(string_to_array(template, '; '), '{}') LOOP
        statement := replace(replace(statement, '{t}', relation), '{i}', index);
        EXECUTE replace(replace(replace(statement, '{c}', a), '{a}', a), '{b}', b);
    END LOOP;
END
$$;
