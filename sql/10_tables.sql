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
