# The SQL in the HINT of a rejection, run exactly as it is printed. "This passes" makes the table that was meant: its
# dump differs from that of the rejected one only by what was wrong. "This mends it" runs after the rejected statement,
# once that is let through.

use strict;
use warnings;
use Test::More;
use Conventions;
use Fixes;
use HintCases;

my $node = make_node('hints');
make_base($node);
run_plainly($node, 'base', $prelude, '-c conventions.mode=off');

my $way_out = qr/^Who may change the policy can exempt it:\n(SELECT conventions\.exempt\(.*\);)$/m;

# The text between a heading of the HINT and what follows it.
sub part_of_hint
{
	my ($said, $heading) = @_;
	return $said =~ /^(?:HINT:  )?\Q$heading\E:\n(.*?)\n$way_out/ms ? $1 : undef;
}

sub differences
{
	my ($expected, $found) = @_;
	my %count;
	$count{$_}-- foreach @$expected;
	$count{$_}++ foreach @$found;
	return join "\n", map { ($count{$_} > 0 ? 'too much: ' : 'missing: ') . $_ } grep { $count{$_} } sort keys %count;
}

sub said_of { my ($db) = @_; return map { "$_->{rule}: $_->{message}" } grep { $_->{severity} ne 'info' } findings($node, $db); }

# What the prelude makes is no model of good names.
my %of_prelude = map { ($_ => 1) } said_of('base');
sub findings_left { my ($db) = @_; return grep { !$of_prelude{$_} } said_of($db); }

# The dump of the same statement with judging off.
sub dump_of_rejected
{
	my ($case) = @_;
	my $db = fresh_database($node, ($case->{more} // '') . ";$case->{sql}");
	my @lines = dump_lines($node, $db);
	drop_database($node, $db);
	return @lines;
}

sub try_table
{
	my ($case, $block) = @_;
	my $db = fresh_database($node, $case->{more} // '');
	my ($status, $said) = run_plainly($node, $db, $block ? "BEGIN;\n$case->{sql};\nCOMMIT;" : $case->{sql});
	is($status, 3, 'rejected') or diag($said);
	my $passes = part_of_hint($said, 'This passes');
	ok(defined $passes, 'the HINT prints a table that passes') or diag($said);
	return unless defined $passes;
	($status, $said) = run_plainly($node, $db, "BEGIN;\n$passes\nCOMMIT;");
	is("$status $said", '0 ', 'it passes, and nothing is said') or diag($passes);
	is_deeply([ findings_left($db) ], [], 'no finding is left') or diag($passes);
	my @expected = changed_lines($case->{change}, dump_of_rejected($case));
	my @found = dump_lines($node, $db);
	is_deeply(\@found, \@expected, 'the table that was meant') or diag(differences(\@expected, \@found), "\n", $passes);
	drop_database($node, $db);
}

# What is said waits, for two names: the report afterwards judges as if nothing had been let through.
sub try_mending
{
	my ($case) = @_;
	my $db = fresh_database($node, $case->{more} // '');
	my $sql = $case->{block} ? "BEGIN;\n$case->{sql};\nCOMMIT;" : $case->{sql};
	my ($status, $said) = run_plainly($node, $db, $sql);
	is($status, 3, 'rejected') or diag($said);
	my $mends = part_of_hint($said, 'This mends it');
	ok(defined $mends, 'the HINT prints what mends it') or diag($said);
	return unless defined $mends;
	($status) = run_plainly($node, $db, $sql, '-c conventions.mode=warn');
	is($status, 0, 'with mode warn the statement passes');
	isnt(scalar(findings_left($db)), 0, 'and leaves findings');
	$mends = filled($mends, $case->{fill});
	($status, $said) = run_plainly($node, $db, $mends);
	unlike($said, qr/ERROR/, 'what is printed runs') or diag($mends);
	is_deeply([ findings_left($db) ], [], 'no finding is left') or diag($mends);
	drop_database($node, $db);
}

sub try
{
	my ($name, $body) = @_;
	return if $ENV{FIX_CASE} && $name !~ /$ENV{FIX_CASE}/;
	subtest $name => sub { eval { $body->(); 1 } or fail("it runs: $@") };
}

foreach my $case (table_cases())
{
	try("$case->{name}: one statement", sub { try_table($case, 0) });
	try("$case->{name}: at COMMIT", sub { try_table($case, 1) });
}
foreach my $case (unprintable_cases())
{
	try($case->{name}, sub {
		my $db = fresh_database($node, $case->{more} // '');
		my ($status, $said) = run_plainly($node, $db, $case->{sql});
		is($status, 3, 'rejected') or diag($said);
		unlike($said, qr/This passes/, 'no table is printed that would be refused');
		drop_database($node, $db);
	});
}
foreach my $case (mending_cases()) { try($case->{name}, sub { try_mending($case) }); }

done_testing();
