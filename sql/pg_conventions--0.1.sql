\echo Use "CREATE EXTENSION pg_conventions" to load this file. \quit

-- Otherwise the server hides the NOTICEs of a script.
SET LOCAL client_min_messages = notice;

-- Whoever may create schemas in this database could have made schema conventions first, filled it, and kept the
-- right to drop it: nothing but an empty schema of the installing role will do.
DO LANGUAGE plpgsql $check$
DECLARE
    owner pg_catalog.oid;
    installer pg_catalog.oid;
    holds pg_catalog.text;
BEGIN
    -- Not by regrole, whose input folds case: role "Boss" would pass for boss.
    SELECT r.oid INTO installer FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) current_user;
    SELECT n.nspowner INTO owner FROM pg_catalog.pg_namespace n
    WHERE n.nspname OPERATOR(pg_catalog.=) 'conventions';
    IF owner OPERATOR(pg_catalog.<>) installer THEN
        RAISE EXCEPTION 'schema "conventions" belongs to role "%", not to the installing role',
            pg_catalog.pg_get_userbyid(owner)
            USING ERRCODE = '42501',
                  DETAIL = 'Its owner could drop or replace what enforces the policy of this database.',
                  HINT = 'Look at what it holds, then DROP SCHEMA conventions or rename it.';
    END IF;
    SELECT pg_catalog.string_agg(pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', ') INTO holds
    FROM pg_catalog.pg_depend d
    WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
      AND d.refobjid OPERATOR(pg_catalog.=) 'conventions'::pg_catalog.regnamespace::pg_catalog.oid
      AND d.deptype OPERATOR(pg_catalog.=) 'n'
      AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass;
    IF holds IS NOT NULL THEN
        RAISE EXCEPTION 'schema "conventions" is not empty'
            USING ERRCODE = '42710',
                  DETAIL = pg_catalog.format('It holds %s.', holds),
                  HINT = 'Look at what it holds, then DROP SCHEMA conventions or rename it.';
    END IF;
END
$check$;

REVOKE ALL ON SCHEMA conventions FROM PUBLIC;
GRANT USAGE ON SCHEMA conventions TO PUBLIC;
COMMENT ON SCHEMA conventions IS 'pg_conventions: schema conventions and migration safety, enforced inside the server';
-- Policy tables hold only what differs from the built-in rules; they are dumped whole.
CREATE TABLE conventions.profile (
    only_row boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
    name text NOT NULL,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    changed_by text NOT NULL DEFAULT SESSION_USER
);
COMMENT ON TABLE conventions.profile IS 'The enabled profile; no row: nothing is judged';

CREATE TABLE conventions.rule_setting (
    rule text NOT NULL PRIMARY KEY,
    severity text,
    parameters jsonb,
    changed_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    changed_by text NOT NULL DEFAULT SESSION_USER
);
COMMENT ON TABLE conventions.rule_setting IS 'House settings: severity and parameters of rules, where they differ from the profile';

-- Not dumped: a restored database has no statement that anybody is waiting for.
CREATE TABLE conventions.pending (
    relation oid NOT NULL,
    rule text NOT NULL,
    identity text NOT NULL,
    part text NOT NULL,
    since timestamptz NOT NULL,
    -- Tells the finding again where its object was renamed.
    object oid NOT NULL,
    column_number smallint NOT NULL,
    PRIMARY KEY (relation, rule, identity, part)
);
COMMENT ON TABLE conventions.pending IS 'Findings that wait, in autocommit, for the statement that mends them';

SELECT pg_catalog.pg_extension_config_dump('conventions.profile', '');
SELECT pg_catalog.pg_extension_config_dump('conventions.rule_setting', '');

REVOKE ALL ON conventions.profile, conventions.rule_setting, conventions.pending FROM PUBLIC;
GRANT SELECT ON conventions.profile, conventions.rule_setting, conventions.pending TO PUBLIC;

