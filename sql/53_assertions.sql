-- Assertions on the schema. The SQL of a trial runs with the caller's rights and search_path: no SET clause.
CREATE FUNCTION conventions.assert_clean(
    only_schema text DEFAULT NULL, only_rule text DEFAULT NULL, at_least text DEFAULT 'warn') RETURNS void
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_assert_clean';
COMMENT ON FUNCTION conventions.assert_clean(text, text, text) IS 'Raises SC001 with a line for each open finding, or returns quietly: for pg_regress and scripts';

CREATE FUNCTION conventions.table_conforms(relation pg_catalog.regclass, description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_table_conforms';
COMMENT ON FUNCTION conventions.table_conforms(pg_catalog.regclass, text) IS 'Test: a relation and its partitions have no open finding of severity warn or error; by pgTAP where that is installed, else plain TAP';

CREATE FUNCTION conventions.schema_conforms(schema name, description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_schema_conforms';
COMMENT ON FUNCTION conventions.schema_conforms(name, text) IS 'Test: a schema has no open finding of severity warn or error';

CREATE FUNCTION conventions.database_conforms(description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_database_conforms';
COMMENT ON FUNCTION conventions.database_conforms(text) IS 'Test: the database has no open finding of severity warn or error';

CREATE FUNCTION conventions.rule_passes(rule text, description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_rule_passes';
COMMENT ON FUNCTION conventions.rule_passes(text, text) IS 'Test: a rule has no open finding in the database';

CREATE FUNCTION conventions.ddl_is_rejected(sql text, rule text DEFAULT NULL, description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_ddl_is_rejected';
COMMENT ON FUNCTION conventions.ddl_is_rejected(text, text, text) IS 'Test: these statements, as one transaction with its commit, are rejected (by that rule); they are always taken back';

CREATE FUNCTION conventions.ddl_is_accepted(sql text, description text DEFAULT NULL) RETURNS text
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_ddl_is_accepted';
COMMENT ON FUNCTION conventions.ddl_is_accepted(text, text) IS 'Test: these statements, as one transaction with its commit, pass; they are always taken back';

REVOKE ALL ON FUNCTION conventions.assert_clean(text, text, text),
    conventions.table_conforms(pg_catalog.regclass, text), conventions.schema_conforms(name, text),
    conventions.database_conforms(text), conventions.rule_passes(text, text),
    conventions.ddl_is_rejected(text, text, text), conventions.ddl_is_accepted(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.assert_clean(text, text, text),
    conventions.table_conforms(pg_catalog.regclass, text), conventions.schema_conforms(name, text),
    conventions.database_conforms(text), conventions.rule_passes(text, text),
    conventions.ddl_is_rejected(text, text, text), conventions.ddl_is_accepted(text, text) TO PUBLIC;
