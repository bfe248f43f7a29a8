# foreign_keys.pm: cases of 030_fixes.pl for the rules of the family foreign_keys.

package fix_cases::foreign_keys;

use strict;
use warnings;

use FixCase;

sub foreign_key_missing_cases
{
	my $users = 'CREATE TABLE users (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now()); INSERT INTO users VALUES (1);';
	my @key = ('ALTER TABLE ONLY public."T"', '    ADD CONSTRAINT "T_user_id_fkey" FOREIGN KEY (user_id) REFERENCES public.users(id);');
	return (
		{   name => 'with its index', change => { new => [ @key, 'CREATE INDEX "idx_T_user_id" ON public."T" USING btree (user_id);' ] },
			setup => qq{$users CREATE TABLE "T" ($id, $at, user_id bigint); INSERT INTO "T" (user_id) VALUES (1), (NULL);} },
		{   name => 'that has an index', change => { new => \@key },
			setup => qq{$users CREATE TABLE "T" ($id, $at, user_id bigint); CREATE INDEX i ON "T" (user_id, id); INSERT INTO "T" (user_id) VALUES (1);} },
		{   name => 'of a partitioned table', change => { new => [ 'ALTER TABLE public."T"', $key[1] ] },
			setup => qq{$users CREATE TABLE "T" (id bigint PRIMARY KEY, $at, user_id bigint) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF "T" DEFAULT; CREATE INDEX i ON "T" (user_id); INSERT INTO "T" VALUES (1, now(), 1);} },
	);
}

