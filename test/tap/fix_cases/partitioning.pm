# partitioning.pm: cases of 030_fixes.pl for the rules of the family partitioning.

package fix_cases::partitioning;

use strict;
use warnings;

use FixCase;

# What a partition is called nobody asks until it is a table of its own.
sub cases
{
	return (
		{   rule => 'partition_detach_pending', name => 'plain',
			setup => qq{SELECT conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE rule <> 'partition_detach_pending'; CREATE TABLE t (id bigint, $at) PARTITION BY RANGE (id); CREATE TABLE "T 1" PARTITION OF t FOR VALUES FROM (0) TO (10); INSERT INTO t VALUES (1); UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = '"T 1"'::regclass;},
			change => { gone => [q{ALTER TABLE ONLY public.t ATTACH PARTITION public."T 1" FOR VALUES FROM ('0') TO ('10');}] } },
	);
}

1;
