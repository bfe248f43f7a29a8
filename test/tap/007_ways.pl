# 007_ways.pl: ways to make an object that need a server of their own: preloading, and binary upgrade mode, in which
# nothing is judged. All others stand in test/sql/ways.sql.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $old = make_node('ways_old');

# Broken before the profile was enabled; an upgrade makes every table anew, and none may be rejected.
my $legacy = q{
CREATE TABLE "Old" (id int, "select" timestamp);
CREATE TABLE keyless_parts (day date) PARTITION BY RANGE (day);
CREATE TABLE keyless_parts_2024 PARTITION OF keyless_parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE DOMAIN "user" AS timestamp;
CREATE TABLE of_domain (at "user");
INSERT INTO "Old" VALUES (1, now());
};
install($old, 'ways');
$old->safe_psql('ways', $legacy);
enable($old, 'ways', 'strict');
$old->safe_psql('ways', q{SELECT conventions.set_rule('drop_column', 'error')});
$old->safe_psql('ways', "$good_table");
my $findings = q{SELECT rule, identity, part FROM conventions.findings() ORDER BY 1, 2, 3};
my $policy = q{SELECT name, version FROM conventions.profile; SELECT rule, severity, parameters FROM conventions.rule_setting ORDER BY 1};
my $triggers = q{SELECT evtname, evtevent, evtenabled, evtfoid::regprocedure FROM pg_event_trigger ORDER BY 1};
my %before = map { $_ => $old->safe_psql('ways', $_) } ($findings, $policy, $triggers);
like($before{$findings}, qr/table_name\|public\."Old"/, 'the old database has findings');

# ---- EXPLAIN ANALYZE CREATE TABLE AS as the first command of a session ------------------------------------------------

my @explained = (
	'EXPLAIN ANALYZE CREATE TABLE "Explained" AS SELECT 1 AS id',
	'EXPLAIN ANALYZE SELECT 1 AS id INTO "Explained"',
	'EXPLAIN ANALYZE CREATE MATERIALIZED VIEW "select" AS SELECT 1 AS id',
	"DO \$\$ DECLARE l text; BEGIN FOR l IN EXECUTE 'EXPLAIN ANALYZE CREATE TABLE \"Explained\" AS SELECT 1 AS id' LOOP END LOOP; END \$\$",
	"BEGIN; EXPLAIN ANALYZE CREATE TABLE \"Explained\" AS SELECT 1 AS id; COMMENT ON TABLE \"Explained\" IS 'seen'; COMMIT",
	"BEGIN; SAVEPOINT s; EXPLAIN ANALYZE CREATE TABLE \"Explained\" AS SELECT 1 AS id; RELEASE s; COMMIT",
);
foreach my $library ('session_preload_libraries', 'shared_preload_libraries')
{
	$old->append_conf('postgresql.conf', "$library = 'pg_conventions'");
	$old->restart;
	is($old->safe_psql('ways', q{SELECT state FROM conventions.status() WHERE item = 'library preloaded'}), 'yes',
		"$library: status() says so");
	foreach my $sql (@explained)
	{
		rejected($old, 'ways', $sql, qr/SC001/, "$library: judged: " . substr($sql, 0, 60));
	}
	quiet($old, 'ways', 'EXPLAIN ANALYZE CREATE TEMP TABLE "Explained" AS SELECT 1 AS id', "$library: a temporary table is not");
	is($old->safe_psql('ways', q{SELECT count(*) FROM pg_class WHERE relname IN ('Explained', 'select')}), '0', "$library: nothing is left");
	$old->adjust_conf('postgresql.conf', $library, "''");
	$old->restart;
}
is($old->safe_psql('ways', q{SELECT state FROM conventions.status() WHERE item = 'library preloaded'}), 'no',
	'without preloading status() says so');

# ---- pg_upgrade: the schema is made anew in binary upgrade mode --------------------------------------------------------

my $new = PostgreSQL::Test::Cluster->new('ways_new');
$new->init;
$old->stop;
my $bin = $new->config_data('--bindir');
chdir $PostgreSQL::Test::Utils::tmp_check or die "tmp_check: $!";
command_ok(
	[
		'pg_upgrade', '--no-sync', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bin, '-B', $bin,
		'-s', $new->host, '-p', $old->port, '-P', $new->port
	],
	'pg_upgrade of an enforcing database passes');
$new->start;
foreach my $query ($findings, $policy, $triggers)
{
	is($new->safe_psql('ways', $query), $before{$query}, "the same as before: $query");
}
is($new->safe_psql('ways', 'SELECT count(*) FROM "Old"'), '1', 'with its rows');
rejected($new, 'ways', 'CREATE TABLE "Bad" (id bigint PRIMARY KEY)', qr/SC001: table "public.Bad"/, 'and it enforces');
rejected($new, 'ways', 'CREATE TABLE nokey (created_at timestamptz NOT NULL)', qr/SC001: table "public.nokey" has no primary key/, 'at commit, too');
$new->stop;

done_testing();
