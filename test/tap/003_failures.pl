# 003_failures.pl: our own failure never costs more than a WARNING: an ERROR, an exception or lack of memory at every
# entry point, a cancelled report, a missing library, a killed backend; and memory stays flat.

use strict;
use warnings;

use File::Copy qw(move);
use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::RecursiveCopy;
use PostgreSQL::Test::Utils;
use Test::More;

# A copy of the installed build, so that the library can be taken away from this server alone.
my $stage = PostgreSQL::Test::Utils::tempdir_short() . '/stage';
PostgreSQL::Test::RecursiveCopy::copypath($ENV{CONVENTIONS_STAGE}, $stage);
my $node = PostgreSQL::Test::Cluster->new('failures');
$node->init;
my $libraries = $stage . $node->config_data('--pkglibdir');
$node->append_conf('postgresql.conf', "extension_destdir = '$stage'\ndynamic_library_path = '$libraries:\$libdir'\n");
$node->start;
my $library = "$libraries/pg_conventions.so";
ok(-e $library, 'the library is a copy of this test');

my $db = 'postgres';
my $columns = 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now()';
$node->safe_psql($db, "CREATE TABLE keyed ($columns, a text, b integer); CREATE INDEX idx_keyed_a ON keyed (a); "
	  . "INSERT INTO keyed (a, b) SELECT 'a' || g, g FROM generate_series(1, 100) g; CREATE TABLE victims AS SELECT * FROM keyed");
install($node, $db);
enable($node, $db, 'strict');

my ($out, $err);
my $session = session($node, $db);
($out, $err) = tell($session, 'SELECT pg_backend_pid()');
my $pid = $out;
sub same_backend { my ($o) = tell($session, 'SELECT pg_backend_pid()'); is($o, $pid, "$_[0]: the backend lives"); }
sub ask { return $node->safe_psql($db, $_[0]); }
sub is_there { return ask("SELECT count(*) FROM pg_class WHERE relname = '$_[0]'"); }

# ---- a failure inside every entry point ------------------------------------------------------------------------------
# The statement would be rejected if it were judged (or has something to judge, for those that are found to be clean
# otherwise), so that its passing tells that it was not; `done` is 1 when it was run, else 0.
my %statement = (
	start => { sql => 'ALTER TABLE victims DROP COLUMN b', what => 'command',
		done => q{SELECT 1 - count(*) FROM pg_attribute WHERE attrelid = 'victims'::regclass AND attname = 'b'},
		undo => 'DROP TABLE victims; CREATE TABLE victims AS SELECT * FROM keyed' },
	rewrite => { sql => 'ALTER TABLE keyed ALTER COLUMN b TYPE bigint', what => 'rewrite',
		done => q{SELECT count(*) FROM pg_attribute WHERE attrelid = 'keyed'::regclass AND attname = 'b' AND atttypid = 'bigint'::regtype},
		undo => 'ALTER TABLE keyed ALTER COLUMN b TYPE integer' },
	end => { sql => "CREATE TABLE \"Bad\" ($columns)", what => 'command',
		done => q{SELECT count(*) FROM pg_class WHERE relname = 'Bad'}, undo => 'DROP TABLE "Bad"' },
	commit => { sql => 'CREATE TABLE keyless (a integer)', what => 'transaction',
		done => q{SELECT count(*) FROM pg_class WHERE relname = 'keyless'}, undo => 'DROP TABLE keyless' });
my %cause = (
	'' => qr/DETAIL:  fault injected at "\w+"/s,
	'_core' => qr/DETAIL:  a rule failed: fault injected in core/s,
	'_memory' => qr/DETAIL:  out of memory/s);

# No rule of this release is judged while a table is rewritten, so core is not called there.
my ($judges_rewrites) = tell($session, q{SELECT count(*) FROM conventions.rules() WHERE moments ~ 'rewrite'});

