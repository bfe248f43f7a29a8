# 002_moments.pl: what stays in the database after a command, a commit or a rollback was judged: autocommit, blocks,
# several statements in one string, the extended protocol, two-phase commit, functions, savepoints, isolation levels,
# and commands that commit inside. Profile strict throughout. (010_matrix.pl has the verdict of every rule.)

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('moments', settings => "max_prepared_transactions = 5\n");
my $columns = 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now()';
my $key = 'created_at timestamptz NOT NULL DEFAULT now(), parent_id bigint NOT NULL REFERENCES parents';

# A database as it was first: tables older than the policy, one parent that conforms.
$node->safe_psql('postgres', 'CREATE DATABASE pattern');
$node->safe_psql('pattern', qq{
CREATE TABLE parents ($columns);
CREATE TABLE parents_too ($columns);
CREATE TABLE "Legacy" (amount integer, at timestamp, parent_id bigint REFERENCES parents);
CREATE TABLE keyed ($columns, a text, b integer, parent_id bigint REFERENCES parents);
CREATE INDEX idx_keyed_a ON keyed (a);
CREATE INDEX idx_keyed_parent_id ON keyed (parent_id);
INSERT INTO keyed (a, b) SELECT 'a' || g, g FROM generate_series(1, 100) g;
CREATE TABLE measures (at timestamptz NOT NULL, v integer) PARTITION BY RANGE (at);
CREATE TABLE "Measures_2024" PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Measures_2025" PARTITION OF measures FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE MATERIALIZED VIEW sums AS SELECT b, count(*) AS n FROM keyed GROUP BY b;
CREATE UNIQUE INDEX sums_b ON sums (b);
CREATE FUNCTION run(statement text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE statement; END';
CREATE EXTENSION pg_conventions;
SELECT conventions.enable('strict');
});
my $db = 'work';
few_rules($node, 'pattern');

sub start_over
{
	$node->safe_psql('postgres', "DROP DATABASE IF EXISTS $db");
	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE pattern");
}

sub ask { return $node->safe_psql($db, $_[0]); }
sub is_there { return ask("SELECT count(*) FROM pg_class WHERE relname = '$_[0]'"); }
sub waiting { return ask(q{SELECT coalesce(string_agg(rule || ' ' || identity, ', ' ORDER BY rule, identity), '') FROM conventions.pending}); }

my $no_key = 'CREATE TABLE t (created_at timestamptz NOT NULL DEFAULT now())';
my $no_index = "CREATE TABLE t (id bigint PRIMARY KEY, $key)";
my $index = 'CREATE INDEX idx_t_parent_id ON t (parent_id)';

# ---- autocommit --------------------------------------------------------------------------------------------------------
start_over();
rejected($node, $db, $no_key, qr/ERROR:  SC001: .*\(primary_key\)/s, 'autocommit: a table without key');
is(is_there('t'), '0', 'autocommit: it is not there');
my $said = accepted($node, $db, $no_index, 'autocommit: a table whose foreign key has no index yet');
like($said, qr/NOTICE: .*1 finding waits/s, 'autocommit: it is said');
is(waiting(), 'foreign_key_index t_parent_id_fkey on public.t', 'autocommit: it waits');
is(ask(q{SELECT severity || ' ' || status FROM conventions.findings(only_rule => 'foreign_key_index') WHERE object_name = 't' OR identity ~ 't$'}),
	'error pending', 'autocommit: findings() shows it, with its own severity');
quiet($node, $db, $index, 'autocommit: the index comes');
is(waiting(), '', 'autocommit: nothing waits any more');

# One statement a transaction, as many migration tools send them.
start_over();
$said = accepted($node, $db,
	'CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), '
	  . 'one_id bigint REFERENCES parents, two_id bigint REFERENCES parents_too)', 'one by one: two keys without index');
like($said, qr/NOTICE: .*2 findings wait/s, 'one by one: both are said');
is(scalar(split /, /, waiting()), 2, 'one by one: both wait');
quiet($node, $db, q{COMMENT ON TABLE t IS 'Two keys'}, 'one by one: COMMENT says nothing again');
is(scalar(split /, /, waiting()), 2, 'one by one: both still wait');
quiet($node, $db, 'CREATE INDEX idx_t_one_id ON t (one_id)', 'one by one: the first index');
is(waiting(), 'foreign_key_index t_two_id_fkey on public.t', 'one by one: one waits');
quiet($node, $db, 'CREATE INDEX idx_t_two_id ON t (two_id)', 'one by one: the second index');
is(waiting(), '', 'one by one: none waits');

# What waits is forgotten with its table, and rejected when nobody comes back for it.
start_over();
accepted($node, $db, $no_index, 'grace: a finding waits');
quiet($node, $db, 'ALTER TABLE t ADD COLUMN note text', 'grace: an ALTER TABLE within the hour passes');
rejected($node, $db, 'SET conventions.pending_grace = 0; ALTER TABLE t ADD COLUMN other text', qr/SC001: .*foreign_key_index/s,
	'grace: past it the first ALTER TABLE that mends nothing is rejected');
quiet($node, $db, "SET conventions.pending_grace = 0; $index", 'grace: what mends it passes');
start_over();
accepted($node, $db, $no_index, 'dropped: a finding waits');
quiet($node, $db, 'DROP TABLE t', 'dropped: the table goes');
is(ask(q{SELECT count(*) FROM conventions.findings() WHERE status = 'pending'}), '0', 'dropped: no report shows what waited');

# Old sins of old tables.
start_over();
quiet($node, $db, 'ALTER TABLE "Legacy" ALTER COLUMN amount TYPE bigint', 'an old table: ALTER COLUMN TYPE');
quiet($node, $db, 'ALTER TABLE "Legacy" ADD COLUMN note text', 'an old table: ADD COLUMN');
quiet($node, $db, 'CREATE INDEX idx_legacy_amount ON "Legacy" (amount)', 'an old table: CREATE INDEX');
rejected($node, $db, 'ALTER TABLE "Legacy" ADD COLUMN later timestamp', qr/SC001: .*"later".*\(timestamptz\)/s, 'an old table: a new sin');
rejected($node, $db, 'ALTER TABLE keyed DROP CONSTRAINT keyed_pkey', qr/SC001: .*primary_key/s, 'an old table: its key is dropped');
rejected($node, $db, 'ALTER TABLE keyed RENAME TO "Keyed"', qr/SC001: .*table_name/s, 'an old table: a bad new name');

# ---- blocks --------------------------------------------------------------------------------------------------------------
start_over();
quiet($node, $db, "BEGIN; $no_key; ALTER TABLE t ADD COLUMN id bigint PRIMARY KEY; COMMIT", 'block: the key comes later');
start_over();
quiet($node, $db, "BEGIN; $no_index; $index; COMMIT", 'block: the index comes later');
is(waiting(), '', 'block: nothing waits');
start_over();
my $session = session($node, $db);
my ($out, $err) = tell($session, "BEGIN; $no_key; SELECT 'still here'");
is("$out|$err", 'still here|', 'block: CREATE TABLE itself says nothing');
($out, $err) = tell($session, 'COMMIT');
like($err, qr/ERROR:  SC001: .*\(primary_key\)/s, 'block: COMMIT is rejected');
is(is_there('t'), '0', 'block: the table is not there');
($out, $err) = tell($session, "BEGIN; $no_index");
($out, $err) = tell($session, 'COMMIT');
like($err, qr/ERROR:  SC001: .*foreign_key_index/s, 'block: a key without index does not wait');
is(waiting(), '', 'block: it does not stand in the pending table');
($out, $err) = tell($session, qq{BEGIN; CREATE TABLE "Bad" ($columns)});
like($err, qr/ERROR:  SC001: .*\(table_name\)/s, 'block: a name is rejected at once');
($out, $err) = tell($session, 'ROLLBACK; SELECT count(*) FROM pg_class');
is($err, '', 'block: and the session goes on');
($out, $err) = tell($session, qq{BEGIN; CREATE TABLE one (a int); CREATE TABLE two (a int); CREATE TABLE three (b int); COMMIT});
like($err, qr/ERROR:  SC001: transaction leaves 3 objects that break 6 conventions/s, 'block: all findings in one error');
is(scalar(() = $err =~ /^(?:DETAIL:  )?(?:primary_key|created_at): /mg), 6, 'block: a line for each');
($out, $err) = tell($session, "BEGIN; CREATE TABLE gone (a int); DROP TABLE gone; COMMIT");
is($err, '', 'block: a table that is dropped again is not judged');
$session->quit;

# ---- several statements in one string --------------------------------------------------------------------------------
start_over();
quiet($node, $db, "$no_key\\; ALTER TABLE t ADD COLUMN id bigint PRIMARY KEY;", 'one string: the key comes later');
start_over();
rejected($node, $db, "$no_key\\; SELECT 1;", qr/SC001: .*primary_key/s, 'one string: a table without key');
rejected($node, $db, "$no_index\\; CREATE TABLE u ($columns);", qr/SC001: .*foreign_key_index/s, 'one string: does not wait');
is(is_there('t') . is_there('u'), '00', 'one string: nothing stays');
quiet($node, $db, "$no_index\\; $index;", 'one string: the index comes later');

# ---- extended protocol -----------------------------------------------------------------------------------------------
my $script_number = 0;

# (exit status, stderr) of one run of the script.
sub pgbench
{
	my ($mode, $text) = @_;
	my $file = $node->basedir . '/script' . ++$script_number;
	PostgreSQL::Test::Utils::append_to_file($file, $text);
	my ($o, $e) = ('', '');
	my @command = ($node->installed_command('pgbench'), '-h', $node->host, '-p', $node->port, '-n', '-c', '1', '-t', '1', '-M', $mode, '-f', $file, $db);
	IPC::Run::run([@command], '>', \$o, '2>', \$e);
	return ($? >> 8, $e);
}

foreach my $mode ('extended', 'prepared')
{
	start_over();
	my ($status, $text) = pgbench($mode, "$no_key;\n");
	is($status, 2, "$mode: a table without key is rejected");
	like($text, qr/ERROR: .*\(primary_key\)/s, "$mode: for this reason");
	is(is_there('t'), '0', "$mode: it is not there");
	($status, $text) = pgbench($mode, "$no_index;\n");
	is($status, 0, "$mode: a key without index passes") or diag($text);
	is(waiting(), 'foreign_key_index t_parent_id_fkey on public.t', "$mode: it waits");
	($status, $text) = pgbench($mode, "$index;\n");
	is($status, 0, "$mode: the index passes") or diag($text);
	is(waiting(), '', "$mode: nothing waits");
	($status, $text) = pgbench($mode, "BEGIN;\nCREATE TABLE u (created_at timestamptz NOT NULL DEFAULT now());\nALTER TABLE u ADD COLUMN id bigint PRIMARY KEY;\nCOMMIT;\n");
	is($status, 0, "$mode: a block passes") or diag($text);
	($status, $text) = pgbench($mode, "BEGIN;\nCREATE TABLE v (created_at timestamptz NOT NULL DEFAULT now());\nCOMMIT;\n");
	like($text, qr/ERROR: .*\(primary_key\)/s, "$mode: COMMIT is rejected");
	$node->safe_psql($db, q{SELECT conventions.set_rule('identifier_length', 'error')});
	($status, $text) = pgbench($mode, 'CREATE TABLE v (id bigint PRIMARY KEY, ' . 'long' x 16 . " int);\n");
	like($text, qr/ERROR: .*has a column with a name of 64 bytes.*\(identifier_length\)/s, "$mode: the text of the statement is seen");
	is(is_there('u') . is_there('v'), '10', "$mode: what was accepted is there");
}

# A pipeline is one transaction up to its end.
start_over();
my ($status, $text) = pgbench('extended', "\\startpipeline\n$no_key;\nALTER TABLE t ADD COLUMN id bigint PRIMARY KEY;\n\\endpipeline\n");
is($status, 0, 'pipeline: the key comes later') or diag($text);
start_over();
($status, $text) = pgbench('extended', "\\startpipeline\n$no_index;\nCREATE TABLE u ($columns);\n\\endpipeline\n");
like($text, qr/foreign_key_index/s, 'pipeline of two: does not wait');
is(is_there('t') . is_there('u'), '00', 'pipeline of two: nothing stays');

# ---- two-phase commit ------------------------------------------------------------------------------------------------
start_over();
$session = session($node, $db);
($out, $err) = tell($session, "BEGIN; $no_key");
($out, $err) = tell($session, q{PREPARE TRANSACTION 'p'});
like($err, qr/ERROR:  SC001: .*\(primary_key\)/s, 'PREPARE TRANSACTION is rejected');
is(ask('SELECT count(*) FROM pg_prepared_xacts') . is_there('t'), '00', 'and nothing is prepared');
($out, $err) = tell($session, "BEGIN; $no_index; $index; PREPARE TRANSACTION 'p'");
is($err, '', 'PREPARE TRANSACTION of what conforms');
($out, $err) = tell($session, q{COMMIT PREPARED 'p'});
is($err . is_there('t'), '1', 'COMMIT PREPARED');
($out, $err) = tell($session, q{BEGIN; CREATE TABLE u (a int); SELECT 1; ROLLBACK; BEGIN; COMMIT});
is($err, '', 'nothing of a rolled-back transaction is judged later');
$session->quit;

# A transaction that is prepared holds on to what it mended; nobody who mends it too waits for it.
start_over();
accepted($node, $db, $no_index, 'prepared: a finding waits');
$session = session($node, $db);
($out, $err) = tell($session, "BEGIN; $index; PREPARE TRANSACTION 'p'");
is($err, '', 'prepared: mended, and not yet committed');
quiet($node, $db, q{SET statement_timeout = '20s'; CREATE INDEX idx_t_parent_id_more ON t (parent_id, id)},
	'prepared: another session mends it as well, and does not wait');
($out, $err) = tell($session, q{COMMIT PREPARED 'p'});
is($err, '', 'prepared: committed');
quiet($node, $db, 'DROP INDEX idx_t_parent_id_more', 'prepared: one of both is enough');
is(waiting(), '', 'prepared: nothing waits');
$session->quit;

# ---- DO, functions, procedures ---------------------------------------------------------------------------------------
start_over();
rejected($node, $db, "DO \$\$ BEGIN $no_key; END \$\$", qr/SC001: .*primary_key/s, 'DO: a table without key');
quiet($node, $db, "DO \$\$ BEGIN $no_index; $index; END \$\$", 'DO: table and index');
start_over();
rejected($node, $db, "DO \$\$ BEGIN $no_index; CREATE TABLE u ($columns); END \$\$", qr/SC001: .*foreign_key_index/s, 'DO: of two tables none waits');
accepted($node, $db, "DO \$\$ BEGIN $no_index; END \$\$", 'DO: one statement');
is(waiting(), 'foreign_key_index t_parent_id_fkey on public.t', 'DO: of one statement it waits');
start_over();
rejected($node, $db, "SELECT run('$no_key')", qr/SC001: .*primary_key/s, 'function: a table without key');
accepted($node, $db, "SELECT run('$no_index')", 'function: one statement');
is(waiting(), 'foreign_key_index t_parent_id_fkey on public.t', 'function: it waits');
start_over();
rejected($node, $db, "SELECT run(s) FROM unnest(ARRAY['$no_index', 'CREATE TABLE u ($columns)']) s", qr/SC001: .*foreign_key_index/s, 'function: of two none waits');
is(is_there('t') . is_there('u'), '00', 'function: nothing stays');

# A committed part stays, and each part is judged by itself.
start_over();
$node->safe_psql($db, qq{CREATE PROCEDURE two(first text, second text) LANGUAGE plpgsql AS 'BEGIN EXECUTE first; COMMIT; EXECUTE second; COMMIT; END'});
quiet($node, $db, "CALL two('CREATE TABLE one ($columns)', 'CREATE TABLE t ($columns)')", 'procedure: both conform');
start_over();
$node->safe_psql($db, qq{CREATE PROCEDURE two(first text, second text) LANGUAGE plpgsql AS 'BEGIN EXECUTE first; COMMIT; EXECUTE second; COMMIT; END'});
rejected($node, $db, "CALL two('CREATE TABLE one ($columns)', '$no_key')", qr/SC001: .*primary_key/s, 'procedure: the second part does not');
is(is_there('one') . is_there('t'), '10', 'procedure: the first part stays');
rejected($node, $db, "CALL two('$no_key', 'CREATE TABLE three ($columns)')", qr/SC001: .*primary_key/s, 'procedure: the first part does not');
is(is_there('t') . is_there('three'), '00', 'procedure: the second part never came');

# ---- savepoints and EXCEPTION ----------------------------------------------------------------------------------------
start_over();
quiet($node, $db, "BEGIN; SAVEPOINT s; $no_key; ROLLBACK TO s; COMMIT", 'savepoint: what it made is rolled back');
rejected($node, $db, "BEGIN; SAVEPOINT s; $no_key; RELEASE s; COMMIT", qr/SC001: .*primary_key/s, 'savepoint: what it made stays');
quiet($node, $db, "BEGIN; SAVEPOINT s; SAVEPOINT s2; $no_key; RELEASE s2; ROLLBACK TO s; COMMIT", 'savepoint: released inside one that is rolled back');
quiet($node, $db, "BEGIN; SAVEPOINT s; $no_index; ROLLBACK TO s; CREATE TABLE u ($columns); COMMIT", 'savepoint: nothing of it is pending');
is(waiting() . is_there('t') . is_there('u'), '01', 'savepoint: only the rest is there');
quiet($node, $db, 'BEGIN; SAVEPOINT s; ALTER TABLE keyed DROP CONSTRAINT keyed_pkey CASCADE; ROLLBACK TO s; COMMIT', 'savepoint: a dropped key comes back');
rejected($node, $db, "BEGIN; $no_key; SAVEPOINT s; ALTER TABLE t ADD COLUMN id bigint PRIMARY KEY; ROLLBACK TO s; COMMIT",
	qr/SC001: .*primary_key/s, 'savepoint: what mends is rolled back');
rejected($node, $db, "BEGIN; $no_key; SAVEPOINT s; SELECT 1; ROLLBACK TO s; COMMIT",
	qr/SC001: .*primary_key/s, 'savepoint: made before one that is rolled back');
$session = session($node, $db);
($out, $err) = tell($session, qq{BEGIN; SAVEPOINT s; CREATE TABLE "Bad" ($columns)});
like($err, qr/SC001: .*table_name/s, 'savepoint: an error inside');
($out, $err) = tell($session, "ROLLBACK TO s; CREATE TABLE w ($columns); COMMIT");
is($err . is_there('w'), '1', 'savepoint: rolled back, the transaction goes on');
$session->quit;

my $swallow = 'DO $$ BEGIN BEGIN %s; EXCEPTION WHEN OTHERS THEN NULL; END; END $$';
quiet($node, $db, sprintf($swallow, qq{CREATE TABLE "Bad" ($columns)}), 'EXCEPTION: an error at the command can be caught');
is(is_there('Bad'), '0', 'EXCEPTION: and the table is not there');
rejected($node, $db, sprintf($swallow, $no_key), qr/SC001: .*primary_key/s, 'EXCEPTION: one at commit cannot');
accepted($node, $db, sprintf($swallow, $no_index), 'EXCEPTION: one statement');
is(waiting(), 'foreign_key_index t_parent_id_fkey on public.t', 'EXCEPTION: it waits');
start_over();
quiet($node, $db, "DO \$\$ BEGIN BEGIN $no_key; RAISE EXCEPTION 'no'; EXCEPTION WHEN OTHERS THEN NULL; END; END \$\$", 'EXCEPTION: what it rolled back is not judged');

# ---- isolation levels ------------------------------------------------------------------------------------------------
foreach my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
	start_over();
	rejected($node, $db, "BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM keyed; $no_key; COMMIT", qr/SC001: .*primary_key/s, "$level: a table without key");
	quiet($node, $db, "BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM keyed; $no_index; $index; COMMIT", "$level: table and index");
	quiet($node, $db, qq{BEGIN ISOLATION LEVEL $level; SELECT count(*) FROM keyed; ALTER TABLE "Legacy" ADD COLUMN note text; COMMIT}, "$level: an old table");
}
quiet($node, $db, 'BEGIN READ ONLY; SELECT count(*) FROM conventions.findings(); COMMIT', 'findings() in a read-only transaction');

