# documentation.pm: cases of 030_fixes.pl for the rules of the family documentation.

package fix_cases::documentation;

use strict;
use warnings;

use FixCase;

sub comment_cases
{
	my ($rule, $tables) = @_;
	return map { my ($name, $setup, $on, $before) = @$_;
		{ rule => $rule, name => $name, setup => $setup, undo => 1, fix => { comment => q{It''s what it is for} },
			change => { new => ["COMMENT ON $on IS 'It''s what it is for';"], gone => $before ? ["COMMENT ON $on IS $before;"] : [] } } } @$tables;
}

sub table_comment_cases
{
	return comment_cases('table_comment', [
		[ 'a table', "CREATE TABLE t ($id, $at); INSERT INTO t DEFAULT VALUES;", 'TABLE public.t' ],
		[ 'the name again, in quotes', qq{CREATE SCHEMA "S s"; CREATE TABLE "S s"."T ""t" ($id, $at); COMMENT ON TABLE "S s"."T ""t" IS 't "T'; COMMENT ON TABLE "S s"."T ""t" IS ' t "t';}, 'TABLE "S s"."T ""t"', q{' t "t'} ],
		[ 'a view', 'CREATE VIEW v AS SELECT 1 AS x;', 'VIEW public.v' ],
		[ 'a materialized view', 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS x;', 'MATERIALIZED VIEW public.m' ],
		[ 'a foreign table', "$foreign CREATE FOREIGN TABLE far ($at) SERVER s;", 'FOREIGN TABLE public.far' ],
		[ 'a partition tree', "CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT;", 'TABLE public.t' ],
	]);
}

sub column_comment_cases
{
	return comment_cases('column_comment', [
		[ 'a column', "CREATE TABLE t ($id, $at, a int); INSERT INTO t (a) VALUES (1);", 'COLUMN public.t.a' ],
		[ 'blank, names in quotes', qq{CREATE TABLE "T ""t" ($id, $at, "Größe x" int); COMMENT ON COLUMN "T ""t"."Größe x" IS '  ';}, 'COLUMN public."T ""t"."Größe x"', q{'  '} ],
		[ 'of a partition tree', "CREATE TABLE t (id bigint PRIMARY KEY, $at, a int) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT;", 'COLUMN public.t.a' ],
	]);
}

sub cases { return (table_comment_cases(),
		column_comment_cases()); }

1;
