CREATE FUNCTION conventions.enable(profile text DEFAULT 'recommended', presets text[] DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_enable_0_2';
COMMENT ON FUNCTION conventions.enable(text, text[]) IS 'Enables a profile (relaxed, recommended, strict), with presets or those it had: from now on DDL is judged as it runs';

CREATE FUNCTION conventions.disable() RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_disable';
COMMENT ON FUNCTION conventions.disable() IS 'Drops the event triggers and forgets the profile; house settings stay';

CREATE FUNCTION conventions.set_rule(
    rule text, severity text DEFAULT NULL, parameters jsonb DEFAULT NULL,
    in_schema text DEFAULT NULL, for_role text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_set_rule_0_2';
COMMENT ON FUNCTION conventions.set_rule(text, text, jsonb, text, text) IS 'Sets severity (off, info, warn, error) and parameters of a rule, everywhere or in schemas that a pattern matches or for members of a role; what is not given stays, a null parameter goes back to its initial value';

CREATE FUNCTION conventions.reset_rule(rule text, in_schema text DEFAULT NULL, for_role text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_reset_rule_0_2';
COMMENT ON FUNCTION conventions.reset_rule(text, text, text) IS 'Forgets the setting of a rule, of the house or of these schemas or this role: the layer below counts again';

CREATE FUNCTION conventions.exempt(
    rule text, object text, reason text, until timestamptz DEFAULT NULL, ticket text DEFAULT NULL,
    moments text[] DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_exempt';
COMMENT ON FUNCTION conventions.exempt(text, text, text, timestamptz, text, text[]) IS 'Lets an object (also one that does not exist yet, also with * for any characters) pass a rule (or *), for 90 days unless until says else';

CREATE FUNCTION conventions.revoke_exemption(rule text, object text) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_revoke_exemption';
COMMENT ON FUNCTION conventions.revoke_exemption(text, text) IS 'Ends an exemption';

CREATE FUNCTION conventions.explain(
    rule text, object text,
    OUT layer text, OUT name text, OUT severity text, OUT parameters jsonb, OUT decides boolean, OUT detail text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 5 AS 'MODULE_PATHNAME', 'conventions_explain';
COMMENT ON FUNCTION conventions.explain(text, text) IS 'Which layer of the policy decides for a rule at an object, lowest first: profile, preset, house, schema, role, exemption';

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

REVOKE ALL ON FUNCTION conventions.enable(text, text[]), conventions.disable(),
    conventions.set_rule(text, text, jsonb, text, text), conventions.reset_rule(text, text, text),
    conventions.exempt(text, text, text, timestamptz, text, text[]), conventions.revoke_exemption(text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION conventions.rules(), conventions.status(), conventions.explain(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.rules(), conventions.status(), conventions.explain(text, text) TO PUBLIC;
