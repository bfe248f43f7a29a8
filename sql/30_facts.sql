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
