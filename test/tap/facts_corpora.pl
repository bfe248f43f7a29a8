# facts_corpora.pl: the readers of facts agree on real schemas, wait for nobody, and survive what others drop meanwhile.
#
# The real schemas stand in the directory that CONVENTIONS_CORPORA names, or in ../shared/corpora beside the checkout.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('facts');
my $differences = 'SELECT * FROM conventions.facts_differences()';

# ---- real schemas -----------------------------------------------------------------------------------------------------

my $corpora = $ENV{CONVENTIONS_CORPORA} // "$FindBin::RealBin/../../../shared/corpora";
my @schemas = sort glob("$corpora/schemas/*.sql");

SKIP:
{
	skip "no real schemas: CONVENTIONS_CORPORA does not lead to any", 1 unless @schemas;
	foreach my $file (@schemas, grep { defined } $ENV{ZABBIX_SCHEMA})
	{
		my ($name) = $file =~ m{([^/]+)\.sql$};
		$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0");
		$node->safe_psql($name, 'CREATE EXTENSION pg_conventions');
		my $before = $node->safe_psql($name, "SELECT count(*) FROM pg_class");
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($name), '-f', $file ],
			"$name loads");
		cmp_ok($node->safe_psql($name, "SELECT count(*) FROM pg_class"), '>', $before, "$name has relations");
		is($node->safe_psql($name, $differences), '', "$name: the readers agree");
		is($node->safe_psql($name, <<'SQL'), '', "$name: they agree in a transaction that changes every table");
SET client_min_messages = error;
BEGIN;
SELECT format('ALTER TABLE %s ADD COLUMN one_more int, ADD COLUMN made timestamptz DEFAULT now() NOT NULL', oid::regclass)
FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace::regnamespace::text !~ '^(pg_|information_schema|conventions)'
\gexec
SELECT * FROM conventions.facts_differences();
ROLLBACK;
SQL
	}
}

# ---- whole images of a real schema, after it is gone -----------------------------------------------------------------

SKIP:
{
	my ($name) = map { m{([^/]+)\.sql$} } grep { /hatchet/ } @schemas;
	skip 'no schema with partitioned tables', 1 unless defined $name;
	is($node->safe_psql($name, <<'SQL'), "t\n0", 'dropped relations are remembered whole');
CREATE TEMP TABLE image AS
SELECT oid, conventions.facts(oid, 'snapshot') AS facts FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'c');
SET client_min_messages = error;
BEGIN;
DROP SCHEMA public CASCADE;
SELECT count(*) > 200 FROM image WHERE conventions.facts(oid, 'snapshot') = '';
SELECT count(*) FROM image WHERE facts IS DISTINCT FROM conventions.facts(oid, 'before_transaction');
ROLLBACK;
SQL
}

# ---- a relation that another session holds ---------------------------------------------------------------------------

$node->safe_psql('postgres', 'CREATE EXTENSION pg_conventions');
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE held (id int PRIMARY KEY, name text DEFAULT 'x' CHECK (name <> ''), at timestamptz DEFAULT now());
CREATE INDEX ON held (lower(name));
CREATE TABLE tree (id int) PARTITION BY RANGE (id);
CREATE TABLE leaf PARTITION OF tree FOR VALUES FROM (0) TO (1);
SQL
# SQL texts need the lock that the other session refuses.
my $without_texts = "SELECT string_agg(line, E'\\n') FROM regexp_split_to_table(conventions.facts('held', 'present')"
  . " || conventions.facts('tree', 'present'), '\\n') AS line WHERE line !~ '^(default|definition|index_definition|origin) '";
my $free = $node->safe_psql('postgres', $without_texts);

my $holder = session($node, 'postgres');
my ($said) = tell($holder, 'BEGIN; LOCK held, leaf IN ACCESS EXCLUSIVE MODE; SELECT 1');
like($said, qr/1/, 'another session holds the table and a partition');
my ($status, $out, $err) = run_sql($node, 'postgres', "SET lock_timeout = '1ms'; SET statement_timeout = '10s'; $without_texts");
is($status, 0, 'reading waits for no lock') or diag($err);
is($out, $free, 'and sees the same');
tell($holder, 'ALTER TABLE held ADD COLUMN more int; DROP TABLE leaf; SELECT 1');
is($node->safe_psql('postgres', "SET lock_timeout = '1ms'; $without_texts"), $free, 'what is not committed is not seen');
tell($holder, 'COMMIT');
isnt($node->safe_psql('postgres', $without_texts), $free, 'then it is');
tell($holder, 'CREATE TEMP TABLE theirs AS SELECT generate_series(1, 1000) AS id; SELECT 1');
is($node->safe_psql('postgres', $differences), '', 'and the readers agree, also about a temporary table of others');
is($node->safe_psql('postgres', <<'SQL'), 't', 'whose size is known');
SELECT conventions.facts(oid) LIKE format('%% blocks=%s %%', pg_relation_size(oid) / current_setting('block_size')::int)
FROM pg_class WHERE relname = 'theirs' AND pg_relation_size(oid) > 0
SQL
$holder->quit;

# ---- others make and drop relations all the time ---------------------------------------------------------------------

$node->safe_psql('postgres', <<'SQL');
CREATE TABLE parent (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE stays PARTITION OF parent FOR VALUES FROM (0) TO (1);
CREATE PROCEDURE churn(seconds int) LANGUAGE plpgsql AS $$
DECLARE
    until timestamptz := clock_timestamp() + make_interval(secs => seconds);
BEGIN
    WHILE clock_timestamp() < until LOOP
        CREATE TABLE churn_1 (id serial PRIMARY KEY, name text CHECK (name <> ''), ref int REFERENCES churn_1);
        CREATE TABLE churn_2 PARTITION OF parent FOR VALUES FROM (1) TO (2);
        CREATE INDEX ON churn_1 (lower(name)) WHERE ref IS NOT NULL;
        COMMIT;
        ALTER TABLE churn_1 ADD COLUMN more int DEFAULT 7;
        ALTER TABLE parent DETACH PARTITION churn_2;
        COMMIT;
        DROP TABLE churn_1;
        DROP TABLE churn_2;
        COMMIT;
    END LOOP;
END $$;
CREATE PROCEDURE look(seconds int, INOUT readings int DEFAULT 0) LANGUAGE plpgsql AS $$
DECLARE
    until timestamptz := clock_timestamp() + make_interval(secs => seconds);
    relation oid;
    highest oid := 'parent'::regclass;
BEGIN
    WHILE clock_timestamp() < until LOOP
        SELECT coalesce(max(oid), highest) INTO highest FROM pg_class WHERE relname LIKE 'churn%';
        FOREACH relation IN ARRAY ARRAY['parent'::regclass::oid, highest, highest::int8 - 1, highest::int8 - 2, highest::int8 - 3] LOOP
            PERFORM conventions.facts(relation, reader) FROM unnest('{present,snapshot,database}'::text[]) AS reader;
            readings := readings + 1;
            COMMIT;
        END LOOP;
    END LOOP;
END $$;
SQL
my $churner = $node->background_psql('postgres', on_error_stop => 0);
$churner->query_until(qr/started/, "\\echo started\nCALL churn(6);\n");
($status, $out, $err) = run_sql($node, 'postgres', 'CALL look(5)');
is($status, 0, 'nothing that others drop makes a reading fail') or diag($err);
cmp_ok($out, '>', 20, 'many times');
$churner->quit;

done_testing();