CREATE FUNCTION conventions.on_policy_change() RETURNS trigger
LANGUAGE c AS 'MODULE_PATHNAME', 'conventions_on_policy_change';
COMMENT ON FUNCTION conventions.on_policy_change() IS 'Trigger function: lets every session read the changed policy';
REVOKE ALL ON FUNCTION conventions.on_policy_change() FROM PUBLIC;

-- By row: logical replication fires no statement triggers.
CREATE TRIGGER policy_change AFTER INSERT OR UPDATE OR DELETE ON conventions.profile
    FOR EACH ROW EXECUTE FUNCTION conventions.on_policy_change();
CREATE TRIGGER policy_truncate AFTER TRUNCATE ON conventions.profile
    FOR EACH STATEMENT EXECUTE FUNCTION conventions.on_policy_change();
CREATE TRIGGER policy_change AFTER INSERT OR UPDATE OR DELETE ON conventions.rule_setting
    FOR EACH ROW EXECUTE FUNCTION conventions.on_policy_change();
CREATE TRIGGER policy_truncate AFTER TRUNCATE ON conventions.rule_setting
    FOR EACH STATEMENT EXECUTE FUNCTION conventions.on_policy_change();
-- Also under session_replication_role = replica, as restores and logical replication use it.
ALTER TABLE conventions.profile ENABLE ALWAYS TRIGGER policy_change, ENABLE ALWAYS TRIGGER policy_truncate;
ALTER TABLE conventions.rule_setting ENABLE ALWAYS TRIGGER policy_change, ENABLE ALWAYS TRIGGER policy_truncate;
-- The extension owns the functions only. Event triggers are made by enable(): one owned by the extension would be
-- live in a restore before the keys are there.
CREATE FUNCTION conventions.on_ddl_command_start() RETURNS event_trigger
LANGUAGE c AS 'MODULE_PATHNAME', 'conventions_on_ddl_command_start';
COMMENT ON FUNCTION conventions.on_ddl_command_start() IS 'Event trigger function: judges a command before it runs';

CREATE FUNCTION conventions.on_ddl_command_end() RETURNS event_trigger
LANGUAGE c AS 'MODULE_PATHNAME', 'conventions_on_ddl_command_end';
COMMENT ON FUNCTION conventions.on_ddl_command_end() IS 'Event trigger function: judges what a command has made';

CREATE FUNCTION conventions.on_table_rewrite() RETURNS event_trigger
LANGUAGE c AS 'MODULE_PATHNAME', 'conventions_on_table_rewrite';
COMMENT ON FUNCTION conventions.on_table_rewrite() IS 'Event trigger function: judges a command that is about to rewrite a table';

REVOKE ALL ON FUNCTION conventions.on_ddl_command_start(), conventions.on_ddl_command_end(),
    conventions.on_table_rewrite() FROM PUBLIC;
CREATE FUNCTION conventions.facts(relation pg_catalog.regclass, reader text DEFAULT 'present') RETURNS text
LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'conventions_facts';
COMMENT ON FUNCTION conventions.facts(pg_catalog.regclass, text) IS 'What the rules see of a relation and its tree, a line for each object; readers: present, snapshot, database, before_transaction';

CREATE FUNCTION conventions.facts_differences(
    OUT relation text, OUT reader text, OUT present text, OUT other text)
RETURNS SETOF record
LANGUAGE c VOLATILE PARALLEL RESTRICTED ROWS 10 AS 'MODULE_PATHNAME', 'conventions_facts_differences';
COMMENT ON FUNCTION conventions.facts_differences() IS 'Where two ways to read the same facts disagree; no row on a sound installation';

REVOKE ALL ON FUNCTION conventions.facts(pg_catalog.regclass, text), conventions.facts_differences() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.facts(pg_catalog.regclass, text), conventions.facts_differences() TO PUBLIC;

-- No SET clause: names in the text mean what they mean to the caller.
CREATE FUNCTION conventions.statement_facts(statement text) RETURNS SETOF text
LANGUAGE c STABLE STRICT ROWS 20 AS 'MODULE_PATHNAME', 'conventions_statement_facts';
COMMENT ON FUNCTION conventions.statement_facts(text) IS 'What rules are told of a DDL text before it runs, a fact a line; the text is parsed, never executed';

