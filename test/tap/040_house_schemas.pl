# 040_house_schemas.pl: the house styles of the guides (corpora/guides), each under strict and its own preset.
#
# In one transaction nothing at all is said; statement by statement, outside a block, only that findings wait. At the
# end nothing of severity warn or error is open, and nothing waits. learn() proposes the preset of the house. Under the
# preset of another house the schema is not clean. There is no exception: every rule that strict and the preset turn on
# is judged.

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use Conventions qw(make_node install);

my $corpora = $ENV{CONVENTIONS_CORPORA};
plan skip_all => 'the corpora are not there (CONVENTIONS_CORPORA)' unless defined $corpora && -r "$corpora/README.md";
my $guides = "$corpora/guides";

# For each house the rules that speak under the preset of another one.
my %others = (
	integer => { uuid => 'index_name primary_key_int4 primary_key_type', tenant => 'index_name primary_key_int4 primary_key_type string_length tenant_column' },
	uuid => { integer => 'index_name primary_key_type', tenant => 'primary_key_type string_length tenant_column' },
	# uuid_in_text speaks for primary_key_type.
	tenant => { integer => 'index_name uuid_in_text', uuid => 'uuid_in_text' },
);

my $node = make_node('houses');
my $psql = $node->installed_command('psql');

# Runs the house's files as psql would: (exit status, what it said).
sub load_house
{
	my ($database, $house, @options) = @_;
	my ($out, $err) = ('', '');
	my @files = map { ('-f', "$guides/$_.sql") } "house_$house", 'triggers';
	IPC::Run::run([ $psql, '-X', '-q', '-v', 'ON_ERROR_STOP=1', @options, '-d', $node->connstr($database), @files ], '>', \$out, '2>', \$err);
	return ($? >> 8, $err);
}

sub house_database
{
	my ($name, $preset) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0");
	install($node, $name);
	$node->safe_psql($name, "SELECT conventions.enable('strict', '{guide_$preset}')") if defined $preset;
	return $name;
}

my $open = q{SELECT rule, severity, identity FROM conventions.findings(at_least => 'warn')};

foreach my $house (sort keys %others)
{
	my $block = house_database("${house}_block", $house);
	my ($status, $said) = load_house($block, $house, '-1');
	is("$status $said", '0 ', "$house: in one transaction nothing is said");
	is($node->safe_psql($block, $open), '', "$house: and nothing is open");

	my $auto = house_database("${house}_auto", $house);
	($status, $said) = load_house($auto, $house);
	is($status, 0, "$house: statement by statement it passes") or diag($said);
	my @notices = grep { /^psql:.*(NOTICE|WARNING|ERROR|LOG):/ } split /\n/, $said;
	cmp_ok(scalar @notices, '>', 0, "$house: what one statement cannot satisfy waits");
	is(join("\n", grep { !/NOTICE:  \d+ findings? waits?\b|NOTICE:  .* waits\b/ } @notices), '', "$house: and all that is said is that it waits") or diag($said);
	is($node->safe_psql($auto, $open), '', "$house: nothing is open at the end");
	is($node->safe_psql($auto, 'SELECT * FROM conventions.pending'), '', "$house: and nothing waits");

	$node->safe_psql($auto, 'SELECT conventions.disable()');
	is($node->safe_psql($auto, 'SELECT adopt FROM conventions.learn() WHERE rule IS NULL AND adopt IS NOT NULL'),
		"SELECT conventions.enable('recommended', '{guide_$house}');", "$house: learn() proposes the preset of the house");
	# The table of the tenants does without the tenant's column.
	is($node->safe_psql($auto, q{SELECT style FROM conventions.learn() WHERE conforming < judged AND proposed IS NOT NULL AND rule <> 'required_columns'}),
		'', "$house: and finds no exception to what it proposes");
	foreach my $other (sort keys %{ $others{$house} })
	{
		$node->safe_psql($auto, "SELECT conventions.enable('strict', '{guide_$other}')");
		is($node->safe_psql($auto, "SELECT string_agg(DISTINCT rule, ' ' ORDER BY rule) FROM ($open) o"),
			$others{$house}{$other}, "$house: not under the preset guide_$other");
	}
}

done_testing();