foreach my $place ('start', 'rewrite', 'end', 'commit')
{
	foreach my $kind ('', '_core', '_memory')
	{
		next if $place eq 'rewrite' && $kind ne '' && $judges_rewrites eq '0';
		my $fault = "$place$kind";
		my $case = $statement{$place};
		foreach my $form ([ 'autocommit', $case->{sql} ], [ 'block', "BEGIN; $case->{sql}; COMMIT" ],
			[ 'function', 'DO $do$ BEGIN ' . $case->{sql} . '; END $do$' ], [ 'savepoint', "BEGIN; SAVEPOINT s; $case->{sql}; RELEASE s; COMMIT" ])
		{
			my ($name, $sql) = ("fault $fault, $form->[0]", $form->[1]);
			tell($session, "SET conventions.debug_fault = '$fault'");
			($out, $err) = tell($session, $sql);
			like($err, qr/WARNING: .*pg_conventions could not judge this $case->{what}, it was let through/s, "$name: a warning");
			like($err, $cause{$kind}, "$name: with its cause");
			unlike($err, qr/ERROR/s, "$name: no error");
			is(ask($case->{done}), '1', "$name: it is done");
			same_backend($name);
			tell($session, "RESET conventions.debug_fault; SET conventions.mode = off; $case->{undo}; RESET conventions.mode");

			# The strict way.
			tell($session, "SET conventions.debug_fault = '$fault'; SET conventions.on_internal_error = error");
			($out, $err) = tell($session, $sql);
			like($err, qr/ERROR/s, "$name, on_internal_error = error: fails");
			unlike($err, qr/let through/s, "$name, on_internal_error = error: nothing is let through");
			tell($session, 'ROLLBACK');
			is(ask($case->{done}), '0', "$name, on_internal_error = error: it is undone");
			same_backend("$name, on_internal_error = error");
			tell($session, 'RESET conventions.debug_fault; RESET conventions.on_internal_error');
		}
	}
}
($out, $err) = tell($session, $bad_table);
like($err, qr/ERROR:  SC001/s, 'after all these faults the session still judges');

# A report has nothing to let through: it fails.
foreach my $kind ('', '_core', '_memory')
{
	foreach my $call (map { "SELECT * FROM conventions.$_()" } qw(report findings learn))
	{
		tell($session, "SET conventions.debug_fault = 'report$kind'");
		($out, $err) = tell($session, $call);
		like($err, qr/ERROR/s, "fault report$kind: $call fails");
		tell($session, 'RESET conventions.debug_fault');
		($out, $err) = tell($session, $call);
		is($err, '', "fault report$kind: $call works again");
		same_backend("fault report$kind");
	}
}

# Two-phase commit and commands that commit inside.
foreach my $kind ('', '_core', '_memory')
{
	tell($session, "SET conventions.debug_fault = 'commit$kind'");
	($out, $err) = tell($session, 'CREATE INDEX CONCURRENTLY idx_keyed_b ON keyed (b)');
	like($err, qr/WARNING: .*could not judge this transaction/s, "fault commit$kind, CREATE INDEX CONCURRENTLY: a warning");
	tell($session, "SET conventions.debug_fault = 'end$kind'");
	($out, $err) = tell($session, 'DROP INDEX CONCURRENTLY idx_keyed_b');
	like($err, qr/WARNING: .*could not judge this command/s, "fault end$kind, DROP INDEX CONCURRENTLY: a warning");
	is(ask('SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indislive)') . is_there('idx_keyed_b'), '00', "fault $kind: no broken index is left");
	tell($session, 'RESET conventions.debug_fault');
}

# A plain user cannot inject any.
$node->safe_psql($db, 'CREATE ROLE plain LOGIN; GRANT CREATE ON SCHEMA public TO plain');
rejected($node, $db, "SELECT count(*) FROM conventions.status(); SET conventions.debug_fault = 'end'", qr/ERROR:  42501/s, 'conventions.debug_fault is not for plain users', user => 'plain');

