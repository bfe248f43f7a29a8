# 021_referential_lookup.pl: foreign_key_index with the server as the judge.
#
# Each case makes a foreign key and an index. Then referenced rows are deleted, and auto_explain tells how the server
# looked for rows that refer to them: the look-up uses the index when, for every probe and with plans made for the value
# (custom) and for any value (generic), it reads a few pages where the table has hundreds. The rule must say the same,
# and both what the case expects. Values are spread so that no other index can help by luck.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# A look-up reads fewer pages, and any scan of a whole table or index more; GiST needs some more, of 250.
my $few_pages = 15;
my $rows = 20000;

my $node = make_node('lookup', settings => qq{
session_preload_libraries = 'auto_explain'
auto_explain.log_min_duration = -1
auto_explain.log_level = notice
auto_explain.log_format = json
auto_explain.log_analyze = on
auto_explain.log_buffers = on
auto_explain.log_timing = off
auto_explain.log_nested_statements = on
jit = off
max_parallel_workers_per_gather = 0
autovacuum = off
});
install($node, 'lookup');

# Extensions are not needed by all cases: those that want a missing one are skipped.
my %has_extension = map { $_ => 1 } split /\n/, $node->safe_psql('lookup', 'SELECT name FROM pg_available_extensions');
foreach my $extension (qw(btree_gin btree_gist bloom citext))
{
	$node->safe_psql('lookup', "CREATE EXTENSION $extension") if $has_extension{$extension};
}
# Where the server has ICU, a collation in which "a" equals "A".
my $has_icu = $node->psql('lookup',
	"CREATE COLLATION public.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)") == 0;

