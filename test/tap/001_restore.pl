# 001_restore.pl: a database with an enabled profile through every way of dumping and restoring: it comes back
# complete (the dump of the copy is the dump of the original) and enforcing (the next bad table is rejected).

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('restore');
my $files = PostgreSQL::Test::Utils::tempdir();

# Older than the policy: names, keys, types and indexes that strict would reject.
my $legacy = q{
CREATE SCHEMA app;
CREATE SCHEMA "Old Stuff";
CREATE TABLE "Old Stuff"."Order" ("ID" integer, "group" text, placed timestamp);
CREATE UNIQUE INDEX one ON "Old Stuff"."Order" ("ID");
CREATE INDEX two ON "Old Stuff"."Order" ("ID");
INSERT INTO "Old Stuff"."Order" SELECT g, 'g' || g, '2020-01-01'::timestamp + g * interval '1 day' FROM generate_series(1, 50) g;
CREATE TABLE app.countries (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE app.visits (at timestamptz, country text REFERENCES app.countries);
INSERT INTO app.countries VALUES ('NL', 'Netherlands'), ('TH', 'Thailand');
INSERT INTO app.visits SELECT now(), CASE g % 2 WHEN 0 THEN 'NL' ELSE 'TH' END FROM generate_series(1, 20) g;
CREATE TABLE app.keyless_parts (day date, what text) PARTITION BY RANGE (day);
CREATE TABLE app.keyless_parts_2024 PARTITION OF app.keyless_parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO app.keyless_parts VALUES ('2024-02-03', 'x');
};

# Made under the policy.
my $conforming = q{
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN app.email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE app.customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email app.email NOT NULL UNIQUE,
    mood app.mood NOT NULL DEFAULT 'ok',
    referred_by bigint REFERENCES app.customers,
    created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_customers_referred_by ON app.customers (referred_by);
COMMENT ON TABLE app.customers IS 'Who buys';
CREATE TABLE app.invoices (
    id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL REFERENCES app.customers ON DELETE CASCADE,
    billed_on date NOT NULL,
    amount numeric(12, 2) NOT NULL CHECK (amount >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, billed_on)) PARTITION BY RANGE (billed_on);
CREATE TABLE app.invoices_2024 PARTITION OF app.invoices FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE app.invoices_rest PARTITION OF app.invoices DEFAULT;
CREATE INDEX idx_invoices_customer_id ON app.invoices (customer_id);
CREATE TABLE app.lines (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint NOT NULL,
    billed_on date NOT NULL,
    item text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (invoice_id, billed_on) REFERENCES app.invoices);
CREATE INDEX idx_lines_invoice_id_billed_on ON app.lines (invoice_id, billed_on);
ALTER TABLE app.lines ALTER COLUMN item SET STORAGE EXTERNAL;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.item := trim(NEW.item); RETURN NEW; END $$;
CREATE TRIGGER trim_item BEFORE INSERT ON app.lines FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE VIEW app.big_invoices AS SELECT * FROM app.invoices WHERE amount > 100;
INSERT INTO app.customers (email) SELECT 'c' || g || '@example.org' FROM generate_series(1, 20) g;
UPDATE app.customers SET referred_by = id - 1 WHERE id > 1;
INSERT INTO app.invoices (customer_id, billed_on, amount)
    SELECT g, '2024-06-01'::date + g * 30, g * 10 FROM generate_series(1, 20) g;
INSERT INTO app.lines (invoice_id, billed_on, item) SELECT id, billed_on, ' item ' || id FROM app.invoices;
CREATE MATERIALIZED VIEW app.totals AS SELECT customer_id, sum(amount) AS total FROM app.invoices GROUP BY customer_id;
CREATE UNIQUE INDEX totals_customer ON app.totals (customer_id);
GRANT SELECT ON app.customers TO PUBLIC;
};

# House settings: a parameter, a severity that the profile has not, a rule switched off.
my $house = q{
SELECT conventions.set_rule('created_at', 'error', '{"exclude": "^app[.]free_"}');
SELECT conventions.set_rule('table_name', 'error', '{"pattern": "^[a-z][a-z0-9_]*$"}');
SELECT conventions.set_rule('reserved_word', 'off');
SELECT conventions.set_rule('primary_key', 'warn', in_schema => 'scratch_.*');
SELECT conventions.exempt('foreign_key_index', 'app.not_there_yet', 'the job needs it so', ticket => 'DB-7');
SELECT conventions.baseline('adopted');
};

sub make_source
{
	my ($database, $profile) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, $legacy);
	$node->safe_psql($database, 'CREATE EXTENSION pg_conventions');
	enable($node, $database, $profile);
	$node->safe_psql($database, $house);
	accepted($node, $database, $conforming, "$database: what conforms is made under the policy");
}

