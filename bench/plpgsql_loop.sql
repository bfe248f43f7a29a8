-- plpgsql_loop.sql: event triggers that only walk over what the server tells them: what every PL/pgSQL guard costs at least.

CREATE FUNCTION public.loop_over_commands() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    command record;
BEGIN
    FOR command IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP END LOOP;
END
$$;
CREATE FUNCTION public.loop_over_drops() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    dropped record;
BEGIN
    FOR dropped IN SELECT * FROM pg_event_trigger_dropped_objects() LOOP END LOOP;
END
$$;
CREATE EVENT TRIGGER loop_over_commands ON ddl_command_end EXECUTE FUNCTION public.loop_over_commands();
CREATE EVENT TRIGGER loop_over_drops ON sql_drop EXECUTE FUNCTION public.loop_over_drops();
