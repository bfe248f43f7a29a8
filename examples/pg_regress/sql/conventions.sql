-- The schema is loaded first, and held to the policy afterwards. What they say meanwhile is not compared.
\set ECHO none
\getenv schema SCHEMA
\getenv policy POLICY
SET client_min_messages = warning;
\set ON_ERROR_STOP on
\o /dev/null
\i :schema
CREATE EXTENSION pg_conventions;
\i :policy
\o
\set ON_ERROR_STOP off
\set ECHO all
-- nothing of severity warn or error
SELECT conventions.assert_clean();
-- of this rule not even a hint
SELECT conventions.assert_clean(only_rule => 'foreign_key_index', at_least => 'info');
