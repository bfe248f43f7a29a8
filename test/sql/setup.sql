-- What the tests of the rules use. pg_regress runs it first.
CREATE SCHEMA t;

-- This rule at error, with these parameters, and all others off; enforced from here on.
CREATE FUNCTION t.only_rule(id text, parameters jsonb DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM conventions.enable('strict');
    PERFORM conventions.reset_rule(r.rule) FROM conventions.rules() r;
    PERFORM conventions.set_rule(r.rule, 'off') FROM conventions.rules() r WHERE r.rule <> id;
    PERFORM conventions.set_rule(id, 'error', parameters);
    RETURN id;
END
$$;

-- All rules but these are off; those keep the severity of the profile.
CREATE FUNCTION t.leave_on(VARIADIC ids text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM conventions.set_rule(r.rule, 'off') FROM conventions.rules() r WHERE r.rule <> ALL (ids);
    RETURN 'others off';
END
$$;

-- As before the test: nothing is judged, no rule is set.
CREATE FUNCTION t.done() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM conventions.reset_rule(r.rule) FROM conventions.rules() r;
    PERFORM conventions.disable();
    RETURN 'done';
END
$$;

-- The statements of all fixes, one a row, in their order: for \gexec.
CREATE FUNCTION t.steps() RETURNS TABLE (step text) LANGUAGE sql AS $$
    SELECT s.step
    FROM conventions.findings() WITH ORDINALITY f,
         regexp_split_to_table(rtrim(f.fix_sql, ';'), E';\n') WITH ORDINALITY s(step, position)
    ORDER BY f.ordinality, s.position
$$;