sub foreign_key_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, a int, b text, UNIQUE (a, b)); INSERT INTO parent (a, b) SELECT g, g FROM generate_series(1, 50) g;";
	return (
		{   name => 'one column', setup => "$parent CREATE TABLE t ($id, $at, p bigint REFERENCES parent); INSERT INTO t (p) SELECT id FROM parent;",
			change => { new => [ index_line('idx_t_p', 'public.t', 'p') ] } },
		{   name => 'two columns, in the order of the referenced key', setup => "$parent CREATE TABLE t ($id, $at, x text, y int, FOREIGN KEY (x, y) REFERENCES parent (b, a)); INSERT INTO t (x, y) SELECT b, a FROM parent;",
			change => { new => [ index_line('idx_t_y_x', 'public.t', 'y, x') ] } },
		{   name => 'names in quotes', setup => qq{CREATE SCHEMA "S ""s"""; $parent CREATE TABLE "S ""s"""."T t" ($id, $at, "p;'P" bigint REFERENCES parent, "größe" int);
				INSERT INTO "S ""s"""."T t" ("p;'P") SELECT id FROM parent;}, 
			change => { new => [ index_line(q{"idx_T t_p;'P"}, q{"S ""s"""."T t"}, q{"p;'P"}) ] } },
		{   name => '63 bytes', setup => qq{$parent CREATE TABLE } . ('t' x 63) . qq{ ($id, $at, } . ('p' x 63) . qq{ bigint REFERENCES parent);},
			change => { new => [ index_line('idx_' . 't' x 50 . '_HASH', 'public.' . 't' x 63, 'p' x 63) ] }, hash => 1 },
		{   name => 'names that are taken', setup => qq{$parent CREATE TABLE t ($id, $at, p bigint REFERENCES parent); CREATE TABLE idx_t_p ($id, $at); CREATE INDEX idx_t_p_2 ON parent (b);},
			change => { new => [ index_line('idx_t_p_3', 'public.t', 'p') ] } },
		{   name => 'a table that refers to itself', setup => qq{CREATE TABLE t ($id, $at, up bigint REFERENCES t); INSERT INTO t (up) VALUES (NULL), (1);}, change => { new => [ index_line('idx_t_up', 'public.t', 'up') ] } },
		{   name => 'not valid, on a table that inherits', setup => qq{$parent CREATE TABLE base ($id, $at, p bigint); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (base);
				ALTER TABLE kid ADD FOREIGN KEY (p) REFERENCES parent NOT VALID; INSERT INTO kid VALUES (1, now(), 1);}, change => { new => [ index_line('idx_kid_p', 'public.kid', 'p') ] } },
		{   name => 'a second key over the same columns', at => 't_p_fkey1 on public.t', setup => qq{$parent CREATE TABLE other ($id, $at); CREATE TABLE t ($id, $at, p bigint REFERENCES parent REFERENCES other);},
			change => { new => [ index_line('idx_t_p', 'public.t', 'p') ] } },
		{   name => 'mostly null', setup => qq{$parent CREATE TABLE t ($id, $at, p bigint REFERENCES parent); INSERT INTO t (p) SELECT CASE WHEN g = 1 THEN 1 END FROM generate_series(1, 100) g; ANALYZE t;},
			change => { new => [ 'CREATE INDEX idx_t_p ON public.t USING btree (p) WHERE (p IS NOT NULL);' ] } },
		{   name => 'a partitioned table without partitions', setup => qq{$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id);}, change => { new => [ index_line('idx_t_p', 'public.t', 'p', 'ONLY ') ] } },
		{   name => 'a partition tree of two levels', setup => qq{$parent CREATE TABLE "T" (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id);
				CREATE TABLE t1 PARTITION OF "T" FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id); CREATE SCHEMA "S s"; CREATE TABLE "S s"."T 1 1" PARTITION OF t1 DEFAULT; CREATE TABLE t2 PARTITION OF "T" DEFAULT;
				INSERT INTO "T" SELECT g * 10, now(), g FROM generate_series(1, 20) g;},
			change => { new => [ index_line('"idx_T_p"', 'public."T"', 'p', 'ONLY '), index_line('idx_t1_p', 'public.t1', 'p', 'ONLY '), index_line('"idx_T 1 1_p"', '"S s"."T 1 1"', 'p'), index_line('idx_t2_p', 'public.t2', 'p'),
				'ALTER INDEX public."idx_T_p" ATTACH PARTITION public.idx_t1_p;', 'ALTER INDEX public.idx_t1_p ATTACH PARTITION "S s"."idx_T 1 1_p";', 'ALTER INDEX public."idx_T_p" ATTACH PARTITION public.idx_t2_p;' ] } },
		{   name => 'a partition that has the index already', setup => qq{$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id);
				CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE t2 PARTITION OF t DEFAULT; CREATE INDEX mine ON t1 (p);},
			change => { new => [ index_line('idx_t_p', 'public.t', 'p', 'ONLY '), index_line('idx_t2_p', 'public.t2', 'p'), 'ALTER INDEX public.idx_t_p ATTACH PARTITION public.mine;', 'ALTER INDEX public.idx_t_p ATTACH PARTITION public.idx_t2_p;' ] }, undo => 0 },
		{   name => 'a partition that another index serves', setup => qq{$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id);
				CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE t2 PARTITION OF t DEFAULT; CREATE INDEX mine ON t1 (p, created_at);},
			change => { new => [ index_line('idx_t2_p', 'public.t2', 'p') ] }, undo => 0 },
		{   name => 'an index of the root that is not complete', setup => qq{$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id);
				CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE t2 PARTITION OF t DEFAULT; CREATE INDEX mine ON ONLY t (p);},
			change => { new => [ index_line('idx_t1_p', 'public.t1', 'p'), index_line('idx_t2_p', 'public.t2', 'p'), 'ALTER INDEX public.mine ATTACH PARTITION public.idx_t1_p;', 'ALTER INDEX public.mine ATTACH PARTITION public.idx_t2_p;' ] }, undo => 0 },
		{   name => 'a key to a partitioned table', setup => qq{CREATE TABLE tree (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE tree1 PARTITION OF tree DEFAULT; CREATE TABLE tree2 PARTITION OF tree FOR VALUES FROM (5) TO (9);
				CREATE TABLE t ($id, $at, p bigint REFERENCES tree ON DELETE SET NULL);}, change => { new => [ index_line('idx_t_p', 'public.t', 'p') ] } },
	);
}

