# 005_drop_extension.pl: DROP EXTENSION while enabled and after disable(), CREATE EXTENSION on a schema that somebody
# prepared, and databases beside each other.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('drop');
my $db = 'work';
install($node, $db, 'neighbour');
enable($node, $db, 'strict');
sub ask { return $node->safe_psql($db, $_[0]); }
my $our_triggers = q{SELECT count(*) FROM pg_event_trigger WHERE evtname ~ '^conventions_'};

# ---- CREATE EXTENSION: what it says, and to whom -------------------------------------------------------------------------
{
	my $notice = qr/NOTICE:  (?:00000: )?nothing is enforced yet: SELECT conventions\.enable\('recommended'\) enables a profile/;
	my $create = 'CREATE EXTENSION pg_conventions';
	$node->safe_psql('postgres', 'CREATE DATABASE welcome');
	my $said_by = sub {
		my ($sql, $options) = @_;
		local $ENV{PGOPTIONS} = $options // '';
		my ($status, undef, $err) = $node->psql('welcome', "$sql; DROP EXTENSION pg_conventions");
		is($status, 0, "$sql runs") or diag($err);
		return $err;
	};
	like($said_by->($create), $notice, 'CREATE EXTENSION says that nothing is enforced');
	is(scalar(() = $said_by->($create) =~ /[A-Z]+:  /g), 1, 'and no more');
	like($said_by->("BEGIN; SET LOCAL client_min_messages = debug1; SET LOCAL client_min_messages = log; $create; COMMIT"), $notice, 'in a block, too');
	is($said_by->("SET client_min_messages = warning; $create"), '', 'not to whom wants warnings alone');
	is($said_by->("BEGIN; SET LOCAL client_min_messages = error; $create; COMMIT"), '', 'or errors');
	is($said_by->($create, '-c client_min_messages=warning'), '', 'or says so for the session');
	$node->safe_psql('postgres', q{ALTER DATABASE welcome SET client_min_messages = warning});
	is($said_by->($create), '', 'or for the database');
	like($said_by->("SET client_min_messages = notice; $create"), $notice, 'the nearest setting counts');
	is($node->safe_psql('welcome', "SET client_min_messages = notice; $create; SHOW client_min_messages; SELECT count(*) FROM pg_proc WHERE proname = 'welcome'"), "notice\n0", 'and nothing of it stays');
	my ($dump, $err) = ('', '');
	IPC::Run::run([ $node->installed_command('pg_dump'), '-d', $node->connstr('welcome') ], '>', \$dump, '2>', \$err);
	is($err, '', 'it is dumped');
	$node->safe_psql('postgres', 'CREATE DATABASE welcome_again');
	(undef, undef, $err) = $node->psql('welcome_again', $dump);
	is($err, '', 'a restore is quiet');
	$node->safe_psql('postgres', "DROP DATABASE $_") foreach ('welcome', 'welcome_again');
}

# ---- while enabled -----------------------------------------------------------------------------------------------------
my $said = rejected($node, $db, 'DROP EXTENSION pg_conventions', qr/ERROR:  2BP01: cannot drop extension pg_conventions because other objects depend on it/,
	'DROP EXTENSION is refused while enabled');
foreach my $trigger ('conventions_start', 'conventions_end', 'conventions_rewrite')
{
	like($said, qr/event trigger $trigger depends on function conventions\.on_/, "the error names event trigger $trigger");
}
rejected($node, $db, 'DROP SCHEMA conventions', qr/ERROR:  2BP01/, 'so is DROP SCHEMA');
rejected($node, $db, 'DROP FUNCTION conventions.on_ddl_command_end() CASCADE', qr/ERROR:  2BP01/, 'and DROP FUNCTION ... CASCADE');
rejected($node, $db, $bad_table, qr/SC001: .*primary_key/s, 'enforcing all the while');

