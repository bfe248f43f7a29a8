-- Rule sequence_exhaustion.
\set VERBOSITY terse
CREATE SCHEMA exhaustion;
SET search_path = exhaustion;
SELECT t.only_rule('sequence_exhaustion');

-- fires
SET conventions.mode = 'report';
CREATE SEQUENCE narrow AS smallint;
CREATE SEQUENCE down AS smallint INCREMENT -1;
CREATE SEQUENCE bounded MAXVALUE 100;
CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at int DEFAULT nextval('bounded'));
CREATE SEQUENCE wide; CREATE TABLE lines (id bigint PRIMARY KEY, no smallint DEFAULT nextval('wide'));
SELECT setval('narrow', 30000), setval('down', -32767), setval('bounded', 80), setval('orders_id_seq', 2147000000), setval('wide', 32000);
SELECT identity, severity, message, detail FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT identity, fix_sql FROM conventions.findings() WHERE identity !~ 'orders' ORDER BY identity COLLATE "C";
SELECT left(fix_sql, 70) FROM conventions.findings() WHERE identity ~ 'orders';
SELECT step FROM t.steps() WHERE step ~ 'AS bigint' AND step !~ 'orders' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
-- without the right to read it, nothing is known; nor while somebody alters it
CREATE ROLE exhaustion_reader;
GRANT USAGE ON SCHEMA exhaustion TO exhaustion_reader;
GRANT SELECT ON SEQUENCE bounded TO exhaustion_reader;
SET ROLE exhaustion_reader;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
RESET ROLE;
DROP OWNED BY exhaustion_reader; DROP ROLE exhaustion_reader;
SELECT conventions.exempt('sequence_exhaustion', 'exhaustion.wide', reason => 'a client of ours') IS NOT NULL AS exempt;
SELECT identity, status FROM conventions.findings() WHERE identity ~ 'wide';
DROP TABLE orders, lines; DROP SEQUENCE narrow, down, bounded, wide;

-- quiet
CREATE SEQUENCE cycling MAXVALUE 10 CYCLE; CREATE SEQUENCE uncalled MAXVALUE 10 START 10; CREATE SEQUENCE early MAXVALUE 10;
SELECT setval('cycling', 10), setval('uncalled', 10, false), setval('early', 7);
SELECT identity, status FROM conventions.findings();

-- parameters
SELECT t.only_rule('sequence_exhaustion', '{"warn": 70, "error": 71}');
SELECT identity, severity, message FROM conventions.findings();
SELECT t.only_rule('sequence_exhaustion', '{"error": 70}');
SELECT identity, severity, message FROM conventions.findings();


DELETE FROM conventions.exemption WHERE rule = 'sequence_exhaustion';
SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA exhaustion CASCADE;
