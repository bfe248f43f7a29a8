-- Rule partition_forbidden.
\set VERBOSITY terse
CREATE SCHEMA parted;
SET search_path = parted;
SELECT t.only_rule('partition_forbidden');
-- fires
CREATE TABLE events (id bigint) PARTITION BY RANGE (id);
-- quiet
CREATE TABLE plain (id bigint PRIMARY KEY);
-- in reports: the root alone
SET conventions.mode = 'report';
CREATE TABLE events (id bigint) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events DEFAULT PARTITION BY RANGE (id);
CREATE TABLE events_11 PARTITION OF events_1 DEFAULT;
RESET conventions.mode;
SELECT identity, message, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('partition_forbidden', 'parted.events', 'too large') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('partition_forbidden', 'parted.events') LIKE '%' AS is_revoked;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA parted CASCADE;