# ---- commands that commit inside -------------------------------------------------------------------------------------
# They complete, whatever is found: an error after the inner commit would leave the object broken.
start_over();
$session = session($node, $db);
my $broken = 'SELECT (SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive))'
  . ' + (SELECT count(*) FROM pg_inherits WHERE inhdetachpending)';
my $listed = q{SELECT count(*) > 0 FROM conventions.warnings() WHERE rule = '%s'};

($out, $err) = tell($session, 'CREATE INDEX CONCURRENTLY keyed_a_again ON keyed (a)');
like($err, qr/^(psql:\S+ )?WARNING:  SC00.: .*duplicate_index/s, 'CREATE INDEX CONCURRENTLY of a duplicate: a warning');
unlike($err, qr/ERROR/s, 'CREATE INDEX CONCURRENTLY of a duplicate: no error');
is(is_there('keyed_a_again') . ask($broken), '10', 'CREATE INDEX CONCURRENTLY of a duplicate: it is there, and valid');
($out) = tell($session, sprintf($listed, 'duplicate_index'));
is($out, 't', 'CREATE INDEX CONCURRENTLY of a duplicate: listed by warnings()');
rejected($node, $db, 'CREATE INDEX keyed_a_more ON keyed (a)', qr/SC00.: .*duplicate_index/s, 'CREATE INDEX of a duplicate is rejected');