# A key's line in the dump.
sub key_line { my ($name, $rest) = @_; return "    ADD CONSTRAINT $name FOREIGN KEY $rest;"; }

sub foreign_key_on_delete_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, a int, b int, UNIQUE (a, b)); INSERT INTO parent (a, b) SELECT g, g FROM generate_series(1, 20) g;";
	my $rows = 'INSERT INTO t (p) SELECT id FROM parent;';
	my $swap = sub { my ($name, $head, $tail, $before) = @_; return { gone => [ key_line($name, "$head$before") ], new => [ key_line($name, "$head$tail") ] } };
	return (
		{   name => 'nothing written', setup => "$parent CREATE TABLE t ($id, $at, p bigint REFERENCES parent); CREATE INDEX ON t (p); $rows", fix => { action => 'CASCADE' }, change => $swap->('t_p_fkey', '(p) REFERENCES public.parent(id)', ' ON DELETE CASCADE', '') },
		{   name => 'with all that a key can have', fix => { action => 'SET NULL ("Ä")' },
			setup => qq{$parent CREATE SCHEMA "S s"; CREATE TABLE "S s"."T ""t" ($id, $at, "Ä" int, x int, CONSTRAINT "K k" FOREIGN KEY (x, "Ä") REFERENCES parent (b, a) MATCH FULL ON UPDATE CASCADE); CREATE INDEX ON "S s"."T ""t" (x, "Ä"); COMMENT ON CONSTRAINT "K k" ON "S s"."T ""t" IS E'it''s \\ here'; INSERT INTO "S s"."T ""t" (x, "Ä") VALUES (1, 1);},
			change => $swap->('"K k"', '(x, "Ä") REFERENCES public.parent(b, a) MATCH FULL ON UPDATE CASCADE', ' ON DELETE SET NULL ("Ä")', '') },
		{   name => 'not valid, with rows that break it: it stays so', setup => "$parent CREATE TABLE t ($id, $at, p bigint); CREATE INDEX ON t (p); INSERT INTO t (p) VALUES (99); ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES parent NOT VALID;", fix => { action => 'RESTRICT' },
			change => $swap->('t_p_fkey', '(p) REFERENCES public.parent(id)', ' ON DELETE RESTRICT NOT VALID', ' NOT VALID') },
		{   name => 'a partition tree', setup => "$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT PARTITION BY RANGE (id); CREATE TABLE t11 PARTITION OF t1 DEFAULT; CREATE INDEX ON t (p); INSERT INTO t SELECT id, now(), id FROM parent;", fix => { action => 'SET NULL' },
			change => { renamed => [ [ qr/(FOREIGN KEY \(p\) REFERENCES public\.parent\(id\));/, sub { "$1 ON DELETE SET NULL;" } ] ] } },
		{   name => 'to a partition tree', setup => "CREATE TABLE tree (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE tree1 PARTITION OF tree DEFAULT; INSERT INTO tree SELECT g FROM generate_series(1, 9) g; CREATE TABLE t ($id, $at, p bigint REFERENCES tree); CREATE INDEX ON t (p); INSERT INTO t (p) SELECT id FROM tree;", fix => { action => 'CASCADE' },
			change => $swap->('t_p_fkey', '(p) REFERENCES public.tree(id)', ' ON DELETE CASCADE', '') },
		{   name => 'to itself', setup => "CREATE TABLE t ($id, $at, p bigint REFERENCES t); CREATE INDEX ON t (p); INSERT INTO t (p) VALUES (NULL), (1);", fix => { action => 'RESTRICT' }, change => $swap->('t_p_fkey', '(p) REFERENCES public.t(id)', ' ON DELETE RESTRICT', '') },
	);
}

