# calls.pl SEED DEADLINE [DIRECTORY]: prints calls of our SQL functions with hostile arguments until DEADLINE (epoch
# seconds), for a psql that goes on after errors. Statements for statement_facts() come out of the SQL files of DIRECTORY,
# cut up and put together again. What changes the policy is rolled back.

use strict;
use warnings;

my ($seed, $deadline, $directory) = @ARGV;
srand($seed);
$| = 1;

sub any { return $_[ int(rand(@_)) ] }

sub quoted
{
	my ($text) = @_;
	$text =~ s/\0//g;
	$text =~ s/'/''/g;
	$text =~ s/\\/\\\\/g;
	return "E'$text'";
}

my @statements = (
	'CREATE TABLE yard.x (a int PRIMARY KEY, b text COLLATE "C" REFERENCES yard.people, CHECK (a > 0)) PARTITION BY LIST (a)',
	'ALTER TABLE yard.orders ADD COLUMN z int, DROP COLUMN total CASCADE, ALTER COLUMN id TYPE bigint USING id::bigint',
	'CREATE UNIQUE INDEX CONCURRENTLY i ON ONLY yard.orders USING btree (total DESC NULLS LAST, (total + 1)) INCLUDE (id)',
	'COMMENT ON CONSTRAINT c ON DOMAIN yard.amount IS NULL', 'DROP INDEX CONCURRENTLY IF EXISTS yard.idx_orders_total',
	'CREATE DOMAIN d AS text NOT NULL CHECK (VALUE <> \'\')', 'GRANT ALL ON ALL TABLES IN SCHEMA yard TO PUBLIC');
foreach my $file (defined $directory ? glob("$directory/sql/*.sql") : ())
{
	open(my $in, '<:raw', $file) or die "$file: $!";
	local $/;
	my $text = <$in>;
	next if $text =~ /[^\x09\x0a\x0d\x20-\x7e]/;
	$text =~ s/^\\.*$//mg;
	push @statements, grep { length() < 4000 && /\b(?:create|alter|drop|comment|grant|revoke|explain|reindex|cluster|truncate|select)\b/i } split /;\s*\n/, $text;
}

sub mutated
{
	my @words = split /\b/, any(@statements);
	foreach (1 .. int(rand(4)))
	{
		last unless @words;
		my $at = int(rand(@words));
		my $kind = rand;
		if ($kind < 0.3) { splice @words, $at, 1 }
		elsif ($kind < 0.5) { splice @words, $at, 0, $words[ int(rand(@words)) ] }
		elsif ($kind < 0.8) { my @others = split /\b/, any(@statements); splice @words, $at, 0, @others ? any(@others) : () }
		else { $words[$at] = any('""', '"', "'", '$$', '99999999999999999999', 'NULL', '(', ')', 'pg_temp', 'yard', 'x' x 200, ' ') }
	}
	return join '', @words;
}

sub text
{
	return any('NULL', q{''}, quoted('yard'), quoted('x' x int(rand(100_000))), quoted("\t\n\"'%s%n\\"), quoted('(' x 5000),
		q{U&'\00e4\2028\+01f600'}, quoted(any('created_at', 'primary_key', 'duplicate_index', 'table_name', 'foreign_key_index')));
}

sub json
{
	return any('NULL', q{'{}'}, q{'[]'}, q{'null'}, q{'"x"'}, q{'{"exclude": "("}'}, q{'{"exclude": "(a*)*b"}'},
		q{'{"exclude": "^yard"}'}, q{'{"exclude": null}'}, q{'{"pattern": "^[a-z]+$"}'}, q{'{"pattern": 1e400}'},
		q{'{"exclude": ["a", 1, {"b": []}]}'}, 'repeat(' . quoted('[') . ', 3000) || repeat(' . quoted(']') . ', 3000)',
		q{json_build_object('exclude', repeat('(a|b)?', } . int(rand(3000)) . ')) #>> ' . q{'{}'});
}

sub relation { return '(SELECT oid FROM pg_class WHERE oid % ' . (1 + int(rand(40))) . ' = 0 OR oid < ' . int(rand(20_000)) . ' LIMIT 5)' }

my @calls = (
	sub { 'SELECT count(*) FROM conventions.findings(' . join(', ', text(), text(), any(text(), q{'info'}, q{'warn'})) . ')' },
	sub { 'SELECT count(*) FROM conventions.findings(only_rule => ' . any(q{'created_at'}, q{'duplicate_index'}) . ')' },
	sub { 'SELECT length(conventions.facts(oid::regclass, ' . any(text(), map { "'$_'" } qw(present snapshot database before_transaction)) . ')) FROM ' . relation() . ' r' },
	sub { 'SELECT conventions.facts(' . int(rand(2**32)) . '::oid::regclass)' },
	sub { 'SELECT count(*) FROM conventions.facts_differences()' },
	(sub { 'SELECT count(*) FROM conventions.statement_facts(' . quoted(mutated()) . ')' }) x 20,
	sub { 'SELECT count(*) FROM conventions.statement_facts(' . text() . ')' },
	sub { 'SELECT count(*) FROM conventions.' . any('rules', 'status', 'report', 'warnings') . '()' },
	sub { 'SELECT (conventions.' . any('rules', 'status', 'report', 'warnings') . '()).* LIMIT 1' },
	sub { 'BEGIN; SELECT conventions.set_rule(' . join(', ', text(), any(text(), q{'off'}, q{'warn'}, q{'error'}), '(' . json() . ')::jsonb')
		  . '); CREATE TABLE yard.made (a int); ROLLBACK' },
	sub { 'BEGIN; SELECT conventions.reset_rule(' . text() . '); ROLLBACK' },
	sub { 'BEGIN; SELECT conventions.' . any('enable(' . text() . ')', q{enable('relaxed')}, 'disable()') . '; CREATE TABLE yard.made (a int); ROLLBACK' },
	sub { 'SELECT conventions.' . any('on_ddl_command_start', 'on_ddl_command_end', 'on_table_rewrite', 'on_policy_change') . '()' });

while (time < $deadline)
{
	print any(@calls)->(), ";\n\\echo done\n";
}
