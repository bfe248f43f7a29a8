# An ordinary day: a database that is there already (chinook) is looked at, its findings are parked, the profile
# recommended is enabled, and then migrations run as teams write them, with Alembic and with Django. Nothing is
# rejected, and of each warning it is said whether a DBA would thank for it.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Tools;

my $chinook = ($ENV{CONVENTIONS_CORPORA} // '') . '/schemas/chinook.sql';
plan skip_all => 'the corpora are not there' unless -r $chinook;

my $node = tool_node('day');

# The way of README.md: look, park, enable.
sub adopt
{
	my ($database) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	# The dump empties the search_path of its session.
	$node->safe_psql($database, slurp_file($chinook));
	$node->safe_psql($database, slurp_file('test/tap/tools/day/seed.sql'));
	install($node, $database);
	is($node->safe_psql($database, q{SELECT severity, rule, found FROM conventions.report() WHERE found > 0 AND severity <> 'info'}),
		"warn|timestamptz|3\nwarn|redundant_index|1", "$database: the report");
	is($node->safe_psql($database, q{SELECT conventions.baseline('adopted')}),
		'known from now on: 6 findings of 3 rules', "$database: the baseline");
	$node->safe_psql($database, q{SELECT conventions.enable('recommended')});
	is(open_findings($node, $database), '', "$database: nothing is open");
}

# Runs the migrations one by one: all pass, and each says what is expected of it.
sub runs_through
{
	my ($database, $command, $env, @migrations) = @_;
	my $project = copy_of('day');
	system('cp', map({ "test/tap/tools/alembic/$_" } qw(alembic.ini env.py models.py script.py.mako)), $project);
	foreach my $migration (@migrations)
	{
		my ($name, $expected) = @$migration;
		my $said = said_while($node,
			sub { passes("$database: $name", $node, $database, $project, [ @$command, $name ], %$env) });
		is($said, $expected // '', "$database: $name " . (defined $expected ? 'warns' : 'is quiet'));
	}
}

SKIP:
{
	skip 'Debian package alembic is not there' unless python_has('alembic', 'psycopg2');
	adopt('by_alembic');
	runs_through('by_alembic', [ python(), '-m', 'alembic', 'upgrade' ], {},
		map({ [ sprintf '%02d', $_ ] } 1 .. 12),
		# Thanks: the values are gone for good, and this is the last moment to say so.
		[ '13', <<'EOT' ],
WARNING drop_column: column "fax" of table "public.customer" would be dropped with its values
EOT
		['14'],
		# Thanks for both: DELETE of a customer would read every playlist; a time without zone is read in as many ways
		# as there are sessions.
		[ '15', <<'EOT' ]);
WARNING foreign_key_index: foreign key "fk_playlist_owner_id_customer" of table "public.playlist" has no index on (owner_id)
WARNING timestamptz: column "shared_until" of table "public.playlist" is timestamp without time zone
EOT
	is(open_findings($node, 'by_alembic'), <<'EOT' =~ s/\n\z//r, 'by_alembic: what the day has left');
warn foreign_key_index fk_playlist_owner_id_customer on public.playlist
warn timestamptz public.playlist.shared_until
EOT
	is($node->safe_psql('by_alembic', q{SELECT count(*) FROM conventions.findings(only_status => '{known}')}), 5,
		'by_alembic: one of the six old findings is mended');
}

SKIP:
{
	skip 'Debian package python3-django is not there' unless python_has('django', 'psycopg2');
	adopt('by_django');
	runs_through('by_django', [ python(), '-m', 'django', 'migrate', '-v', '0', 'loyalty' ],
		{ DJANGO_SETTINGS_MODULE => 'settings' },
		map({ [$_] } qw(0001 0002 0003 0004)),
		# Thanks, a little: each INSERT keeps an index that no query needs. One DROP INDEX, which Django does not miss.
		[ '0005', <<'EOT' ],
WARNING redundant_index: index "loyalty_member_favourites_member_id_300a12aa" on table "public.loyalty_member_favourites" repeats the first keys of index "public.loyalty_member_favourites_member_id_track_id_53cb6331_uniq"
EOT
		map({ [$_] } qw(0006 0007 0008 0009)),
		# The same; db_index=False on the field ends it.
		[ '0010', <<'EOT' ],
WARNING redundant_index: index "loyalty_reward_member_id_7017ddde" on table "public.loyalty_reward" repeats the first keys of index "public.loyalty_reward_member_id_track_id_59c88205_uniq"
EOT
		# Thanks, as with "fax".
		[ '0011', <<'EOT' ],
WARNING drop_column: column "is_blocked" of table "public.loyalty_member" would be dropped with its values
EOT
		# Thanks for all three: cents get lost, a DELETE reads the whole table, a question has a third answer.
		[ '0012', <<'EOT' ]);
WARNING float_money: column "price" of table "public.loyalty_reward" is double precision, which cannot hold 0.10 exactly
WARNING foreign_key_index: foreign key "loyalty_reward_giver_id_6b4b9a8d_fk_loyalty_member_id" has no index on (giver_id). Each delete or change of a key in "public.loyalty_member" reads the whole table.
WARNING nullable_boolean: column "was_seen" may be null, which is neither true nor false. If three states are meant, a comment on the column says so.
EOT
}

done_testing();
