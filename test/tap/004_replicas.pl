# 004_replicas.pl: a physical standby reports read-only and enforces once promoted; a publication FOR ALL TABLES
# carries our tables along and is not broken by them; session_replication_role = replica is the superuser's way past.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $db = 'postgres';
my $columns = 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now()';

my $primary = make_node('primary', allows_streaming => 'logical');
$primary->safe_psql($db, qq{
CREATE TABLE customers ($columns, name text);
CREATE TABLE "Legacy" (a integer, at timestamp);
INSERT INTO customers (name) VALUES ('a'), ('b');
});
install($primary, $db);
enable($primary, $db, 'strict');
$primary->safe_psql($db, q{SELECT conventions.set_rule('timestamptz', 'warn')});

# ---- physical standby ------------------------------------------------------------------------------------------------
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));

my $findings = 'SELECT rule, severity, identity, part, message, fix_sql, fingerprint FROM conventions.findings() ORDER BY rule, identity, part';
my $found = $standby->safe_psql($db, $findings);
is($found, $primary->safe_psql($db, $findings), 'standby: findings() are those of the primary');
like($found, qr/^timestamptz\|warn\|/m, 'standby: with the settings of the house');
foreach my $call ('report()', 'rules()', 'warnings()', 'status()')
{
	quiet($standby, $db, "SELECT * FROM conventions.$call", "standby: $call");
}
is($standby->safe_psql($db, q{SELECT state FROM conventions.status() WHERE item = 'profile'}), 'strict@1', 'standby: status() names the profile');
rejected($standby, $db, $good_table, qr/ERROR:  25006/, 'standby: DDL is refused by the server itself');
rejected($standby, $db, q{SELECT conventions.set_rule('timestamptz', 'off')}, qr/ERROR:  25006/, 'standby: so is a change of policy');

# A change of policy on the primary reaches a session that is open on the standby.
my $watcher = session($standby, $db);
my $severity = q{SELECT severity FROM conventions.rules() WHERE rule = 'timestamptz'};
is((tell($watcher, $severity))[0], 'warn', 'standby: a session knows the policy');
$primary->safe_psql($db, q{SELECT conventions.set_rule('timestamptz', 'info')});
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is((tell($watcher, $severity))[0], 'info', 'standby: and its change on the primary');
my ($out, $err) = tell($watcher, q{SELECT DISTINCT severity FROM conventions.findings(only_rule => 'timestamptz')});
is("$out$err", 'info', 'standby: its reports go by it');
$watcher->quit;

# ---- logical replication -----------------------------------------------------------------------------------------------
my $subscriber = make_node('subscriber', allows_streaming => 'logical');
$subscriber->safe_psql($db, qq{CREATE TABLE customers ($columns, name text); CREATE TABLE "Legacy" (a integer, at timestamp);});
install($subscriber, $db);
my $said = accepted($primary, $db, 'CREATE PUBLICATION everything FOR ALL TABLES', 'logical: a publication FOR ALL TABLES');
is($said, '', 'logical: nothing is said of it');
is($primary->safe_psql($db, q{
	SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_publication_tables p
	JOIN pg_class c ON c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
	WHERE p.schemaname = 'conventions' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident OR i.indrelid = c.oid AND i.indisprimary)}),
	'', 'logical: each of our tables that is published has a key');
my $connection = $primary->connstr . " dbname=$db";
$subscriber->safe_psql($db, "CREATE SUBSCRIPTION everything CONNECTION '$connection' PUBLICATION everything");
$subscriber->wait_for_subscription_sync($primary, 'everything');
is($subscriber->safe_psql($db, 'SELECT count(*) FROM customers'), '2', 'logical: the first copy');
is($subscriber->safe_psql($db, 'SELECT name FROM conventions.profile'), 'strict', 'logical: our tables come along');

# Each kind of change of each of our tables, and of a table of the user after it.
my $applier = session($subscriber, $db);
tell($applier, $severity);
foreach my $change (
	q{SELECT conventions.set_rule('timestamptz', 'warn')}, q{SELECT conventions.set_rule('duplicate_index', 'warn')},
	q{SELECT conventions.reset_rule('duplicate_index')}, q{SELECT conventions.enable('recommended')}, q{SELECT conventions.enable('strict')},
	"CREATE TABLE waits ($columns, customer_id bigint REFERENCES customers)", 'CREATE INDEX idx_waits_customer_id ON waits (customer_id)')
{
	accepted($primary, $db, $change, "logical: $change");
}
$primary->safe_psql($db, q{INSERT INTO customers (name) VALUES ('last')});
$primary->wait_for_catchup('everything');
is($subscriber->safe_psql($db, q{SELECT count(*) FROM customers WHERE name = 'last'}), '1', 'logical: changes after ours arrive');
is($subscriber->safe_psql($db, q{SELECT rule, severity FROM conventions.rule_setting WHERE severity <> 'off' ORDER BY rule}), 'timestamptz|warn', 'logical: the house settings arrived');
is((tell($applier, $severity))[0], 'warn', 'logical: a session of the subscriber noticed');
$applier->quit;
is($subscriber->safe_psql($db, 'SELECT count(*) FROM conventions.pending'), '0', 'logical: what waited and was mended left nothing behind');
unlike(PostgreSQL::Test::Utils::slurp_file($subscriber->logfile), qr/(ERROR|WARNING): .*(conventions|replication)/, 'logical: no error on the subscriber');

