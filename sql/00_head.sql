\echo Use "CREATE EXTENSION pg_conventions" to load this file. \quit

-- Otherwise the server hides the NOTICEs of a script.
SET LOCAL client_min_messages = notice;

-- Whoever may create schemas in this database could have made schema conventions first, filled it, and kept the
-- right to drop it: nothing but an empty schema of the installing role will do.
DO LANGUAGE plpgsql $check$
DECLARE
    owner pg_catalog.oid;
    installer pg_catalog.oid;
    holds pg_catalog.text;
BEGIN
    -- Not by regrole, whose input folds case: role "Boss" would pass for boss.
    SELECT r.oid INTO installer FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) current_user;
    SELECT n.nspowner INTO owner FROM pg_catalog.pg_namespace n
    WHERE n.nspname OPERATOR(pg_catalog.=) 'conventions';
    IF owner OPERATOR(pg_catalog.<>) installer THEN
        RAISE EXCEPTION 'schema "conventions" belongs to role "%", not to the installing role',
            pg_catalog.pg_get_userbyid(owner)
            USING ERRCODE = '42501',
                  DETAIL = 'Its owner could drop or replace what enforces the policy of this database.',
                  HINT = 'Look at what it holds, then DROP SCHEMA conventions or rename it.';
    END IF;
    SELECT pg_catalog.string_agg(pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', ') INTO holds
    FROM pg_catalog.pg_depend d
    WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
      AND d.refobjid OPERATOR(pg_catalog.=) 'conventions'::pg_catalog.regnamespace::pg_catalog.oid
      AND d.deptype OPERATOR(pg_catalog.=) 'n'
      AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass;
    IF holds IS NOT NULL THEN
        RAISE EXCEPTION 'schema "conventions" is not empty'
            USING ERRCODE = '42710',
                  DETAIL = pg_catalog.format('It holds %s.', holds),
                  HINT = 'Look at what it holds, then DROP SCHEMA conventions or rename it.';
    END IF;
END
$check$;

REVOKE ALL ON SCHEMA conventions FROM PUBLIC;
GRANT USAGE ON SCHEMA conventions TO PUBLIC;
COMMENT ON SCHEMA conventions IS 'pg_conventions: schema conventions and migration safety, enforced inside the server';
