-- plpgsql_triggers.sql: switches the checks of plpgsql_checks.sql on.
CREATE EVENT TRIGGER guard_end ON ddl_command_end EXECUTE FUNCTION guard.on_ddl_command_end();
CREATE EVENT TRIGGER guard_drop ON sql_drop EXECUTE FUNCTION guard.on_sql_drop();
