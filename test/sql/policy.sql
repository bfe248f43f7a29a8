-- The policy: layers, exemptions, baseline, export and import, and what is refused.
SET client_min_messages = warning;
\set VERBOSITY default
CREATE SCHEMA shop;
CREATE SCHEMA legacy_a;
CREATE SCHEMA legacyb;
CREATE ROLE regress_release;
CREATE FUNCTION t.quietly(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'passes';
EXCEPTION WHEN SQLSTATE 'SC001' OR SQLSTATE 'SC002' OR SQLSTATE 'SC004' THEN
    RETURN SQLERRM;
END $$;
CREATE VIEW t.layers AS SELECT r.rule, o.object, e.layer, e.name, e.severity, e.decides
FROM (VALUES ('table_name')) r (rule), (VALUES ('shop."Bad"'), ('legacy_a."Bad"'), ('legacyb."Bad"')) o (object),
     conventions.explain(r.rule, o.object) e;
SELECT t.only_rule('table_name');

\echo === layers
SELECT conventions.set_rule('table_name', 'warn', in_schema => 'legacy_.*');
SELECT conventions.set_rule('table_name', 'off', in_schema => 'legacy_a');
SELECT conventions.set_rule('table_name', parameters => '{"pattern": "^[A-Z]"}', in_schema => 'legacyb');
SELECT * FROM t.layers;
-- Of two schema settings the stricter one; a pattern is for the whole name; the own pattern of a schema.
CREATE TABLE legacy_a."Bad" (a int);
CREATE TABLE legacyb."Fine" (a int);
CREATE TABLE legacyb.bad (a int);
SELECT conventions.set_rule('table_name', 'off', for_role => 'regress_release');
GRANT CREATE ON SCHEMA shop TO regress_release;
SET ROLE regress_release;
CREATE TABLE shop."ByRelease" (a int);
SELECT layer, name, severity, decides FROM conventions.explain('table_name', 'shop."ByRelease"');
RESET ROLE;
CREATE TABLE shop."ByOthers" (a int);
-- Reports do not depend on who asks.
SELECT rule, severity, status, identity FROM conventions.findings() ORDER BY identity;
SELECT conventions.reset_rule('table_name', for_role => 'regress_release');
SELECT conventions.reset_rule('table_name', for_role => 'regress_release');
SELECT conventions.reset_rule('table_name', 'legacy_.*'), conventions.reset_rule('table_name', 'legacy_a'), conventions.reset_rule('table_name', 'legacyb');
DROP TABLE legacy_a."Bad", legacyb."Fine", shop."ByRelease";

\echo === exemptions
SELECT conventions.exempt('table_name', 'shop."Orders"', 'older than the rule', until => 'tomorrow', ticket => 'DB-1') LIKE 'shop."Orders" may break table_name until %' AS exempted;
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, "Note" text);
CREATE TABLE shop."Others" (a int);
SELECT status, identity, exempt_reason, exempt_until = 'tomorrow' AS until FROM conventions.findings();
-- It follows its object.
ALTER TABLE shop."Orders" RENAME TO "Purchases";
SELECT object FROM conventions.exemption;
ALTER TABLE shop."Purchases" SET SCHEMA legacyb;
ALTER SCHEMA legacyb RENAME TO "Legacy B";
SELECT object FROM conventions.exemption;
SELECT status, identity FROM conventions.findings();
SELECT object, state FROM conventions.unused_exemptions();
ALTER TABLE "Legacy B"."Purchases" RENAME TO purchases;
SELECT object, state FROM conventions.unused_exemptions();
SELECT conventions.revoke_exemption('table_name', '"Legacy B".purchases');
-- Patterns, moments, every rule; an asterisk in double quotes is one.
SELECT conventions.exempt('*', 'shop.*', 'all of it') LIKE 'shop.* may break every rule until %' AS exempted;
CREATE TABLE shop."Free" (a int);
CREATE TABLE "Legacy B"."Free" (a int);
SELECT conventions.revoke_exemption('*', 'shop.*');
SELECT conventions.exempt('table_name', 'shop."St*r"', 'x') IS NOT NULL AS exempted;
CREATE TABLE shop."St*r" (a int);
CREATE TABLE shop."Stir" (a int);
SELECT conventions.exempt('table_name', 'shop."Later"', 'x', moments => '{after}') IS NOT NULL AS exempted;
CREATE TABLE shop."Later" (a int);
SELECT status, identity FROM conventions.findings('shop') ORDER BY identity;
-- Past its day: a warning for 14 days, then its own severity.
UPDATE conventions.exemption SET until = now() - interval '1 day' WHERE object = 'shop."St*r"';
DROP TABLE shop."St*r";
\set VERBOSITY terse
CREATE TABLE shop."St*r" (a int);
\set VERBOSITY default
SELECT detail = format('Its exemption expired on %s: x.', to_char((now() - interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD')) AS says_so
FROM conventions.findings('shop') WHERE status = 'expired';
SELECT severity, status, identity FROM conventions.findings('shop') WHERE status <> 'new' ORDER BY identity;
UPDATE conventions.exemption SET until = now() - interval '15 days' WHERE object = 'shop."St*r"';
DROP TABLE shop."St*r";
SELECT t.quietly($$CREATE TABLE shop."St*r" (a int)$$);
DELETE FROM conventions.exemption;
DROP TABLE shop."Free", shop."Later";

\echo === baseline
CREATE VIEW t.open AS SELECT severity, status, identity FROM conventions.findings('shop') ORDER BY identity;
SET conventions.mode = off;
CREATE TABLE shop."Old" (id bigint PRIMARY KEY, a int);
CREATE TABLE shop."Older" (a int);
CREATE TABLE shop."Oldest" (a int);
RESET conventions.mode;
SELECT conventions.baseline('adopted');
SELECT * FROM t.open;
SELECT found, known, exempt FROM conventions.report() WHERE rule = 'table_name';
-- Not rejected for what was there; other names are followed; mended and dropped entries go and do not come back.
ALTER TABLE shop."Old" ADD b int;
ALTER TABLE shop."Old" RENAME TO "Old2";
SELECT identity, relation, reason FROM conventions.baseline;
ALTER TABLE shop."Old2" RENAME TO old3;
DROP TABLE shop."Older";
SELECT identity FROM conventions.baseline;
SELECT t.quietly($$ALTER TABLE shop.old3 RENAME TO "Old2"$$);
BEGIN;
DROP TABLE shop."Oldest";
ROLLBACK;
SELECT identity FROM conventions.baseline;
SELECT conventions.baseline('again');
SELECT conventions.forget_baseline('primary_key'), conventions.forget_baseline();
SELECT * FROM t.open;

\echo === export and import
SELECT conventions.exempt('table_name', 'shop."Oldest"', 'kept', until => '2100-01-02 03:04:05+00');
SET conventions.max_exemption_days = -1;
SELECT conventions.exempt('table_name', 'shop."Oldest"', 'kept', until => '2100-01-02 03:04:05+00', ticket => 'DB-2', moments => '{after,report}') IS NOT NULL AS exempted;
SELECT conventions.exempt('*', 'shop.*', 'for ever', until => 'infinity') IS NOT NULL AS exempted;
SELECT conventions.set_rule('timestamptz', parameters => '{"tolerate": ["timestamp(3)"]}', in_schema => 'legacy_.*', for_role => 'regress_release');
SELECT conventions.export_policy() AS exported \gset
SELECT conventions.export_policy()::jsonb - 'rules' - 'format' AS policy;
DELETE FROM conventions.exemption;
SELECT conventions.set_rule('timestamptz', 'warn');
SELECT action, item FROM conventions.import_policy(:'exported');
SELECT count(*) FROM conventions.exemption;
SELECT action, item FROM conventions.import_policy(:'exported', dry_run => false);
SELECT conventions.export_policy() = :'exported' AS same_again;
-- Parts that are absent stay.
SELECT action, item FROM conventions.import_policy('{"format": 1, "exemptions": []}', false);

\echo === what is refused, and nothing is half-written
SELECT t.quietly(s) FROM unnest(ARRAY[
    $$SELECT conventions.enable('recommended', '{djnago}')$$,
    $$SELECT conventions.exempt('table_names', 'a.b', 'x')$$,
    $$SELECT conventions.exempt('table_name', 'a.b', ' ')$$,
    $$SELECT conventions.exempt('table_name', 'a.b', NULL)$$,
    $$SELECT conventions.exempt(NULL, 'a.b', 'x')$$,
    $$SELECT conventions.exempt('table_name', 'a.b', 'x', until => 'yesterday')$$,
    $$SELECT conventions.exempt('table_name', 'a.b', 'x', moments => '{later}')$$,
    $$SELECT conventions.exempt('table_name', 'a.b', 'x', moments => '{}')$$,
    $$SELECT conventions.exempt('table_name', 'nowhere', 'x')$$,
    $$SELECT conventions.exempt('table_name', 'a.b.c.d', 'x')$$,
    $$SELECT conventions.exempt('table_name', 'a..b', 'x')$$,
    $$SELECT conventions.exempt('table_name', '', 'x')$$,
    $$SELECT conventions.exempt('table_name', 'a b on c.d', 'x')$$,
    $$SELECT conventions.revoke_exemption('table_name', 'a.b')$$,
    $$SELECT conventions.set_rule('table_name', 'warn', in_schema => '(')$$,
    $$SELECT conventions.set_rule('table_name', 'warn', for_role => 'regress_nobody')$$,
    $$SELECT conventions.explain('table_names', 'a.b')$$,
    $$SELECT conventions.baseline('')$$,
    $$SELECT conventions.findings(only_status => '{open}')$$,
    $$SELECT conventions.import_policy('[]')$$,
    $$SELECT conventions.import_policy('{}')$$,
    $$SELECT conventions.import_policy('{"format": 2}')$$,
    $$SELECT conventions.import_policy('{"format": 1, "rule": {}}')$$,
    $$SELECT conventions.import_policy('{"format": 1, "rules": []}')$$,
    $$SELECT conventions.import_policy('{"format": 1, "exemptions": {}}')$$,
    $$SELECT conventions.import_policy('{"format": 1, "rules": {"primary_keys": {}}}', false)$$,
    $$SELECT conventions.import_policy('{"format": 1, "rules": {"primary_key": {"severtiy": "warn"}}}', false)$$,
    $$SELECT conventions.import_policy('{"format": 1, "rules": {"primary_key": {"severity": "wran"}}}', false)$$,
    $$SELECT conventions.import_policy('{"format": 1, "rules": {}, "exemptions": [{"rule": "primary_key", "object": "a.b"}]}', false)$$,
    $$SELECT conventions.policy_role('regress_nobody')$$]) s;
SELECT conventions.export_policy()::jsonb ->> 'exemptions' AS exemptions, (SELECT count(*) FROM conventions.rule_setting) > 0 AS rules_kept;

\echo === a policy role, and the history
SELECT conventions.policy_role('regress_release');
SET ROLE regress_release;
SELECT conventions.set_rule('primary_key', 'warn');
SELECT conventions.exempt('primary_key', 'shop.x', 'x') IS NOT NULL AS exempted;
SELECT conventions.baseline('mine') IS NOT NULL AS parked;
SELECT action, item FROM conventions.import_policy('{"format": 1, "exemptions": []}', false);
SELECT conventions.enable('relaxed');
DELETE FROM conventions.policy_history;
SELECT table_name, action, session_role = role AS himself, role, new_row ->> 'rule' AS rule FROM conventions.policy_history
WHERE role = 'regress_release' ORDER BY at;
RESET ROLE;
SELECT conventions.policy_role('regress_release', may_change => false);
SET ROLE regress_release;
SELECT conventions.set_rule('primary_key', 'warn');
RESET ROLE;

\echo === breaking the glass
SELECT t.quietly('CREATE TABLE shop."Bad" (a int)');
SET conventions.bypass_reason = 'incident 4711';
CREATE TABLE shop."Bad" (a int);
RESET conventions.bypass_reason;

SELECT conventions.forget_baseline() >= 0 AS forgotten;
RESET conventions.max_exemption_days;
SET client_min_messages = error;
DROP SCHEMA shop, legacy_a, "Legacy B" CASCADE;
DROP OWNED BY regress_release;
DROP ROLE regress_release;
DROP VIEW t.layers, t.open;
DROP FUNCTION t.quietly(text);
SELECT t.done();
