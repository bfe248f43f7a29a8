# indexes.pm: cases of 030_fixes.pl for the rules of the family indexes.

package fix_cases::indexes;

use strict;
use warnings;

use FixCase;

sub duplicate_index_cases
{
	my $table = qq{CREATE TABLE t ($id, $at, a int, b text, c int[]); INSERT INTO t (a, b, c) SELECT g, g, ARRAY[g] FROM generate_series(1, 50) g;};
	my @plain = (
		[ 'plain', '', 't', 'USING btree (a)' ],
		[ 'an expression, partial', '', 't', q{USING btree (lower(b), a) WHERE (a > 5)} ],
		[ 'order, operator class, collation, INCLUDE', '', 't', 'USING btree (b COLLATE "C" text_pattern_ops DESC NULLS LAST, a) INCLUDE (created_at)' ],
		[ 'gin', '', 't', 'USING gin (c)' ],
		[ 'hash', '', 't', 'USING hash (a)' ],
		[ 'unique', 'UNIQUE ', 't', 'USING btree (a, b) NULLS NOT DISTINCT' ],
		[ 'storage parameters', '', 't', q{USING btree (a) WITH (fillfactor='70')} ],
	);
	my @cases = map {
		my ($name, $unique, $on, $definition) = @$_;
		my $line = qq{CREATE ${unique}INDEX "Second ""one""" ON public.$on $definition;};
		{ name => $name, setup => qq{$table CREATE ${unique}INDEX first_one ON $on $definition; $line}, change => { gone => [$line] }, undo => 1 }
	} @plain;
	return (
		@cases,
		{   name => 'beside the primary key', setup => "$table CREATE UNIQUE INDEX again ON t (id);", change => { gone => ['CREATE UNIQUE INDEX again ON public.t USING btree (id);'] }, undo => 1 },
		{   name => 'three of them', at => 'public.third', setup => "$table CREATE INDEX first_one ON t (a); CREATE INDEX second ON t (a); CREATE INDEX third ON t (a);", change => { gone => ['CREATE INDEX third ON public.t USING btree (a);'] }, undo => 1 },
		{   name => 'with a comment and statistics', setup => qq{$table CREATE INDEX first_one ON t (abs(a)); CREATE INDEX second ON t (abs(a)); COMMENT ON INDEX second IS 'it''s mine'; ALTER INDEX second ALTER COLUMN 1 SET STATISTICS 99;},
			change => { gone => [ 'CREATE INDEX second ON public.t USING btree (abs(a));', q{COMMENT ON INDEX public.second IS 'it''s mine';}, 'ALTER INDEX public.second ALTER COLUMN 1 SET STATISTICS 99;' ] }, undo => 1 },
		{   name => 'in a schema in quotes, 63 bytes', setup => qq{CREATE SCHEMA "S s"; CREATE TABLE "S s".t ($id, $at, a int); CREATE INDEX ON "S s".t (a); CREATE INDEX "} . 'I' x 63 . q{" ON "S s".t (a);}, change => { gone => [ 'CREATE INDEX "' . 'I' x 63 . '" ON "S s".t USING btree (a);' ] }, undo => 1 },
		{   name => 'of a materialized view', setup => 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE INDEX one ON m (x); CREATE INDEX two ON m (x);', change => { gone => ['CREATE INDEX two ON public.m USING btree (x);'] }, undo => 1 },
		{   name => 'of one partition', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX i ON t (created_at); CREATE INDEX mine ON t1 (created_at); INSERT INTO t VALUES (1);},
			change => { gone => ['CREATE INDEX mine ON public.t1 USING btree (created_at);'] }, undo => 1 },
		{   name => 'of a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT PARTITION BY RANGE (id); CREATE TABLE t11 PARTITION OF t1 DEFAULT; CREATE INDEX i ON t (created_at); CREATE INDEX j ON t (created_at); INSERT INTO t VALUES (1);},
			at => 'public.j', change => { gone => [ 'CREATE INDEX j ON ONLY public.t USING btree (created_at);', 'CREATE INDEX t1_created_at_idx1 ON ONLY public.t1 USING btree (created_at);', 'CREATE INDEX t11_created_at_idx1 ON public.t11 USING btree (created_at);',
				'ALTER INDEX public.j ATTACH PARTITION public.t1_created_at_idx1;', 'ALTER INDEX public.t1_created_at_idx1 ATTACH PARTITION public.t11_created_at_idx1;' ] }, undo => 1 },
	);
}

