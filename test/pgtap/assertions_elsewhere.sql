-- The assertions with pgTAP in a schema of an odd name that is not in the search_path, and in test functions that
-- runtests() calls, each taken back.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
DROP EXTENSION pgtap;
CREATE SCHEMA "Tap 'n' tools";
CREATE EXTENSION pgtap SCHEMA "Tap 'n' tools";
CREATE SCHEMA tests;
-- nobody is led astray by what is nearer in the search_path
CREATE FUNCTION public.ok(boolean, text) RETURNS text LANGUAGE sql AS $$ SELECT 'planted' $$;
CREATE FUNCTION public.add_result(boolean, boolean, text, text, text) RETURNS integer LANGUAGE sql AS $$ SELECT 1/0 $$;
DO $$ BEGIN
    PERFORM conventions.enable('strict');
    PERFORM conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE rule <> 'primary_key';
END $$;
SET search_path = public;

CREATE FUNCTION tests.setup_make() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL conventions.mode = report;
    CREATE TABLE public.made (id bigint PRIMARY KEY);
    CREATE TABLE public.unmade (x int);
    SET LOCAL conventions.mode = enforce;
END $$;
CREATE FUNCTION tests.test_tables() RETURNS SETOF text LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    RETURN NEXT conventions.table_conforms('made');
    RETURN NEXT conventions.ddl_is_accepted('ALTER TABLE unmade ADD y int', 'what was there is not the statement''s');
END $$;
CREATE FUNCTION tests.test_statements() RETURNS SETOF text LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    RETURN NEXT conventions.ddl_is_rejected('CREATE TABLE t (x int)', 'primary_key');
    RETURN NEXT conventions.ddl_is_accepted('CREATE TABLE t (x int); DROP TABLE t');
END $$;
SET search_path = "Tap 'n' tools";
SELECT * FROM runtests('tests'::name, '^test');