REVOKE ALL ON FUNCTION conventions.statement_facts(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.statement_facts(text) TO PUBLIC;
CREATE FUNCTION conventions.enable(profile text DEFAULT 'recommended') RETURNS text
LANGUAGE c VOLATILE STRICT AS 'MODULE_PATHNAME', 'conventions_enable';
COMMENT ON FUNCTION conventions.enable(text) IS 'Enables a profile (relaxed, recommended, strict): from now on DDL is judged as it runs';

CREATE FUNCTION conventions.disable() RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_disable';
COMMENT ON FUNCTION conventions.disable() IS 'Drops the event triggers and forgets the profile; house settings stay';

CREATE FUNCTION conventions.set_rule(rule text, severity text DEFAULT NULL, parameters jsonb DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_set_rule';
COMMENT ON FUNCTION conventions.set_rule(text, text, jsonb) IS 'Sets severity (off, info, warn, error) and parameters of a rule; what is not given stays, a null parameter goes back to its initial value';

CREATE FUNCTION conventions.reset_rule(rule text) RETURNS text
LANGUAGE c VOLATILE STRICT AS 'MODULE_PATHNAME', 'conventions_reset_rule';
COMMENT ON FUNCTION conventions.reset_rule(text) IS 'Forgets the house setting of a rule: the profile counts again';

CREATE FUNCTION conventions.rules(
    OUT rule text, OUT family text, OUT summary text, OUT severity text, OUT relaxed text, OUT recommended text,
    OUT strict text, OUT moments text, OUT parameters jsonb, OUT fix_safety text, OUT documentation text)
RETURNS SETOF record
LANGUAGE c STABLE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_rules';
COMMENT ON FUNCTION conventions.rules() IS 'Every rule, with the severity and the parameters in force';

CREATE FUNCTION conventions.status(OUT item text, OUT state text, OUT detail text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 20 AS 'MODULE_PATHNAME', 'conventions_status';
COMMENT ON FUNCTION conventions.status() IS 'What is active: profile, event triggers, settings, and what is not judged and why';

REVOKE ALL ON FUNCTION conventions.enable(text), conventions.disable(), conventions.set_rule(text, text, jsonb),
    conventions.reset_rule(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION conventions.rules(), conventions.status() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.rules(), conventions.status() TO PUBLIC;
CREATE FUNCTION conventions.findings(
    only_schema text DEFAULT NULL, only_rule text DEFAULT NULL, at_least text DEFAULT 'info',
    OUT rule text, OUT severity text, OUT status text, OUT object_type text, OUT schema_name text,
    OUT object_name text, OUT column_name text, OUT identity text, OUT part text, OUT message text,
    OUT detail text, OUT fix_sql text, OUT undo_sql text, OUT fix_safety text, OUT fingerprint text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 1000 AS 'MODULE_PATHNAME', 'conventions_findings';
COMMENT ON FUNCTION conventions.findings(text, text, text) IS 'A row for each violation in the database, with SQL that mends it; filtered by schema, rule and least severity';

CREATE FUNCTION conventions.report(
    OUT severity text, OUT rule text, OUT found bigint, OUT judged bigint, OUT examples text, OUT next_step text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_report';
COMMENT ON FUNCTION conventions.report() IS 'A line for each rule over the whole database, worst first';

CREATE FUNCTION conventions.warnings(
    OUT at timestamptz, OUT rule text, OUT severity text, OUT moment text, OUT identity text, OUT message text,
    OUT detail text, OUT fix_sql text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_warnings';
COMMENT ON FUNCTION conventions.warnings() IS 'What was said in this session, newest last: warnings, rejections, and what waits';

REVOKE ALL ON FUNCTION conventions.findings(text, text, text), conventions.report(), conventions.warnings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.findings(text, text, text), conventions.report(), conventions.warnings() TO PUBLIC;
