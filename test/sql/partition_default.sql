-- Rule partition_default.
\set VERBOSITY terse
CREATE SCHEMA rest;
SET search_path = rest;
SELECT t.only_rule('partition_default');
CREATE TABLE events (id bigint) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE "Events rest" PARTITION OF events DEFAULT;
CREATE TABLE states (state text) PARTITION BY LIST (state);
CREATE TABLE states_new PARTITION OF states FOR VALUES IN ('new') PARTITION BY RANGE (state);
CREATE TABLE states_new_rest PARTITION OF states_new DEFAULT;
CREATE TABLE spread (id bigint) PARTITION BY HASH (id);
CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 1, REMAINDER 0);
-- quiet: the default partition is empty
INSERT INTO events VALUES (1);
INSERT INTO spread VALUES (1);
SELECT identity FROM conventions.findings();
-- fires: it is not, on each level
INSERT INTO events VALUES (100);
INSERT INTO states VALUES ('new');
SELECT identity, part, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('partition_default', 'rest.events', 'known') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('partition_default', 'rest.events') LIKE '%' AS is_revoked;
-- parameters
SELECT t.only_rule('partition_default', '{"require": true}');
SELECT identity, part, message, detail FROM conventions.findings() ORDER BY identity COLLATE "C", part;
CREATE TABLE states_rest PARTITION OF states DEFAULT;
INSERT INTO states VALUES ('old');
SELECT identity FROM conventions.findings() WHERE identity = 'rest.states';

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA rest CASCADE;
