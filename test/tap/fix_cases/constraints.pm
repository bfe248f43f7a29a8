# constraints.pm: cases of 030_fixes.pl for the rules of the family constraints.

package fix_cases::constraints;

use strict;
use warnings;

use FixCase;

sub cases
{
	my $note = 'CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;';
	return (
		{   rule => 'check_constant', name => 'plain', undo => 1, setup => "CREATE TABLE t ($id, $at, a int, CONSTRAINT c CHECK (a = NULL)); INSERT INTO t DEFAULT VALUES;",
			change => { gone => ['    CONSTRAINT c CHECK ((a = NULL::integer))'] } },
		{   rule => 'check_not_null', name => 'in place of NOT NULL', setup => "CREATE TABLE t ($id, $at, a int, CONSTRAINT c CHECK (a IS NOT NULL)); INSERT INTO t (a) VALUES (1);",
			change => { gone => [ '    a integer', '    CONSTRAINT c CHECK ((a IS NOT NULL))' ], new => ['    a integer NOT NULL'] } },
		{   rule => 'check_not_null', name => 'beside it, in a partition tree', undo => 1, setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, CONSTRAINT c CHECK (id IS NOT NULL)) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1);",
			change => { gone => [ ('    CONSTRAINT c CHECK ((id IS NOT NULL))') x 2 ] } },
		{   rule => 'constraint_not_valid', name => 'a check', setup => "CREATE TABLE t ($id, $at, a int); INSERT INTO t (a) VALUES (1); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
			change => { gone => [ 'ALTER TABLE public.t', '    ADD CONSTRAINT c CHECK ((a > 0)) NOT VALID;' ], new => ['    CONSTRAINT c CHECK ((a > 0))'] } },
		{   rule => 'constraint_not_valid', name => 'a foreign key', setup => "CREATE TABLE p ($id, $at); CREATE TABLE t ($id, $at, a bigint); CREATE INDEX ON t (a); ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p NOT VALID;",
			change => { gone => ['    ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES public.p(id) NOT VALID;'], new => ['    ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES public.p(id);'] } },
		{   rule => 'constraint_not_valid', name => 'a domain', setup => 'CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0) NOT VALID;',
			change => { gone => [ 'CREATE DOMAIN public.d AS integer;', 'ALTER DOMAIN public.d', '    ADD CONSTRAINT c CHECK ((VALUE > 0)) NOT VALID;' ], new => [ 'CREATE DOMAIN public.d AS integer', '	CONSTRAINT c CHECK ((VALUE > 0));' ] } },
		{   rule => 'trigger_disabled', name => 'plain', undo => 1, setup => qq{$note CREATE TABLE t ($id, $at); CREATE TRIGGER "T t" BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION note(); ALTER TABLE t DISABLE TRIGGER "T t";},
			change => { gone => ['ALTER TABLE public.t DISABLE TRIGGER "T t";'] } },
	);
}

1;