my $port = $node->port;
my $host = $node->host;

sub client
{
	my ($program, @arguments) = @_;
	return ($node->installed_command($program), '-h', $host, '-p', $port, @arguments);
}

# A dump without what differs: the key of every dump, and the history of the policy, since a restore is a change of the
# policy of that database and stands in it too: see is_same_as().
sub without_what_differs
{
	my ($text) = @_;
	$text =~ s/^\\(un)?restrict .*\n//mg;
	$text =~ s/^(COPY conventions\.policy_history [^\n]*\n).*?^\\\.\n/$1/ms;
	return $text;
}

sub dump_of
{
	my ($database, @options) = @_;
	my ($out, $err) = ('', '');
	IPC::Run::run([ client('pg_dump', @options, $database) ], '>', \$out, '2>', \$err) or die "pg_dump failed: $err";
	return without_what_differs($out);
}

# Findings by what is the same after a restore.
sub findings_of
{
	my ($database) = @_;
	return $node->safe_psql($database,
		'SELECT rule, severity, identity, part, message, fingerprint FROM conventions.findings() '
		  . 'ORDER BY rule, identity, part, fingerprint');
}

sub is_enforcing
{
	my ($database, $name) = @_;
	rejected($node, $database, $bad_table, qr/ERROR:  SC001: .*\(primary_key\)|primary_key: /s, "$name: a table without key");
	rejected($node, $database, 'CREATE TABLE probes (id bigint PRIMARY KEY)',
		qr/SC001: .*created_at/s, "$name: the severity of the house counts");
	rejected($node, $database, 'CREATE TABLE "Probes" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())',
		qr/SC001: .*table_name/s, "$name: a bad name");
	quiet($node, $database,
		'CREATE TABLE free_probes (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), "order" int); DROP TABLE free_probes',
		"$name: what the house switched off is not judged");
}

sub is_same_as
{
	my ($copy, $source, $name) = @_;
	my $text = dump_of($copy);
	my $original = dump_of($source);
	ok($text eq $original, "$name: the dump of the copy is the dump of the original");
	is(findings_of($copy), findings_of($source), "$name: the findings are the same");
	my $history = 'SELECT id, old_row, new_row FROM conventions.policy_history ORDER BY id';
	my %kept = map { $_ => 1 } split /\n/, $node->safe_psql($copy, $history);
	my @changes = split /\n/, $node->safe_psql($source, $history);
	cmp_ok(scalar @changes, '>', 5, "$name: the original has a history");
	is_deeply([ grep { !$kept{$_} } @changes ], [], "$name: the copy has it, too");
	is_enforcing($copy, $name);
}

# Runs a client; it has to end well and, unless told otherwise, silently.
sub runs_silently
{
	my ($name, @command) = @_;
	my ($out, $err) = ('', '');
	my $ended = IPC::Run::run([@command], '>', \$out, '2>', \$err);
	ok($ended && $err eq '', $name) or diag("$err");
}

sub new_database
{
	my ($database) = @_;
	$node->safe_psql('postgres', "DROP DATABASE IF EXISTS $database");
	$node->safe_psql('postgres', "CREATE DATABASE $database");
}

sub psql_file { return (client('psql'), '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', @_); }

