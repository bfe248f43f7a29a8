CREATE FUNCTION conventions.fixes(
    only_schema text DEFAULT NULL, only_rule text DEFAULT NULL, at_least text DEFAULT 'info',
    only_safety text[] DEFAULT '{safe,locks}', in_transaction boolean DEFAULT NULL,
    with_templates boolean DEFAULT false,
    OUT ordinal bigint, OUT rule text, OUT identity text, OUT fix_safety text, OUT outside_transaction boolean,
    OUT is_template boolean, OUT statement text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 1000 AS 'MODULE_PATHNAME', 'conventions_fixes';
COMMENT ON FUNCTION conventions.fixes(text, text, text, text[], boolean, boolean) IS 'The SQL that mends, a statement a row in the order to run it: SELECT statement FROM conventions.fixes() \gexec. Safe fixes and those that lock; without CONCURRENTLY in a transaction block; what a person must fill in comes only with_templates, as a comment';

REVOKE ALL ON FUNCTION conventions.fixes(text, text, text, text[], boolean, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.fixes(text, text, text, text[], boolean, boolean) TO PUBLIC;
