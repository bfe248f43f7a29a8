# FixCases.pm: what fires, its fix, and all that the fix changes: the cases of 030_fixes.pl, a file a family in fix_cases/.

package FixCases;

use strict;
use warnings;

use Exporter 'import';
use File::Basename;

our @EXPORT = qw(fix_cases);

# All of them, families in the order of their names.
sub fix_cases
{
	my @all;
	foreach my $file (sort glob(dirname(__FILE__) . '/fix_cases/*.pm'))
	{
		my $family = basename($file, '.pm');
		require "fix_cases/$family.pm";
		my $cases = "fix_cases::$family"->can('cases') or die "$file has no sub cases";
		push @all, $cases->();
	}
	return @all;
}

1;
