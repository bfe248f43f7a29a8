# 020_corpora.pl: the eight rules on real schemas.
#
# For each schema of the corpora and of Debian's packages: what the rules find is what plain catalog SQL finds
# (corpora/truth.sql), report() counts it, and it is what the lists of the corpora hold, but for the objects that
# %differences names one by one with the reason. Then the source guides' own examples: a flawed schema, of which every
# fault is found and nothing else, and schemas in the houses' styles, which pass.
#
# CONVENTIONS_CORPORA is the directory of the corpora, CONVENTIONS_PACKAGES that with the packages' schemas, one
# NAME.sql each; scripts/tapcheck.sh sets them.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $corpora = $ENV{CONVENTIONS_CORPORA};
plan skip_all => 'the corpora are not there (CONVENTIONS_CORPORA)' unless defined $corpora && -r "$corpora/README.md";
my $packages = $ENV{CONVENTIONS_PACKAGES} // '';

# Where a rule's meaning differs from the definition of a list, object by object. The reasons are queries in
# corpora/listed.sql; each object must be among those that its reason holds for.
my %because = (
	'bookkeeping' => 'rules.md 20: tables that a migration tool keeps for itself are never judged',
	'clustered' => '16.2: equal to the primary key, but CLUSTER goes by it: neither of the two can be dropped',
	'on a partition' => '16.2: the lists look at top tables only; an index of a partition that is attached to none of '
	  . 'the parent is an index of its own',
	'key of a partition' => '16.1: the lists look at top tables only; a key that a partition has by itself '
	  . '(conparentid = 0) is a root constraint, and deletes in the referenced table scan the partition for it',
	'no moment' => 'created_at: the column is there, and is no date or time (Zabbix keeps seconds in an integer)',
);
my %differences = (
	harbor => [
		[ 'primary_key', '-', 'bookkeeping', 'public.alembic_version' ],
		[ 'created_at', '-', 'bookkeeping', 'public.alembic_version', 'public.schema_migrations' ],
	],
	omop => [
		[
			'duplicate_index', '-', 'clustered',
			'cdm.idx_care_site_id_1 = cdm.xpk_care_site',
			'cdm.idx_concept_class_class_id = cdm.xpk_concept_class',
			'cdm.idx_concept_concept_id = cdm.xpk_concept',
			'cdm.idx_domain_domain_id = cdm.xpk_domain',
			'cdm.idx_location_id_1 = cdm.xpk_location',
			'cdm.idx_person_id = cdm.xpk_person',
			'cdm.idx_provider_id_1 = cdm.xpk_provider',
			'cdm.idx_relationship_rel_id = cdm.xpk_relationship',
			'cdm.idx_vocabulary_vocabulary_id = cdm.xpk_vocabulary',
		],
	],
	pagila => [
		[
			'duplicate_index', '+', 'on a partition',
			map { "public.idx_fk_payment_p2022_0${_}_customer_id = public.payment_p2022_0${_}_customer_id_idx" } 1 .. 6
		],
		[
			'foreign_key_index', '+', 'key of a partition',
			map { "payment_p2022_0${_}_rental_id_fkey on public.payment_p2022_0${_}" } 1 .. 6
		],
	],
	zabbix => [ [ 'created_at', '+', 'no moment', 'public.services.created_at', 'public.token.created_at' ] ],
);

my @rules = qw(created_at drop_column duplicate_index foreign_key_index primary_key reserved_word table_name timestamptz);