# ---- cancel ----------------------------------------------------------------------------------------------------------
# Enough tables that a report takes far longer than the timeouts below.
$node->safe_psql($db, q{
SET conventions.mode = off;
CREATE SCHEMA many;
DO $$
BEGIN
    FOR i IN 1..40 LOOP
        FOR j IN 1..50 LOOP
            EXECUTE format('CREATE TABLE many."T%s_%s" (a int, b timestamp, "order" text)', i, j);
        END LOOP;
        COMMIT;
    END LOOP;
END $$});
my $count = 'SELECT count(*) FROM conventions.findings()';
($out, $err) = tell($session, $count);
my $findings = $out;
cmp_ok($findings, '>', 6000, 'the report has much to say');
my $timeouts = 0;
foreach my $milliseconds (1 .. 12)
{
	tell($session, "SET statement_timeout = $milliseconds");
	foreach my $call ($count, 'SELECT count(*) FROM conventions.report()')
	{
		($out, $err) = tell($session, $call);
		++$timeouts if $err =~ /ERROR:  57014: canceling statement due to statement timeout/;
		unlike($err, qr/XX000/s, "statement_timeout = $milliseconds: no other error");
	}
	tell($session, 'RESET statement_timeout');
}
cmp_ok($timeouts, '>=', 12, 'reports were cancelled by statement_timeout');
same_backend('statement_timeout');
is((tell($session, $count))[0], $findings, 'statement_timeout: the next report is whole');

foreach my $round (1 .. 3)
{
	my $marker = "round $round";
	$session->{stdin} .= "DO \$\$ BEGIN /* $marker */ FOR i IN 1..1000000 LOOP PERFORM count(*) FROM conventions.findings(); END LOOP; END \$\$;\n";
	$session->{run}->pump_nb();
	ok($node->poll_query_until($db, "SELECT count(*) = 1 FROM pg_stat_activity WHERE pid = $pid AND state = 'active' AND query ~ '$marker'"),
		"cancel, $marker: reports run");
	select(undef, undef, undef, 0.05 * $round);
	is(ask("SELECT pg_cancel_backend($pid)"), 't', "cancel, $marker: asked for");
	($out, $err) = tell($session, 'SELECT 1');
	is($out, '1', "cancel, $marker: the session answers");
	like($err, qr/ERROR:  57014: canceling statement due to user request/, "cancel, $marker: it was cancelled");
	same_backend("cancel, $marker");
}
is((tell($session, $count))[0], $findings, 'cancel: the next report is whole');
($out, $err) = tell($session, $bad_table);
like($err, qr/ERROR:  SC001/s, 'cancel: DDL is judged');

# Many tables touched by one transaction, so that its commands and its commit have much to judge.
$node->safe_psql($db, 'CREATE PROCEDURE touch_all() LANGUAGE plpgsql AS $$ DECLARE t text; BEGIN FOR t IN SELECT format(\'%I.%I\', schemaname, tablename) '
	  . 'FROM pg_tables WHERE schemaname = \'many\' LIMIT 1000 LOOP EXECUTE \'COMMENT ON TABLE \' || t || \' IS NULL\'; END LOOP; END $$');
($out, $err) = tell($session, 'SET conventions.commit_deadline = 1; CALL touch_all()');
like($err, qr/WARNING: .*could not judge this transaction.*commit_deadline/s, 'past its deadline the commit counts as not judged');
($out, $err) = tell($session, 'RESET conventions.commit_deadline; CALL touch_all()');
is($err, '', 'within it, it is judged');

# A cancel while DDL is judged is a cancel, not a failure of ours that lets the command through.
$timeouts = 0;
foreach my $milliseconds (1 .. 15)
{
	($out, $err) = tell($session, "SET statement_timeout = $milliseconds");
	($out, $err) = tell($session, 'CALL touch_all()');
	++$timeouts if $err =~ /ERROR:  57014/;
	unlike($err, qr/let through/, "DDL with statement_timeout = $milliseconds: not let through");
	tell($session, 'RESET statement_timeout');
}
cmp_ok($timeouts, '>', 0, 'DDL was cancelled by statement_timeout');
same_backend('DDL with statement_timeout');