# ---- CASCADE -----------------------------------------------------------------------------------------------------------
my $session = session($node, $db);
my ($out, $err) = tell($session, 'CREATE TABLE keyless (a int)');
like($err, qr/SC001/, 'CASCADE: a session that judges');
my $other = session($node, $db);
tell($other, 'CREATE TABLE keyless (a int)');
($out, $err) = tell($session, 'BEGIN; DROP EXTENSION pg_conventions CASCADE; CREATE TABLE keyless (a int); ROLLBACK');
unlike($err, qr/ERROR/, 'CASCADE: in a transaction, nothing is judged after it');
($out, $err) = tell($session, 'CREATE TABLE keyless (a int)');
like($err, qr/SC001: .*primary_key/s, 'CASCADE rolled back: enforcing');
($out, $err) = tell($session, 'BEGIN; CREATE TABLE keyless (a int); DROP EXTENSION pg_conventions CASCADE; COMMIT; DROP TABLE keyless');
unlike($err, qr/ERROR|let through/, 'CASCADE after a bad table in the same transaction: passes');
is(ask($our_triggers) . ask(q{SELECT count(*) FROM pg_extension WHERE extname = 'pg_conventions'}), '00', 'CASCADE takes the event triggers');
foreach my $each ($session, $other)
{
	($out, $err) = tell($each, 'CREATE TABLE keyless (a int); DROP TABLE keyless');
	is($err, '', 'CASCADE: nothing is judged in an open session');
}
quiet($node, $db, 'CREATE TABLE keyless (a int); DROP TABLE keyless', 'CASCADE: nor in a new one');

# ---- and back again, in the same sessions ------------------------------------------------------------------------------
($out, $err) = tell($session, q{CREATE EXTENSION pg_conventions; SELECT conventions.enable('strict')});
unlike($err, qr/ERROR|WARNING/, 'again: CREATE EXTENSION and enable()');
foreach my $each ($session, $other)
{
	($out, $err) = tell($each, 'CREATE TABLE keyless (a int)');
	like($err, qr/SC001: .*primary_key/s, 'again: enforcing in an open session');
}

# ---- disable() first ---------------------------------------------------------------------------------------------------
ask(q{SELECT conventions.set_rule('timestamptz', 'warn')});
is(ask('SELECT conventions.disable()'), 'nothing is judged any more; house settings are kept', 'disable()');
is(ask($our_triggers), '0', 'disable() drops the event triggers');
is(ask('SELECT rule || severity FROM conventions.rule_setting'), 'timestamptzwarn', 'disable() keeps the settings of the house');
foreach my $each ($session, $other)
{
	($out, $err) = tell($each, 'CREATE TABLE keyless (a int); DROP TABLE keyless');
	is($err, '', 'disabled: nothing is judged in an open session');
}
is(ask('SELECT conventions.disable()'), 'nothing is judged any more; house settings are kept', 'disable() twice');
enable($node, $db, 'strict');
my $warned = accepted($node, $db, 'CREATE TABLE late (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), at timestamp)', 'enabled again');
like($warned, qr/WARNING:  SC001: .*timestamptz/s, 'enabled again: with the settings of the house');
ask('SELECT conventions.disable()');
quiet($node, $db, 'DROP EXTENSION pg_conventions', 'DROP EXTENSION passes after disable()');
is(ask(q{SELECT count(*) FROM pg_depend WHERE refobjid = 'conventions'::regnamespace}), '0', 'and leaves an empty schema');
$session->quit;
$other->quit;

