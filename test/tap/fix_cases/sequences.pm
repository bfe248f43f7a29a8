# sequences.pm: cases of 030_fixes.pl for the rules of the family sequences.

package fix_cases::sequences;

use strict;
use warnings;

use FixCase;

sub cases
{
	return (
		{   rule => 'sequence_type', name => 'a serial column that became bigint', undo => 1,
			setup => qq{CREATE TABLE t ($id, $at, a serial); ALTER TABLE t ALTER a TYPE bigint; INSERT INTO t DEFAULT VALUES;},
			change => { gone => [ '    AS integer' ] } },
		{   rule => 'sequence_type', name => 'wider than its column, with a limit of its own', undo => 1,
			setup => qq{CREATE SEQUENCE s MAXVALUE 5000000000; CREATE TABLE t ($id, $at, a int DEFAULT nextval('s')); INSERT INTO t DEFAULT VALUES;},
			change => { gone => [ '    MAXVALUE 5000000000' ], new => [ '    AS integer', '    NO MAXVALUE' ] } },
		{   rule => 'sequence_not_owned', name => 'of one column', undo => 1,
			setup => qq{CREATE SEQUENCE s; CREATE TABLE t ($id, $at, a bigint DEFAULT nextval('s')); INSERT INTO t DEFAULT VALUES;},
			change => { gone => [ q{    a bigint DEFAULT nextval('public.s'::regclass)} ],
				new => [ 'ALTER SEQUENCE public.s OWNED BY public.t.a;', '    a bigint', q{ALTER TABLE ONLY public.t ALTER COLUMN a SET DEFAULT nextval('public.s'::regclass);} ] } },
		{   rule => 'sequence_exhaustion', name => 'an integer sequence of a bigint column',
			setup => qq{CREATE TABLE t ($id, $at, a serial); ALTER TABLE t ALTER a TYPE bigint; SELECT setval('t_a_seq', 2147483000); INSERT INTO t DEFAULT VALUES;},
			change => { gone => [ '    AS integer' ] } },
		{   rule => 'sequence_exhaustion', name => 'a limit of its author', fix => { maximum => '1000' },
			setup => qq{CREATE SEQUENCE s MAXVALUE 10; SELECT setval('s', 9);},
			change => { gone => [ '    MAXVALUE 10' ], new => [ '    MAXVALUE 1000' ] } },
		{   rule => 'sequence_exhaustion', name => 'a column that is no key has no SQL', none => 1,
			setup => qq{CREATE SEQUENCE s; CREATE TABLE t ($id, $at, a smallint DEFAULT nextval('s')); SELECT setval('s', 32000);} },
	);
}

1;
