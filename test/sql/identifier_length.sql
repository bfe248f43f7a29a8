-- Rule identifier_length.
\set VERBOSITY terse
CREATE SCHEMA long;
SET search_path = long;
SELECT t.only_rule('identifier_length');

-- fires, before: the names that a statement gives; the server's own NOTICE comes first
CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id bigint);
CREATE TABLE "A table whose name is so long that the server cannot keep all of it" (id bigint, U&"a \00fc column whose name is so long that the server cannot keep all" int);
CREATE TABLE probe (id bigint);
ALTER TABLE probe ADD a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int,
    ADD CONSTRAINT a_check_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it CHECK (id > 0);
CREATE INDEX an_index_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it ON probe (id);
ALTER TABLE probe RENAME id TO a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it;
CREATE VIEW a_view_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS SELECT 1 AS id;
CREATE TYPE a_type_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS ENUM ('a');
CREATE SCHEMA longer CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id bigint);
CREATE TABLE probe_2 (id int)\; CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id bigint);
SELECT relname FROM pg_class WHERE relnamespace = 'long'::regnamespace;
\set VERBOSITY default
CREATE TABLE probe_2 (a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int, CHECK ('a_literal_of_more_than_sixty_three_bytes_is_no_name_and_nothing_to_cut' <> ''));
\set VERBOSITY terse
-- exempt where it will be; not the text of a DO block, which is not the statement's; temporary
SELECT conventions.exempt('identifier_length', 'long.probe_3', 'for this test') LIKE '%until%' AS exempt;
CREATE TABLE probe_3 (a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int);
DO $$ BEGIN CREATE TABLE probe_5 (a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int); END $$;
CREATE TEMP TABLE probe_6 (a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int);
-- what is there is reached by its long name, and renamed
ALTER TABLE probe_5 ALTER a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it SET NOT NULL;
ALTER TABLE probe_5 ADD COLUMN IF NOT EXISTS a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int;
ALTER TABLE probe_5 RENAME a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it TO short;
-- a lower limit
SELECT t.only_rule('identifier_length', '{"max_bytes": 10}');
CREATE TABLE probe_7 (twelve_bytes int, ten_bytes_ int);
SELECT t.only_rule('identifier_length');
DROP TABLE probe, probe_3, probe_5, probe_6;
SELECT conventions.revoke_exemption('identifier_length', 'long.probe_3') <> '' AS revoked;

-- fires, in reports: what the server has cut
SET conventions.mode = off;
CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id bigint);
CREATE TABLE orders (id bigint, a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int,
    CONSTRAINT a_check_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it CHECK (id > 0));
CREATE INDEX an_index_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it ON orders (id);
CREATE VIEW a_view_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS SELECT 1 AS id;
CREATE TYPE a_type_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS ENUM ('a');
RESET conventions.mode;
SELECT identity, severity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- quiet: shorter names, those of the server, those with a hash
CREATE TABLE customers_who_have_not_paid_for_more_than_a_year (the_customer_who_owes_us_most bigserial PRIMARY KEY, more int UNIQUE);
CREATE INDEX ON customers_who_have_not_paid_for_more_than_a_year (the_customer_who_owes_us_most, more);
CREATE INDEX idx_customers_who_have_not_paid_for_more_than_a_year_m_0f1e2d3c ON customers_who_have_not_paid_for_more_than_a_year (more);
SELECT max(octet_length(relname)) FROM pg_class WHERE relnamespace = 'long'::regnamespace AND relname ~ 'customers_who|idx_customers';
SELECT count(*) FROM conventions.findings();

-- parameters
SELECT t.only_rule('identifier_length', '{"max_bytes": 40, "only": "customers"}');
SELECT identity, message FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT conventions.set_rule('identifier_length', parameters => '{"max_bytes": 64}');

-- fix applied: a person says the name
SELECT t.only_rule('identifier_length', '{"max_bytes": 63, "only": "a_"}');
CREATE TABLE kept AS SELECT replace(fix_sql, '<name>', 'name_' || row_number() OVER (ORDER BY identity COLLATE "C")) AS step, message !~ '^table "' AS part
FROM conventions.findings();
SELECT step FROM kept ORDER BY part DESC \gexec
SELECT count(*) FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA long CASCADE;
