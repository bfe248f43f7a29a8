# Conventions.pm: what the TAP tests share: a server with the extension, and the verdicts "accepted" and "rejected".

package Conventions;

use strict;
use warnings;

use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(make_node install enable few_rules run_sql accepted quiet rejected session tell
  $bad_table $good_table);

# Breaks primary_key, an error in the profiles recommended and strict, at commit.
our $bad_table = 'CREATE TABLE probes (a integer)';

# Breaks nothing in any profile.
our $good_table = 'CREATE TABLE probes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, '
  . 'created_at timestamptz NOT NULL DEFAULT now())';

# A running server; %params are those of Cluster->init, and settings => "text for postgresql.conf".
sub make_node
{
	my ($name, %params) = @_;
	my $settings = delete $params{settings};
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(%params);
	$node->append_conf('postgresql.conf', "max_connections = 20\nshared_buffers = 32MB\n");
	$node->append_conf('postgresql.conf', $settings) if defined $settings;
	$node->start;
	return $node;
}

# The extension in these databases, which are made where they do not exist.
sub install
{
	my ($node, @databases) = @_;
	foreach my $database (@databases)
	{
		my $there = $node->safe_psql('postgres', "SELECT count(*) FROM pg_database WHERE datname = '$database'");
		$node->safe_psql('postgres', "CREATE DATABASE $database") unless $there;
		$node->safe_psql($database, 'CREATE EXTENSION pg_conventions');
	}
}

# The tests of the engine speak of these rules; all others are off, so that a new one changes nothing.
sub few_rules
{
	my ($node, $database) = @_;
	$node->safe_psql($database, q{SELECT conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE rule NOT IN
		('created_at', 'drop_column', 'duplicate_index', 'foreign_key_index', 'primary_key', 'reserved_word', 'table_name', 'timestamptz')});
}

sub enable
{
	my ($node, $database, $profile) = @_;
	my $said = $node->safe_psql($database, "SELECT conventions.enable('$profile')");
	few_rules($node, $database);
	return $said;
}

# Runs a script, statement by statement, in a session of its own: (exit status, stdout, stderr with SQLSTATE). It ends
# at the first error. %params: user, options (PGOPTIONS).
sub run_sql
{
	my ($node, $database, $sql, %params) = @_;
	local $ENV{PGOPTIONS} = $params{options} if defined $params{options};
	my @extra = ('-v', 'VERBOSITY=verbose');
	push @extra, '-U', $params{user} if defined $params{user};
	my ($status, $out, $err) = $node->psql($database, $sql, extra_params => \@extra);
	return ($status, $out, $err);
}

# The script passes; what it says is returned.
sub accepted
{
	my ($node, $database, $sql, $name, %params) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($status, $out, $err) = run_sql($node, $database, $sql, %params);
	is($status, 0, $name) or diag($err);
	return $err;
}

# The script passes, and nothing is said.
sub quiet
{
	my ($node, $database, $sql, $name, %params) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($status, $out, $err) = run_sql($node, $database, $sql, %params);
	is("$status $err", '0 ', $name);
	return $out;
}

# The script fails, and its error matches.
sub rejected
{
	my ($node, $database, $sql, $pattern, $name, %params) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($status, $out, $err) = run_sql($node, $database, $sql, %params);
	subtest $name => sub {
		is($status, 3, 'fails');
		like($err, $pattern, 'for this reason');
	};
	return $err;
}

# A session that stays open and goes on after errors.
sub session
{
	my ($node, $database, %params) = @_;
	my @extra = ('-v', 'VERBOSITY=verbose');
	push @extra, '-U', $params{user} if defined $params{user};
	return $node->background_psql($database, on_error_stop => 0, extra_params => \@extra);
}

# Runs statements in an open session: (stdout, stderr) of these statements alone.
sub tell
{
	my ($session, $sql) = @_;
	$session->{stderr} = '';
	my ($out) = $session->query($sql);
	my $err = $session->{stderr};
	$session->{stderr} = '';
	return ($out, $err);
}

1;
