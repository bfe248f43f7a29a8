
-- No SET clause: names in the text mean what they mean to the caller.
CREATE FUNCTION conventions.statement_facts(statement text) RETURNS SETOF text
LANGUAGE c STABLE STRICT ROWS 20 AS 'MODULE_PATHNAME', 'conventions_statement_facts';
COMMENT ON FUNCTION conventions.statement_facts(text) IS 'What rules are told of a DDL text before it runs, a fact a line; the text is parsed, never executed';

REVOKE ALL ON FUNCTION conventions.statement_facts(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.statement_facts(text) TO PUBLIC;