sub quoted { return "'" . $_[0] =~ s/'/''/gr . "'" }

sub lines_of { return grep { $_ ne '' } split /\n/, $_[0] }

my %facts_of_kind = (
	no_pk => 'no_pk',
	fk_uncovered => 'fk_uncovered(nonpartial btree/hash, leading N cols any order)',
	table_not_snake => 'table_not_snake',
	duplicate_index => 'duplicate_index_pairs',
	timestamp_without_tz_cols => 'timestamp_without_tz_cols',
	no_created_at => 'no_created_at',
);

# Counts by name; kind and object by line.
sub facts_of
{
	my ($name) = @_;
	my %facts = map { /^(.*)=(\d+)$/ ? ($1 => $2) : () } lines_of(slurp_file("$corpora/facts/$name.txt"));
	return \%facts;
}

sub list_inserts
{
	my ($name) = @_;
	my @rows = map { '(' . join(', ', map { quoted($_) } split /\t/) . ')' }
	  lines_of(slurp_file("$corpora/facts_lists/$name.tsv"));
	my $table = "CREATE TEMP TABLE lines (kind text, object text);\n";
	return $table . (@rows ? 'INSERT INTO lines VALUES ' . join(",\n", @rows) . ";\n" : '');
}

my $node = make_node('corpora', settings => "max_locks_per_transaction = 256\n");
my $psql = $node->installed_command('psql');
my $truth = slurp_file("$FindBin::RealBin/corpora/truth.sql");
my $listed = slurp_file("$FindBin::RealBin/corpora/listed.sql");

# Runs a file as psql would, with its meta-commands: (exit status, what it said).
sub run_files
{
	my ($database, $options, @files) = @_;
	my ($out, $err) = ('', '');
	my @command = ($psql, '-X', '-q', '-v', 'ON_ERROR_STOP=1', @$options, '-d', $node->connstr($database));
	IPC::Run::run([ @command, map { ('-f', $_) } @files ], '>', \$out, '2>', \$err);
	return ($? >> 8, $err);
}

sub create_database { $node->safe_psql('postgres', "CREATE DATABASE $_[0] TEMPLATE template0") }

# The last statement's rows of a script that makes the temporary tables first.
sub ask
{
	my ($database, $script, $question) = @_;
	return $node->safe_psql($database, "$script;\n$question");
}

sub counts_by_rule
{
	my ($answer) = @_;
	my %counts = map { $_ => 0 } @rules;
	foreach my $line (lines_of($answer))
	{
		my ($rule, $count) = split /\|/, $line;
		$counts{$rule} = $count;
	}
	return \%counts;
}

my $true_counts = q{SELECT rule, count(*) FROM truth GROUP BY rule};
# Rules that the truth does not know yet are off here; see Conventions.pm.
my $reported = q{SELECT rule, found FROM conventions.report() WHERE rule IN
	('created_at', 'drop_column', 'duplicate_index', 'foreign_key_index', 'primary_key', 'reserved_word', 'table_name', 'timestamptz')};

sub check_report
{
	my ($name) = @_;
	# Without a profile report() judges as "recommended" would, where created_at is off.
	my $before = counts_by_rule($node->safe_psql($name, $reported));
	enable($node, $name, 'strict');
	my $after = counts_by_rule($node->safe_psql($name, $reported));
	my $true = counts_by_rule(ask($name, $truth, $true_counts));
	is_deeply($after, $true, "$name: report() counts what catalog queries count");
	is_deeply($before, { %$true, created_at => 0 }, "$name: so does report() before anything is enabled");
}

sub check_findings
{
	my ($name) = @_;
	my $found = q{CREATE TEMP TABLE found AS SELECT rule, identity, part FROM conventions.findings() WHERE status <> 'exempt'};
	my $missing = ask($name, "$truth; $found",
		q{SELECT rule, identity FROM truth EXCEPT ALL SELECT rule, identity FROM found ORDER BY 1, 2});
	is($missing, '', "$name: nothing is missed");
	my $false = ask($name, "$truth; $found",
		q{SELECT rule, identity FROM found EXCEPT ALL SELECT rule, identity FROM truth ORDER BY 1, 2});
	is($false, '', "$name: nothing is found that is not there");
	my $keepers = ask($name, "$truth; $found",
		q{WITH said AS (SELECT identity, part FROM found WHERE rule = 'duplicate_index'),
			kept AS (SELECT identity, part FROM duplicates)
		  (TABLE said EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE said)});
	is($keepers, '', "$name: of equal indexes the right one stays");
}

sub check_lists
{
	my ($name) = @_;
	my $script = "$truth;\n" . list_inserts($name) . $listed;
	my $facts = facts_of($name);

	is(ask($name, $script, q{SELECT kind, object FROM listed WHERE name IS NULL}), '', "$name: the lists are understood");

	my %counted = map { split /\|/ } lines_of(ask($name, $script, q{SELECT kind, count(*) FROM listed GROUP BY kind}));
	my %expected = map { $_ => $facts->{ $facts_of_kind{$_} } } keys %facts_of_kind;
	is_deeply({ map { $_ => $counted{$_} // 0 } keys %facts_of_kind }, \%expected, "$name: the lists have their counts");

	my @named;
	foreach my $each (@{ $differences{$name} // [] })
	{
		my ($rule, $sign, $reason, @objects) = @$each;
		die "reason \"$reason\" is not explained" unless $because{$reason};
		push @named, map { join('|', $rule, $sign, $_, $reason) } @objects;
	}
	my @differing = lines_of(
		ask($name, $script,
			q{SELECT d.rule, d.sign, d.name, coalesce(string_agg(DISTINCT reason, ', '), 'unexplained')
			  FROM differences d LEFT JOIN reasons r ON r.rule = d.rule AND r.sign = d.sign AND r.name = d.name
			  GROUP BY d.rule, d.sign, d.name}));
	is(join("\n", sort @differing), join("\n", sort @named), "$name: every difference from the lists is explained");
}

# CREATE INDEX and DROP INDEX change nothing for clients: all of them at once.
sub check_fixes
{
	my ($name) = @_;
	my $fixable = q{rule IN ('foreign_key_index', 'duplicate_index')};
	my $file = PostgreSQL::Test::Utils::tempdir() . "/$name.sql";
	append_to_file($file, $node->safe_psql($name, "SELECT fix_sql FROM conventions.findings() WHERE $fixable") . "\n");
	my ($status, $said) = run_files($name, [], $file);
	is($status, 0, "$name: the fixes of the index rules run") or diag($said);
	is($node->safe_psql($name, "SELECT rule, identity FROM conventions.findings() WHERE $fixable"),
		'', "$name: and leave nothing of these rules");
}

sub check_schema
{
	my ($name, $file) = @_;
	create_database($name);
	my ($status, $said) = run_files($name, [], $file);
	is($status, 0, "$name: loads") or do { diag($said); return };
	install($node, $name);
	check_report($name);
	check_findings($name);
	check_lists($name);
	is($node->safe_psql($name, 'SELECT * FROM conventions.facts_differences()'),
		'', "$name: all readers of the catalogs see the same");
	check_fixes($name);
	$node->safe_psql('postgres', "DROP DATABASE $name");
}

sub schema_of
{
	my ($name) = @_;
	my ($file) = grep { -r } "$corpora/schemas/$name.sql", "$packages/$name.sql";
	$file //= $ENV{ZABBIX_SCHEMA} if $name eq 'zabbix';
	return $file;
}

my @names = map { m{([^/]+)\.txt$} } glob("$corpora/facts/*.txt");
cmp_ok(scalar(@names), '>=', 11, 'the corpora are complete');
foreach my $name (sort @names)
{
  SKIP:
	{
		my $file = schema_of($name);
		skip "$name: no schema (Debian's package could not be had)", 1 unless defined $file;
		check_schema($name, $file);
	}
}

# ---- the guides' own examples ----------------------------------------------------------------------------------------
my $guides = "$corpora/guides";

sub check_flawed
{
	create_database('flawed');
	my ($status, $said) = run_files('flawed', [], "$guides/flawed.sql");
	is($status, 0, 'flawed: loads') or diag($said);
	install($node, 'flawed');
	$node->safe_psql('flawed', q{SELECT conventions.enable('strict')});
	my %known = map { $_ => 1 } lines_of($node->safe_psql('flawed', 'SELECT rule FROM conventions.rules()'));
	my @faults = grep { /^(\w+)\t/ && $known{$1} } lines_of(slurp_file("$guides/flawed.tsv"));
	cmp_ok(scalar(@faults), '>', 30, 'flawed: its faults are those of our rules');
	# We name the column that may be null, the list its table.
	s/^(updated_at\tpublic\.users)$/$1.updated_at/ foreach @faults;
	my %listed = map { /^(\w+)\t/ ? ($1 => 1) : () } @faults;
	my $found = join "\n", grep { /^(\w+)\t/ && $listed{$1} } lines_of($node->safe_psql('flawed', q{SELECT DISTINCT rule || E'\t' || identity FROM conventions.findings() WHERE status <> 'exempt'}));
	is(join("\n", sort { $a cmp $b } lines_of($found)), join("\n", sort @faults), 'flawed: every fault is found, and no other');
}

my $open = q{SELECT rule, severity, identity FROM conventions.findings(at_least => 'warn')};

sub check_house
{
	my ($house) = @_;
	my @files = ("$guides/$house.sql", "$guides/triggers.sql");

	create_database("${house}_block");
	install($node, "${house}_block");
	enable($node, "${house}_block", 'strict');
	my ($status, $said) = run_files("${house}_block", ['-1'], @files);
	is("$status $said", '0 ', "$house: in one transaction nothing is said");
	is($node->safe_psql("${house}_block", $open), '', "$house: in one transaction nothing is found");

	create_database("${house}_auto");
	install($node, "${house}_auto");
	enable($node, "${house}_auto", 'strict');
	($status, $said) = run_files("${house}_auto", [], @files);
	is($status, 0, "$house: in autocommit it passes") or diag($said);
	my @loud = grep { /(WARNING|ERROR|FATAL|PANIC|LOG):/ } split /\n/, $said;
	is("@loud", '', "$house: in autocommit no more than notices");
	my @notices = grep { /NOTICE:/ } split /\n/, $said;
	is(scalar(grep { !/wait|pending/i } @notices), 0, "$house: the notices say that a finding waits") or diag($said);
	is($node->safe_psql("${house}_auto", $open), '', "$house: nothing is open at the end");
	is($node->safe_psql("${house}_auto", 'SELECT * FROM conventions.pending'), '', "$house: nothing waits at the end");
}

check_flawed();
check_house($_) foreach qw(house_integer house_tenant house_uuid);

done_testing();
