# 008_upgrade.pl: the SQL objects of version 0.1 under this library, and ALTER EXTENSION UPDATE from them: what was set
# is kept, judging never stops, and the result is what a fresh installation is.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Upgrades;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('upgrade');
my $files = PostgreSQL::Test::Utils::tempdir();
my $update = 'ALTER EXTENSION pg_conventions UPDATE';
sub ask { return $node->safe_psql(@_); }

# A database with the SQL objects of version 0.1, enabled.
sub old_database
{
	my ($database, $profile) = @_;
	ask('postgres', "CREATE DATABASE $database");
	ask($database, q{CREATE EXTENSION pg_conventions VERSION '0.1'});
	enable($node, $database, $profile) if defined $profile;
}

sub version_of { return ask($_[0], q{SELECT extversion FROM pg_extension WHERE extname = 'pg_conventions'}); }

sub is_enforcing
{
	my ($database, $name) = @_;
	rejected($node, $database, $bad_table, qr/ERROR:  SC001: .*primary_key/s, "$name: rejects a table without key");
	quiet($node, $database, "$good_table; DROP TABLE probes", "$name: accepts a table that conforms");
}

install($node, 'new');
my $current = version_of('new');
my @ways = split /\n/, ask('new', q{SELECT source FROM pg_extension_update_paths('pg_conventions') WHERE path IS NOT NULL AND target = } . "'$current' ORDER BY 1");
is("@ways", '0.1', 'the versions that can be updated');

