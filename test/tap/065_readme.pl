# README.md: what it shows after a prompt is what psql prints. README_OUT names a file that the README is written to with
# what was really printed: to bring it up to date.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;

my $node = make_node('readme');

# The first block stands alone, with the profile strict; the others are one after the other on a small shop.
install($node, 'strict', 'app');
$node->safe_psql('strict', q{SELECT conventions.enable('strict')});
$node->safe_psql('app', 'DROP EXTENSION pg_conventions');
$node->safe_psql('app', slurp_file('test/tap/tools/shop.sql'));

my $prompt = qr/^app[=-]# /;

# What a user of psql sees: output and errors in their order.
sub typed
{
	my ($database, $statement) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my $seen = '';
	IPC::Run::run([ 'psql', '-X', '-P', 'pager=off', '-d', $database, '-c', $statement ], '>&', \$seen);
	# psql leaves an empty line behind a table.
	return $seen =~ s/\n\n\z/\n/r;
}

my $readme = slurp_file('README.md');
my $blocks = 0;
my $printed = $readme =~ s{^(```\n)(app=# .*?)^(```\n)}{
	my ($start, $text, $end) = ($1, $2, $3);
	my $shown = '';
	my @lines = split /\n/, $text;
	my $database = $blocks++ == 0 ? 'strict' : 'app';
	while (@lines)
	{
		my $line = shift @lines;
		next unless $line =~ $prompt;
		my $statement = $line =~ s/$prompt//r;
		$shown .= "$line\n";
		while (@lines && $statement !~ /;\s*$/ && $lines[0] =~ $prompt)
		{
			$statement .= "\n" . ($lines[0] =~ s/$prompt//r);
			$shown .= shift(@lines) . "\n";
		}
		$shown .= typed($database, $statement);
	}
	$start . $shown . $end;
}gmser;

append_to_file($ENV{README_OUT}, $printed) if $ENV{README_OUT};
cmp_ok($blocks, '>=', 6, 'README.md shows sessions of psql');
is($printed, $readme, 'and they are what psql prints');

done_testing();