sub foreign_key_set_null_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, a int, b int, UNIQUE (a, b)); INSERT INTO parent (a, b) SELECT g, g FROM generate_series(1, 20) g;";
	my $restrict = { renamed => [ [ qr/ON DELETE SET (NULL|DEFAULT)( \(.*?\))?/, 'ON DELETE RESTRICT' ] ] };
	return map { { undo => 1, change => $restrict, %$_ } } (
		{   name => 'NOT NULL', setup => "$parent CREATE TABLE t ($id, $at, p bigint NOT NULL REFERENCES parent ON DELETE SET NULL); CREATE INDEX ON t (p); INSERT INTO t (p) SELECT id FROM parent;" },
		{   name => 'a column list, a comment, names in quotes', setup => qq{$parent CREATE TABLE "T ""t" ($id, $at, "Ä" int NOT NULL, x int, CONSTRAINT "K k" FOREIGN KEY (x, "Ä") REFERENCES parent (b, a) ON DELETE SET NULL ("Ä") DEFERRABLE); CREATE INDEX ON "T ""t" (x, "Ä"); COMMENT ON CONSTRAINT "K k" ON "T ""t" IS 'it''s'; INSERT INTO "T ""t" (x, "Ä") VALUES (1, 1);} },
		{   name => 'SET DEFAULT, not valid', setup => "$parent CREATE TABLE t ($id, $at, p bigint NOT NULL); CREATE INDEX ON t (p); INSERT INTO t (p) VALUES (99); ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES parent ON DELETE SET DEFAULT NOT VALID;" },
		{   name => 'NOT NULL of one partition', setup => "$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint REFERENCES parent ON DELETE SET NULL) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t (p NOT NULL) DEFAULT; CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (5) TO (9); CREATE INDEX ON t (p); INSERT INTO t SELECT id, now(), id FROM parent;" },
	);
}

sub foreign_key_duplicate_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, a int, b int, UNIQUE (a, b)); INSERT INTO parent (a, b) SELECT g, g FROM generate_series(1, 20) g;";
	my $table = "$parent CREATE TABLE t ($id, $at, p bigint CONSTRAINT first_one REFERENCES parent ON DELETE CASCADE, x int, y int); CREATE INDEX ON t (p); CREATE INDEX ON t (x, y); INSERT INTO t (p, x, y) SELECT id, a, b FROM parent;";
	my $only = 'ALTER TABLE ONLY public.t';
	return (
		{   name => 'plain', undo => 1, setup => qq{$table ALTER TABLE t ADD CONSTRAINT "Zweite ""2""" FOREIGN KEY (p) REFERENCES parent ON DELETE CASCADE;}, change => { gone => [ $only, key_line('"Zweite ""2"""', '(p) REFERENCES public.parent(id) ON DELETE CASCADE') ] } },
		{   name => 'columns in another order, with a comment', undo => 1, setup => qq{$table ALTER TABLE t ADD FOREIGN KEY (x, y) REFERENCES parent (a, b), ADD CONSTRAINT other FOREIGN KEY (y, x) REFERENCES parent (b, a); COMMENT ON CONSTRAINT other ON t IS 'it''s';},
			change => { gone => [ $only, key_line('other', '(y, x) REFERENCES public.parent(b, a)'), q{COMMENT ON CONSTRAINT other ON public.t IS 'it''s';} ] } },
		{   name => 'the younger one is proven, the older one is not', setup => "$parent CREATE TABLE t ($id, $at, p bigint); CREATE INDEX ON t (p); ALTER TABLE t ADD CONSTRAINT one FOREIGN KEY (p) REFERENCES parent NOT VALID; ALTER TABLE t ADD CONSTRAINT two FOREIGN KEY (p) REFERENCES parent;",
			change => { gone => [ $only, key_line('two', '(p) REFERENCES public.parent(id)'), key_line('one', '(p) REFERENCES public.parent(id) NOT VALID') ], new => [ key_line('one', '(p) REFERENCES public.parent(id)') ] }, },
		{   name => 'they differ: a person decides', none => 1, setup => "$table ALTER TABLE t ADD CONSTRAINT second FOREIGN KEY (p) REFERENCES parent;" },
		{   name => 'a partition tree', undo => 1, setup => "$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p bigint CONSTRAINT one REFERENCES parent) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX ON t (p); ALTER TABLE t ADD CONSTRAINT two FOREIGN KEY (p) REFERENCES parent;",
			change => { gone => [ 'ALTER TABLE public.t', key_line('two', '(p) REFERENCES public.parent(id)') ] } },
	);
}

