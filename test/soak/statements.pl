# statements.pl SEED DEADLINE: prints groups of random DDL on the tables of tables.sql until DEADLINE (epoch seconds), for a
# psql that goes on after errors; after each group it prints done.

use strict;
use warnings;

my ($seed, $deadline) = @ARGV;
srand($seed);
$| = 1;

sub any { return $_[ int(rand(@_)) ] }

sub table { return 'yard.t' . int(rand(8)) }
sub column { return any('a', 'b', 'c', 'ref', '"order"') }
sub type { return any('int', 'bigint', 'text', 'timestamp', 'timestamptz', 'varchar(10)', 'yard.amount', 'yard.mood', 'int[]') }
sub index_name { return 'yard.i' . int(rand(8)) }

# An index name without its schema, as CREATE INDEX wants it.
sub new_index { my $name = index_name(); $name =~ s/^yard\.//; return $name }

my @statements = (
	sub { 'CREATE TABLE ' . table() . ' (id bigint PRIMARY KEY, a ' . type() . ', b ' . type() . ')' },
	sub { 'CREATE TABLE IF NOT EXISTS ' . table() . ' (a int, b int, c text, "order" int)' },
	sub { 'CREATE TABLE IF NOT EXISTS ' . table() . ' (a int, ref bigint REFERENCES yard.people, c text)' },
	sub { 'CREATE TABLE ' . table() . ' AS SELECT 1 AS a, now() AS b' },
	sub { 'CREATE TABLE ' . table() . ' (LIKE yard.people INCLUDING ALL)' },
	sub { 'DROP TABLE IF EXISTS ' . table() . any('', ' CASCADE') },
	sub { 'ALTER TABLE ' . table() . ' ADD COLUMN ' . column() . ' ' . type() },
	sub { 'ALTER TABLE ' . table() . ' DROP COLUMN IF EXISTS ' . column() },
	sub { 'ALTER TABLE ' . table() . ' ALTER COLUMN a TYPE ' . type() . ' USING NULL' },
	sub { 'ALTER TABLE ' . table() . ' RENAME COLUMN ' . column() . ' TO ' . column() },
	sub { 'ALTER TABLE ' . table() . ' RENAME TO t' . int(rand(8)) },
	sub { 'ALTER TABLE ' . table() . ' ADD PRIMARY KEY (a)' },
	sub { 'ALTER TABLE ' . table() . ' ADD FOREIGN KEY (ref) REFERENCES yard.people' . any('', ' NOT VALID') },
	sub { 'CREATE INDEX ' . any('', 'CONCURRENTLY ') . 'IF NOT EXISTS ' . new_index() . ' ON ' . table() . ' (' . column() . ')' },
	sub { 'CREATE INDEX ' . new_index() . ' ON yard.events (kind)' },
	sub { 'CREATE INDEX ' . new_index() . ' ON yard.orders (total)' },
	sub { 'DROP INDEX ' . any('', 'CONCURRENTLY ') . 'IF EXISTS ' . index_name() },
	sub { 'COMMENT ON TABLE ' . table() . q{ IS 'x'} },
	sub { 'COMMENT ON COLUMN ' . table() . '.' . column() . ' IS NULL' },
	sub { 'CREATE TABLE ' . table() . q{ PARTITION OF yard.events FOR VALUES FROM ('} . (2030 + int(rand(5))) . q{-01-01') TO ('2036-01-01')} },
	sub { 'ALTER TABLE yard.events DETACH PARTITION ' . table() . any('', ' CONCURRENTLY') },
	sub { 'ALTER TABLE ' . table() . ' INHERIT yard.animals' },
	sub { 'ALTER DOMAIN yard.amount ' . any('SET NOT NULL', 'DROP NOT NULL', 'SET DEFAULT 1', 'DROP DEFAULT') },
	sub { 'ALTER TYPE yard.mood ADD VALUE IF NOT EXISTS ' . q{'m} . int(rand(20)) . q{'} },
	sub { 'CREATE OR REPLACE VIEW yard.v' . int(rand(4)) . ' AS SELECT * FROM ' . table() },
	sub { 'DO $$ BEGIN EXECUTE ' . q{'ALTER TABLE } . table() . q{ ADD COLUMN z int'} . '; EXCEPTION WHEN OTHERS THEN NULL; END $$' },
	sub { 'SELECT conventions.set_rule(' . any(q{'created_at'}, q{'primary_key'}) . ', ' . any(q{'off'}, q{'warn'}, q{'error'}) . ')' },
	sub { 'SELECT conventions.reset_rule(' . any(q{'created_at'}, q{'primary_key'}) . ')' },
	sub { 'SET conventions.mode = ' . any('report', 'warn', 'enforce', 'enforce') },
	sub { 'SET lock_timeout = ' . any(q{'10ms'}, q{'2s'}) });

sub statement { return any(@statements)->() . ";\n" }

while (time < $deadline)
{
	my $kind = rand;
	if ($kind < 0.5) { print statement() }
	elsif ($kind < 0.8)
	{
		print "BEGIN;\n";
		for (1 .. 1 + int(rand(4)))
		{
			print rand() < 0.3 ? "SAVEPOINT s;\n" : '', statement();
			print "ROLLBACK TO s;\n" if rand() < 0.2;
		}
		print any('COMMIT', 'COMMIT', 'ROLLBACK'), ";\n";
	}
	else { print any(@statements)->(), '\;', any(@statements)->(), ";\n" }
	print "\\echo done\n";
}
