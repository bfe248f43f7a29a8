CREATE FUNCTION conventions.findings(
    only_schema text DEFAULT NULL, only_rule text DEFAULT NULL, at_least text DEFAULT 'info',
    only_status text[] DEFAULT NULL,
    OUT rule text, OUT severity text, OUT status text, OUT object_type text, OUT schema_name text,
    OUT object_name text, OUT column_name text, OUT identity text, OUT part text, OUT message text,
    OUT detail text, OUT fix_sql text, OUT undo_sql text, OUT fix_safety text, OUT fingerprint text,
    OUT relation text, OUT exempt_reason text, OUT exempt_until timestamptz, OUT exemption bigint)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 1000 AS 'MODULE_PATHNAME', 'conventions_findings_0_2';
COMMENT ON FUNCTION conventions.findings(text, text, text, text[]) IS 'A row for each violation in the database, with SQL that mends it; filtered by schema, rule, least severity and status (new, pending, known, exempt, expired)';

CREATE FUNCTION conventions.report(
    OUT severity text, OUT rule text, OUT found bigint, OUT judged bigint, OUT known bigint, OUT exempt bigint,
    OUT examples text, OUT next_step text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_report_0_2';
COMMENT ON FUNCTION conventions.report() IS 'A line for each rule over the whole database, worst first: what is open, of how many, and what the baseline and exemptions cover';

CREATE FUNCTION conventions.warnings(
    OUT at timestamptz, OUT rule text, OUT severity text, OUT moment text, OUT identity text, OUT message text,
    OUT detail text, OUT fix_sql text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_warnings';
COMMENT ON FUNCTION conventions.warnings() IS 'What was said in this session, newest last: warnings, rejections, and what waits';

REVOKE ALL ON FUNCTION conventions.findings(text, text, text, text[]), conventions.report(), conventions.warnings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.findings(text, text, text, text[]), conventions.report(), conventions.warnings() TO PUBLIC;