sub invalid_index_cases
{
	my $table = qq{CREATE TABLE t ($id, $at, a int, b text); INSERT INTO t (a, b) SELECT g, g FROM generate_series(1, 50) g;};
	my $break = sub { "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '$_[0]'::regclass;" };
	my $tree = qq{CREATE TABLE t (id bigint, $at, a int, b text, PRIMARY KEY (id)) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE "T 2" PARTITION OF t DEFAULT PARTITION BY RANGE (id); CREATE TABLE t21 PARTITION OF "T 2" DEFAULT;
		INSERT INTO t SELECT g * 50, now(), g, g FROM generate_series(1, 10) g;};
	my $tail = 'USING btree (lower(b), a DESC) WHERE (a > 3)';
	return (
		{   name => 'a build that failed', setup => qq{$table CREATE INDEX "I ""i" ON t (lower(b)) INCLUDE (a);} . $break->('"I ""i"'), change => { new => [ 'CREATE INDEX "I ""i" ON public.t USING btree (lower(b)) INCLUDE (a);' ] } },
		{   name => 'a leftover', setup => "$table CREATE INDEX i ON t (a); CREATE INDEX i_ccnew ON t (a, b);" . $break->('i_ccnew'), change => {} },
		{   name => 'ON ONLY a partitioned table', setup => "$tree CREATE INDEX i ON ONLY t $tail;",
			change => { new => [ "CREATE INDEX idx_t1_expr_a ON public.t1 $tail;", qq{CREATE INDEX "idx_T 2_expr_a" ON ONLY public."T 2" $tail;}, "CREATE INDEX idx_t21_expr_a ON public.t21 $tail;",
				'ALTER INDEX public.i ATTACH PARTITION public.idx_t1_expr_a;', 'ALTER INDEX public.i ATTACH PARTITION public."idx_T 2_expr_a";', 'ALTER INDEX public."idx_T 2_expr_a" ATTACH PARTITION public.idx_t21_expr_a;' ] } },
		{   name => 'parts that are there', setup => "$tree CREATE INDEX i ON ONLY t (a); CREATE INDEX mine ON t1 (a); CREATE INDEX half ON ONLY \"T 2\" (a); ALTER INDEX i ATTACH PARTITION half;",
			change => { new => [ 'CREATE INDEX idx_t21_a ON public.t21 USING btree (a);', 'ALTER INDEX public.i ATTACH PARTITION public.mine;', 'ALTER INDEX public.half ATTACH PARTITION public.idx_t21_a;' ] } },
		{   name => 'a constraint', setup => "$tree ALTER TABLE ONLY t ADD CONSTRAINT u UNIQUE (a, id) DEFERRABLE;",
			change => { new => [ (map { ("ALTER TABLE ONLY public.$_->[0]", "    ADD CONSTRAINT $_->[1] UNIQUE (a, id) DEFERRABLE;") } [ 't1', 'idx_t1_a_id' ], [ '"T 2"', '"idx_T 2_a_id"' ], [ 't21', 'idx_t21_a_id' ]),
				'ALTER INDEX public.u ATTACH PARTITION public.idx_t1_a_id;', 'ALTER INDEX public.u ATTACH PARTITION public."idx_T 2_a_id";', 'ALTER INDEX public."idx_T 2_a_id" ATTACH PARTITION public.idx_t21_a_id;' ] } },
	);
}

