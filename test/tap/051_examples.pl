# The two example suites, run as their READMEs say: they pass on their own schema and on the house schemas of the source
# guides, and fail on the flawed one, with a line for each finding and nothing that changes from one run to the next.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Fixes qw(quoted);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $examples = "$FindBin::RealBin/../../examples";
my $node = make_node('examples');
my $directory = PostgreSQL::Test::Utils::tempdir();
delete @ENV{qw(MAKEFLAGS MAKELEVEL MFLAGS)};
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
my $has_pgtap = $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'pgtap'}) eq '1'
  && `sh -c 'command -v pg_prove'` ne '';

sub run_in
{
	my ($folder, %run) = @_;
	local %ENV = (%ENV, %{ $run{env} // {} });
	my ($out, $err) = ('', '');
	chdir "$examples/$folder" or die "no $examples/$folder";
	my $ran = IPC::Run::run($run{command}, '>', \$out, '2>', \$err);
	chdir $FindBin::RealBin;
	return ($ran ? 1 : 0, $out, $err);
}

# (passed, the output that is compared)
sub regress
{
	my (%env) = @_;
	my $output = "$directory/output";
	system_or_bail('mkdir', '-p', $output);
	unlink "$output/results/conventions.out";
	my @settings = map { "$_=$env{$_}" } sort keys %env;
	my ($passed, $out, $err) = run_in('pg_regress', command => [ 'make', '-s', 'check', "OUTPUT=$output", @settings ]);
	my $file = "$output/results/conventions.out";
	diag("$out$err") unless -r $file;
	return ($passed, -r $file ? slurp_file($file) : '');
}

sub tap
{
	my ($files, %env) = @_;
	my ($passed, $out, $err) = run_in('pgtap', command => [ './run', @$files ], env => \%env);
	return ($passed, $out . $err);
}

# A file with these lines.
sub script
{
	my ($name, @lines) = @_;
	my $file = "$directory/$name.sql";
	unlink $file;
	append_to_file($file, join("\n", @lines, ''));
	return $file;
}

# ---- on their own schema
{
	my ($passed, $said) = regress();
	ok($passed, 'pg_regress: its own schema passes') or diag($said);
	my $broken = script('broken', slurp_file("$examples/pg_regress/schema.sql"), 'DROP INDEX idx_orders_customer_id;');
	($passed, $said) = regress(SCHEMA => $broken);
	ok(!$passed, 'pg_regress: without an index it fails');
	like($said, qr/^DETAIL:  warn: foreign key "orders_customer_id_fkey" of table "public\.orders" has no index on \(customer_id\) \(foreign_key_index\)$/m,
		'as its README shows');
  SKIP:
	{
		skip 'pgTAP is not here', 3 unless $has_pgtap;
		($passed, $said) = tap([]);
		ok($passed, 'pgTAP: its own schema passes') or diag($said);
		($passed, $said) = tap(['t/schema.sql'], SCHEMA => $broken);
		ok(!$passed, 'pgTAP: without an index it fails');
		like($said, qr/^# object: orders_customer_id_fkey on public\.orders, foreign key "orders_customer_id_fkey" of table "public\.orders" has no index on \(customer_id\)\n# fix: CREATE INDEX CONCURRENTLY idx_orders_customer_id ON public\.orders \(customer_id\);$/m,
			'as its README shows');
	}
}

# ---- on the schemas of the guides
my $guides = ($ENV{CONVENTIONS_CORPORA} // '') . '/guides';
unless (-r "$guides/README.md")
{
	note('the corpora are not there (CONVENTIONS_CORPORA)');
	done_testing();
	exit;
}

foreach my $style (qw(integer uuid tenant))
{
	my $schema = script("house_$style", "\\i $guides/house_$style.sql", "\\i $guides/triggers.sql");
	my $policy = script("policy_$style", "SELECT conventions.enable('strict', presets => '{guide_$style}');");
	my ($passed, $said) = regress(SCHEMA => $schema, POLICY => $policy);
	ok($passed, "pg_regress: house_$style passes") or diag($said);
  SKIP:
	{
		skip 'pgTAP is not here', 1 unless $has_pgtap;
		($passed, $said) = tap(['t/schema.sql'], SCHEMA => $schema, POLICY => $policy);
		ok($passed, "pgTAP: house_$style passes") or diag($said);
	}
}

my $policy = script('policy_flawed', q{SELECT conventions.enable('strict');});
my ($passed, $said) = regress(SCHEMA => "$guides/flawed.sql", POLICY => $policy);
ok(!$passed, 'pg_regress: flawed.sql fails');
# The first assertion alone: the second is about one rule.
my ($first) = $said =~ /(^ERROR:  database has \d+ findings\nDETAIL:.*?)^HINT:/ms;
my @findings = split /\n/, $node->safe_psql('schema_check',
	q{SELECT severity || ': ' || message || ' (' || rule || ')' FROM conventions.findings(at_least => 'warn')});
cmp_ok(scalar(@findings), '>', 30, 'there is much to find');
my @said = ($first // '') =~ /^(?:DETAIL:  )?((?:error|warn): .*)$/mg;
is_deeply([ sort @said ], [ sort @findings ], 'pg_regress: a line for each finding');

# OIDs go on, and so does the time.
$node->safe_psql('postgres', 'CREATE TABLE moves_on (id serial, t text); DROP TABLE moves_on;');
my (undef, $again) = regress(SCHEMA => "$guides/flawed.sql", POLICY => $policy);
is($again, $said, 'pg_regress: the same output the next time');

SKIP:
{
	skip 'pgTAP is not here', 3 unless $has_pgtap;
	($passed, $said) = tap(['t/schema.sql'], SCHEMA => "$guides/flawed.sql", POLICY => $policy);
	ok(!$passed, 'pgTAP: flawed.sql fails');
	my @objects = $said =~ /^# object: (.*)$/mg;
	my %told = map { $_ => 1 } @objects;
	my @missing = grep { my ($message) = /^\w+: (.*) \(\w+\)$/; !grep { /, \Q$message\E$/ } keys %told } @findings;
	is(join("\n", @missing), '', 'pgTAP: a line for each finding');
	(undef, $again) = tap(['t/schema.sql'], SCHEMA => "$guides/flawed.sql", POLICY => $policy);
	s/^Files=.*$//m foreach $said, $again;
	is($again, $said, 'pgTAP: the same output the next time');
}

done_testing();
