-- Says that nothing is enforced yet, to whom wants to hear a NOTICE: the function knows client_min_messages as it was
-- before this script.
CREATE FUNCTION conventions.welcome() RETURNS void
LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'conventions_welcome';
COMMENT ON FUNCTION conventions.welcome() IS 'Part of CREATE EXTENSION, gone when it ends: says that nothing is enforced yet';
SELECT conventions.welcome();
DROP FUNCTION conventions.welcome();