# A lock that is not to be had in time is the user's wish as well, not a way to pass unjudged.
my $keeper = session($node, $db);
foreach my $case ([ 'autocommit', $bad_table ], [ 'block', "BEGIN; $bad_table; COMMIT" ])
{
	tell($keeper, 'BEGIN; LOCK TABLE conventions.pending IN ACCESS EXCLUSIVE MODE');
	($out, $err) = tell($session, "SET lock_timeout = 50; $case->[1]");
	like($err, qr/ERROR:  55P03/, "lock_timeout while we wait, $case->[0]: an error");
	unlike($err, qr/let through/, "lock_timeout while we wait, $case->[0]: not let through");
	tell($session, 'ROLLBACK; RESET lock_timeout');
	tell($keeper, 'ROLLBACK');
	is(is_there('probes'), '0', "lock_timeout while we wait, $case->[0]: it is undone");
	same_backend("lock_timeout, $case->[0]");
}
$keeper->quit;

# ---- memory ------------------------------------------------------------------------------------------------------------
# In a session of its own: what earlier work freed would hide a leak.
my $worker = session($node, $db);
($pid) = tell($worker, 'SELECT pg_backend_pid()');

# Anonymous memory of the backend, in bytes: contexts and what C++ took from malloc; not the shared buffers it touched.
sub anonymous
{
	my $text = PostgreSQL::Test::Utils::slurp_file("/proc/$pid/status");
	my ($kilobytes) = $text =~ /^RssAnon:\s+(\d+) kB/m;
	return $kilobytes * 1024;
}

# Used bytes of memory contexts: the caches of the server, which has no bound for them and grows them by such commands
# without us just as well; and all others.
my $is_cache = q{(name IN ('CacheMemoryContext', 'Sequence values') OR parent IS NOT DISTINCT FROM 'CacheMemoryContext')};
sub contexts { my ($o) = tell($worker, "SELECT sum(used_bytes) FROM pg_backend_memory_contexts WHERE $_[0]"); return $o; }

SKIP:
{
	skip 'there is no /proc', 7 unless -r "/proc/$pid/status" && PostgreSQL::Test::Utils::slurp_file("/proc/$pid/status") =~ /^RssAnon:/m;
	# Rejected at the command, before it and at commit; accepted; failing inside us; rolled back.
	my @round = (
		qq{CREATE TABLE "Bad" ($columns)},
		'CREATE INDEX idx_keyed_a_twice ON keyed (a)',
		'ALTER TABLE keyed DROP COLUMN a',
		'CREATE TABLE keyless (a integer)',
		'BEGIN; CREATE TABLE keyless (a integer); COMMIT',
		'ALTER TABLE keyed ALTER COLUMN a SET STATISTICS 100',
		q{COMMENT ON TABLE keyed IS 'again'},
		"SET conventions.debug_fault = 'end_core'; ALTER TABLE keyed ALTER COLUMN a SET STATISTICS 200; RESET conventions.debug_fault",
		"SET conventions.debug_fault = 'commit_memory'; CREATE TABLE keyless (a integer); DROP TABLE keyless; RESET conventions.debug_fault",
		"BEGIN; SAVEPOINT s; CREATE TABLE gone ($columns, keyed_id bigint REFERENCES keyed); ROLLBACK TO s; COMMIT");
	my $rounds = 1000;
	my $file = $node->basedir . '/rounds.sql';
	PostgreSQL::Test::Utils::append_to_file($file, (join(";\n", @round) . ";\n") x $rounds);
	cmp_ok(scalar(@round) * $rounds, '>=', 10000, 'so many commands');
	tell($worker, 'SET client_min_messages = error');
	# What the session keeps for warnings() grows up to its bound first.
	tell($worker, "\\i $file");
	my @before = (contexts($is_cache), contexts("NOT $is_cache"), anonymous());
	tell($worker, "\\i $file");
	my @after = (contexts($is_cache), contexts("NOT $is_cache"), anonymous());
	note("caches of the server: $before[0], then $after[0]; other contexts: $before[1], then $after[1]; all memory: $before[2], then $after[2]");
	cmp_ok($after[1] - $before[1], '<', 65536, 'memory contexts are flat over 10,000 commands');
	cmp_ok($after[2] - $before[2] - 2 * ($after[0] - $before[0]), '<', 1048576, 'memory of the backend is flat over 10,000 commands');
	cmp_ok((tell($worker, 'SELECT count(*) FROM conventions.warnings()'))[0], '<=', 1000, 'warnings() has a bound');
	is((tell($worker, 'SELECT pg_backend_pid()'))[0], $pid, '10,000 commands: the backend lives');

	# The same for whole-database reports. Where malloc puts their large blocks changes from one to the next, and with it
	# what it keeps of them: the least of some readings is what is always in use.
	my $least = sub {
		my @memory = map { tell($worker, $count); anonymous() } 1 .. $_[0];
		return (sort { $a <=> $b } @memory)[0];
	};
	# The first ones still find room between what the commands left.
	tell($worker, $count) for 1 .. 100;
	my @least = ($least->(20));
	@before = contexts('true');
	for (1 .. 3) {
		tell($worker, $count) for 1 .. 60;
		push @least, $least->(20);
	}
	@after = contexts('true');
	# What leaks grows in each stretch of 80 reports; malloc moves at times.
	my ($growth) = sort { $a <=> $b } map { $least[$_] - $least[ $_ - 1 ] } 1 .. $#least;
	note("over reports: contexts $before[0], then $after[0]; all memory @least");
	cmp_ok($after[0] - $before[0], '<', 65536, 'memory contexts are flat over reports');
	cmp_ok($growth, '<', 262144, 'memory of the backend is flat over reports');
}
$worker->quit;
$session->quit;