# ---- whole databases -------------------------------------------------------------------------------------------------
foreach my $profile ('strict', 'recommended')
{
	my $source = "source_$profile";
	make_source($source, $profile);
	my $found = findings_of($source);
	like($found, qr/primary_key\|error\|app\.visits/s, "$profile: the legacy tables have findings");

	runs_silently("$profile: pg_dump", client('pg_dump', '-f', "$files/$profile.sql", $source));
	runs_silently("$profile: pg_dump -Fc", client('pg_dump', '-Fc', '-f', "$files/$profile.dump", $source));
	runs_silently("$profile: pg_dump -Fd -j 2", client('pg_dump', '-Fd', '-j', '2', '-f', "$files/$profile.dir", $source));

	my @ways = (
		[ 'psql', psql_file('-f', "$files/$profile.sql", '-d', 'copy') ],
		[ 'psql --single-transaction', psql_file('-1', '-f', "$files/$profile.sql", '-d', 'copy') ],
		[ 'pg_restore', client('pg_restore', '-e', '-d', 'copy', "$files/$profile.dump") ],
		[ 'pg_restore -j 4', client('pg_restore', '-e', '-j', '4', '-d', 'copy', "$files/$profile.dir") ],
		[ 'pg_restore --single-transaction', client('pg_restore', '-1', '-d', 'copy', "$files/$profile.dump") ]);
	foreach my $way (@ways)
	{
		my ($name, @command) = @$way;
		new_database('copy');
		runs_silently("$profile: $name", @command);
		is_same_as('copy', $source, "$profile, $name");
	}

	# A restore that empties the database first drops our event triggers before anything else. The server itself lets
	# no key of a partition be dropped alone, which pg_restore tries.
	my ($out, $err) = ('', '');
	IPC::Run::run([ client('pg_restore', '--clean', '-d', 'copy', "$files/$profile.dump") ], '>', \$out, '2>', \$err);
	my @errors = grep { !/cannot drop inherited (constraint|index)|cannot drop index .* requires it/ } $err =~ /ERROR: .*/g;
	is("@errors", '', "$profile: pg_restore --clean over the copy meets nothing of ours");
	is_same_as('copy', $source, "$profile, pg_restore --clean");
}

# ---- schema first, data later ------------------------------------------------------------------------------------------
foreach my $way ([ 'pg_restore --data-only' ], [ 'pg_restore --data-only --disable-triggers', '--disable-triggers' ])
{
	my ($name, @options) = @$way;
	new_database('copy');
	runs_silently('pg_restore --schema-only', client('pg_restore', '-e', '-s', '-d', 'copy', "$files/strict.dump"));
	is($node->safe_psql('copy', q{SELECT string_agg(evtname::text || evtenabled::text, ' ' ORDER BY evtname) FROM pg_event_trigger}),
		'conventions_endO conventions_rewriteO conventions_startO', 'a schema-only restore brings the event triggers');
	is($node->safe_psql('copy', 'SELECT count(*) FROM conventions.profile'), '0', 'and no profile');
	quiet($node, 'copy', qq{$bad_table; DROP TABLE probes; CREATE TABLE "Bad" (); DROP TABLE "Bad"}, 'so nothing is judged');
	is($node->safe_psql('copy', q{SELECT state, detail FROM conventions.status() WHERE item = 'profile'}),
		"none|Nothing is judged: SELECT conventions.enable('recommended');", 'and status() says so');
	my $watcher = session($node, 'copy');
	tell($watcher, "$bad_table; DROP TABLE probes");
	runs_silently($name, client('pg_restore', '-e', '-a', @options, '-d', 'copy', "$files/strict.dump"));
	my ($out, $err) = tell($watcher, $bad_table);
	like($err, qr/SC001: .*primary_key/s, "$name: a session that was open knows the profile");
	$watcher->quit;
	is_same_as('copy', 'source_strict', $name);
}

# ---- one schema --------------------------------------------------------------------------------------------------------
# -n takes neither the extension nor its rows nor event triggers along.
runs_silently('pg_dump -n', client('pg_dump', '-n', 'app', '-f', "$files/app.sql", 'source_strict'));
new_database('copy');
runs_silently('pg_dump -n into a database without the extension', psql_file('-f', "$files/app.sql", '-d', 'copy'));
is(dump_of('copy', '-n', 'app'), dump_of('source_strict', '-n', 'app'), 'pg_dump -n: the schema is the same');
is($node->safe_psql('copy', 'SELECT count(*) FROM pg_event_trigger'), '0', 'pg_dump -n: no event trigger came along');