sub redundant_index_cases
{
	my $table = qq{CREATE TABLE t ($id, $at, a int, b text); INSERT INTO t (a, b) SELECT g, g FROM generate_series(1, 50) g;};
	my $case = sub {
		my ($name, $definition, $longer) = @_;
		my $line = qq{CREATE INDEX "Shorter ""one""" ON public.t $definition;};
		return { name => $name, setup => "$table CREATE INDEX longer ON t $longer; $line", change => { gone => [$line] }, undo => 1 };
	};
	return (
		$case->('plain', 'USING btree (a)', '(a, b)'),
		$case->('read backward, with storage parameters', q{USING btree (a, b DESC) WITH (fillfactor='70')}, '(a DESC, b, created_at)'),
		$case->('an expression, partial, INCLUDE', q{USING btree (lower(b)) INCLUDE (a) WHERE (a > 5)}, '(lower(b), a) WHERE a > 5'),
		$case->('operator class and collation', 'USING btree (b COLLATE "C" text_pattern_ops)', '(b COLLATE "C" text_pattern_ops, a)'),
		{   name => 'of a unique constraint', setup => "$table ALTER TABLE t ADD UNIQUE (a, b); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'it''s';", change => { gone => [ 'CREATE INDEX i ON public.t USING btree (a);', q{COMMENT ON INDEX public.i IS 'it''s';} ] }, undo => 1 },
		{   name => 'of one partition', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX i ON t (created_at, id); CREATE INDEX mine ON t1 (created_at); INSERT INTO t VALUES (1);},
			change => { gone => ['CREATE INDEX mine ON public.t1 USING btree (created_at);'] }, undo => 1 },
		{   name => 'of a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX i ON t (created_at, id); CREATE INDEX j ON t (created_at); INSERT INTO t VALUES (1);},
			change => { gone => [ 'CREATE INDEX j ON ONLY public.t USING btree (created_at);', 'CREATE INDEX t1_created_at_idx ON public.t1 USING btree (created_at);', 'ALTER INDEX public.j ATTACH PARTITION public.t1_created_at_idx;' ] }, undo => 1 },
	);
}

# Rules on what is counted and sampled; both are there at once.
sub counted_cases
{
	my $at_once = sub { my ($rule, $rest) = @_; return "SELECT conventions.set_rule('$rule', parameters => '{\"min_days\": 0$rest}');"; };
	my $table = qq{CREATE TABLE t ($id, $at, a int, "B b" boolean NOT NULL DEFAULT false); INSERT INTO t (a, "B b") SELECT CASE WHEN g % 20 = 0 THEN g END, %s FROM generate_series(1, 2000) g;};
	my $partial = sub { my ($column, $condition) = @_; return { gone => [qq{CREATE INDEX "I i" ON public.t USING btree ($column);}], new => [qq{CREATE INDEX "I i" ON public.t USING btree ($column) WHERE ($condition);}] }; };
	return (
		{   rule => 'unused_index', name => 'plain', setup => $at_once->('unused_index', ', "min_pages": 2') . sprintf($table, 'false') . 'CREATE INDEX "I i" ON t (a, id);', change => { gone => ['CREATE INDEX "I i" ON public.t USING btree (a, id);'] }, undo => 1 },
		{   rule => 'small_table_index', name => 'plain', setup => $at_once->('small_table_index', '') . qq{CREATE TABLE t ($id, $at, a text); INSERT INTO t (a) VALUES ('x'); CREATE INDEX i ON t (lower(a)); ANALYZE t;}, change => { gone => ['CREATE INDEX i ON public.t USING btree (lower(a));'] }, undo => 1 },
		{   rule => 'low_cardinality_index', name => 'no value is rare', setup => sprintf($table, 'g % 2 = 0') . 'CREATE INDEX "I i" ON t ("B b"); ANALYZE t;', change => { gone => ['CREATE INDEX "I i" ON public.t USING btree ("B b");'] }, undo => 1 },
		{   rule => 'low_cardinality_index', name => 'a rare value, with a comment', setup => sprintf($table, 'g % 500 = 0') . q{CREATE INDEX "I i" ON t ("B b"); COMMENT ON INDEX "I i" IS 'it''s mine'; ANALYZE t;}, change => { gone => ['CREATE INDEX "I i" ON public.t USING btree ("B b");'], new => ['CREATE INDEX "I i" ON public.t USING btree ("B b") WHERE "B b";'] } },
		{   rule => 'low_cardinality_index', name => 'not analyzed', setup => sprintf($table, 'false') . 'CREATE INDEX "I i" ON t ("B b");', none => 1 },
		{   rule => 'index_nullable_first', name => 'plain', setup => q{SELECT conventions.set_rule('index_nullable_first', parameters => '{"min_pages": 2}');} . sprintf($table, 'false') . 'CREATE INDEX "I i" ON t (a, id); ANALYZE t;', change => $partial->('a, id', 'a IS NOT NULL') },
	);
}

