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
