-- Adopting a policy on a living database, and policy as a file. These run with the caller's rights: whoever may write
-- the policy tables may call them.
CREATE FUNCTION conventions.all_findings(
    OUT rule text, OUT identity text, OUT part text, OUT relation text, OUT status text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 1000 AS 'MODULE_PATHNAME', 'conventions_all_findings';
COMMENT ON FUNCTION conventions.all_findings() IS 'Part of baseline(): the violations of every rule by itself, those too for which another rule speaks in findings()';

CREATE FUNCTION conventions.baseline(reason text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    added bigint;
    gone bigint;
    rules bigint;
BEGIN
    IF baseline.reason IS NULL OR baseline.reason !~ '[^[:space:]]' THEN
        RAISE EXCEPTION 'a baseline needs a reason'
            USING ERRCODE = 'SC004', HINT = 'For example: SELECT conventions.baseline(''adopted in November'');';
    END IF;
    -- What another rule speaks for is there, too: it would be said if that one were mended or off.
    WITH open AS MATERIALIZED (
        SELECT f.rule, f.identity, f.part, f.relation, f.status FROM conventions.all_findings() AS f
    ), said AS MATERIALIZED (
        SELECT f.rule, f.identity, COALESCE(f.part, '') AS part FROM conventions.findings() AS f
    ), mended AS (
        DELETE FROM conventions.baseline AS b
        WHERE NOT EXISTS (SELECT FROM open AS o
                          WHERE o.rule = b.rule AND o.identity = b.identity AND o.part = b.part)
          -- A rule that is off says nothing of whether it would find something.
          AND b.rule IN (SELECT r.rule FROM conventions.rules() AS r WHERE r.severity <> 'off')
        RETURNING b.rule
    ), parked AS (
        INSERT INTO conventions.baseline (rule, identity, part, relation, reason)
        SELECT DISTINCT ON (o.rule, o.identity, o.part) o.rule, o.identity, o.part, o.relation, baseline.reason
        FROM open AS o WHERE o.status IN ('new', 'pending')
        ON CONFLICT (rule, identity, part) DO NOTHING
        RETURNING rule, identity, part
    ), told AS (
        SELECT p.rule FROM parked AS p WHERE EXISTS (
            SELECT FROM said AS s WHERE s.rule = p.rule AND s.identity = p.identity AND s.part = p.part)
    )
    SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM mended), (SELECT count(DISTINCT rule) FROM told)
    INTO added, gone, rules;
    RETURN format('known from now on: %s %s of %s %s%s', added,
                  CASE WHEN added = 1 THEN 'finding' ELSE 'findings' END, rules,
                  CASE WHEN rules = 1 THEN 'rule' ELSE 'rules' END,
                  CASE WHEN gone > 0 THEN format(', %s mended since the last baseline', gone) ELSE '' END);
END
$function$;
COMMENT ON FUNCTION conventions.baseline(text) IS 'Parks what exists: every open finding is known from now on, and new ones stand out';

CREATE FUNCTION conventions.forget_baseline(only_rule text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    forgotten bigint;
BEGIN
    DELETE FROM conventions.baseline AS b WHERE forget_baseline.only_rule IS NULL OR b.rule = forget_baseline.only_rule;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    -- What is known of a rule that this release does not have can be forgotten, too.
    IF forgotten = 0 AND NOT EXISTS (
        SELECT FROM conventions.rules() AS r WHERE r.rule = COALESCE(forget_baseline.only_rule, r.rule)) THEN
        RAISE EXCEPTION 'rule "%" does not exist', forget_baseline.only_rule
            USING ERRCODE = 'SC004', HINT = 'SELECT DISTINCT rule FROM conventions.baseline; lists those that it holds.';
    END IF;
    RETURN forgotten;
END
$function$;
COMMENT ON FUNCTION conventions.forget_baseline(text) IS 'Forgets the baseline, or that of one rule: what it covered counts as new; tells how many';

CREATE FUNCTION conventions.unused_exemptions(
    OUT id bigint, OUT rule text, OUT object text, OUT reason text, OUT until timestamptz, OUT state text)
RETURNS SETOF record
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT e.id, e.rule, e.object, e.reason, e.until,
           CASE WHEN e.until <= pg_catalog.now() THEN 'expired, and nothing needs it' ELSE 'nothing needs it' END
    FROM conventions.exemption AS e
    WHERE e.id NOT IN (SELECT f.exemption FROM conventions.findings() AS f WHERE f.exemption IS NOT NULL)
      AND (e.rule = '*' OR EXISTS (SELECT FROM conventions.rules() AS r
                                   WHERE r.rule = e.rule AND r.moments ~ '\yreport\y' AND r.severity <> 'off'))
    ORDER BY e.id;
$function$;
COMMENT ON FUNCTION conventions.unused_exemptions() IS 'Exemptions that cover no finding; those of rules that reports do not judge are left out';

CREATE FUNCTION conventions.export_policy() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $function$
    SELECT jsonb_pretty(jsonb_strip_nulls(jsonb_build_object(
        'format', 1,
        'profile', (SELECT p.name FROM conventions.profile AS p),
        'presets', (SELECT to_jsonb(p.presets) FROM conventions.profile AS p),
        'rules', COALESCE((
            SELECT jsonb_object_agg(s.rule, jsonb_build_object('severity', s.severity, 'parameters', s.parameters))
            FROM conventions.rule_setting AS s WHERE s.in_schema = '' AND s.for_role = ''), '{}'),
        'overrides', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('rule', s.rule, 'in_schema', NULLIF(s.in_schema, ''),
                                                'for_role', NULLIF(s.for_role, ''), 'severity', s.severity,
                                                'parameters', s.parameters)
                             ORDER BY s.rule COLLATE "C", s.in_schema COLLATE "C", s.for_role COLLATE "C")
            FROM conventions.rule_setting AS s WHERE s.in_schema <> '' OR s.for_role <> ''), '[]'),
        'exemptions', COALESCE((
            SELECT jsonb_agg(jsonb_build_object(
                                 'rule', e.rule, 'object', e.object, 'reason', e.reason, 'ticket', e.ticket,
                                 'moments', to_jsonb(e.moments),
                                 'until', CASE WHEN isfinite(e.until)
                                               THEN to_char(e.until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                                               ELSE 'infinity' END)
                             ORDER BY e.rule COLLATE "C", e.object COLLATE "C")
            FROM conventions.exemption AS e), '[]'))));