($out, $err) = tell($session, 'DROP INDEX CONCURRENTLY idx_keyed_parent_id');
unlike($err, qr/ERROR/s, 'DROP INDEX CONCURRENTLY of the only index of a key: no error');
like($err, qr/foreign_key_index|1 finding waits/s, 'DROP INDEX CONCURRENTLY of the only index of a key: it is said');
is(is_there('idx_keyed_parent_id') . ask($broken), '00', 'DROP INDEX CONCURRENTLY of the only index of a key: it is gone');
($out) = tell($session, sprintf($listed, 'foreign_key_index'));
is($out, 't', 'DROP INDEX CONCURRENTLY of the only index of a key: listed by warnings()');

($out, $err) = tell($session, 'CREATE INDEX CONCURRENTLY idx_keyed_parent_id ON keyed (parent_id)');
is($err, '', 'CREATE INDEX CONCURRENTLY of what was missing');
is(is_there('idx_keyed_parent_id') . ask($broken), '10', 'CREATE INDEX CONCURRENTLY of what was missing: it is there, and valid');
is(waiting(), '', 'CREATE INDEX CONCURRENTLY of what was missing: nothing waits');

# As a partition it was judged through its root; by itself it has a bad name and no key.
($out, $err) = tell($session, 'ALTER TABLE measures DETACH PARTITION "Measures_2024" CONCURRENTLY');
unlike($err, qr/ERROR/s, 'DETACH CONCURRENTLY of a table with findings: no error');
is(ask($broken), '0', 'DETACH CONCURRENTLY: it is detached');
is(ask(q{SELECT count(*) FROM pg_inherits WHERE inhrelid = '"Measures_2024"'::regclass}), '0', 'DETACH CONCURRENTLY: entirely');
like($err, qr/WARNING: .*(table_name|primary_key)/s, 'DETACH CONCURRENTLY: what is found is said');
($out) = tell($session, q{SELECT string_agg(DISTINCT rule, ' ' ORDER BY rule) FROM conventions.warnings() WHERE identity ~ 'Measures_2024'});
like($out, qr/primary_key.*table_name/s, 'DETACH CONCURRENTLY: listed by warnings()');
rejected($node, $db, 'ALTER TABLE measures DETACH PARTITION "Measures_2025"', qr/SC001: .*table_name/s, 'DETACH is rejected');