sub foreign_key_type_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, n numeric UNIQUE, t text UNIQUE); INSERT INTO parent (n, t) SELECT g, g FROM generate_series(1, 20) g;";
	return (
		{   name => 'integer to bigint', setup => "$parent CREATE TABLE t ($id, $at, p int NOT NULL REFERENCES parent ON DELETE CASCADE); CREATE INDEX ON t (p); INSERT INTO t (p) SELECT id FROM parent;", change => { renamed => [ [ qr/    p integer/, '    p bigint' ] ] } },
		{   name => 'two of two, names in quotes', setup => qq{$parent ALTER TABLE parent ADD UNIQUE (n, t); CREATE TABLE "T ""t" ($id, $at, "Ä" varchar(9), x int, CONSTRAINT "K k" FOREIGN KEY (x, "Ä") REFERENCES parent (n, t)); CREATE INDEX ON "T ""t" (x, "Ä"); INSERT INTO "T ""t" (x, "Ä") VALUES (1, '1');}, fix => { expression => 'CASE WHEN id > 0 THEN 1 END' },
			change => { renamed => [ [ qr/"Ä" character varying\(9\)/, '"Ä" text' ], [ qr/    x integer/, '    x numeric' ] ] } },
		{   name => 'a partition tree', setup => "$parent CREATE TABLE t (id bigint PRIMARY KEY, $at, p int REFERENCES parent) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX ON t (p); INSERT INTO t SELECT id, now(), id FROM parent;", change => { renamed => [ [ qr/    p integer/, '    p bigint' ] ] } },
		{   name => 'varchar to text', setup => "$parent CREATE TABLE t ($id, $at, p varchar(9) REFERENCES parent (t) CHECK (p <> '')); CREATE INDEX ON t (p) WHERE p > '1'; INSERT INTO t (p) SELECT t FROM parent;",
			change => { renamed => [ [ qr/    p character varying\(9\)/, '    p text' ], [ qr/\(\(\(p\)::text <> ''::text\)\)/, q{((p <> ''::text))} ], [ qr/\(\(p\)::text > '1'::text\)/, q{(p > '1'::text)} ] ] } },
		{   name => 'a key that others may refer to: a person says', setup => "$parent CREATE TABLE t (id int PRIMARY KEY REFERENCES parent, $at); INSERT INTO t (id) SELECT id FROM parent;", fix => { expression => 'id' }, change => { renamed => [ [ qr/    id integer/, '    id bigint' ] ] } },
		{   name => 'a domain that checks something: nothing to run', setup => "$parent CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE t ($id, $at, p d REFERENCES parent); CREATE INDEX ON t (p);", none => 1 },
		{   name => 'a default: nothing to run', setup => "$parent CREATE TABLE t ($id, $at, p int DEFAULT 3 REFERENCES parent); CREATE INDEX ON t (p);", none => 1 },
	);
}

