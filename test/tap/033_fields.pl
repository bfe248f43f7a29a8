# The fields that drivers hand to a program: SQLSTATE, schema, table, column, and the rule as constraint name; those of
# an error at COMMIT, too, which no SQL can catch. Also what a client that shows nothing but the primary line gets.

use strict;
use warnings;
use Test::More;
use Conventions;
use Fixes;

my $node = make_node('fields');
make_base($node);
$node->safe_psql('base', q{SET conventions.mode = off;
CREATE SCHEMA "S s";
CREATE TABLE "S s".base (id bigint PRIMARY KEY, a int, created_at timestamptz NOT NULL DEFAULT now());
INSERT INTO "S s".base SELECT g, g FROM generate_series(1, 10) g;});

# Each: what is run, severity, state, schema, table, column, rule; - for a field that is not there.
my @cases = (
	[ 'CREATE TABLE "T t" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())', 'ERROR', 'SC001', 'public', 'T t', '-', 'table_name' ],
	[ 'ALTER TABLE "S s".base ADD "order" int', 'ERROR', 'SC001', 'S s', 'base', 'order', 'reserved_word' ],
	[ 'ALTER TABLE "S s".base DROP a', 'ERROR', 'SC002', 'S s', 'base', 'a', 'drop_column' ],
	[ 'CREATE INDEX again ON "S s".base (id)', 'ERROR', 'SC001', 'S s', 'base', '-', 'duplicate_index' ],
	[ 'CREATE TYPE "S s"."select" AS ENUM ()', 'ERROR', 'SC001', 'S s', '-', '-', 'reserved_word' ],
	[ 'BEGIN; CREATE TABLE t (a int, created_at timestamptz NOT NULL DEFAULT now()); COMMIT;', 'ERROR', 'SC001', 'public', 't', '-', 'primary_key' ],
	[ 'BEGIN; ALTER TABLE "S s".base ALTER created_at DROP NOT NULL; COMMIT;', 'ERROR', 'SC001', 'S s', 'base', 'created_at', 'created_at' ],
	[ 'BEGIN; ALTER TABLE "S s".base ADD up bigint REFERENCES "S s".base; COMMIT;', 'ERROR', 'SC001', 'S s', 'base', '-', 'foreign_key_index' ],
	[ q{SELECT conventions.set_rule('x', 'error')}, 'ERROR', 'SC004', '-', '-', '-', '-' ],
	[ q{SET conventions.mode = warn; CREATE TABLE "T t" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())}, 'WARNING', 'SC001', 'public', 'T t', '-', 'table_name' ],
	[ q{SET conventions.mode = warn; BEGIN; CREATE TABLE t (a int, created_at timestamptz NOT NULL DEFAULT now()); COMMIT}, 'WARNING', 'SC001', 'public', 't', '-', 'primary_key' ],
);

sub field { my ($said, $name) = @_; return $said =~ /^$name NAME:  (.*)$/m ? $1 : '-'; }

foreach my $case (@cases)
{
	my ($sql, @expected) = @$case;
	my (undef, undef, $said) = run_sql($node, 'base', $sql);
	my ($severity, $state) = $said =~ /(ERROR|WARNING):  (\w{5}): /;
	is_deeply([ $severity, $state, map { field($said, $_) } qw(SCHEMA TABLE COLUMN CONSTRAINT) ], \@expected, $sql) or diag($said);
}

# One line, and it says what is wrong where.
foreach my $sql ('CREATE TABLE "T x" (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now())', 'BEGIN; CREATE TABLE x (a int, created_at timestamptz NOT NULL DEFAULT now()); COMMIT;')
{
	my ($status, undef, $said) = $node->psql('base', $sql, extra_params => [ '-v', 'VERBOSITY=terse' ]);
	is($status, 3, 'rejected');
	like($said, qr/^\S+ ERROR:  table "public\.(T )?x" has .* \((table_name|primary_key)\)$/, 'the primary line stands alone');
}

# A program that goes on after an error at COMMIT finds nothing left of the transaction, and all that was said.
my $session = session($node, 'base');
my (undef, $said) = tell($session, 'BEGIN; CREATE TABLE left_over (a int); COMMIT;');
like($said, qr/SC001: table "public\.left_over" breaks 2 conventions/, 'the COMMIT fails');
is((tell($session, q{SELECT to_regclass('left_over') IS NULL}))[0], 't', 'nothing is left');
is((tell($session, q{SELECT string_agg(rule || ' ' || severity || ' ' || moment, ', ' ORDER BY rule) FROM conventions.warnings()}))[0],
	'created_at error commit, primary_key error commit', 'warnings() has it');
$session->quit;

done_testing();
