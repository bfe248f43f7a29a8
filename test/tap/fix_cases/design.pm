# design.pm: cases of 030_fixes.pl for the rules of the family design.

package fix_cases::design;

use strict;
use warnings;

use FixCase;

sub unlogged_table_cases
{
	my $logged = { renamed => [ [ qr/CREATE UNLOGGED (TABLE|SEQUENCE)/, sub { "CREATE $1" } ] ] };
	return (
		{   name => 'a table with all that hangs on it', setup => qq{CREATE UNLOGGED TABLE "T ""t" ($id, $at, n serial, a text UNIQUE); CREATE INDEX ON "T ""t" (lower(a)); INSERT INTO "T ""t" (a) SELECT g FROM generate_series(1, 50) g;},
			change => $logged, undo => 1 },
		{   name => 'a key to itself', setup => "CREATE UNLOGGED TABLE t ($id, $at, up bigint REFERENCES t ON DELETE CASCADE); CREATE INDEX ON t (up); INSERT INTO t (up) VALUES (1);", change => $logged, undo => 1 },
		{   name => 'one partition', setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE UNLOGGED TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1);", change => $logged, undo => 1 },
		{   name => 'what it refers to is unlogged: that one first', at => 'public.child', setup => "CREATE UNLOGGED TABLE t ($id, $at); CREATE UNLOGGED TABLE child (id bigint PRIMARY KEY REFERENCES t ON DELETE CASCADE, $at);", none => 1 },
		{   name => 'a sequence', setup => 'CREATE UNLOGGED SEQUENCE "S s"; SELECT nextval(\'"S s"\');', change => $logged, undo => 1 },
	);
}

sub cases { return ((map { { rule => 'unlogged_table', %$_ } } unlogged_table_cases()),
		{   rule => 'matview_unique_index', name => 'plain', fix => { columns => 'x' }, setup => 'CREATE MATERIALIZED VIEW "M m" AS SELECT g AS x FROM generate_series(1, 3) g;',
			change => { new => ['CREATE UNIQUE INDEX "M m_key" ON public."M m" USING btree (x);'] }, undo => 1 }); }

1;