sub other_key_cases
{
	my $parent = "CREATE TABLE parent ($id, $at, tenant_id int NOT NULL DEFAULT 7, a int, b int, UNIQUE (a, b)); INSERT INTO parent (a, b) SELECT g, g FROM generate_series(1, 20) g;";
	my $only = 'ALTER TABLE ONLY public."T t"';
	return (
		{   rule => 'foreign_key_nullable', name => 'names in quotes', setup => qq{$parent CREATE TABLE "T t" ($id, $at, a int NOT NULL, "B b" int, FOREIGN KEY (a, "B b") REFERENCES parent (a, b)); CREATE INDEX ON "T t" (a, "B b"); INSERT INTO "T t" (a, "B b") SELECT a, b FROM parent;},
			fix => { value => '1' }, change => { gone => ['    "B b" integer'], new => ['    "B b" integer NOT NULL'] } },
		{   rule => 'foreign_key_self_action', name => 'with a comment', undo => 1, setup => qq{CREATE TABLE "T t" ($id, $at, up bigint CONSTRAINT "K k" REFERENCES "T t"); CREATE INDEX ON "T t" (up); COMMENT ON CONSTRAINT "K k" ON "T t" IS 'why'; INSERT INTO "T t" (up) VALUES (NULL), (1);},
			fix => { action => 'CASCADE' }, change => { gone => [ key_line('"K k"', '(up) REFERENCES public."T t"(id)') ], new => [ key_line('"K k"', '(up) REFERENCES public."T t"(id) ON DELETE CASCADE') ] } },
		{   rule => 'foreign_key_tenant', name => 'with both indexes', setup => qq{$parent CREATE TABLE "T t" ($id, $at, tenant_id int NOT NULL, "P p" bigint CONSTRAINT "K k" REFERENCES parent ON DELETE SET NULL); CREATE INDEX mine ON "T t" ("P p"); INSERT INTO "T t" (tenant_id, "P p") SELECT 7, id FROM parent;},
			change => { gone => [ key_line('"K k"', '("P p") REFERENCES public.parent(id) ON DELETE SET NULL') ],
				new => [ key_line('"K k"', '(tenant_id, "P p") REFERENCES public.parent(tenant_id, id) ON DELETE SET NULL ("P p")'), 'CREATE UNIQUE INDEX parent_tenant_id_id_key ON public.parent USING btree (tenant_id, id);',
				'CREATE INDEX "idx_T t_tenant_id_P p" ON public."T t" USING btree (tenant_id, "P p");' ] } },
		{   rule => 'foreign_key_forbidden', name => 'in a partition tree', undo => 1, setup => qq{$parent CREATE TABLE "T t" (id bigint PRIMARY KEY, $at, p bigint CONSTRAINT "K k" REFERENCES parent) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF "T t" DEFAULT; CREATE INDEX ON "T t" (p);},
			change => { gone => [ 'ALTER TABLE public."T t"', key_line('"K k"', '(p) REFERENCES public.parent(id)') ] } },
		{   rule => 'foreign_key_partition_only', name => 'the keys of partitions become one', setup => qq{$parent CREATE TABLE "T t" (id bigint PRIMARY KEY, $at, p bigint) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF "T t" FOR VALUES FROM (0) TO (9); CREATE TABLE t2 PARTITION OF "T t" DEFAULT; CREATE INDEX ON "T t" (p);
				ALTER TABLE t1 ADD CONSTRAINT k1 FOREIGN KEY (p) REFERENCES parent ON DELETE CASCADE; ALTER TABLE t2 ADD CONSTRAINT k2 FOREIGN KEY (p) REFERENCES parent ON DELETE CASCADE; INSERT INTO "T t" SELECT id, now(), id FROM parent;},
			change => { gone => [ 'ALTER TABLE ONLY public.t1', 'ALTER TABLE ONLY public.t2', key_line('k1', '(p) REFERENCES public.parent(id) ON DELETE CASCADE'), key_line('k2', '(p) REFERENCES public.parent(id) ON DELETE CASCADE') ],
				new => [ 'ALTER TABLE public."T t"', key_line('"T t_p_fkey"', '(p) REFERENCES public.parent(id) ON DELETE CASCADE') ] } },
	);
}

sub cases { return (other_key_cases(), (map { { rule => 'foreign_key_missing', %$_ } } foreign_key_missing_cases()),
		(map { { rule => 'foreign_key_index', undo => 1, %$_ } } foreign_key_cases()),
		(map { { rule => 'foreign_key_on_delete', undo => 1, %$_ } } foreign_key_on_delete_cases()),
		(map { { rule => 'foreign_key_set_null', %$_ } } foreign_key_set_null_cases()),
		(map { { rule => 'foreign_key_duplicate', %$_ } } foreign_key_duplicate_cases()),
		(map { { rule => 'foreign_key_type', %$_ } } foreign_key_type_cases())); }

1;
