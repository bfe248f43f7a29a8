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