# ---- how a case is made ----------------------------------------------------------------------------------------------
# A key of one column: child.k -> parent.k, all values different, those from $rows + 1 on are referred to by nobody.
#   parent, child   types; of is the value number g, for both sides
#   index           DDL, in the case's schema
sub single
{
	my ($name, $expected, %case) = @_;
	my $parent = $case{parent} // 'integer';
	my $child = $case{child} // $parent;
	my $of = $case{of} // 'g';
	my $last = $rows + 5;
	return {
		name => $name, expected => $expected, %case,
		setup => qq{
			CREATE TABLE parent (k $parent PRIMARY KEY);
			INSERT INTO parent SELECT ($of) FROM generate_series(1, $last) g;
			CREATE TABLE child (x integer, k $child, y text, gone_at timestamptz, note text);
			INSERT INTO child SELECT g % 2, ($of), 'y', NULL, repeat('n', 50) FROM generate_series(1, $rows) g;
			} . ($case{before} // '') . qq{;
			ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent } . ($case{options} // ''),
		probes => $case{probes}
		  // [ map { "DELETE FROM parent WHERE k = (SELECT ($of) FROM (VALUES ($_)) AS v(g))" } $rows + 1 .. $rows + 2 ],
	};
}

# A key of two columns. Half of the rows have a = 0, the other half b = 0, and nobody refers to (0, 0): an index that
# serves one of the columns alone leaves half of the table. x is the same all over.
sub double
{
	my ($name, $expected, %case) = @_;
	my $null = $case{nullable} ? '' : 'NOT NULL';
	return {
		name => $name, expected => $expected, %case,
		setup => qq{
			CREATE TABLE parent (a integer, b integer, PRIMARY KEY (a, b));
			INSERT INTO parent SELECT 0, g FROM generate_series(0, $rows) g UNION ALL SELECT g, 0 FROM generate_series(1, $rows) g;
			CREATE TABLE child (x integer, a integer $null, b integer $null, y text, note text);
			INSERT INTO child SELECT 1, a, b, 'y', repeat('n', 50) FROM parent WHERE (a, b) <> (0, 0);
			ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (a, b) REFERENCES parent } . ($case{options} // ''),
		probes => ['DELETE FROM parent WHERE (a, b) = (0, 0)'],
	};
}

# Anything else; what it deletes must be referred to by nobody.
sub other
{
	my ($name, $expected, %case) = @_;
	return { name => $name, expected => $expected, %case };
}

my $fill = "SELECT g, g, repeat('n', 50) FROM generate_series(1, $rows) g";
my $parent_of_integers = "CREATE TABLE parent (k integer PRIMARY KEY); INSERT INTO parent SELECT generate_series(1, $rows + 5);";
my @last_keys = map { 'DELETE FROM parent WHERE k = ' . ($rows + $_) } 1, 2;

# A partitioned table of three partitions, the last one partitioned again; four leaves with rows each.
my $tree = qq{
	$parent_of_integers
	CREATE TABLE child (id integer, k integer, note text) PARTITION BY RANGE (id);
	CREATE TABLE child_1 PARTITION OF child FOR VALUES FROM (0) TO (5000);
	CREATE TABLE child_2 (odd text, note text, k integer, id integer);
	ALTER TABLE child_2 DROP COLUMN odd;
	ALTER TABLE child ATTACH PARTITION child_2 FOR VALUES FROM (5000) TO (10000);
	CREATE TABLE child_3 PARTITION OF child FOR VALUES FROM (10000) TO (30000) PARTITION BY RANGE (id);
	CREATE TABLE child_3_1 PARTITION OF child_3 FOR VALUES FROM (10000) TO (15000);
	CREATE TABLE child_3_2 PARTITION OF child_3 DEFAULT;
	INSERT INTO child (id, k, note) $fill;
	ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent;
};
my @leaves = qw(child_1 child_2 child_3_1 child_3_2);

my @cases = (
	# ---- columns
	single('no index', 0),
	single('the column', 1, index => 'CREATE INDEX ON child (k)'),
	single('the column and more', 1, index => 'CREATE INDEX ON child (k, x)'),
	single('the column after another', 0, index => 'CREATE INDEX ON child (x, k)'),
	single('descending, nulls last', 1, index => 'CREATE INDEX ON child (k DESC NULLS LAST)'),
	single('with INCLUDE', 1, index => 'CREATE INDEX ON child (k) INCLUDE (y)'),
	single('in INCLUDE only', 0, index => 'CREATE INDEX ON child (x) INCLUDE (k)'),
	single('a unique index', 1, index => 'CREATE UNIQUE INDEX ON child (k)'),
	single('a deferrable unique constraint', 1, index => 'ALTER TABLE child ADD UNIQUE (k) DEFERRABLE INITIALLY DEFERRED'),
	single('an exclusion constraint', 1, extension => 'btree_gist', few_pages => 80, index => 'ALTER TABLE child ADD EXCLUDE USING gist (k WITH =)'),
	single('fillfactor and deduplication', 1, index => 'CREATE INDEX ON child (k) WITH (deduplicate_items = off, fillfactor = 50)'),
	double('two columns: as the key', 1, index => 'CREATE INDEX ON child (a, b)'),
	double('two columns: reversed', 1, index => 'CREATE INDEX ON child (b, a)'),
	double('two columns: reversed, in mixed order', 1, index => 'CREATE INDEX ON child (b DESC, a ASC NULLS FIRST)'),
	double('two columns: and more', 1, index => 'CREATE INDEX ON child (b, a, x)'),
	double('two columns: another in front', 0, index => 'CREATE INDEX ON child (x, a, b)'),
	double('two columns: another between', 0, index => 'CREATE INDEX ON child (a, x, b)'),
	# The planner takes a and b for independent: with these values it prefers the old index even beside the right one.
	double('two columns: one of them', 0, skip_fix => 1, index => 'CREATE INDEX ON child (a)'),
	double('two columns: one twice', 0, index => 'CREATE INDEX ON child (a, a)'),
	double('two columns: one twice, then the other', 0, index => 'CREATE INDEX ON child (a, a, b)'),
	double('two columns: each apart', 0, skip_fix => 1, index => 'CREATE INDEX ON child (a); CREATE INDEX ON child (b)'),
	double('two columns: one in INCLUDE', 0, index => 'CREATE INDEX ON child (a) INCLUDE (b)'),
	double('two columns: each in front of the other in INCLUDE', 0,
		index => 'CREATE INDEX ON child (a) INCLUDE (b); CREATE INDEX ON child (b) INCLUDE (a)'),

	# ---- predicates
	single('WHERE k IS NOT NULL', 1, index => 'CREATE INDEX ON child (k) WHERE k IS NOT NULL'),
	single('WHERE NOT (k IS NULL)', 1, index => 'CREATE INDEX ON child (k) WHERE NOT (k IS NULL)'),
	single('WHERE k IS NOT NULL OR x = 1', 1, index => 'CREATE INDEX ON child (k) WHERE k IS NOT NULL OR x = 1'),
	single('WHERE k IS NOT NULL AND x = 1', 0, index => 'CREATE INDEX ON child (k) WHERE k IS NOT NULL AND x = 1'),
	single('WHERE true', 1, index => 'CREATE INDEX ON child (k) WHERE true'),
	# the server would fold the constant; a predicate may call functions, and none is run while judging
	single('WHERE 1 = 1', 0, server => 1, index => 'CREATE INDEX ON child (k) WHERE 1 = 1'),
	single('WHERE another column IS NOT NULL', 0, index => 'CREATE INDEX ON child (k) WHERE x IS NOT NULL'),
	single('WHERE gone_at IS NULL', 0, index => 'CREATE INDEX ON child (k) WHERE gone_at IS NULL'),
	single('WHERE k > 0, with keys below', 0, of => 'g - 10000', index => 'CREATE INDEX ON child (k) WHERE k > 0',
		before => "DELETE FROM child WHERE k = -5000",
		probes => [ 'DELETE FROM parent WHERE k = -5000', "DELETE FROM parent WHERE k = $rows - 10000 + 1" ]),
	single('WHERE k = k', 0, index => 'CREATE INDEX ON child (k) WHERE k = k'),
	single('WHERE k > 0 IS NOT NULL', 0, index => 'CREATE INDEX ON child (k) WHERE (k > 0) IS NOT NULL'),
	double('two columns: WHERE one IS NOT NULL', 1, nullable => 1, index => 'CREATE INDEX ON child (a, b) WHERE b IS NOT NULL'),
	double('two columns: WHERE both ARE NOT NULL', 1, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE a IS NOT NULL AND b IS NOT NULL'),
	double('two columns: WHERE one of both IS NOT NULL', 1, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE a IS NOT NULL OR b IS NOT NULL'),
	double('two columns: WHERE the row IS NOT NULL', 1, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE ROW(a, b) IS NOT NULL'),
	double('two columns: WHERE NOT one IS NULL or both', 1, nullable => 1,
		index => 'CREATE INDEX ON child (b, a) WHERE NOT (a IS NULL OR b IS NULL)'),
	double('two columns: WHERE NOT (both ARE NULL)', 1, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE NOT (a IS NULL AND b IS NULL)'),
	double('two columns: WHERE NOT (a IS NULL OR x = 2)', 0, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE NOT (a IS NULL OR x = 2)'),
	double('two columns: WHERE NOT (a IS NOT NULL AND b IS NULL)', 1, nullable => 1,
		index => 'CREATE INDEX ON child (a, b) WHERE NOT (a IS NOT NULL AND b IS NULL)'),

	# ---- expressions
	single('an expression in front', 0, index => 'CREATE INDEX ON child ((x + 1), k)'),
	single('an expression of the column', 0, index => 'CREATE INDEX ON child ((k + 0))'),
	single('an expression behind', 1, index => 'CREATE INDEX ON child (k, (x + 1))'),
	double('two columns: an expression between', 0, index => 'CREATE INDEX ON child (a, (x + 1), b)'),
	double('two columns: an expression behind', 1, index => 'CREATE INDEX ON child (b, a, (x + 1))'),

	# ---- types
	single('integer to bigint', 1, parent => 'bigint', child => 'integer', index => 'CREATE INDEX ON child (k)'),
	single('smallint to bigint', 1, parent => 'bigint', child => 'smallint', index => 'CREATE INDEX ON child (k)'),
	single('bigint to integer', 1, parent => 'integer', child => 'bigint', index => 'CREATE INDEX ON child (k)'),
	single('integer to bigint by hash', 1, parent => 'bigint', child => 'integer', index => 'CREATE INDEX ON child USING hash (k)'),
	single('integer to numeric: a cast', 0, no_fix => 1, parent => 'numeric', child => 'integer', index => 'CREATE INDEX ON child (k)'),
	single('integer to numeric: the cast indexed', 0, no_fix => 1, parent => 'numeric', child => 'integer',
		server => 1, index => 'CREATE INDEX ON child ((k::numeric))'),
	single('integer to double precision: a cast', 0, no_fix => 1, parent => 'double precision', child => 'integer', index => 'CREATE INDEX ON child (k)'),
	single('real to double precision', 1, parent => 'double precision', child => 'real', index => 'CREATE INDEX ON child (k)'),
	single('numeric of another precision', 1, parent => 'numeric(12, 2)', child => 'numeric', index => 'CREATE INDEX ON child (k)'),
	single('date to timestamp', 1, parent => 'timestamp', child => 'date', of => "date '1900-01-01' + g", index => 'CREATE INDEX ON child (k)'),
	single('date to timestamptz', 1, parent => 'timestamptz', child => 'date', of => "date '1900-01-01' + g", index => 'CREATE INDEX ON child (k)'),
	single('timestamp to timestamptz', 1, parent => 'timestamptz', child => 'timestamp',
		of => "timestamp '2000-01-01' + g * interval '1 minute'", index => 'CREATE INDEX ON child (k)'),
	single('text', 1, parent => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('varchar to text', 1, parent => 'text', child => 'varchar(50)', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('text to varchar', 1, parent => 'varchar(50)', child => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('char(n) to char(n)', 1, parent => 'char(20)', child => 'char(30)', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('char(n) to text', 0, no_fix => 1, parent => 'text', child => 'char(20)', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('text to char(n)', 0, no_fix => 1, parent => 'char(20)', child => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('name to text', 1, parent => 'text', child => 'name', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	# type name has collation "C", which wins over the default
	single('text to name', 0, no_fix => 1, parent => 'name', child => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('text to name, the index by its collation', 1, parent => 'name', child => 'text', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k COLLATE "C")'),
	single('citext to citext', 1, extension => 'citext', parent => 'citext', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('citext to text', 0, no_fix => 1, extension => 'citext', parent => 'text', child => 'citext', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('cidr to inet', 1, parent => 'inet', child => 'cidr', of => "(inet '10.0.0.0' + g)::cidr", index => 'CREATE INDEX ON child (k)'),
	single('regtype to oid', 1, parent => 'oid', child => 'regtype', of => '(100000 + g)::oid', index => 'CREATE INDEX ON child (k)'),
	single('bit to bit varying', 0, no_fix => 1, parent => 'bit varying', child => 'bit(32)', of => 'g::bit(32)', index => 'CREATE INDEX ON child (k)'),
	single('uuid', 1, parent => 'uuid', of => 'md5(g::text)::uuid', index => 'CREATE INDEX ON child (k)'),
	single('array', 1, parent => 'integer[]', of => 'ARRAY[g, 1]', index => 'CREATE INDEX ON child (k)'),
	# used, but BRIN and GIN do not count unless the house says so
	single('array by GIN', 0, server => 1, parent => 'integer[]', of => 'ARRAY[g, 1]', index => 'CREATE INDEX ON child USING gin (k)'),
	single('range', 1, parent => 'int4range', of => 'int4range(g, g + 10)', index => 'CREATE INDEX ON child (k)'),
	single('range by GiST', 1, parent => 'int4range', of => 'int4range(g, g + 10)', index => 'CREATE INDEX ON child USING gist (k)'),
	single('range by SP-GiST', 1, parent => 'int4range', of => 'int4range(g, g + 10)', index => 'CREATE INDEX ON child USING spgist (k)'),
	single('inet by SP-GiST', 1, parent => 'inet', of => "inet '10.0.0.0' + g", index => 'CREATE INDEX ON child USING spgist (k)'),
	single('jsonb', 1, parent => 'jsonb', of => 'to_jsonb(g)', index => 'CREATE INDEX ON child (k)'),
	single('jsonb by GIN', 0, parent => 'jsonb', of => 'to_jsonb(g)', index => 'CREATE INDEX ON child USING gin (k)'),
	single('composite type', 1, types => 'CREATE TYPE pair AS (a integer, b text)', parent => 'pair', of => "ROW(g, 'b')::pair",
		index => 'CREATE INDEX ON child (k)'),

	# ---- domains
	single('domain to its base type', 1, types => 'CREATE DOMAIN code AS integer', parent => 'integer', child => 'code',
		index => 'CREATE INDEX ON child (k)'),
	single('base type to a domain', 1, types => 'CREATE DOMAIN code AS integer', parent => 'code', child => 'integer',
		index => 'CREATE INDEX ON child (k)'),
	single('domain of a domain to bigint', 1, types => 'CREATE DOMAIN code AS integer; CREATE DOMAIN fine_code AS code CHECK (VALUE > 0)',
		parent => 'bigint', child => 'fine_code', index => 'CREATE INDEX ON child (k)'),
	single('domain over varchar to text', 1, types => 'CREATE DOMAIN code AS varchar(30)', parent => 'text', child => 'code',
		of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('domain over an array', 1, types => 'CREATE DOMAIN codes AS integer[]', parent => 'integer[]', child => 'codes',
		of => 'ARRAY[g, 1]', index => 'CREATE INDEX ON child (k)'),
	single('domain to numeric: a cast', 0, no_fix => 1, types => 'CREATE DOMAIN code AS integer', parent => 'numeric', child => 'code',
		index => 'CREATE INDEX ON child (k)'),

	# ---- operator families and access methods
	single('text_pattern_ops', 1, parent => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k text_pattern_ops)'),
	single('varchar_pattern_ops', 1, parent => 'text', child => 'varchar', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k varchar_pattern_ops)'),
	single('text by SP-GiST', 1, parent => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child USING spgist (k)'),
	single('hash', 1, index => 'CREATE INDEX ON child USING hash (k)'),
	single('hash of text', 1, parent => 'text', child => 'varchar', of => "'value ' || g", index => 'CREATE INDEX ON child USING hash (k)'),
	double('two columns: hash of one', 0, index => 'CREATE INDEX ON child USING hash (a)'),
	single('btree_gist', 1, extension => 'btree_gist', few_pages => 80, index => 'CREATE INDEX ON child USING gist (k)'),
	single('btree_gist: integer to bigint', 0, extension => 'btree_gist', parent => 'bigint', child => 'integer',
		index => 'CREATE INDEX ON child USING gist (k)'),
	double('two columns: btree_gist', 1, extension => 'btree_gist', few_pages => 80, index => 'CREATE INDEX ON child USING gist (b, a)'),
	single('BRIN', 0, server => 1, index => 'CREATE INDEX ON child USING brin (k) WITH (pages_per_range = 4)'),
	single('BRIN, accepted', 1, parameters => '{"accept_brin_gin": true}',
		index => 'CREATE INDEX ON child USING brin (x, k) WITH (pages_per_range = 4)'),
	single('GIN', 0, extension => 'btree_gin', server => 1, index => 'CREATE INDEX ON child USING gin (k) WITH (fastupdate = off)'),
	single('GIN, accepted', 1, extension => 'btree_gin', parameters => '{"accept_brin_gin": true}',
		index => 'CREATE INDEX ON child USING gin (x, k) WITH (fastupdate = off)'),
	# used, but read whole: a fifth of the table here
	single('bloom', 1, server => 0, extension => 'bloom', index => 'CREATE INDEX ON child USING bloom (k)'),

	# ---- collations
	single('the column has a collation', 1, parent => 'text', child => 'text COLLATE "C"', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('the index has another collation', 0, parent => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k COLLATE "C")'),
	single('the index has another collation, by hash', 0, parent => 'text', of => "'value ' || g",
		index => 'CREATE INDEX ON child USING hash (k COLLATE "C")'),
	single('the index is told the collation of the column', 1, parent => 'text', child => 'text COLLATE "POSIX"', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k COLLATE "POSIX")'),
	single('the index lacks the collation of the column', 0, parent => 'text', child => 'text COLLATE "POSIX"', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k COLLATE "default")'),
	single('both sides nondeterministic', 1, icu => 1, parent => 'text COLLATE no_case', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('the referenced side nondeterministic', 0, no_fix => 1, icu => 1, parent => 'text COLLATE no_case', child => 'text', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k)'),
	single('the referenced side nondeterministic, the index by its collation', 1, icu => 1, parent => 'text COLLATE no_case', child => 'text',
		of => "'value ' || g", index => 'CREATE INDEX ON child (k COLLATE no_case)'),
	single('a domain with a collation refers', 1, types => 'CREATE DOMAIN code AS text COLLATE "POSIX"', parent => 'text', child => 'code',
		of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('a domain with a collation is referred to', 0, no_fix => 1, types => 'CREATE DOMAIN code AS text COLLATE "POSIX"', parent => 'code',
		child => 'text', of => "'value ' || g", index => 'CREATE INDEX ON child (k)'),
	single('a domain with a collation is referred to, the index by its collation', 1,
		types => 'CREATE DOMAIN code AS text COLLATE "POSIX"', parent => 'code', child => 'text', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k COLLATE "POSIX")'),
	single('the referenced column has a collation', 1, parent => 'text COLLATE "POSIX"', child => 'text', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k)'),
	single('the referenced column has a collation, the index by it', 0, parent => 'text COLLATE "POSIX"', child => 'text',
		of => "'value ' || g", index => 'CREATE INDEX ON child (k COLLATE "POSIX")'),
	single('the referencing side nondeterministic', 1, icu => 1, parent => 'text', child => 'text COLLATE no_case', of => "'value ' || g",
		index => 'CREATE INDEX ON child (k)'),

	# ---- validity
	single('an invalid index', 0, before => "INSERT INTO child SELECT x, k FROM child WHERE k = 7",
		fails => 'CREATE UNIQUE INDEX CONCURRENTLY half ON child (k)'),

	# ---- keys of other kinds
	single('ON DELETE CASCADE', 1, options => 'ON DELETE CASCADE', index => 'CREATE INDEX ON child (k)'),
	single('ON DELETE CASCADE without index', 0, options => 'ON DELETE CASCADE'),
	single('ON DELETE SET NULL', 1, options => 'ON DELETE SET NULL', index => 'CREATE INDEX ON child (k) WHERE k IS NOT NULL'),
	double('two columns: ON DELETE SET NULL (b)', 1, nullable => 1, options => 'ON DELETE SET NULL (b)', index => 'CREATE INDEX ON child (b, a)'),
	single('ON DELETE RESTRICT', 1, options => 'ON DELETE RESTRICT', index => 'CREATE INDEX ON child (k)'),
	single('NOT VALID', 1, options => 'NOT VALID', index => 'CREATE INDEX ON child (k)'),
	single('NOT VALID without index', 0, options => 'NOT VALID'),
	double('two columns: MATCH FULL', 1, nullable => 1, options => 'MATCH FULL', index => 'CREATE INDEX ON child (b, a) WHERE b IS NOT NULL'),
	other('a key to itself', 1,
		setup => "CREATE TABLE child (k integer PRIMARY KEY, up integer, note text);
			INSERT INTO child $fill; INSERT INTO child VALUES ($rows + 1), ($rows + 2);
			ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (up) REFERENCES child",
		index => 'CREATE INDEX ON child (up)',
		probes => [ map { 'DELETE FROM child WHERE k = ' . ($rows + $_) } 1, 2 ]),
	other('a key to itself without index', 0,
		setup => "CREATE TABLE child (k integer PRIMARY KEY, up integer, note text);
			INSERT INTO child $fill; INSERT INTO child VALUES ($rows + 1), ($rows + 2);
			ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (up) REFERENCES child",
		probes => [ map { 'DELETE FROM child WHERE k = ' . ($rows + $_) } 1, 2 ]),
	other('a generated column', 1,
		setup => "$parent_of_integers CREATE TABLE child (id integer, k integer GENERATED ALWAYS AS (id + 0) STORED, note text);
			INSERT INTO child (id, note) SELECT g, repeat('n', 50) FROM generate_series(1, $rows) g;
			ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent",
		index => 'CREATE INDEX ON child (k)', probes => \@last_keys),
	other('a key of an inheriting table', 1,
		setup => "$parent_of_integers CREATE TABLE grand (id integer, k integer, note text); CREATE TABLE child () INHERITS (grand);
			INSERT INTO child $fill; ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent",
		index => 'CREATE INDEX ON child (k)', probes => \@last_keys),
	other('a key of an inheriting table, the index on the table above', 0,
		setup => "$parent_of_integers CREATE TABLE grand (id integer, k integer, note text); CREATE TABLE child () INHERITS (grand);
			INSERT INTO child $fill; ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent",
		index => 'CREATE INDEX ON grand (k)', probes => \@last_keys),
	other('the referenced table is partitioned', 1,
		setup => "CREATE TABLE parent (k integer PRIMARY KEY) PARTITION BY RANGE (k);
			CREATE TABLE parent_1 PARTITION OF parent FOR VALUES FROM (0) TO (10000); CREATE TABLE parent_2 PARTITION OF parent DEFAULT;
			INSERT INTO parent SELECT generate_series(1, $rows + 5); CREATE TABLE child (id integer, k integer, note text);
			INSERT INTO child $fill; ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent",
		index => 'CREATE INDEX ON child (k)', probes => \@last_keys),
	other('the referenced table is partitioned, no index', 0,
		setup => "CREATE TABLE parent (k integer PRIMARY KEY) PARTITION BY RANGE (k);
			CREATE TABLE parent_1 PARTITION OF parent FOR VALUES FROM (0) TO (10000); CREATE TABLE parent_2 PARTITION OF parent DEFAULT;
			INSERT INTO parent SELECT generate_series(1, $rows + 5); CREATE TABLE child (id integer, k integer, note text);
			INSERT INTO child $fill; ALTER TABLE child ADD CONSTRAINT key FOREIGN KEY (k) REFERENCES parent",
		probes => \@last_keys),

	# ---- partitions
	other('a tree with an index on the root', 1, setup => $tree, index => 'CREATE INDEX ON child (k)', probes => \@last_keys),
	other('a tree with an index on every leaf only', 1, setup => $tree,
		index => join(';', map { "CREATE INDEX ON $_ (k)" } @leaves), probes => \@last_keys),
	other('a tree with indexes of another kind on every leaf', 1, setup => $tree, probes => \@last_keys,
		index => 'CREATE INDEX ON child_1 USING hash (k); CREATE INDEX ON child_2 (k) WHERE k IS NOT NULL;
			CREATE INDEX ON child_3_1 (k, id); CREATE UNIQUE INDEX ON child_3_2 (k)'),
	other('a tree with an index on all leaves but one', 0, setup => $tree,
		index => join(';', map { "CREATE INDEX ON $_ (k)" } @leaves[ 0 .. 2 ]), probes => \@last_keys),
	other('a tree with an invalid index ON ONLY the root', 0, setup => $tree, index => 'CREATE INDEX ON ONLY child (k)', probes => \@last_keys),
	other('a tree with an invalid index ON ONLY the root, and one on every leaf', 1, setup => $tree, probes => \@last_keys,
		index => join(';', 'CREATE INDEX ON ONLY child (k)', map { "CREATE INDEX ON $_ (k)" } @leaves)),
	other('a tree with an index on a branch, and on the other leaves', 1, setup => $tree, probes => \@last_keys,
		index => 'CREATE INDEX ON child_3 (k); CREATE INDEX ON child_2 (k); CREATE INDEX ON child_1 (k)'),
	other('a tree with a partial index on one leaf', 0, setup => $tree, probes => \@last_keys,
		index => join(';', (map { "CREATE INDEX ON $_ (k)" } @leaves[ 0 .. 2 ]), "CREATE INDEX ON child_3_2 (k) WHERE note <> ''")),
	other('a tree with the key of a leaf alone, no index', 0, probes => \@last_keys,
		setup => $tree =~ s/ALTER TABLE child ADD CONSTRAINT key/ALTER TABLE child_2 ADD CONSTRAINT key/r),
	other('a tree with the key of a leaf alone, an index there', 1, probes => \@last_keys,
		setup => $tree =~ s/ALTER TABLE child ADD CONSTRAINT key/ALTER TABLE child_2 ADD CONSTRAINT key/r,
		index => 'CREATE INDEX ON child_2 (k)'),
	other('a tree with the key of a branch alone, an index on one of its leaves', 0, probes => \@last_keys,
		setup => $tree =~ s/ALTER TABLE child ADD CONSTRAINT key/ALTER TABLE child_3 ADD CONSTRAINT key/r,
		index => 'CREATE INDEX ON child_3_1 (k)'),
	other('two trees', 1, probes => \@last_keys, index => 'CREATE INDEX ON child (k)',
		setup => $tree =~ s/CREATE TABLE parent \(k integer PRIMARY KEY\)/CREATE TABLE parent (k integer PRIMARY KEY) PARTITION BY HASH (k);
			CREATE TABLE parent_0 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 0);
			CREATE TABLE parent_1 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 1)/r),
	other('two trees, a leaf without index', 0, probes => \@last_keys,
		index => join(';', map { "CREATE INDEX ON $_ (k)" } @leaves[ 1 .. 3 ]),
		setup => $tree =~ s/CREATE TABLE parent \(k integer PRIMARY KEY\)/CREATE TABLE parent (k integer PRIMARY KEY) PARTITION BY HASH (k);
			CREATE TABLE parent_0 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 0);
			CREATE TABLE parent_1 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 1)/r),
);

# ---- the server's verdict --------------------------------------------------------------------------------------------
# The plans in what the session said, with the text of their queries.
sub plans_in
{
	my ($said) = @_;
	my @plans;
	while ($said =~ /plan:\n(\{\n.*?\n\})$/gms) { push @plans, decode_json($1) }
	return @plans;
}

# Nodes that read relations, with the pages that each of them read.
sub scans_in
{
	my ($plan) = @_;
	my @scans = map { scans_in($_) } @{ $plan->{Plans} // [] };
	return @scans if !defined $plan->{'Relation Name'} || $plan->{'Node Type'} eq 'ModifyTable' || $plan->{'Node Type'} eq 'LockRows';
	# a bitmap scan includes the scan of the index below it
	return ({
		relation => $plan->{'Relation Name'}, type => $plan->{'Node Type'},
		pages => $plan->{'Shared Hit Blocks'} + $plan->{'Shared Read Blocks'},
	});
}

sub is_lookup { return $_[0] =~ /^(?:SELECT 1|DELETE|UPDATE) .*"child/ && $_[0] =~ /\$1/ }

# (whether the index is used throughout, what the look-ups did)
sub server_says
{
	my ($case) = @_;
	my ($is_used, @deeds) = (1);
	foreach my $mode (qw(force_custom_plan force_generic_plan))
	{
		my $script = "SET search_path = trial, public; SET plan_cache_mode = $mode; SET auto_explain.log_min_duration = 0;\n"
		  . join('', map { "BEGIN; $_; ROLLBACK;\n" } @{ $case->{probes} });
		my ($status, $out, $err) = run_sql($node, 'lookup', $script);
		die "$case->{name}: $err" if $status != 0;
		my @lookups = grep { is_lookup($_->{'Query Text'}) } plans_in($err);
		die "$case->{name}: no look-up was seen in:\n$err" if @lookups < @{ $case->{probes} };
		foreach my $scan (map { scans_in($_->{Plan}) } @lookups)
		{
			next if $scan->{relation} !~ /^child/;
			push @deeds, "$mode: $scan->{type} on $scan->{relation}, $scan->{pages} pages";
			$is_used = 0 if $scan->{pages} > ($case->{few_pages} // $few_pages);
		}
	}
	die "$case->{name}: no scan was seen" unless @deeds;
	return ($is_used, join("\n", @deeds));
}

sub rule_says
{
	my ($case) = @_;
	my $parameters = $case->{parameters} // '{}';
	my $found = $node->safe_psql('lookup', qq{
		SELECT FROM conventions.set_rule('foreign_key_index', 'warn', '$parameters');
		SELECT identity, detail FROM conventions.findings(only_schema => 'trial', only_rule => 'foreign_key_index');
		SELECT FROM conventions.reset_rule('foreign_key_index')});
	$found =~ s/^\n+|\n+$//g;
	return ($found eq '' ? 1 : 0, $found);
}

sub make_case
{
	my ($case) = @_;
	my $types = $case->{types} // '';
	my $index = $case->{index} // '';
	$node->safe_psql('lookup', "CREATE SCHEMA trial; SET search_path = trial, public; $types; $case->{setup}; $index");
	return unless defined $case->{fails};
	my ($status) = run_sql($node, 'lookup', "SET search_path = trial, public;\n$case->{fails};");
	die "$case->{name}: should have failed" if $status == 0;
}

# What the rule proposes makes the server find the rows. Where types or collations have to agree first (no_fix), it
# proposes nothing.
sub check_fix
{
	my ($case) = @_;
	my $fix = $node->safe_psql('lookup',
		q{SELECT fix_sql FROM conventions.findings(only_schema => 'trial', only_rule => 'foreign_key_index')});
	return is($fix, '', "$case->{name}: no index is proposed") if $case->{no_fix};
	my ($status, undef, $err) = run_sql($node, 'lookup', $fix);
	return fail("$case->{name}: the fix runs") || diag("$fix\n$err") if $status != 0;
	$node->safe_psql('lookup', 'VACUUM ANALYZE');
	my ($server, $deeds) = server_says($case);
	my ($rule, $found) = rule_says($case);
	is(word($server) . ' / ' . word($rule), word(1) . ' / ' . word(1), "$case->{name}: with the fix")
	  or diag("$fix\nserver / rule\n$deeds\n$found");
}

sub word { return $_[0] ? 'serves the look-up' : 'does not serve the look-up' }

my @differences;
foreach my $case (@cases)
{
  SKIP:
	{
		skip "$case->{name}: extension $case->{extension} is not there", 1
		  if defined $case->{extension} && !$has_extension{ $case->{extension} };
		skip "$case->{name}: the server has no ICU", 1 if $case->{icu} && !$has_icu;
		make_case($case);
		$node->safe_psql('lookup', 'VACUUM ANALYZE');
		my ($server, $deeds) = server_says($case);
		my ($rule, $found) = rule_says($case);
		check_fix($case) if !$rule && !$case->{skip_fix};
		my $differences = $node->safe_psql('lookup', 'SELECT * FROM conventions.facts_differences()');
		push @differences, "$case->{name}: $differences" if $differences ne '';
		$node->safe_psql('lookup', 'SET client_min_messages = warning; DROP SCHEMA trial CASCADE');
		# "server" stands only where the rule is stricter by decision.
		my $both = word($server) . ' / ' . word($rule);
		is($both, word($case->{server} // $case->{expected}) . ' / ' . word($case->{expected}), $case->{name})
		  or diag("server / rule\n$deeds\n$found");
	}
}
is(join("\n", @differences), '', 'all readers of the catalogs see the same');

done_testing();