($out, $err) = tell($session, q{COMMENT ON TABLE keyed IS 'next'});
like($err, qr/WARNING: .*primary_key.*Already said when the last transaction was committed/s, 'what was said at commit is repeated at the next DDL');
($out, $err) = tell($session, q{COMMENT ON TABLE keyed IS 'next but one'});
is($err, '', 'and only there');
($out, $err) = tell($session, 'REINDEX TABLE CONCURRENTLY keyed');
is($err . ask($broken), '0', 'REINDEX CONCURRENTLY');
($out, $err) = tell($session, 'REFRESH MATERIALIZED VIEW CONCURRENTLY sums');
is($err, '', 'REFRESH MATERIALIZED VIEW CONCURRENTLY');

# One that fails by itself leaves what it leaves without us, and the session judges on.
$node->safe_psql($db, 'CREATE TABLE twins (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), x int); '
	  . 'INSERT INTO twins (id, x) VALUES (1, 1), (2, 1)');
($out, $err) = tell($session, 'CREATE UNIQUE INDEX CONCURRENTLY twins_x ON twins (x)');
like($err, qr/ERROR:  23505/s, 'CREATE INDEX CONCURRENTLY fails by itself');
($out, $err) = tell($session, $no_key);
like($err, qr/ERROR:  SC001: .*primary_key/s, 'and the next command is judged');
($out, $err) = tell($session, 'DROP INDEX CONCURRENTLY twins_x');
is($err . ask($broken), '0', 'DROP INDEX CONCURRENTLY of the invalid index');
$session->quit;

done_testing();