# ---- the library is missing ------------------------------------------------------------------------------------------
my $loaded = session($node, $db);
tell($loaded, "$good_table; DROP TABLE probes");
move($library, "$library.away") or die "move: $!";
my $missing = qr/ERROR:  58P01: could not access file "\$libdir\/pg_conventions"/;
rejected($node, $db, $good_table, $missing, 'missing library: DDL fails');
rejected($node, $db, 'SELECT * FROM conventions.status()', $missing, 'missing library: so do our functions');
is(ask('SELECT count(*) FROM keyed'), '100', 'missing library: queries work');
quiet($node, $db, 'INSERT INTO keyed (a) VALUES (1); DELETE FROM keyed WHERE a = \'1\'', 'missing library: writes work');
($out, $err) = tell($loaded, $good_table);
is($err, '', 'missing library: a session that has judged before goes on');
tell($loaded, 'DROP TABLE probes');

# One session as superuser needs no library: the break-glass path.
quiet($node, $db, "SET session_replication_role = replica; $good_table; DROP TABLE probes", 'missing library: a session with session_replication_role = replica');
# For everybody: ALTER EVENT TRIGGER fires no event trigger.
my $disable = join '', map { "ALTER EVENT TRIGGER conventions_$_ DISABLE;\n" } 'start', 'end', 'rewrite';
quiet($node, $db, $disable, 'missing library: ALTER EVENT TRIGGER ... DISABLE works');
quiet($node, $db, "$good_table; DROP TABLE probes", 'missing library: DDL works again');
rejected($node, $db, 'DROP EVENT TRIGGER conventions_start; DROP EVENT TRIGGER conventions_end; DROP EVENT TRIGGER conventions_rewrite; '
	  . 'BEGIN; DROP EXTENSION pg_conventions; SELECT 1/0', qr/22012/s, 'missing library: even DROP EXTENSION works (rolled back here)');
$node->safe_psql($db, 'CREATE EVENT TRIGGER conventions_start ON ddl_command_start EXECUTE FUNCTION conventions.on_ddl_command_start();'
	  . 'CREATE EVENT TRIGGER conventions_end ON ddl_command_end EXECUTE FUNCTION conventions.on_ddl_command_end();'
	  . 'CREATE EVENT TRIGGER conventions_rewrite ON table_rewrite EXECUTE FUNCTION conventions.on_table_rewrite()');
rejected($node, $db, $good_table, $missing, 'missing library: the triggers are live again');
$loaded->quit;

