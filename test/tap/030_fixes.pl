# The fix of every finding, run as it stands: the finding is gone, nothing else in the schema has changed but what the
# case says, no row has changed, and undo_sql brings the old schema back to the letter of pg_dump.

use strict;
use warnings;
use Test::More;
use Conventions;
use FixCases;
use Fixes;

my $node = make_node('fixes');
make_base($node);

my @cases = fix_cases();

sub without_hash { my @lines = @_; s/(?<=_)[0-9a-f]{8}\b/HASH/g foreach @lines; return @lines; }

sub key_of { my ($finding) = @_; return join "\t", map { $_ // '' } @{$finding}{qw(rule identity part)}; }

# No finding that was not there before, under the new names.
sub new_findings
{
	my ($case, $before, $after) = @_;
	my %known;
	foreach my $finding (@$before)
	{
		my $key = key_of($finding);
		$known{$key} = 1;
		foreach my $renaming (@{ $case->{change}{renamed} || [] }, map { [ qr/\Q$_->[0]\E/, $_->[1] ] } @{ $case->{also} || [] })
		{
			$key =~ s/$renaming->[0]/$renaming->[1]/g;
		}
		$known{$key} = 1;
	}
	return grep { $_->{severity} ne 'info' && !$known{ key_of($_) } } @$after;
}

sub finding_of_case
{
	my ($case, @findings) = @_;
	my @found = grep { $_->{rule} eq $case->{rule} && (!$case->{at} || $_->{identity} eq $case->{at}) } @findings;
	is(scalar @found, 1, 'one finding') or diag(explain(\@findings));
	return $found[0];
}

sub try_case
{
	my ($case) = @_;
	my $db = fresh_database($node, rejecting($case->{rule}) . "\n$case->{setup}");
	my @before = findings($node, $db);
	my $finding = finding_of_case($case, @before) or return;
	if ($case->{none})
	{
		is($finding->{fix_sql}, undef, 'no fix') ;
		return drop_database($node, $db);
	}
	my @schema = dump_lines($node, $db);
	my %reading = map { $_ => $case->{$_} } qw(zone fill except);
	my ($columns, @rows) = contents($node, $db, %reading);
	my $fix = filled($finding->{fix_sql}, $case->{fix});
	my ($status, $said) = run_plainly($node, $db, $fix);
	like($said, $case->{says} // qr/^$/, 'the fix runs, and nothing is said') or diag($fix);
	is($status, 0, 'without an error') or diag("$said\n$fix");
	my @after = findings($node, $db);
	is(scalar(grep { key_of($_) eq key_of($finding) } @after), 0, 'the finding is gone') or diag($fix);
	is_deeply([ map { key_of($_) } new_findings($case, \@before, \@after) ], [], 'no new finding') or diag($fix);
	my (undef, @rows_after) = contents($node, $db, %reading, columns => $columns);
	is_deeply(\@rows_after, \@rows, 'no row has changed');
	check_schema($case, $db, \@schema, $fix);
	is(defined $finding->{undo_sql} ? 1 : 0, $case->{undo} ? 1 : 0, 'undo_sql, or none');
	check_undo($case, $db, $finding->{undo_sql}, \@schema) if defined $finding->{undo_sql};
	drop_database($node, $db);
}

sub check_schema
{
	my ($case, $db, $before, $fix) = @_;
	my @expected = changed_lines($case->{change}, @$before);
	my @found = dump_lines($node, $db);
	@found = sort(without_hash(@found)) if $case->{hash};
	is_deeply(\@found, \@expected, 'nothing else has changed') or diag($fix, "\n", differences(\@expected, \@found));
}

sub check_undo
{
	my ($case, $db, $undo, $before) = @_;
	my ($status, $said) = run_plainly($node, $db, $undo, '-c conventions.mode=off');
	is("$status $said", '0 ', 'undo_sql runs') or diag($undo);
	my @found = dump_lines($node, $db);
	is_deeply(\@found, $before, 'and brings the old schema back') or diag($undo, "\n", differences($before, \@found));
}

sub differences
{
	my ($expected, $found) = @_;
	my %count;
	$count{$_}-- foreach @$expected;
	$count{$_}++ foreach @$found;
	return join "\n", map { ($count{$_} > 0 ? 'too much: ' : 'missing: ') . $_ } grep { $count{$_} } sort keys %count;
}

foreach my $case (@cases)
{
	next if $ENV{FIX_CASE} && "$case->{rule}: $case->{name}" !~ /$ENV{FIX_CASE}/;
	subtest "$case->{rule}: $case->{name}" => sub { eval { try_case($case); 1 } or fail("it runs: $@") };
}

# The proof of created_at spares the scan under a lock that stops all readers.
{
	my $db = fresh_database($node, 'CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz)');
	my ($finding) = findings($node, $db);
	my (undef, $said) = run_plainly($node, $db, filled($finding->{fix_sql}, { moment => 'now()' }), '-c client_min_messages=debug1');
	like($said, qr/existing constraints on column "t\.created_at" are sufficient to prove/, 'SET NOT NULL believes the proof');
	drop_database($node, $db);
}

# drop_column has nothing to run: what a command takes away cannot be given back. So it must not have been taken.
my $rows = 'INSERT INTO %s SELECT g, g FROM generate_series(1, 100) g;';
foreach my $case (
	[ 'CREATE TABLE t (id bigint PRIMARY KEY, a int); ' . sprintf($rows, 't'), 'ALTER TABLE t DROP a' ],
	[ 'CREATE SCHEMA "S s"; CREATE TABLE "S s"."T ""t" (id bigint PRIMARY KEY, "Größe" int); ' . sprintf($rows, '"S s"."T ""t"'), 'ALTER TABLE "S s"."T ""t" DROP COLUMN IF EXISTS "Größe" CASCADE, DROP COLUMN IF EXISTS no_such' ],
	[ 'CREATE TABLE t (id bigint PRIMARY KEY, a int) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; ' . sprintf($rows, 't'), 'ALTER TABLE t DROP a' ],
	[ 'CREATE TABLE t (id bigint PRIMARY KEY, a int); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); ' . sprintf($rows, 'kid'), 'ALTER TABLE t DROP a' ],
	[ 'CREATE DOMAIN "D d" AS int; CREATE TABLE t (id bigint PRIMARY KEY, a "D d"); ' . sprintf($rows, 't'), 'DROP DOMAIN "D d" CASCADE' ],
	[ 'CREATE SCHEMA s; CREATE TYPE s.e AS ENUM (\'1\'); CREATE TABLE t (id bigint PRIMARY KEY, a s.e DEFAULT \'1\'); INSERT INTO t SELECT g FROM generate_series(1, 100) g', 'DROP SCHEMA s CASCADE' ])
{
	my ($setup, $sql) = @$case;
	subtest "drop_column: $sql" => sub {
		my $db = fresh_database($node, $setup);
		my @schema = dump_lines($node, $db);
		my (undef, @rows) = contents($node, $db);
		my ($status, $said) = run_plainly($node, $db, $sql);
		is($status, 3, 'rejected');
		like($said, qr/\(drop_column\)$/m, 'for this reason');
		unlike($said, qr/This (mends it|passes)/, 'no fix is offered');
		is_deeply([ dump_lines($node, $db) ], \@schema, 'the schema is as it was');
		is_deeply([ (contents($node, $db))[ 1 .. @rows ] ], \@rows, 'the rows are, too');
		is(scalar(grep { $_->{rule} eq 'drop_column' } findings($node, $db)), 0, 'and the report has nothing to say');
		drop_database($node, $db);
	};
}

done_testing();
