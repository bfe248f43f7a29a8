-- Rule partition_detach_pending.
\set VERBOSITY terse
CREATE SCHEMA leaving;
SET search_path = leaving;
SELECT t.only_rule('partition_detach_pending');
CREATE TABLE events (id bigint) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE "Events 2" PARTITION OF events FOR VALUES FROM (10) TO (20);
-- quiet
SELECT identity FROM conventions.findings();
-- fires: as if it had been broken off between its two transactions
UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = '"Events 2"'::regclass;
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.exempt('partition_detach_pending', 'leaving."Events 2"', 'soon') LIKE '%' AS is_exempt;
SELECT identity, status FROM conventions.findings() WHERE status <> 'new';
SELECT conventions.revoke_exemption('partition_detach_pending', 'leaving."Events 2"') LIKE '%' AS is_revoked;
-- fix
SELECT step FROM t.steps()
\gexec
SELECT identity FROM conventions.findings();
SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events'::regclass;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA leaving CASCADE;