$function$;
COMMENT ON FUNCTION conventions.export_policy() IS 'The policy as JSON, only what differs from the built-in rules, in one order always: a file for git';

CREATE FUNCTION conventions.check_policy_keys(document jsonb, place text, allowed text[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    stranger text;
BEGIN
    IF document IS NULL OR jsonb_typeof(document) <> 'object' THEN
        RAISE EXCEPTION '% must be a JSON object', place
            USING ERRCODE = 'SC004', HINT = 'SELECT conventions.export_policy(); shows the shape.';
    END IF;
    SELECT k INTO stranger FROM jsonb_object_keys(document) AS k WHERE NOT k = ANY (allowed) LIMIT 1;
    IF stranger IS NOT NULL THEN
        RAISE EXCEPTION '% has no key "%"', place, stranger
            USING ERRCODE = 'SC004', HINT = format('Its keys are %s.', array_to_string(allowed, ', '));
    END IF;
END
$function$;
COMMENT ON FUNCTION conventions.check_policy_keys(jsonb, text, text[]) IS 'Part of import_policy(): refuses what is no object or has a key that is not allowed; null allows all';

CREATE FUNCTION conventions.apply_policy(document jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    name text;
    entry jsonb;
BEGIN
    PERFORM conventions.check_policy_keys(document, 'policy',
                                          '{format,profile,presets,rules,overrides,exemptions}');
    IF document -> 'format' IS DISTINCT FROM '1' THEN
        RAISE EXCEPTION 'policy has format %, this release reads format 1', COALESCE(document ->> 'format', 'none')
            USING ERRCODE = 'SC004', HINT = 'SELECT conventions.export_policy(); shows the shape.';
    END IF;
    FOR name IN SELECT k FROM unnest('{presets,overrides,exemptions}'::text[]) AS k LOOP
        IF document ? name AND jsonb_typeof(document -> name) <> 'array' THEN
            RAISE EXCEPTION 'key "%" must be a JSON array', name
                USING ERRCODE = 'SC004', HINT = 'SELECT conventions.export_policy(); shows the shape.';
        END IF;
    END LOOP;
    IF document ? 'rules' THEN
        PERFORM conventions.check_policy_keys(document -> 'rules', 'key "rules"', NULL);
        DELETE FROM conventions.rule_setting AS s WHERE s.in_schema = '' AND s.for_role = '';
        FOR name, entry IN SELECT * FROM jsonb_each(document -> 'rules') LOOP
            PERFORM conventions.check_policy_keys(entry, format('rule "%s"', name), '{severity,parameters}');
            PERFORM conventions.set_rule(name, entry ->> 'severity', entry -> 'parameters');
        END LOOP;
    END IF;
    IF document ? 'overrides' THEN
        DELETE FROM conventions.rule_setting AS s WHERE s.in_schema <> '' OR s.for_role <> '';
        FOR entry IN SELECT * FROM jsonb_array_elements(document -> 'overrides') LOOP
            PERFORM conventions.check_policy_keys(entry, 'override',
                                                  '{rule,in_schema,for_role,severity,parameters}');
            PERFORM conventions.set_rule(entry ->> 'rule', entry ->> 'severity', entry -> 'parameters',
                                         entry ->> 'in_schema', entry ->> 'for_role');
        END LOOP;
    END IF;
    IF document ? 'exemptions' THEN
        DELETE FROM conventions.exemption;
        FOR entry IN SELECT * FROM jsonb_array_elements(document -> 'exemptions') LOOP
            PERFORM conventions.check_policy_keys(entry, 'exemption', '{rule,object,reason,ticket,moments,until}');
            PERFORM conventions.exempt(
                entry ->> 'rule', entry ->> 'object', entry ->> 'reason', (entry ->> 'until')::timestamptz,
                entry ->> 'ticket',
                CASE WHEN entry ? 'moments' THEN ARRAY(SELECT jsonb_array_elements_text(entry -> 'moments')) END);
        END LOOP;
    END IF;
    IF document ? 'profile' AND NOT EXISTS (
        SELECT FROM conventions.profile AS p
        WHERE p.name = document ->> 'profile'
          AND p.presets = ARRAY(SELECT jsonb_array_elements_text(document -> 'presets'))) THEN
        PERFORM conventions.enable(document ->> 'profile',
                                   ARRAY(SELECT jsonb_array_elements_text(document -> 'presets')));
    END IF;
END
$function$;
COMMENT ON FUNCTION conventions.apply_policy(jsonb) IS 'Part of import_policy(): makes the policy what the document says; a key that is absent leaves its part alone';

CREATE FUNCTION conventions.import_policy(
    document jsonb, dry_run boolean DEFAULT true,
    OUT action text, OUT item text, OUT old_value jsonb, OUT new_value jsonb)
RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
#variable_conflict use_column
DECLARE
    before jsonb := conventions.export_policy();
    after jsonb;
BEGIN
    BEGIN
        PERFORM conventions.apply_policy(document);
        after := conventions.export_policy();
        IF dry_run THEN
            RAISE EXCEPTION USING ERRCODE = 'SCDRY', MESSAGE = 'taken back';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SCDRY' THEN
        -- A dry run: the subtransaction has taken everything back.
        NULL;
    END;
    RETURN QUERY
        WITH d (is_new, document) AS (
            VALUES (false, before), (true, after)
        ), side AS (
            SELECT d.is_new, 'profile' AS item, d.document -> 'profile' AS value FROM d
            UNION ALL
            SELECT d.is_new, 'presets', d.document -> 'presets' FROM d
            UNION ALL
            SELECT d.is_new, 'rule ' || e.key, e.value FROM d, jsonb_each(d.document -> 'rules') AS e
            UNION ALL
            SELECT d.is_new, format('override %s of schema %s, role %s', e.value ->> 'rule',
                                    COALESCE(e.value ->> 'in_schema', 'any'), COALESCE(e.value ->> 'for_role', 'any')),
                   e.value
            FROM d, jsonb_array_elements(d.document -> 'overrides') AS e (value)
            UNION ALL
            SELECT d.is_new, format('exemption of %s from %s', e.value ->> 'object', e.value ->> 'rule'), e.value
            FROM d, jsonb_array_elements(d.document -> 'exemptions') AS e (value)
        )
        SELECT CASE WHEN o.value IS NULL THEN 'add' WHEN n.value IS NULL THEN 'remove' ELSE 'change' END,
               item, o.value, n.value
        FROM (SELECT s.item, s.value FROM side AS s WHERE NOT s.is_new) AS o
        FULL JOIN (SELECT s.item, s.value FROM side AS s WHERE s.is_new) AS n USING (item)
        WHERE o.value IS DISTINCT FROM n.value
        ORDER BY item COLLATE "C";
END
$function$;
COMMENT ON FUNCTION conventions.import_policy(jsonb, boolean) IS 'Makes the policy what an export says, or with dry_run (the default) only shows what would change';

CREATE FUNCTION conventions.policy_role(role name, may_change boolean DEFAULT true) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    verb text := CASE WHEN may_change THEN 'GRANT' ELSE 'REVOKE' END;
    way text := CASE WHEN may_change THEN 'TO' ELSE 'FROM' END;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = policy_role.role) THEN
        RAISE EXCEPTION 'role "%" does not exist', role USING ERRCODE = 'SC004';
    END IF;
    EXECUTE format('%s INSERT, UPDATE, DELETE ON conventions.rule_setting, conventions.exemption, '
                   'conventions.baseline %s %I', verb, way, role);
    EXECUTE format('%s SELECT ON conventions.policy_history %s %I', verb, way, role);
    EXECUTE format('%s USAGE ON SEQUENCE conventions.exemption_id_seq %s %I', verb, way, role);
    EXECUTE format('%s EXECUTE ON FUNCTION conventions.set_rule(text, text, jsonb, text, text), '
                   'conventions.reset_rule(text, text, text), '
                   'conventions.exempt(text, text, text, timestamptz, text, text[]), '
                   'conventions.revoke_exemption(text, text), conventions.baseline(text), '
                   'conventions.forget_baseline(text), conventions.apply_policy(jsonb), '
                   'conventions.check_policy_keys(jsonb, text, text[]), '
                   'conventions.import_policy(jsonb, boolean) %s %I', verb, way, role);
    RETURN format(CASE WHEN may_change THEN 'role "%s" may set rules, exempt, and keep the baseline; profile and event '
                                            'triggers stay with superusers'
                       ELSE 'role "%s" may not change the policy any more' END, role);
END
$function$;
COMMENT ON FUNCTION conventions.policy_role(name, boolean) IS 'Lets a role change rules, exemptions and the baseline, or takes that back';

REVOKE ALL ON FUNCTION conventions.all_findings(), conventions.baseline(text), conventions.forget_baseline(text),
    conventions.unused_exemptions(), conventions.export_policy(), conventions.check_policy_keys(jsonb, text, text[]),
    conventions.apply_policy(jsonb), conventions.import_policy(jsonb, boolean), conventions.policy_role(name, boolean)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.all_findings(), conventions.unused_exemptions(), conventions.export_policy()
    TO PUBLIC;
