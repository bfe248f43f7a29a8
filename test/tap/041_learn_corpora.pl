# 041_learn_corpora.pl: conventions.learn() on real schemas (corpora/schemas).
#
# For each of them: what is proposed has the support that it takes, what is not has a reason; adopting all of it leaves
# exactly the exceptions as findings; after that learn() proposes nothing new; each preset that is proposed can be
# enabled. Some proposals are written down here, as they were seen. Skips where the corpora are not there.

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use Conventions qw(make_node install);

my $corpora = $ENV{CONVENTIONS_CORPORA};
plan skip_all => 'the corpora are not there (CONVENTIONS_CORPORA)' unless defined $corpora && -r "$corpora/README.md";

# What a reader of the schema would say of it.
my %known = (
	chinook => { primary_key_column_name => '{table_singular}_id', table_name => 'snake_case' },
	harbor => { primary_key_column_name => 'id', primary_key_type => 'integer', table_name => 'snake_case', timestamptz => 'timestamp' },
	hatchet => { primary_key_column_name => 'id', table_name_number => 'singular' },
	northwind => { foreign_key_name => 'fk_{table}_{ref_table}', primary_key_name => 'pk_{table}', table_name_number => 'plural' },
	omop => { primary_key_name => 'xpk_{table}', primary_key_column_name => '{table_singular}_id', table_name_number => 'singular' },
	pagila => { updated_at => 'last_update', primary_key_column_name => '{table_singular}_id', table_name_number => 'singular' },
	temporal => { table_name => 'snake_case', column_name => 'snake_case' },
);

my $node = make_node('learning', settings => "max_locks_per_transaction = 256\n");
my $psql = $node->installed_command('psql');

sub load_schema
{
	my ($name) = @_;
	my ($out, $err) = ('', '');
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0");
	IPC::Run::run([ $psql, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($name), '-f', "$corpora/schemas/$name.sql" ], '>', \$out, '2>', \$err);
	is($? >> 8, 0, "$name: loads") or diag($err);
	install($node, $name);
}

foreach my $name (sort keys %known)
{
	load_schema($name);
	is($node->safe_psql($name, q{SELECT rule, style FROM conventions.learn() WHERE rule IS NOT NULL
			AND CASE WHEN proposed IS NULL THEN note IS NULL OR adopt IS NOT NULL ELSE judged < 5 OR conforming * 100 < judged * 80 OR style IS NULL END}),
		'', "$name: each proposal has its support, and all else a reason");
	foreach my $rule (sort keys %{ $known{$name} })
	{
		is($node->safe_psql($name, "SELECT style FROM conventions.learn() WHERE rule = '$rule'"), $known{$name}{$rule}, "$name: $rule");
	}
	my $calls = $node->safe_psql($name, 'SELECT adopt FROM conventions.learn() WHERE rule IS NOT NULL AND adopt IS NOT NULL');
	my @proposed = split /\n/, $node->safe_psql($name, 'SELECT rule, judged - conforming FROM conventions.learn() WHERE rule IS NOT NULL AND proposed IS NOT NULL ORDER BY rule COLLATE "C"');
	# These would speak for some of the exceptions.
	$node->safe_psql($name, "SELECT conventions.enable('recommended'); $calls
		SELECT conventions.set_rule(rule, 'off') FROM unnest('{char_type,enum_like_column,json_in_text,uuid_in_text}'::text[]) rule");
	# Two findings at one table, of a column that is there twice over, are one exception; each label of an enum is one.
	my @left = split /\n/, $node->safe_psql($name, q{
		SELECT l.rule, count(DISTINCT f.identity || CASE f.rule WHEN 'enum_label' THEN f.part ELSE '' END) FROM conventions.learn() l LEFT JOIN conventions.findings() f ON f.rule = l.rule AND f.status = 'new'
		WHERE l.rule IS NOT NULL AND l.proposed IS NOT NULL GROUP BY l.rule ORDER BY l.rule COLLATE "C"});
	is(join("\n", @left), join("\n", @proposed), "$name: adopted, exactly the exceptions are found");
	is($node->safe_psql($name, 'SELECT rule, adopt FROM conventions.learn() WHERE rule IS NOT NULL AND adopt IS NOT NULL'), '', "$name: and nothing else is proposed");
	my $preset = $node->safe_psql($name, 'SELECT adopt FROM conventions.learn() WHERE rule IS NULL AND adopt IS NOT NULL');
	$node->safe_psql($name, $preset) if $preset ne '';
	is($node->safe_psql($name, q{SELECT count(*) FROM conventions.learn() WHERE rule IS NULL AND adopt IS NOT NULL}), '0', "$name: no preset is proposed that is in force");
	$node->safe_psql('postgres', "DROP DATABASE $name");
}

done_testing();