# An index in the place of another: [rule, name, old definition, new one].
sub replaced_cases
{
	my $columns = "$id, $at, a int NOT NULL, b text[], c jsonb";
	my $rows = q{INSERT INTO t (a, b, c) SELECT g, ARRAY[g::text], '{}' FROM generate_series(1, 50) g;};
	my @plain = (
		[ 'index_duplicate_column', 'partial, with a direction', 'USING btree (a, id DESC, a) WHERE (id > 5)', 'USING btree (a, id DESC) WHERE (id > 5)' ],
		[ 'btree_on_array', 'partial', 'USING btree (b) WHERE (a > 5)', 'USING gin (b) WHERE (a > 5)' ],
		[ 'jsonb_index_method', 'hash', 'USING hash (c)', 'USING gin (c)' ],
		[ 'unnecessary_index_predicate', 'INCLUDE and storage parameters', q{USING btree (id, a) INCLUDE (c) WITH (fillfactor='70') WHERE (a IS NOT NULL)}, q{USING btree (id, a) INCLUDE (c) WITH (fillfactor='70')} ],
	);
	my @cases = map {
		my ($rule, $name, $old, $new) = @$_;
		my $start = 'CREATE INDEX "Old ""one""" ON public.t';
		{ rule => $rule, name => $name, $rule eq 'index_duplicate_column' ? (says => qr/^psql:<stdin>:1: WARNING:  .* repeats the first keys of index "public\.Old /) : (), setup => "CREATE TABLE t ($columns); $rows $start $old;", change => { gone => ["$start $old;"], new => ["$start $new;"] } }
	} @plain;
	my $tree = "CREATE TABLE t (id bigint PRIMARY KEY, $at, b text[]) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX i ON t (b); INSERT INTO t VALUES (1);";
	return (
		@cases,
		{   rule => 'btree_on_array', name => 'a partition tree', setup => $tree,
			change => { gone => [ 'CREATE INDEX i ON ONLY public.t USING btree (b);', 'CREATE INDEX t1_b_idx ON public.t1 USING btree (b);', 'ALTER INDEX public.i ATTACH PARTITION public.t1_b_idx;' ],
				new => [ 'CREATE INDEX i ON ONLY public.t USING gin (b);', 'CREATE INDEX idx_t1_b ON public.t1 USING gin (b);', 'ALTER INDEX public.i ATTACH PARTITION public.idx_t1_b;' ] } },
		{   rule => 'jsonb_index_method', name => 'unique: nothing to run', setup => "CREATE TABLE t ($columns); CREATE UNIQUE INDEX i ON t (c);", none => 1 },
		{   rule => 'wide_index', name => 'nothing to run', setup => "CREATE TABLE t ($id, $at, a int, b int, c int, d int); CREATE INDEX i ON t (a, b, c, d, created_at, id);", none => 1 },
		{   rule => 'redundant_unique', name => 'an index', undo => 1, setup => "CREATE TABLE t ($columns); $rows CREATE UNIQUE INDEX i ON t (a, id);", change => { gone => ['CREATE UNIQUE INDEX i ON public.t USING btree (a, id);'] } },
		{   rule => 'redundant_unique', name => 'a constraint', undo => 1, setup => "CREATE TABLE t ($columns); $rows ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, id);", change => { gone => [ 'ALTER TABLE ONLY public.t', '    ADD CONSTRAINT u UNIQUE (a, id);' ] } },
	);
}

sub tenant_index_cases
{
	return (
		{   name => 'plain', undo => 1, setup => "CREATE TABLE t ($id, $at, tenant_id int NOT NULL); INSERT INTO t (tenant_id) SELECT generate_series(1, 50);", change => { new => [ index_line('idx_t_tenant_id', 'public.t', 'tenant_id') ] } },
		{   name => 'a partition tree, where one has it', setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, tenant_id int NOT NULL) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9); CREATE TABLE t2 PARTITION OF t DEFAULT; CREATE INDEX mine ON t1 (tenant_id); INSERT INTO t VALUES (1, now(), 1), (20, now(), 2);",
			change => { new => [ index_line('idx_t_tenant_id', 'public.t', 'tenant_id', 'ONLY '), index_line('idx_t2_tenant_id', 'public.t2', 'tenant_id'), 'ALTER INDEX public.idx_t_tenant_id ATTACH PARTITION public.mine;', 'ALTER INDEX public.idx_t_tenant_id ATTACH PARTITION public.idx_t2_tenant_id;' ] } },
	);
}

sub cases { return ((map { { rule => 'duplicate_index', %$_ } } duplicate_index_cases()),
		(map { { rule => 'invalid_index', %$_ } } invalid_index_cases()),
		(map { { rule => 'redundant_index', %$_ } } redundant_index_cases()),
		counted_cases(), replaced_cases(), (map { { rule => 'tenant_index', %$_ } } tenant_index_cases())); }

1;
