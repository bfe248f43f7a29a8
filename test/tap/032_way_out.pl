# The call that a HINT prints to exempt an object, pasted as it is: exactly this object passes afterwards, its neighbour
# does not.

use strict;
use warnings;
use Test::More;
use Conventions;
use Fixes;

my $node = make_node('way_out');
make_base($node);

my $at = 'created_at timestamptz NOT NULL DEFAULT now()';
my $base = "CREATE TABLE base (id bigint PRIMARY KEY, a int, b text, $at); INSERT INTO base SELECT g, g, g, now() FROM generate_series(1, 100) g;";
# For names that a pattern could take for something else: %s in the statements below.
my @names = ('Plain', 'a.b', 'x$', '^x', 'a|b', '(a)[b]{2}*+?', 'back\\slash', q{it's}, 'dou""ble', 'dollar$$', '$x$', "two\nlines", "tab\there", 'größe', ' ', '"', 'N' x 63);
# And a neighbour that such a pattern would match.
my %neighbour = ('a.b' => 'a-b', 'x$' => 'x ', '^x' => 'x ', 'a|b' => 'a ', '(a)[b]{2}*+?' => 'a bb', 'back\\slash' => 'back slash', 'N' x 63 => 'N' x 62);

sub in_quotes { my ($name) = @_; $name =~ s/"/""/g; return qq{"$name"}; }

# Each case: the rule; the statement; one that concerns another object and breaks the same rule; the set-up.
my @cases = (
	(map { my $name = $_; { rule => 'table_name', sql => sprintf("CREATE TABLE %s (id bigint PRIMARY KEY, $at)", in_quotes($name)), other => sprintf("CREATE TABLE %s (id bigint PRIMARY KEY, $at)", in_quotes($neighbour{$name} // "$name x")) } } grep { length $_ < 63 } @names),
	(map { my $name = $_; { rule => 'timestamptz', sql => sprintf('ALTER TABLE base ADD %s timestamp', in_quotes($name)), other => sprintf('ALTER TABLE base ADD %s timestamp', in_quotes($neighbour{$name} // substr("$name x", -60))), setup => $base } } @names),
	{ rule => 'table_name', sql => "CREATE TABLE \"S.s\".\"T.t\" (id bigint PRIMARY KEY, $at)", other => "CREATE TABLE \"S.s\".\"T-t\" (id bigint PRIMARY KEY, $at)", setup => 'CREATE SCHEMA "S.s"' },
	{ rule => 'reserved_word', sql => 'ALTER TABLE base ADD "order" int', other => 'ALTER TABLE base ADD "select" int', setup => $base },
	{ rule => 'reserved_word', sql => 'CREATE TYPE "select" AS ENUM ()', other => 'CREATE TYPE "between" AS ENUM ()' },
	{ rule => 'reserved_word', sql => 'CREATE DOMAIN "select" AS int', other => 'CREATE DOMAIN "user" AS int' },
	{ rule => 'primary_key', sql => "CREATE TABLE t (a int, $at)", other => "CREATE TABLE tt (a int, $at)" },
	{ rule => 'created_at', sql => 'CREATE TABLE t (id bigint PRIMARY KEY)', other => 'CREATE TABLE tt (id bigint PRIMARY KEY)' },
	{ rule => 'created_at', sql => 'CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz DEFAULT now())', other => 'CREATE TABLE tt (id bigint PRIMARY KEY, created_at timestamptz DEFAULT now())' },
	{ rule => 'foreign_key_index', sql => 'BEGIN; ALTER TABLE base ADD CONSTRAINT "K ""k" FOREIGN KEY (id) REFERENCES base, ADD up bigint CONSTRAINT "U u" REFERENCES base; COMMIT;', other => 'BEGIN; ALTER TABLE base ADD up2 bigint CONSTRAINT "U" REFERENCES base; COMMIT;', setup => $base },
	{ rule => 'duplicate_index', sql => 'CREATE INDEX "J.j" ON base (a)', other => 'CREATE INDEX "J-j" ON base (a)', setup => "$base CREATE INDEX i ON base (a)" },
	{ rule => 'duplicate_index', sql => 'CREATE INDEX j ON base (lower(b))', other => 'CREATE INDEX jj ON base (lower(b))', setup => "$base CREATE INDEX i ON base (lower(b))" },
	{ rule => 'drop_column', sql => 'ALTER TABLE base DROP a', other => 'ALTER TABLE base DROP b', setup => $base },
	{ rule => 'drop_column', sql => 'DROP DOMAIN d CASCADE', other => 'DROP DOMAIN e CASCADE', setup => "$base CREATE DOMAIN d AS int; CREATE DOMAIN e AS int; ALTER TABLE base ADD x d DEFAULT 1, ADD y e DEFAULT 2;" },
);

sub try_case
{
	my ($case) = @_;
	my $rule = $case->{rule};
	my $db = fresh_database($node, $case->{setup} // '');
	my ($status, $said) = run_plainly($node, $db, $case->{sql});
	is($status, 3, 'rejected') or diag($said);
	my ($call) = $said =~ /^(?:HINT:  )?Who may change the policy can exempt it:\n(SELECT conventions\.exempt\(.*?, reason => '<reason>'\);)$/ms;
	ok(defined $call, 'the HINT prints the call') or diag($said);
	return unless defined $call;
	like($call, qr/exempt\('$rule'/, 'for this rule');
	($status, $said) = run_plainly($node, $db, $call);
	is($status, 0, 'the call runs as it is pasted') or diag("$call\n$said");
	like($said, qr/has no reason yet/, 'and asks for a reason');
	($status, $said) = run_plainly($node, $db, $case->{sql});
	is($status, 0, 'the object passes') or diag("$said\n$call");
	unlike($said, qr/\b$rule\b/, 'and nothing is said of it');
	($status, $said) = run_plainly($node, $db, $case->{other});
	is($status, 3, 'its neighbour does not') or diag("$call\n$case->{other}");
	like($said, qr/\b$rule\b/, 'for this rule');
	drop_database($node, $db);
}

foreach my $case (@cases)
{
	my $name = "$case->{rule}: $case->{sql}";
	$name =~ s/\s+/ /g;
	next if $ENV{FIX_CASE} && $name !~ /$ENV{FIX_CASE}/;
	subtest $name => sub { eval { try_case($case); 1 } or fail("it runs: $@") };
}

# Several errors: the calls of one HINT let all that it names through, and nothing else.
{
	my $db = fresh_database($node, $base);
	my $sql = 'BEGIN; CREATE TABLE "Bad" ("user" timestamp, up bigint REFERENCES base); COMMIT;';
	my ($status, $said) = run_plainly($node, $db, $sql);
	is($status, 3, 'rejected');
	my @calls = $said =~ /^(SELECT conventions\.exempt\(.*\);)$/mg;
	is(@calls, 6, 'six conventions are broken, six calls are printed');
	($status) = run_plainly($node, $db, join("\n", @calls));
	is($status, 0, 'they run');
	($status, $said) = run_plainly($node, $db, $sql);
	is($status, 0, 'the table passes') or diag($said);
	($status) = run_plainly($node, $db, 'CREATE TABLE "Bad2" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())');
	is($status, 3, 'another one is rejected');
}

done_testing();