# A foreign event trigger of our name is neither taken over nor dropped.
$node->safe_psql($db, q{CREATE EXTENSION pg_conventions; CREATE FUNCTION public.nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER conventions_end ON ddl_command_end EXECUTE FUNCTION public.nothing()});
rejected($node, $db, q{SELECT conventions.enable('strict')}, qr/ERROR:  42710: event trigger "conventions_end" is not one of pg_conventions/, 'enable() refuses a foreign event trigger of our name');
is(ask($our_triggers) . ask('SELECT count(*) FROM conventions.profile'), '10', 'and leaves nothing half-enabled');
is(ask(q{SELECT state FROM conventions.status() WHERE item = 'event trigger conventions_end'}), 'foreign', 'status() says so');
ask('SELECT conventions.disable()');
is(ask($our_triggers), '1', 'disable() leaves it alone');
$node->safe_psql($db, 'DROP EVENT TRIGGER conventions_end; DROP EXTENSION pg_conventions');

# ---- a schema that somebody prepared ----------------------------------------------------------------------------------
$node->safe_psql($db, 'CREATE ROLE plain LOGIN; GRANT CREATE ON DATABASE work TO plain');
ask('DROP SCHEMA conventions');
my $nothing_there = q{SELECT (SELECT count(*) FROM pg_extension WHERE extname = 'pg_conventions') + (SELECT count(*) FROM pg_proc WHERE pronamespace = to_regnamespace('conventions'))};
quiet($node, $db, 'CREATE SCHEMA conventions', 'prepared: a plain user makes schema conventions', user => 'plain');
rejected($node, $db, 'CREATE EXTENSION pg_conventions', qr/ERROR:  42501: schema "conventions" belongs to role "plain".*HINT: /s, 'prepared: a foreign schema is refused');
is(ask($nothing_there), '0', 'prepared: and nothing is installed');
rejected($node, $db, 'CREATE EXTENSION pg_conventions', qr/ERROR:  42501/, 'prepared: nor can its owner install the extension', user => 'plain');
ask('DROP SCHEMA conventions CASCADE');
my %filled = (
	table => 'CREATE TABLE conventions.rule_setting (rule text)',
	view => 'CREATE VIEW conventions.v AS SELECT 1 AS one',
	function => q{CREATE FUNCTION conventions.enable(text) RETURNS text LANGUAGE sql AS 'SELECT $1'},
	operator => 'CREATE OPERATOR conventions.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)',
	type => 'CREATE TYPE conventions.severity AS ENUM ()',
	domain => 'CREATE DOMAIN conventions.d AS text',
	sequence => 'CREATE SEQUENCE conventions.s',
	collation => 'CREATE COLLATION conventions.c FROM "C"');
foreach my $kind (sort keys %filled)
{
	ask("CREATE SCHEMA conventions; $filled{$kind}");
	rejected($node, $db, 'CREATE EXTENSION pg_conventions', qr/ERROR:  42710: schema "conventions" is not empty.*DETAIL:  It holds .*HINT: /s, "prepared: a schema that holds a $kind is refused");
	is(ask(q{SELECT count(*) FROM pg_extension WHERE extname = 'pg_conventions'}), '0', "prepared: with a $kind, nothing is installed");
	ask('DROP SCHEMA conventions CASCADE');
}
ask('CREATE SCHEMA conventions');
quiet($node, $db, 'SET client_min_messages = warning; CREATE EXTENSION pg_conventions', 'an empty schema of the installing role will do');
quiet($node, $db, 'DROP EXTENSION pg_conventions', 'never enabled: DROP EXTENSION');

# ---- databases beside each other --------------------------------------------------------------------------------------
$node->safe_psql('neighbour', q{SELECT conventions.enable('strict')});
rejected($node, 'neighbour', $bad_table, qr/SC001: .*primary_key/s, 'the neighbour enforces');
quiet($node, $db, "$bad_table; DROP TABLE probes", 'and this database does not');
quiet($node, 'postgres', "$bad_table; DROP TABLE probes", 'nor one without the extension');
$node->safe_psql('postgres', 'CREATE DATABASE grandchild TEMPLATE neighbour');
rejected($node, 'grandchild', $bad_table, qr/SC001: .*primary_key/s, 'a database made from an enforcing template enforces');

done_testing();
