# Tools.pm: what the tests with migration tools share: a server whose log tells what was said, and ways to run a tool.

package Tools;

use strict;
use warnings;

use Exporter 'import';
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Conventions;

our @EXPORT = qw(tool_node new_database copy_of run_tool passes said_while open_findings guide_holds python_has python);

# Debian's modules are made for Debian's Python.
our $python = '/usr/bin/python3';
sub python { return $python }

sub python_has
{
	my @modules = @_;
	return -x $python && system("$python -c 'import " . join(', ', @modules) . "' >/dev/null 2>&1") == 0;
}

sub tool_node
{
	my ($name) = @_;
	return make_node($name, settings => "log_min_messages = notice\n");
}

# A database with the extension and this policy: enable()'s arguments, or none for a database without a policy.
sub new_database
{
	my ($node, $database, $policy) = @_;
	install($node, $database);
	$node->safe_psql($database, "SELECT conventions.enable($policy)") if defined $policy;
}

# A copy of a directory of test/tap/tools that can be written to.
sub copy_of
{
	my ($what) = @_;
	my $copy = PostgreSQL::Test::Utils::tempdir();
	system('cp', '-r', "test/tap/tools/$what/.", $copy) == 0 or die "no copy of $what";
	return $copy;
}

# Runs a program there, with the address of the database: (exit status, everything that it printed).
sub run_tool
{
	my ($node, $database, $directory, $command, %env) = @_;
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => $database, PYTHONPATH => $directory,
		PGUSER => $ENV{USER} || getpwuid($<), PYTHONDONTWRITEBYTECODE => 1, %env);
	my $output = '';
	IPC::Run::run($command, '<', \'', '>&', \$output, init => sub { chdir $directory or die $! });
	return ($? >> 8, $output);
}

sub passes
{
	my ($name, $node, $database, $directory, $command, %env) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($status, $output) = run_tool($node, $database, $directory, $command, %env);
	is($status, 0, $name) or diag($output);
	return $output;
}

# What pg_conventions says while the code runs, by the server's log: a line "LEVEL rule: text" for each finding.
sub said_while
{
	my ($node, $code) = @_;
	my $start = -s $node->logfile;
	$code->();
	my @said;
	my ($level, $in_detail);
	foreach my $line (split /\n/, slurp_file($node->logfile, $start))
	{
		if ($line =~ /\] .*?(WARNING|NOTICE|ERROR):  (.*)$/)
		{
			my $primary = $2;
			($level, $in_detail) = ($1, 0);
			push @said, "$level $2: $1" if $primary =~ /^(.*) \((\w+)\)$/;
			# What is no finding is told by its rule; all other errors count as they are.
			push @said, "$level $primary" if $level eq 'ERROR' && $primary !~ /\(\w+\)$|breaks \d+ conv/;
			$level = undef if $primary !~ /warnings$|conventions|findings? waits?/;
		}
		elsif ($line =~ /\] .*?(\w+):  (.*)$/)
		{
			$level = undef if $1 eq 'LOG';
			# What was said at a commit is said again with the session's next command.
			pop @said if $2 =~ /^Already said/;
			$in_detail = defined $level && $1 eq 'DETAIL';
			push @said, "$level $2" if $in_detail;
		}
		elsif ($in_detail && $line =~ /^\t(.*)$/)
		{
			push @said, "$level $1";
		}
	}
	return join('', map { "$_\n" } sort @said);
}

# "severity rule identity" of what is open at warn or above, and neither known nor exempt.
sub open_findings
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, q{SELECT line FROM (SELECT severity || ' ' || rule || ' ' || identity AS line
		FROM conventions.findings(at_least => 'warn', only_status => '{new,pending,expired}')) open ORDER BY line COLLATE "C"});
}

# Holds a guide to what was printed and run: of each block of output (```console) every part between lines of "..." must
# stand in one of the outputs, and each block of settings or code that a project holds (```ini, ```python of more than one
# line, ```ruby likewise) in one of its files.
sub guide_holds
{
	my ($guide, $project, @outputs) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $text = slurp_file("doc/guides/$guide.md");
	my $files = join("\n", map { slurp_file($_) } grep { -f } glob("$project/* $project/*/*.py"));
	my @missing;
	while ($text =~ /^```(console|ini|python|ruby)\n(.*?)^```$/msg)
	{
		my ($kind, $block) = ($1, $2);
		next if $kind ne 'console' && $block !~ /\n./;
		my @parts = $kind eq 'console' ? split(/^\.\.\.\n/m, $block =~ s/^\$ .*\n//r) : ($block);
		foreach my $part (grep { /\S/ } @parts)
		{
			my $found = grep { index($_, $part) >= 0 } $kind eq 'console' ? @outputs : ($files);
			push @missing, $part unless $found;
		}
	}
	is(join("---\n", @missing), '', "doc/guides/$guide.md shows what there is");
}

1;