# The subscriber has a policy and no event trigger, until somebody makes them.
quiet($subscriber, $db, "$bad_table; DROP TABLE probes", 'logical: nothing is enforced on the subscriber by itself');
is($subscriber->safe_psql($db, q{SELECT count(*) FROM conventions.status() WHERE item ~ 'event trigger' AND state = 'missing' AND detail ~ 'not judged'}),
	'3', 'logical: and its status() says so');
enable($subscriber, $db, 'strict');
rejected($subscriber, $db, $bad_table, qr/SC001: .*primary_key/s, 'logical: enforced on the subscriber');
$primary->safe_psql($db, q{INSERT INTO customers (name) VALUES ('later'); UPDATE customers SET name = 'other' WHERE name = 'a'});
$primary->wait_for_catchup('everything');
is($subscriber->safe_psql($db, q{SELECT count(*) FROM customers WHERE name IN ('later', 'other')}), '2', 'logical: and changes still arrive');
$subscriber->safe_psql($db, 'DROP SUBSCRIPTION everything');
$subscriber->stop;

# ---- session_replication_role ------------------------------------------------------------------------------------------
$primary->safe_psql($db, 'CREATE ROLE plain LOGIN; GRANT CREATE ON SCHEMA public TO plain; '
	  . 'CREATE ROLE keeper LOGIN; GRANT CREATE ON SCHEMA public TO keeper; GRANT SET ON PARAMETER session_replication_role TO keeper');
quiet($primary, $db, "SET session_replication_role = replica; $bad_table; CREATE TABLE \"Bad\" (a int); DROP TABLE probes, \"Bad\"", 'break-glass: a superuser');
quiet($primary, $db, "SET session_replication_role = replica; $bad_table; DROP TABLE probes", 'break-glass: a role with GRANT SET ON PARAMETER', user => 'keeper');
rejected($primary, $db, 'SET session_replication_role = replica', qr/ERROR:  42501/, 'break-glass: not for plain users', user => 'plain');
rejected($primary, $db, $bad_table, qr/SC001/, 'break-glass: nor by PGOPTIONS', user => 'plain', options => '-c application_name=x');
my ($status) = run_sql($primary, $db, $bad_table, user => 'plain', options => '-c session_replication_role=replica');
is($status, 2, 'break-glass: with PGOPTIONS a plain user cannot connect');
is($primary->safe_psql($db, q{SET session_replication_role = replica; SELECT state || ': ' || detail FROM conventions.status() WHERE item = 'session_replication_role'}),
	'replica: This session is not judged.', 'break-glass: status() of such a session says so');
# In a session that has the library, too; and back again.
my $session = session($primary, $db);
tell($session, "$bad_table");
($out, $err) = tell($session, "SET session_replication_role = replica; $bad_table; DROP TABLE probes");
is($err, '', 'break-glass: in a session that has judged before');
($out, $err) = tell($session, "BEGIN; $bad_table; COMMIT; DROP TABLE probes");
is($err, '', 'break-glass: in a block');
($out, $err) = tell($session, "RESET session_replication_role; $bad_table");
like($err, qr/SC001: .*primary_key/s, 'break-glass: and back again');
$session->quit;

# ---- promotion ---------------------------------------------------------------------------------------------------------
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
$session = session($standby, $db);
tell($session, 'SELECT count(*) FROM conventions.findings()');
$primary->stop;
$standby->promote;
rejected($standby, $db, $bad_table, qr/SC001: .*primary_key/s, 'promoted: enforcing');
($out, $err) = tell($session, 'CREATE TABLE keyless (a int)');
like($err, qr/SC001: .*primary_key/s, 'promoted: also in a session from before');
$session->quit;
quiet($standby, $db, "$good_table; DROP TABLE probes", 'promoted: what conforms passes');
$said = accepted($standby, $db, "CREATE TABLE waits_here ($columns, customer_id bigint REFERENCES customers)", 'promoted: a key without index');
like($said, qr/1 finding waits/, 'promoted: waits');
quiet($standby, $db, 'CREATE INDEX idx_waits_here_customer_id ON waits_here (customer_id)', 'promoted: and is mended');
quiet($standby, $db, q{SELECT conventions.set_rule('primary_key', 'off')}, 'promoted: the policy can be changed');

done_testing();
