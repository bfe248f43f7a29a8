-- Rule identifier_length.
\set VERBOSITY terse
CREATE SCHEMA long;
SET search_path = long;
SELECT t.only_rule('identifier_length');

-- fires, in reports: what the server has cut
CREATE TABLE a_table_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it (id bigint);
CREATE TABLE orders (id bigint, a_column_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it int,
    CONSTRAINT a_check_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it CHECK (id > 0));
CREATE INDEX an_index_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it ON orders (id);
CREATE VIEW a_view_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS SELECT 1 AS id;
CREATE TYPE a_type_whose_name_is_so_long_that_the_server_cannot_keep_all_of_it AS ENUM ('a');
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