sub enforcing_database
{
	new_database('target');
	install($node, 'target');
	enable($node, 'target', 'strict');
	$node->safe_psql('target', $house);
}

sub restoring { local $ENV{PGOPTIONS} = '-c conventions.restoring=on'; return runs_silently(@_); }

enforcing_database();
my ($out, $err) = ('', '');
ok(!IPC::Run::run([ psql_file('-f', "$files/app.sql", '-d', 'target') ], '>', \$out, '2>', \$err),
	'pg_dump -n into an enforcing database is rejected');
like($err, qr/ERROR: .*HINT: .*PGOPTIONS='-c conventions\.restoring=on'/s, 'and the HINT names the way');
enforcing_database();
restoring('pg_dump -n into an enforcing database, restoring', psql_file('-f', "$files/app.sql", '-d', 'target'));
is(dump_of('target', '-n', 'app'), dump_of('source_strict', '-n', 'app'), 'restoring: the schema is the same');
is_enforcing('target', 'after restoring');

# What the dump mended itself (the keys come after the tables) waits no more; what it did not, does.
my $waiting = q{SELECT rule || ' ' || identity FROM conventions.findings() WHERE status = 'pending' ORDER BY 1};
my $new = $node->safe_psql('target', $waiting);
unlike($new, qr/customers|invoices|lines/s, 'nothing waits at tables that conform');
like($new, qr/^primary_key app\.visits$/m, 'a table that came without key waits for one');
is($node->safe_psql('target', 'SELECT count(*) FROM conventions.pending'), scalar(split /\n/, $new), 'no stale row in the pending table');

# ---- one table -----------------------------------------------------------------------------------------------------------
my %one = (
	'psql' => sub { psql_file('-f', "$files/visits.sql", '-d', 'target') },
	'pg_restore' => sub { client('pg_restore', '-e', '-t', 'visits', '-d', 'target', "$files/strict.dump") });
runs_silently('pg_dump -t', client('pg_dump', '-t', 'app.visits', '-f', "$files/visits.sql", 'source_strict'));
foreach my $name (sort keys %one)
{
	my @command = $one{$name}->();
	enforcing_database();
	$node->safe_psql('target', 'CREATE SCHEMA app; CREATE TABLE app.countries '
		  . "(code text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now()); INSERT INTO app.countries VALUES ('NL'), ('TH')");
	($out, $err) = ('', '');
	ok(!IPC::Run::run([@command], '>', \$out, '2>', \$err), "one table, $name: rejected");
	like($err, qr/ERROR: .*HINT: .*PGOPTIONS='-c conventions\.restoring=on'/s, "one table, $name: the HINT names the way");
	is($node->safe_psql('target', q{SELECT to_regclass('app.visits') IS NULL}), 't', "one table, $name: nothing is left");
	restoring("one table, $name: passes while restoring", @command);
	is($node->safe_psql('target', 'SELECT count(*) FROM app.visits'), '20', "one table, $name: it came with its rows");
	like($node->safe_psql('target', $waiting), qr/primary_key app\.visits/s, "one table, $name: what it lacks is pending");
	is_enforcing('target', "one table, $name");
}