# Single-user mode fires no event trigger.
$node->stop;
my $said = '';
IPC::Run::run([ $node->installed_command('postgres'), '--single', '-D', $node->data_dir, '-j', $db ],
	'<', \"CREATE TABLE made_alone ($columns);\n\n$disable\n\n", '>&', \$said);
unlike($said, qr/ERROR|FATAL/s, 'missing library: single-user mode') or diag($said);
$node->start;
is(is_there('made_alone'), '1', 'missing library: DDL in single-user mode');
quiet($node, $db, "$good_table; DROP TABLE probes", 'missing library: and the triggers were disabled there');

move("$library.away", $library) or die "move: $!";
is(ask(q{SELECT count(*) FROM conventions.status() WHERE item ~ 'event trigger' AND state = 'disabled' AND detail ~ 'not judged'}), '3', 'library back: status() lists the disabled triggers');
quiet($node, $db, "CREATE TABLE keyless (a int); DROP TABLE keyless", 'library back: nothing is judged while they are disabled');
(my $again = $disable) =~ s/DISABLE/ENABLE/g;
$node->safe_psql($db, $again);
rejected($node, $db, $bad_table, qr/SC001: .*primary_key/s, 'library back: enforcing again');

# ---- a killed backend ------------------------------------------------------------------------------------------------
$node->safe_psql($db, 'ALTER SYSTEM SET restart_after_crash = on');
$node->reload;
my %victims = (
	'in a transaction with DDL' => "BEGIN; CREATE TABLE half (a int); SELECT 'there' || 'fore';\n",
	'inside a command, waiting for a lock' => "SELECT 'there' || 'fore'; ALTER TABLE keyed ADD COLUMN half text;\n");
foreach my $name (sort keys %victims)
{
	my $holder = session($node, $db);
	tell($holder, 'BEGIN; LOCK TABLE keyed IN ACCESS EXCLUSIVE MODE');
	my $victim = session($node, $db);
	($out) = tell($victim, 'SELECT pg_backend_pid()');
	my $victim_pid = $out;
	# A finding that waits is in the pending table when the server goes down.
	if (is_there('waits') eq '0')
	{
		accepted($node, $db, "CREATE TABLE others ($columns); CREATE TABLE waits ($columns, other_id bigint REFERENCES others)", "crash $name: something waits");
	}
	$victim->query_until(qr/therefore/s, $victims{$name});
	ok($node->poll_query_until($db, "SELECT count(*) = 1 FROM pg_stat_activity WHERE pid = $victim_pid AND (state = 'idle in transaction' OR wait_event_type = 'Lock')"),
		"crash $name: the victim is there");
	is(PostgreSQL::Test::Utils::system_log('pg_ctl', 'kill', 'KILL', $victim_pid), 0, "crash $name: killed");
	eval { $victim->{run}->finish };
	eval { $holder->{run}->finish };
	my $up = 0;
	for (1 .. 300)
	{
		my ($status, $answer) = $node->psql($db, 'SELECT pg_is_in_recovery()', on_error_stop => 0);
		$up = defined $answer && $answer eq 'f' && !-d "/proc/$victim_pid";
		last if $up;
		select(undef, undef, undef, 0.1);
	}
	ok($up, "crash $name: the server restarted");
	is(is_there('half') . ask(q{SELECT count(*) FROM pg_attribute WHERE attrelid = 'keyed'::regclass AND attname = 'half'}), '00', "crash $name: nothing half-done is there");
	rejected($node, $db, $bad_table, qr/SC001: .*primary_key/s, "crash $name: enforcement is still on");
	quiet($node, $db, "$good_table; DROP TABLE probes", "crash $name: what conforms passes");
	is(ask('SELECT count(*) FROM conventions.pending'), '1', "crash $name: what waited still waits");
}
quiet($node, $db, 'CREATE INDEX idx_waits_other_id ON waits (other_id)', 'crash: what waited is mended');
is(ask('SELECT count(*) FROM conventions.pending'), '0', 'crash: and waits no more');

done_testing();