# ---- the SQL objects of 0.1, this library ------------------------------------------------------------------------------
old_database('old', 'strict');
is(version_of('old'), '0.1', 'version 0.1 can be installed');
is_enforcing('old', '0.1');
unlike((run_sql($node, 'old', $bad_table))[2], qr/exempt\(/, '0.1: no HINT tells of exempt(), which is not there');

my %calls = (
	enable => [ q{SELECT conventions.enable('strict')}, qr/^strict\@1 enabled: event triggers/ ],
	set_rule => [ q{SELECT conventions.set_rule('table_name', 'warn', '{"pattern": "^t_"}')}, qr/^table_name: warn, \{"pattern": ?"\^t_"\}$/ ],
	reset_rule => [ q{SELECT conventions.reset_rule('table_name')}, qr/^table_name: the profile counts again$/ ],
	rules => [ q{SELECT rule, severity, fix_safety FROM conventions.rules() WHERE rule = 'primary_key'}, qr/^primary_key\|error\|/ ],
	status => [ q{SELECT state, detail FROM conventions.status() WHERE item = 'SQL objects'}, qr/^version 0\.1\|.*ALTER EXTENSION pg_conventions UPDATE;$/ ],
	findings => [ q{SELECT f, f.fingerprint FROM conventions.findings('public', 'primary_key', 'warn') f}, qr/^\(primary_key,error,.*keyless.*\)\|[0-9a-f]{32}$/s ],
	report => [ q{SELECT severity, found, judged, examples, next_step FROM conventions.report() WHERE rule = 'primary_key'}, qr/^error\|1\|1\|public\.keyless\|SELECT / ],
	warnings => [ q{SELECT count(*) FROM conventions.warnings()}, qr/^0$/ ],
	facts => [ q{SELECT conventions.facts('public.keyless')}, qr/keyless/ ],
	facts_differences => [ q{SELECT count(*) FROM conventions.facts_differences()}, qr/^0$/ ],
	statement_facts => [ q{SELECT conventions.statement_facts('DROP TABLE keyless')}, qr/keyless/ ],
	disable => [ 'SELECT conventions.disable()', qr/^nothing is judged any more/ ]);
ask('old', 'SET conventions.mode = off; CREATE TABLE keyless (a int)');
foreach my $function ('enable', 'set_rule', 'reset_rule', 'rules', 'status', 'findings', 'report', 'warnings', 'facts', 'facts_differences',
	'statement_facts', 'disable')
{
	like(quiet($node, 'old', $calls{$function}[0], "0.1: $function() answers"), $calls{$function}[1], "0.1: $function() answers right");
}
is(ask('old', q{SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'conventions'::regnamespace AND proname !~ '^on_'}),
	join(' ', sort keys %calls), '0.1: no function was forgotten');
is(ask('old', 'SELECT string_agg(rule, chr(32)) FROM conventions.rule_setting WHERE rule IN (\'table_name\', \'updated_at\')'), 'updated_at',
	'0.1: set_rule() and reset_rule() did what they said');

# ---- UPDATE of a database in use -----------------------------------------------------------------------------------------
old_database('live', 'recommended');
ask('live', q{SELECT conventions.set_rule('table_name', 'error', '{"pattern": "^t_"}'); SELECT conventions.set_rule('created_at', 'off')});
ask('live', q{CREATE TABLE t_parents (id bigint PRIMARY KEY)});
accepted($node, 'live', 'CREATE TABLE t_children (id bigint PRIMARY KEY, parent_id bigint REFERENCES t_parents)', 'live: a key whose index is still to come');
# Grants of the DBA: on what stays, and on what gets another signature.
ask('live', q{CREATE ROLE dba; CREATE ROLE reader; GRANT EXECUTE ON FUNCTION conventions.disable() TO dba;
	GRANT EXECUTE ON FUNCTION conventions.set_rule(text, text, jsonb) TO dba; GRANT INSERT ON conventions.rule_setting TO dba});
my %kept = (
	profile => 'SELECT only_row, name, version, changed_at, changed_by FROM conventions.profile',
	settings => 'SELECT rule, severity, parameters, changed_at, changed_by FROM conventions.rule_setting ORDER BY rule',
	pending => 'SELECT relation::regclass, rule, identity, part, since, object, column_number FROM conventions.pending ORDER BY 1, 2',
	'event triggers' => 'SELECT oid, evtname, evtevent, evtfoid, evtenabled FROM pg_event_trigger ORDER BY evtname',
	'findings' => 'SELECT rule, severity, status, identity, part, fingerprint FROM conventions.findings() ORDER BY rule, identity, part');
my %before = map { $_ => ask('live', $kept{$_}) } keys %kept;
like($before{pending}, qr/^t_children\|foreign_key_index\|/, 'live: a finding is pending');
is(scalar(split /\n/, $before{'event triggers'}), 3, 'live: three event triggers');

# Taken back, version 0.1 goes on, in this session and in others.
my $watcher = session($node, 'live');
my ($out, $err) = tell($watcher, 'CREATE TABLE t_keyless (a int)');
like($err, qr/SC001: .*primary_key/s, 'live: a session that judges');
my $updater = session($node, 'live');
tell($updater, "CREATE TABLE t_keyless (a int)");
($out, $err) = tell($updater, "BEGIN; $update; SELECT conventions.set_rule('table_name', 'warn', in_schema => 'x'); "
	  . "SELECT conventions.exempt('table_name', 'public.bad', 'new'); CREATE TABLE bad (id bigint PRIMARY KEY); ROLLBACK");
unlike($err, qr/ERROR/, 'live: UPDATE in a transaction, and the new functions in the same');
is(version_of('live'), '0.1', 'live: rolled back');
foreach my $each ([ 'the session that rolled back', $updater ], [ 'another', $watcher ])
{
	($out, $err) = tell($each->[1], 'CREATE TABLE bad (id bigint PRIMARY KEY)');
	like($err, qr/SC001: .*table_name/s, "live: rolled back, $each->[0] judges by the settings of the house");
	($out, $err) = tell($each->[1], q{SELECT conventions.set_rule('table_name', 'error'); SELECT count(*) FROM conventions.findings('public')});
	is($err, '', "live: rolled back, $each->[0] calls the functions of 0.1");
}
ask('live', q{UPDATE conventions.rule_setting SET changed_at = '2026-01-01'});
$before{settings} = ask('live', $kept{settings});

# While the UPDATE is not committed, no session lets anything pass: it judges by the policy that it knows, or waits until
# it can read it.
my $fresh = session($node, 'live');
my $waiting = session($node, 'live');
tell($watcher, 'CREATE TABLE t_known (id bigint PRIMARY KEY)');
($out, $err) = tell($updater, "BEGIN; $update");
like($err, qr/WARNING:  .*a grant ends with the function that it was for\nDETAIL:  GRANT EXECUTE ON FUNCTION conventions\.set_rule\(text, text, jsonb\) TO dba;\n/,
	'live: UPDATE tells of a grant that ends');
unlike($err, qr/ERROR/, 'live: UPDATE passes');
foreach my $each ([ 'a session that has judged', $watcher ], [ 'a new one', $fresh ])
{
	($out, $err) = tell($each->[1], q{SET lock_timeout = '200ms'; CREATE TABLE t_keyless (a int)});
	like($err, qr/ERROR:  (55P03|SC001: .*primary_key)/s, "live: meanwhile, $each->[0] lets no bad table pass");
	tell($each->[1], 'RESET lock_timeout');
}
$waiting->query_until(qr/waiting/, "\\echo waiting\nCREATE TABLE t_keyless (a int);\n");
is(ask('live', q{SELECT to_regclass('t_keyless') IS NULL}), 't', 'live: meanwhile, no bad table was made');
($out, $err) = tell($updater, 'COMMIT');
is($err, '', 'live: UPDATE commits in silence');
$waiting->query('SELECT 1');
like($waiting->{stderr}, qr/SC001: .*primary_key/s, 'live: who waited is rejected then');
is(ask('live', q{SELECT to_regclass('t_keyless') IS NULL}), 't', 'live: and has made no table');
is(version_of('live'), $current, "live: version $current");
foreach my $each ([ 'the session of the UPDATE', $updater ], [ 'one that was open', $watcher ], [ 'a new one', $fresh ], [ 'one that waited', $waiting ])
{
	($out, $err) = tell($each->[1], 'CREATE TABLE t_keyless (a int)');
	like($err, qr/SC001: .*primary_key/s, "live: updated, $each->[0] judges");
	like($err, qr/exempt\('primary_key', 'public\.t_keyless'/, "live: updated, $each->[0] knows exemptions");
}
foreach my $what (sort keys %kept) { is(ask('live', $kept{$what}), $before{$what}, "live: updated, kept: $what"); }
is(ask('live', 'SELECT presets FROM conventions.profile'), '{}', 'live: updated, no presets');
accepted($node, 'live', 'CREATE INDEX ON t_children (parent_id)', 'live: updated, the index that a finding waited for');
is(ask('live', 'SELECT count(*) FROM conventions.pending'), '0', 'live: updated, nothing waits any more');
rejected($node, 'live', 'CREATE TABLE bad (id bigint PRIMARY KEY)', qr/SC001: .*table_name/s, 'live: updated, the settings of the house count');
accepted($node, 'live', q{SELECT conventions.exempt('table_name', 'public.bad', 'for the test'); CREATE TABLE bad (id bigint PRIMARY KEY)},
	'live: updated, an exemption counts');
is(ask('live', q{SELECT string_agg(DISTINCT table_name || ' ' || action, ', ') FROM conventions.policy_history WHERE table_name = 'exemption'}), 'exemption INSERT',
	'live: updated, changes of the policy are written down');
is(ask('live', q{SELECT count(*) FROM conventions.status() WHERE item = 'SQL objects'}), '0', 'live: updated, status() has nothing to say of the version');
$_->quit foreach ($watcher, $updater, $fresh, $waiting);

# ---- the same as a fresh installation ------------------------------------------------------------------------------------
ask('new', q{SELECT conventions.enable('recommended')});
old_database('updated', 'recommended');
ask('updated', $update);
foreach my $kind (sort keys %objects)
{
	my @new = split /\n(?=\S)/, ask('new', $objects{$kind});
	my @updated = split /\n(?=\S)/, ask('updated', $objects{$kind});
	# Tables to dump may come in another order.
	if ($kind eq 'dumped tables') { s/^\d+\|// foreach (@new, @updated); }
	cmp_ok(scalar @new, '>', 0, "$kind: there are some");
	is_deeply(\@updated, \@new, "$kind: updated as installed");
}

# A view of the DBA on a function that is made anew is not dropped.
old_database('used', 'strict');
ask('used', 'CREATE VIEW worst AS SELECT rule FROM conventions.report()');
rejected($node, 'used', $update, qr/ERROR:  2BP01: cannot drop function report\(\) .*view public\.worst depends on function report\(\)/s, 'a view stops the UPDATE');
is(version_of('used'), '0.1', 'and nothing was updated');
is_enforcing('used', 'and version 0.1');
quiet($node, 'used', "DROP VIEW worst; $update", 'without it, the UPDATE passes');

# ---- dump and restore ------------------------------------------------------------------------------------------------------
sub client
{
	my ($program, @arguments) = @_;
	return ($node->installed_command($program), '-h', $node->host, '-p', $node->port, @arguments);
}

sub restore
{
	my ($from, $to, $name) = @_;
	my ($said, $complaint) = ('', '');
	IPC::Run::run([ client('pg_dump', '-f', "$files/$from.sql", $from) ], '>', \$said, '2>', \$complaint) or die "pg_dump failed: $complaint";
	ask('postgres', "CREATE DATABASE $to");
	my $ended = IPC::Run::run([ client('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', "$files/$from.sql", '-d', $to) ],
		'>', \$said, '2>', \$complaint);
	ok($ended && $complaint eq '', "$name: dump and restore in silence") or diag($complaint);
	return slurp_file("$files/$from.sql");
}

old_database('shipped', 'strict');
ask('shipped', q{SELECT conventions.set_rule('table_name', 'error', '{"pattern": "^t_"}');
	CREATE TABLE t_customers (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())});
restore('shipped', 'received', 'a dump of 0.1');
is(version_of('received'), $current, "a dump of 0.1 comes back as $current");
foreach my $what ('profile', 'settings') { is(ask('received', $kept{$what}), ask('shipped', $kept{$what}), "a dump of 0.1: the same $what"); }
rejected($node, 'received', $bad_table, qr/SC001: .*table_name/s, 'a dump of 0.1: enforcing with the settings of the house');
rejected($node, 'received', 'CREATE TABLE t_probes (a int)', qr/SC001: .*primary_key/s, 'a dump of 0.1: and with the profile');
is(ask('received', $objects{$_}), ask('new', $objects{$_}), "a dump of 0.1: $_ as installed") foreach ('functions', 'columns', 'triggers', 'constraints');

# What the DBA granted is no initial right of the extension after an UPDATE: it is dumped.
my $dump = restore('live', 'copy_of_live', 'a dump of an updated database');
like($dump, qr/^GRANT ALL ON FUNCTION conventions\.disable\(\) TO dba;$/m, 'updated: a grant on a function that stays is dumped');
like($dump, qr/^GRANT (SELECT,)?INSERT ON TABLE conventions\.rule_setting TO dba;$/m, 'updated: a grant on a table that got columns is dumped');
unlike($dump, qr/TO PUBLIC/, 'updated: rights that the extension gives are not');
is(ask('copy_of_live', $kept{$_}), ask('live', $kept{$_}), "a dump of an updated database: the same $_") foreach ('profile', 'settings', 'findings');

# ---- what others planted -----------------------------------------------------------------------------------------------------
# A plain user who was granted CREATE on the schema by name, and who owns a schema that the database has in its path.
ask('postgres', 'CREATE ROLE plain LOGIN');
my %clashes = (
	'a function of a new name' => q{CREATE FUNCTION conventions.export_policy() RETURNS text LANGUAGE sql AS 'SELECT NULL::text'},
	'a function of a new signature' => q{CREATE FUNCTION conventions.findings(only_schema text DEFAULT NULL, only_rule text DEFAULT NULL, at_least text DEFAULT 'info', only_status text[] DEFAULT NULL) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'},
	'a table' => 'CREATE TABLE conventions.exemption (id bigint)',
	'a view' => 'CREATE VIEW conventions.baseline AS SELECT 1 AS one',
	'a type' => 'CREATE TYPE conventions.policy_history AS ENUM ()');
foreach my $what (sort keys %clashes)
{
	old_database('planted', 'strict');
	rejected($node, 'planted', $clashes{$what}, qr/ERROR:  42501: permission denied/, "planted: $what, without that right", user => 'plain');
	ask('planted', 'GRANT CREATE ON SCHEMA conventions TO plain');
	ask('planted', "SET conventions.mode = off; SET ROLE plain; $clashes{$what}");
	rejected($node, 'planted', $update, qr/ERROR:  (42723|42P07|42710): .*already exists/, "planted: $what stops the UPDATE");
	is(version_of('planted'), '0.1', "planted: $what, nothing was updated");
	is_enforcing('planted', "planted: $what");
	ask('postgres', 'DROP DATABASE planted');
}

old_database('planted', 'strict');
ask('planted', q{GRANT CREATE ON SCHEMA conventions TO plain; CREATE SCHEMA evil AUTHORIZATION plain;
	ALTER DATABASE planted SET search_path = evil, conventions, pg_catalog, public});
my $evil = q{SET conventions.mode = off; SET ROLE plain; SET search_path = SCHEMA, pg_catalog;
	CREATE FUNCTION SCHEMA.take_over() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
		IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN ALTER ROLE plain SUPERUSER; END IF; END $$;
	CREATE DOMAIN SCHEMA.text AS pg_catalog.text;
	CREATE FUNCTION SCHEMA.now() RETURNS timestamptz LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); RETURN pg_catalog.now(); END $$;
	CREATE FUNCTION SCHEMA.format(pg_catalog.text, regprocedure, name) RETURNS pg_catalog.text LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); RETURN ''; END $$;
	CREATE FUNCTION SCHEMA.aclexplode(aclitem[]) RETURNS SETOF record LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); END $$;
	CREATE FUNCTION SCHEMA.pg_extension_config_dump(regclass, unknown_text pg_catalog.text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); END $$;
	CREATE FUNCTION SCHEMA.same(oid, oid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); RETURN true; END $$;
	CREATE FUNCTION SCHEMA.matches(pg_catalog.text, pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM SCHEMA.take_over(); RETURN true; END $$;
	CREATE OPERATOR SCHEMA.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = SCHEMA.same);
	CREATE OPERATOR SCHEMA.<> (LEFTARG = oid, RIGHTARG = oid, FUNCTION = SCHEMA.same);
	CREATE OPERATOR SCHEMA.~ (LEFTARG = pg_catalog.text, RIGHTARG = pg_catalog.text, FUNCTION = SCHEMA.matches);
	CREATE TABLE SCHEMA.pg_proc (oid oid);
	CREATE TABLE SCHEMA.pg_roles (oid oid)};
foreach my $schema ('evil', 'conventions')
{
	(my $script = $evil) =~ s/SCHEMA/$schema/g;
	ask('planted', $script);
}
quiet($node, 'planted', $update, 'planted: objects in the path do not stop the UPDATE');
my $safe = 'SET search_path = pg_catalog;';
is(ask('planted', qq{$safe SELECT extversion FROM pg_extension WHERE extname = 'pg_conventions'}), $current, 'planted: updated');
quiet($node, 'planted', q{SELECT conventions.exempt('table_name', 'public.bad', 'a test'); SELECT count(*) FROM conventions.findings(); SELECT count(*) FROM conventions.export_policy()},
	'planted: and the new functions answer');
my $is_superuser = "$safe SELECT rolsuper FROM pg_roles WHERE rolname = 'plain'";
is(ask('planted', $is_superuser), 'f', 'planted: nobody ran the code of the plain user');
is(ask('planted', "$safe $objects{$_}"), ask('new', "$safe $objects{$_}"), "planted: $_ as installed") foreach ('functions', 'columns', 'constraints', 'members');
ask('planted', 'SELECT 1::oid OPERATOR(evil.=) 2::oid');
is(ask('planted', $is_superuser), 't', 'planted: that code would have done it');

done_testing();