# A table whose key comes later in the same dump: rejected at its CREATE TABLE, clean in the end. The definition of
# app.lines is two statements (SET STORAGE), which pg_restore sends in one string.
runs_silently('pg_dump -Fc', client('pg_dump', '-Fc', '-t', 'app.lines', '-f', "$files/lines.dump", 'source_strict'));
enforcing_database();
$node->safe_psql('target', 'CREATE SCHEMA app');
my @lines = client('pg_restore', '-e', '--section', 'pre-data', '--section', 'data', '-d', 'target', "$files/lines.dump");
($out, $err) = ('', '');
ok(!IPC::Run::run([@lines], '>', \$out, '2>', \$err), 'several statements in one string: rejected');
like($err, qr/ERROR: .*HINT: .*PGOPTIONS='-c conventions\.restoring=on'/s, 'several statements in one string: the HINT names the way');
restoring('several statements in one string: pass while restoring', @lines);
like($node->safe_psql('target', $waiting), qr/primary_key app\.lines/s, 'several statements in one string: the key waits');
restoring('the key and the index follow',
	client('pg_restore', '--section', 'post-data', '-e', '-I', 'idx_lines_invoice_id_billed_on', '-d', 'target', "$files/lines.dump"));
$node->safe_psql('target', 'ALTER TABLE app.lines ADD CONSTRAINT lines_pkey PRIMARY KEY (id)');
is($node->safe_psql('target', $waiting), '', 'and nothing waits any more');

# A plain user cannot ask for it.
$node->safe_psql('postgres', 'CREATE ROLE plain LOGIN');
$node->safe_psql('target', 'GRANT CREATE, USAGE ON SCHEMA public TO plain');
rejected($node, 'target', 'CREATE TABLE mine (a int)', qr/SC001/s, 'conventions.restoring is nothing for a plain user',
	user => 'plain', options => '-c conventions.restoring=on');

# ---- pg_dump -C, into another cluster, with settings of the database ---------------------------------------------------
$node->safe_psql('postgres', q{ALTER DATABASE source_strict SET conventions.contact = 'Ask the keepers of the schema.'});
runs_silently('pg_dump -C', client('pg_dump', '-C', '-f', "$files/whole.sql", 'source_strict'));
my $other = make_node('other');
{
	my ($said, $wrong) = ('', '');
	ok(IPC::Run::run([ $other->installed_command('psql'), '-h', $other->host, '-p', $other->port, '-X', '-q', '-v', 'ON_ERROR_STOP=1',
				'-o', '/dev/null', '-f', "$files/whole.sql", '-d', 'postgres' ], '>', \$said, '2>', \$wrong) && $wrong eq '',
		'pg_dump -C | psql into another cluster') or diag($wrong);
	my $text = '';
	IPC::Run::run([ $other->installed_command('pg_dump'), '-h', $other->host, '-p', $other->port, '-C', 'source_strict' ], '>', \$text);
	ok(without_what_differs($text) eq dump_of('source_strict', '-C'), 'pg_dump -C: the dump of the copy is the dump of the original');
	my $rejection = rejected($other, 'source_strict', $bad_table, qr/SC001: .*primary_key/s, 'pg_dump -C: enforcing');
	like($rejection, qr/HINT: .*Ask the keepers of the schema\./s, 'pg_dump -C: with the settings of the database');
}
$other->stop;

# ---- pg_upgrade --------------------------------------------------------------------------------------------------------
# From this release to this release: the way is the same, only the catalogs do not change.
{
	my $before = dump_of('source_strict');
	my $found = findings_of('source_strict');
	my $new_node = PostgreSQL::Test::Cluster->new('upgraded');
	$new_node->init;
	$new_node->append_conf('postgresql.conf', "max_connections = 20\nshared_buffers = 32MB\n");
	my $bindir = $node->config_data('--bindir');
	$node->stop;
	chdir $files or die "chdir: $!";
	my ($said, $wrong) = ('', '');
	ok(IPC::Run::run([ $node->installed_command('pg_upgrade'), '--no-sync', '-d', $node->data_dir, '-D', $new_node->data_dir, '-b', $bindir,
				'-B', $bindir, '-s', $new_node->host, '-p', $node->port, '-P', $new_node->port ], '>', \$said, '2>', \$wrong),
		'pg_upgrade') or diag("$said$wrong");
	$new_node->start;
	$node = $new_node;
	($host, $port) = ($node->host, $node->port);
	ok(dump_of('source_strict') eq $before, 'pg_upgrade: the dump is the same');
	is(findings_of('source_strict'), $found, 'pg_upgrade: the findings are the same');
	is_enforcing('source_strict', 'pg_upgrade');
}

done_testing();
