# missing_fk_indexes(), missing_timestamps() and redundant_indexes() on the real schemas of the corpora: what they list is
# what plain catalog queries find (corpora/truth.sql), before anything is enabled; prefixes are those of facts_lists. And
# fixes(): all that may run without a person runs by \gexec without an error, and then there is nothing left to run.

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

my $node = make_node('lists', settings => "max_locks_per_transaction = 256\n");
my $truth = slurp_file("$FindBin::RealBin/corpora/truth.sql");

# truth.sql knows created_at; the other column has the same definition.
my $updated = $truth =~ s/created_at/updated_at/gr;

sub lines_of { return grep { $_ ne '' } split /\n/, $_[0] }

sub load
{
	my ($name, $file) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0");
	$node->command_ok(
		[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($name), '-f', $file ], "$name: loads");
	install($node, $name);
}

# Both ways of EXCEPT: nothing is missed, and nothing is listed that is not there.
sub same_rows
{
	my ($name, $what, $script, $listed, $true) = @_;
	$node->safe_psql($name, 'ANALYZE');
	my $differences = $node->safe_psql($name,
		"$script;\nCREATE TEMP TABLE listed AS $listed;\nCREATE TEMP TABLE wanted AS $true;\n"
		  . q{SELECT 'missed', * FROM (TABLE wanted EXCEPT ALL TABLE listed) a UNION ALL SELECT 'listed', * FROM (TABLE listed EXCEPT ALL TABLE wanted) b});
	is($differences, '', "$name: $what");
}

my %sum;

foreach my $file (glob("$corpora/schemas/*.sql"))
{
	my ($name) = $file =~ m{([^/]+)\.sql$};
	load($name, $file);
	same_rows($name, 'keys without an index', $truth, 'SELECT identity FROM conventions.missing_fk_indexes()',
		'SELECT identity FROM foreign_key_index');
	same_rows($name, 'created_at', $truth,
		q{SELECT identity FROM conventions.missing_timestamps() WHERE rule = 'created_at'}, 'SELECT identity FROM created_at');
	same_rows($name, 'updated_at', $updated,
		q{SELECT identity FROM conventions.missing_timestamps() WHERE rule = 'updated_at'}, 'SELECT identity FROM updated_at');
	same_rows($name, 'equal indexes, and which one stays', $truth,
		q{SELECT identity, kept_index FROM conventions.redundant_indexes() WHERE kind = 'duplicate'},
		'SELECT identity, keeper FROM duplicates');

	# The lists know prefixes of top tables, without INCLUDE, predicate or expression, and also those that a duplicate
	# is: then kind says duplicate.
	my @listed = map { /^prefix_redundant_index\t(.*)/ ? $1 : () } lines_of(slurp_file("$corpora/facts_lists/$name.tsv"));
	my %found = map { split /\|/ } lines_of($node->safe_psql($name, q{SELECT schema_name || '.' || index_name, kind FROM conventions.redundant_indexes()}));
	is(join(' ', grep { !$found{$_} } @listed), '', "$name: every prefix of the lists is found");
	$sum{listed} += @listed;

	# The SQL is what the rules propose, and it mends all of it.
	my $unlike = $node->safe_psql($name, q{
		SELECT conventions.set_rule(r, 'error') FROM unnest('{foreign_key_index,duplicate_index,redundant_index}'::text[]) r;
		SELECT f.identity FROM conventions.findings() f
		FULL JOIN (SELECT identity, create_sql AS sql FROM conventions.missing_fk_indexes()
			UNION ALL SELECT identity, drop_sql FROM conventions.redundant_indexes()) l ON l.identity = f.identity AND l.sql = f.fix_sql
		WHERE f.rule IN ('foreign_key_index', 'duplicate_index', 'redundant_index') AND (l.identity IS NULL OR f.identity IS NULL)});
	is(join(' ', grep { !/: error$/ } lines_of($unlike)), '', "$name: the SQL is that of the findings");
	$sum{keys} += $node->safe_psql($name, 'SELECT count(*) FROM conventions.missing_fk_indexes()');
	$node->safe_psql($name, q{SELECT conventions.enable('strict')});
	my $fixes = $node->safe_psql($name, 'SELECT count(*), count(DISTINCT statement) FROM conventions.fixes()');
	my ($statements, $different) = split /\|/, $fixes;
	is($different, $statements, "$name: no statement comes twice");
	$sum{statements} += $statements;
	# An invalid index speaks for the other rules on it: they say what is left when it is mended.
	my $invalid = $node->safe_psql($name, q{SELECT count(*) FROM conventions.findings(only_rule => 'invalid_index')});
	my $run = PostgreSQL::Test::Utils::tempdir() . '/fixes.sql';
	append_to_file($run, "SET conventions.mode = off;\nSELECT statement FROM conventions.fixes() \\gexec\n");
	$node->command_ok(
		[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-d', $node->connstr($name), '-f', $run ],
		"$name: all fixes run by \\gexec");
	# A sequence that gets its owner (sequence_not_owned) is serial from then on: that is the second round's.
	my $owned = $node->safe_psql($name, q{SELECT count(*) FROM conventions.fixes() WHERE rule = 'serial_column'});
	my $left = $node->safe_psql($name, 'SELECT count(*) FROM conventions.fixes()');
	cmp_ok($left - $owned, '<=', $invalid, "$name: what is left stands at indexes that were invalid");
	$node->command_ok(
		[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-d', $node->connstr($name), '-f', $run ],
		"$name: and runs, too") if $left > 0;
	is($node->safe_psql($name, 'SELECT statement FROM conventions.fixes()'), '', "$name: and leave nothing to run");
	$node->safe_psql('postgres', "DROP DATABASE $name");
}

cmp_ok($sum{listed} // 0, '>', 5, 'there were prefixes to find');
cmp_ok($sum{keys} // 0, '>', 100, 'there were keys to find');
cmp_ok($sum{statements} // 0, '>', 1000, 'there were fixes to run');

done_testing();
