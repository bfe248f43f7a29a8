# FixCases.pm: what fires, its fix, and all that the fix changes: the cases of 030_fixes.pl.

package FixCases;

use strict;
use warnings;

use Exporter 'import';

our @EXPORT = qw(fix_cases);

my $id = 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
my $at = 'created_at timestamptz NOT NULL DEFAULT now()';
my $long = 'A' . 'bcdefghi' x 7 . 'jklmno';    # 63 bytes
my $foreign = 'CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;';

# A table of another name in the dump, wherever it stands qualified.
sub table { my ($from, $to) = @_; return [ qr/(?<![\w".])\Q$from\E(?![\w\$"\x80-\xff])/, $to ]; }

# Each case: its name; the set-up; `at`, the identity of the finding where there are several; `fix`, values for its
# placeholders; `change`, how the dump differs afterwards (see Fixes::changed_lines); `undo`, whether there is one;
# `none`, that there is nothing to run; `also`, findings of the same object that stay under its new name; `fill`,
# `zone`, `except`, see Fixes::contents; `says`, what the server may say meanwhile.
sub table_name_cases
{
	return (
		{   rule => 'table_name', name => 'mixed case, with all that can hang on a table',
			setup => qq{CREATE TABLE "Mixed Case" ($id, $at, note text CHECK (note <> ''), UNIQUE (note));
				CREATE TABLE child ($id, $at, parent bigint REFERENCES "Mixed Case" ON DELETE CASCADE);
				CREATE INDEX ON child (parent);
				CREATE VIEW seen AS SELECT note FROM "Mixed Case";
				CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
				CREATE TRIGGER tr BEFORE INSERT ON "Mixed Case" FOR EACH ROW EXECUTE FUNCTION f();
				COMMENT ON TABLE "Mixed Case" IS 'Mixed Case';
				GRANT SELECT ON "Mixed Case" TO PUBLIC;
				INSERT INTO "Mixed Case" (note) SELECT 'n' || g FROM generate_series(1, 50) g;
				INSERT INTO child (parent) SELECT id FROM "Mixed Case";},
			change => { renamed => [ table('public."Mixed Case"', 'public.mixed_case'), [ qr/FROM ONLY "Mixed Case"/, 'FROM ONLY mixed_case' ],
				[ qr/"Mixed Case"\.note/, 'mixed_case.note' ] ] }, undo => 1 },
		{   rule => 'table_name', name => 'quotes, blanks and semicolons in the name',
			setup => qq{CREATE TABLE "it's; a ""Quote"" <here>" ($id, $at); INSERT INTO "it's; a ""Quote"" <here>" DEFAULT VALUES;},
			change => { renamed => [ table(q{public."it's; a ""Quote"" <here>"}, 'public.it_s_a_quote_here') ] }, undo => 1 },
		{   rule => 'table_name', name => 'a line break in the name', setup => qq{CREATE TABLE "two\nlines" ($id, $at)},
			change => { renamed => [ [ qr/public\."two\\nlines"/, 'public.two_lines' ] ] }, undo => 1 },
		{   rule => 'table_name', name => 'letters beyond ASCII: a person must name it',
			setup => qq{CREATE TABLE "Größe" ($id, $at); INSERT INTO "Größe" DEFAULT VALUES;}, fix => { name => 'sizes' },
			change => { renamed => [ table('public."Größe"', 'public.sizes') ] } },
		{   rule => 'table_name', name => '63 bytes, and more words than fit', setup => qq{CREATE TABLE "${long}" ($id, $at);},
			change => { renamed => [ table(qq{public."$long"}, 'public.' . lc $long) ] }, undo => 1 },
		{   rule => 'table_name', name => '63 bytes that grow', setup => q{CREATE TABLE "} . ('AbCdEf' x 10) . qq{Xyz" ($id, $at);},
			change => { renamed => [ [ qr/public\."(AbCdEf){10}Xyz"/, 'public.ab_cd_ef_ab_cd_ef_ab_cd_ef_ab_cd_ef_ab_cd_ef_ab_cd_ef_HASH' ] ] }, hash => 1, undo => 1 },
		{   rule => 'table_name', name => 'collision with tables, an index, a view, a sequence and types',
			setup => qq{CREATE TABLE "Orders" ($id, $at); CREATE TABLE orders ($id, $at); CREATE INDEX orders_2 ON orders (created_at);
				CREATE VIEW orders_3 AS SELECT 1 AS x; CREATE SEQUENCE orders_4; CREATE DOMAIN orders_5 AS int; CREATE TYPE orders_6 AS (a int);
				CREATE TYPE orders_7 AS ENUM ('a'); CREATE TYPE orders_8 AS RANGE (subtype = int4, multirange_type_name = orders_9);
				CREATE MATERIALIZED VIEW orders_10 AS SELECT 1 AS x;},
			change => { renamed => [ table('public."Orders"', 'public.orders_11') ] }, undo => 1 },
		{   rule => 'table_name', name => 'collision with an index, while nothing but names is judged',
			setup => qq{CREATE TABLE "Orders" ($id, $at); CREATE TABLE other ($id, $at); CREATE INDEX orders ON other (created_at); CREATE DOMAIN orders_2 AS int;
				SELECT conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE rule <> 'table_name';},
			change => { renamed => [ table('public."Orders"', 'public.orders_3') ] }, undo => 1 },
		{   rule => 'table_name', name => 'a schema in quotes, and the same name in another one',
			setup => qq{CREATE SCHEMA "My ""Schema"""; CREATE TABLE "My ""Schema"""."Order-Items" ($id, $at); CREATE TABLE order_items ($id, $at);},
			change => { renamed => [ table(q{"My ""Schema"""."Order-Items"}, q{"My ""Schema""".order_items}) ] }, undo => 1 },
		{   rule => 'table_name', name => 'a partition tree: the root alone',
			setup => qq{CREATE TABLE "Events" (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id);
				CREATE TABLE "Events_1" PARTITION OF "Events" FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id);
				CREATE TABLE "Events_1_1" PARTITION OF "Events_1" FOR VALUES FROM (0) TO (50);
				CREATE TABLE "Events_2" PARTITION OF "Events" DEFAULT; INSERT INTO "Events" SELECT g * 25 FROM generate_series(0, 1) g;},
			change => { renamed => [ table('public."Events"', 'public.events') ] }, undo => 1 },
		{   rule => 'table_name', name => 'a foreign table', setup => qq{$foreign CREATE FOREIGN TABLE "Far Away" ($at) SERVER s;},
			change => { renamed => [ table('public."Far Away"', 'public.far_away') ] }, undo => 1 },
		{   rule => 'table_name', name => 'inheritance', at => 'public."Base"',
			setup => qq{CREATE TABLE "Base" ($id, $at); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS ("Base"); INSERT INTO kid VALUES (1);},
			change => { renamed => [ table('public."Base"', 'public.base') ] }, undo => 1 },
		{   rule => 'table_name', name => 'unlogged, begins with a digit', setup => qq{CREATE UNLOGGED TABLE "2020 Sales" ($id, $at)},
			change => { renamed => [ table('public."2020 Sales"', 'public.n_2020_sales') ] }, undo => 1 },
		{   rule => 'table_name', name => 'no letter at all', setup => qq{CREATE TABLE "!?" ($id, $at)},
			change => { renamed => [ table('public."!?"', 'public.unnamed') ] }, undo => 1 },
		{   rule => 'table_name', name => 'words that are reserved', setup => qq{CREATE TABLE "Order-" ($id, $at); CREATE TABLE "_Check" ($id, $at);},
			at => 'public."Order-"', change => { renamed => [ table('public."Order-"', 'public.orders') ] }, undo => 1 },
		{   rule => 'table_name', name => 'another pattern of the house: a person must name it',
			setup => qq{CREATE TABLE orders ($id, $at); SELECT conventions.set_rule('table_name', parameters => '{"pattern": "^t_"}');},
			fix => { name => 't_orders' }, change => { renamed => [ table('public.orders', 'public.t_orders') ] } },
	);
}

sub reserved_word_cases
{
	return (
		{   rule => 'reserved_word', name => 'a column with all that can hang on it',
			setup => qq{CREATE TABLE t ($id, $at, "order" int DEFAULT 3 CHECK ("order" > 0), twice int GENERATED ALWAYS AS ("order" * 2) STORED);
				CREATE INDEX i ON t ("order", lower("order"::text)) INCLUDE (twice) WHERE "order" > 5;
				COMMENT ON COLUMN t."order" IS 'first'; ALTER TABLE t ALTER "order" SET STATISTICS 7;
				INSERT INTO t ("order") SELECT g FROM generate_series(1, 50) g;},
			change => { renamed => [ [ qr/"order"/, 'order_value' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a column whose new names are taken',
			setup => qq{CREATE TABLE t ($id, $at, "select" int, select_value int, select_value_2 text); INSERT INTO t ("select") VALUES (1);},
			change => { renamed => [ [ qr/"select"/, 'select_value_3' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a column in capitals', setup => qq{CREATE TABLE t ($id, $at, "USER" text); INSERT INTO t ("USER") VALUES ('x');},
			change => { renamed => [ [ qr/"USER"/, '"USER_VALUE"' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a column of a partition tree',
			setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, "end" int) PARTITION BY RANGE (id);
				CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE TABLE t2 PARTITION OF t DEFAULT;
				CREATE INDEX i ON t ("end"); INSERT INTO t SELECT g * 60, now(), g FROM generate_series(0, 5) g;},
			change => { renamed => [ [ qr/"end"/, 'end_value' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a column that children inherit',
			setup => qq{CREATE TABLE t ($id, $at, "user" text); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); INSERT INTO kid VALUES (1, now(), 'x');},
			change => { renamed => [ [ qr/"user"/, 'user_value' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a column of a typed table: nothing to run there', setup => qq{CREATE TYPE ty AS (id bigint, "order" int, created_at timestamptz);
				CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL);}, none => 1 },
		{   rule => 'reserved_word', name => 'a table', setup => qq{CREATE TABLE "user" ($id, $at); CREATE TABLE c ($id, $at, u bigint REFERENCES "user"); CREATE INDEX ON c (u);
				INSERT INTO "user" DEFAULT VALUES; INSERT INTO c (u) SELECT id FROM "user";},
			change => { renamed => [ table('public."user"', 'public.users') ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a table whose plural is taken, in a schema in quotes',
			setup => qq{CREATE SCHEMA "Ä b"; CREATE TABLE "Ä b"."check" ($id, $at); CREATE TABLE "Ä b".checks ($id, $at);},
			change => { renamed => [ table('"Ä b"."check"', '"Ä b".checks_2') ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a foreign table and its column', at => 'public."table"',
			setup => qq{$foreign CREATE FOREIGN TABLE "table" ($at, "order" int) SERVER s;},
			change => { renamed => [ table('public."table"', 'public.tables') ] }, also => [ [ 'public."table"', 'public.tables' ] ], undo => 1 },
		{   rule => 'reserved_word', name => 'a column of a foreign table', setup => qq{$foreign CREATE FOREIGN TABLE far ($at, "order" int) SERVER s;},
			change => { renamed => [ [ qr/"order"/, 'order_value' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a view', setup => qq{CREATE VIEW "all" AS SELECT 1 AS x; CREATE VIEW over AS SELECT x FROM "all";},
			change => { renamed => [ [ qr/"all"/, 'alls' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a materialized view', setup => q{CREATE MATERIALIZED VIEW "End" AS SELECT 1 AS x; CREATE UNIQUE INDEX u ON "End" (x);},
			change => { renamed => [ [ qr/"End"/, '"Ends"' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'an enum', setup => qq{CREATE TYPE "select" AS ENUM ('a', 'b'); CREATE TABLE t ($id, $at, s "select" DEFAULT 'a'); INSERT INTO t (s) VALUES ('b');},
			change => { renamed => [ [ qr/"select"/, 'select_type' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a domain whose new name is taken', setup => qq{CREATE DOMAIN "between" AS int CHECK (VALUE > 0); CREATE TYPE between_type AS ENUM (); CREATE TABLE t ($id, $at, b "between"); INSERT INTO t (b) VALUES (1);},
			change => { renamed => [ [ qr/"between"/, 'between_type_2' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a composite type', setup => qq{CREATE TYPE "default" AS (a int); CREATE TABLE t ($id, $at, d "default"); INSERT INTO t (d) VALUES (ROW(1));},
			change => { renamed => [ [ qr/"default"/, 'default_type' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a range type', setup => qq{CREATE TYPE "interval" AS RANGE (subtype = int4, multirange_type_name = many);},
			change => { renamed => [ [ qr/"interval"/, 'interval_type' ] ] }, undo => 1 },
		{   rule => 'reserved_word', name => 'a word of the house, 63 bytes long',
				setup => sprintf(q{CREATE TABLE t (%s, %s, %s int); SELECT conventions.set_rule('reserved_word', parameters => '{"words": ["%s"]}');}, $id, $at, 'w' x 63, 'w' x 63),
				change => { renamed => [ [ qr/w{63}/, 'w' x 54 . '_HASH' ] ] }, hash => 1, undo => 1 },
	);
}

sub primary_key_cases
{
	return (
		{   rule => 'primary_key', name => 'a unique index over NOT NULL columns',
			setup => qq{CREATE TABLE "T x" (code text NOT NULL, b int NOT NULL, $at); CREATE UNIQUE INDEX "My ""Index""" ON "T x" (code, b) INCLUDE (created_at);
				CREATE UNIQUE INDEX wider ON "T x" (code, b, created_at); INSERT INTO "T x" SELECT g, g FROM generate_series(1, 50) g;},
			change => { gone => [ 'CREATE UNIQUE INDEX "My ""Index""" ON public."T x" USING btree (code, b) INCLUDE (created_at);' ],
				new => [ 'ALTER TABLE ONLY public."T x"', '    ADD CONSTRAINT "My ""Index""" PRIMARY KEY (code, b) INCLUDE (created_at);' ] } },
		{   rule => 'primary_key', name => 'a unique constraint is swapped',
			setup => qq{CREATE SCHEMA "S s"; CREATE TABLE "S s"."T" (code text NOT NULL CONSTRAINT "Uq" UNIQUE, $at); CREATE INDEX "T_pkey" ON "S s"."T" (created_at);
				INSERT INTO "S s"."T" SELECT g FROM generate_series(1, 50) g;},
			change => { gone => [ '    ADD CONSTRAINT "Uq" UNIQUE (code);' ], new => [ '    ADD CONSTRAINT "T_pkey_2" PRIMARY KEY (code);' ] }, says => qr/\(duplicate_index\)/ },
		{   rule => 'primary_key', name => 'no index: a person says which columns', setup => qq{CREATE TABLE "a;b" ("x y" int, b int, $at); INSERT INTO "a;b" VALUES (1, 2), (1, 3);},
			fix => { columns => '"x y", b' },
			change => { gone => [ '    "x y" integer', '    b integer' ], new => [ '    "x y" integer NOT NULL', '    b integer NOT NULL', 'ALTER TABLE ONLY public."a;b"', '    ADD CONSTRAINT "a;b_pkey" PRIMARY KEY ("x y", b);' ] } },
		(   map { { rule => 'primary_key', name => "a unique index that cannot serve: $_->[0]", setup => qq{CREATE TABLE t (a int NOT NULL, b text NOT NULL, $at, UNIQUE (a, b) DEFERRABLE); $_->[1];
				CREATE TABLE r ($id, $at, a int, b int); INSERT INTO t VALUES (1, 'x', now());},
			fix => { columns => 'a' }, change => { new => [ 'ALTER TABLE ONLY public.t', '    ADD CONSTRAINT t_pkey PRIMARY KEY (a);' ] } } }
			[ 'partial', 'CREATE UNIQUE INDEX u ON t (a) WHERE a > 0' ], [ 'an expression', 'CREATE UNIQUE INDEX u ON t (abs(a))' ],
			[ 'NULLS NOT DISTINCT', 'CREATE UNIQUE INDEX u ON t (a) NULLS NOT DISTINCT' ], [ 'descending', 'CREATE UNIQUE INDEX u ON t (a DESC)' ],
			[ 'another operator class', 'CREATE UNIQUE INDEX u ON t (b text_pattern_ops)' ], [ 'another collation', 'CREATE UNIQUE INDEX u ON t (b COLLATE "C")' ],
			[ 'a foreign key rests on its constraint', 'ALTER TABLE t ADD UNIQUE (a); CREATE TABLE k (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, a int REFERENCES t (a)); CREATE INDEX ON k (a)' ],
			[ 'its constraint is the replica identity', 'ALTER TABLE t ADD CONSTRAINT u UNIQUE (a); ALTER TABLE t REPLICA IDENTITY USING INDEX u' ],
			[ 'its constraint is the order of CLUSTER', 'ALTER TABLE t ADD CONSTRAINT u UNIQUE (a); ALTER TABLE t CLUSTER ON u' ]),
		{   rule => 'primary_key', name => 'a unique index that is the replica identity stays it',
			setup => qq{CREATE TABLE t (a int NOT NULL, $at); CREATE UNIQUE INDEX u ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX u; INSERT INTO t VALUES (1);},
			change => { gone => [ 'CREATE UNIQUE INDEX u ON public.t USING btree (a);' ], new => [ 'ALTER TABLE ONLY public.t', '    ADD CONSTRAINT u PRIMARY KEY (a);' ] } },
		{   rule => 'primary_key', name => 'a partitioned table with a unique index',
			setup => qq{CREATE TABLE "Tree" (a int NOT NULL, $at) PARTITION BY RANGE (a); CREATE TABLE t1 PARTITION OF "Tree" FOR VALUES FROM (0) TO (10); CREATE TABLE t2 PARTITION OF "Tree" DEFAULT;
				CREATE UNIQUE INDEX u ON "Tree" (a); INSERT INTO "Tree" VALUES (1), (20);},
			change => { gone => [ 'CREATE UNIQUE INDEX u ON ONLY public."Tree" USING btree (a);', 'CREATE UNIQUE INDEX t1_a_idx ON public.t1 USING btree (a);', 'CREATE UNIQUE INDEX t2_a_idx ON public.t2 USING btree (a);',
					'ALTER INDEX public.u ATTACH PARTITION public.t1_a_idx;', 'ALTER INDEX public.u ATTACH PARTITION public.t2_a_idx;' ],
				new => [ 'ALTER TABLE ONLY public."Tree"', '    ADD CONSTRAINT "Tree_pkey" PRIMARY KEY (a);', 'ALTER TABLE ONLY public.t1', '    ADD CONSTRAINT t1_pkey PRIMARY KEY (a);',
				'ALTER TABLE ONLY public.t2', '    ADD CONSTRAINT t2_pkey PRIMARY KEY (a);', 'ALTER INDEX public."Tree_pkey" ATTACH PARTITION public.t1_pkey;', 'ALTER INDEX public."Tree_pkey" ATTACH PARTITION public.t2_pkey;' ] } },
		{   rule => 'primary_key', name => 'a partitioned table with a unique constraint', setup => qq{CREATE TABLE t (a int NOT NULL UNIQUE, $at) PARTITION BY RANGE (a); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1), (20);},
			change => { gone => [ '    ADD CONSTRAINT t_a_key UNIQUE (a);', '    ADD CONSTRAINT t1_a_key UNIQUE (a);', 'ALTER INDEX public.t_a_key ATTACH PARTITION public.t1_a_key;' ],
				new => [ '    ADD CONSTRAINT t_pkey PRIMARY KEY (a);', '    ADD CONSTRAINT t1_pkey PRIMARY KEY (a);', 'ALTER INDEX public.t_pkey ATTACH PARTITION public.t1_pkey;' ] } },
		{   rule => 'primary_key', name => 'a table that inherits', setup => qq{CREATE TABLE base ($id, $at); CREATE TABLE kid () INHERITS (base); INSERT INTO kid VALUES (1);},
			fix => { columns => 'id' }, change => { new => [ 'ALTER TABLE ONLY public.kid', '    ADD CONSTRAINT kid_pkey PRIMARY KEY (id);' ] } },
		{   rule => 'primary_key', name => '63 bytes', setup => qq{CREATE UNLOGGED TABLE "} . lc($long) . qq{" (a int NOT NULL UNIQUE, $at); INSERT INTO "} . lc($long) . q{" VALUES (1);},
			change => { gone => [ '    ADD CONSTRAINT ' . substr(lc $long, 0, 57) . '_a_key UNIQUE (a);' ], new => [ '    ADD CONSTRAINT ' . substr(lc $long, 0, 54) . '_HASH PRIMARY KEY (a);' ] }, hash => 1, says => qr/\(duplicate_index\)/ },
	);
}

# Indexes of the usual template.
sub index_line { my ($name, $table, $columns, $only) = @_; return 'CREATE INDEX ' . $name . ' ON ' . ($only || '') . "$table USING btree ($columns);"; }

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

sub created_at_cases
{
	my $line = '    created_at timestamp with time zone DEFAULT now() NOT NULL';
	my $rows = 'INSERT INTO t SELECT FROM generate_series(1, 50);';
	return (
		{   name => 'no such column', setup => "CREATE TABLE t ($id, n int DEFAULT 3); $rows CREATE VIEW v AS SELECT * FROM t;", change => { new => [$line] }, undo => 1 },
		{   name => 'names in quotes', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T ""t""" ($id); SELECT conventions.set_rule('created_at', parameters => '{"names": ["Angelegt \\"am\\"", "created"]}');}, 
			change => { new => [ '    "Angelegt ""am""" timestamp with time zone DEFAULT now() NOT NULL' ] }, undo => 1 },
		{   name => 'a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t2 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1), (20);},
			change => { new => [ ($line) x 3 ] }, undo => 1 },
		{   name => 'a table that others inherit from', setup => qq{CREATE TABLE t ($id); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); INSERT INTO kid VALUES (1);}, at => 'public.t', change => { new => [ $line, 'ALTER TABLE ONLY public.kid ALTER COLUMN created_at SET DEFAULT now();' ] }, undo => 1 },
		{   name => 'a typed table: nothing to run there', setup => 'CREATE TYPE ty AS (id bigint); CREATE TABLE t OF ty (PRIMARY KEY (id))', none => 1 },
		{   name => 'a foreign table: nothing to run here', setup => "$foreign CREATE FOREIGN TABLE t (id int) SERVER s", none => 1 },
		{   name => 'may be null', setup => "CREATE TABLE t ($id, created_at timestamptz, created_at_not_null int); INSERT INTO t (created_at) VALUES (NULL), ('2020-01-01'), (NULL);", fix => { moment => q{'2000-01-01'} }, fill => [ 'created_at', q{'2000-01-01'} ],
			change => { gone => ['    created_at timestamp with time zone'], new => ['    created_at timestamp with time zone NOT NULL'] } },
		{   name => 'may be null, and a constraint has the name of the proof', setup => qq{CREATE TABLE "T t" ($id, created_at timestamptz CONSTRAINT created_at_not_null CHECK (created_at > '1970-01-01'), CONSTRAINT created_at_not_null_2 CHECK (id > 0)); INSERT INTO "T t" (created_at) VALUES (NULL), ('2020-01-01');},
			 fix => { moment => q{'2000-01-01'} }, fill => [ 'created_at', q{'2000-01-01'} ],
			change => { gone => ['    created_at timestamp with time zone'], new => ['    created_at timestamp with time zone NOT NULL'] } },
		{   name => 'may be null, in a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1), (2);}, fix => { moment => q{'2000-01-01'} }, fill => [ 'created_at', q{'2000-01-01'} ],
			change => { gone => [ ('    created_at timestamp with time zone') x 2 ], new => [ ('    created_at timestamp with time zone NOT NULL') x 2 ] } },
		{   name => 'may be null, in a foreign table', setup => "$foreign CREATE FOREIGN TABLE t (created_at timestamptz) SERVER s", change => { gone => ['    created_at timestamp with time zone'], new => ['    created_at timestamp with time zone NOT NULL'] } },
		{   name => 'a text', setup => "CREATE TABLE t ($id, created_at text NOT NULL); INSERT INTO t (created_at) VALUES ('2020-01-01 00:00:00+00');", fix => { expression => 'created_at::timestamptz' },
			change => { gone => ['    created_at text NOT NULL'], new => [$line] } },
		{   name => 'a number that may be null, with a default', setup => "CREATE TABLE t ($id, created_at bigint DEFAULT extract(epoch FROM now())); INSERT INTO t (created_at) VALUES (0), (NULL);", fix => { expression => 'to_timestamp(coalesce(created_at, 0))' }, except => 'created_at',
			change => { gone => ['    created_at bigint DEFAULT EXTRACT(epoch FROM now())'], new => [$line] } },
		{   name => 'generated: nothing to run', setup => "CREATE TABLE t ($id, created_at bigint GENERATED ALWAYS AS (1) STORED)", none => 1 },
	);
}

sub timestamptz_cases
{
	my $values = q{SELECT timestamp '2020-01-31 12:34:56.789' + g * interval '1 month' FROM generate_series(1, 20) g};
	my @berlin = (fix => { zone => 'Europe/Berlin' }, zone => 'Europe/Berlin');
	my $default = sub { return (fix => { zone => 'Europe/Berlin', default => $_[0] }, zone => 'Europe/Berlin') };
	my ($was, $is) = ('timestamp without time zone', 'timestamp with time zone');
	return (
		{   name => 'plain', setup => "CREATE TABLE t ($id, $at, x timestamp NOT NULL); CREATE INDEX i ON t (x DESC); INSERT INTO t (x) $values;", @berlin, change => { renamed => [ [ qr/x $was/, "x $is" ] ] } },
		{   name => 'names in quotes, with a precision', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T't" ($id, $at, "X ""<y>""" timestamp(3), UNIQUE ("X ""<y>""")); INSERT INTO "S;s"."T't" ("X ""<y>""") $values;},  @berlin,
			change => { renamed => [ [ qr/timestamp\(3\) without time zone/, 'timestamp(3) with time zone' ] ] } },
		{   name => 'an array', setup => "CREATE TABLE t ($id, $at, x timestamp(0)[]); INSERT INTO t (x) SELECT array_agg(x) FROM ($values) v(x);", @berlin, change => { renamed => [ [ qr/timestamp\(0\) without time zone\[\]/, 'timestamp(0) with time zone[]' ] ] } },
		{   name => 'an array with a default', setup => "CREATE TABLE t ($id, $at, x timestamp[] DEFAULT '{2020-01-01,2020-07-01}'); INSERT INTO t (x) VALUES (DEFAULT);", $default->('ARRAY[now()]'),
			change => { renamed => [ [ qr/x timestamp without time zone\[\] DEFAULT .*/, 'x timestamp with time zone[] DEFAULT ARRAY[now()]' ] ] } },
		{   name => 'a default of the clock', setup => "CREATE TABLE t ($id, $at, x timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'), y int); INSERT INTO t (x) $values;", $default->('now()'),
			change => { renamed => [ [ qr/x $was DEFAULT \(now\(\) AT TIME ZONE 'utc'::text\)/, "x $is DEFAULT now()" ] ] } },
		{   name => 'a constant default', setup => "CREATE TABLE t ($id, $at, x timestamp DEFAULT '2020-01-01'); INSERT INTO t (x) $values;", $default->(q{'2020-01-01 00:00:00+00'}),
			change => { renamed => [ [ qr/x $was DEFAULT .*/, "x $is DEFAULT '2020-01-01 00:00:00+00'::$is" ] ] } },
		{   name => 'a domain with a default', setup => "CREATE DOMAIN moment AS timestamp DEFAULT now(); CREATE TABLE t ($id, $at, x moment); INSERT INTO t (x) $values;", $default->('now()'),
			change => { renamed => [ [ qr/x public\.moment/, "x $is DEFAULT now()" ] ] } },
		{   name => 'a domain', setup => "CREATE DOMAIN moment AS timestamp(3); CREATE TABLE t ($id, $at, x moment); INSERT INTO t (x) $values;", @berlin, change => { renamed => [ [ qr/x public\.moment/, 'x timestamp(3) with time zone' ] ] } },
		{   name => 'a domain that checks something: nothing to run', setup => "CREATE DOMAIN moment AS timestamp CHECK (VALUE > '2000-01-01'); CREATE TABLE t ($id, $at, x moment);", none => 1 },
		{   name => 'a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, x timestamp) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t2 PARTITION OF t DEFAULT;
				INSERT INTO t (id, x) SELECT row_number() OVER (), v.x FROM ($values) v(x);}, @berlin, change => { renamed => [ [ qr/x $was/, "x $is" ] ] } },
		{   name => 'children that inherit it', setup => qq{CREATE TABLE t ($id, $at, x timestamp); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); INSERT INTO kid (id, x) SELECT row_number() OVER (), v.x FROM ($values) v(x);}, @berlin, change => { renamed => [ [ qr/x $was/, "x $is" ] ] } },
		{   name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, x timestamp(6)[]) SERVER s", change => { renamed => [ [ qr/x timestamp\(6\) without/, 'x timestamp(6) with' ] ] } },
		{   name => 'a typed table: nothing to run there', setup => 'CREATE TYPE ty AS (id bigint, x timestamp, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)', none => 1 },
		{   name => 'generated: from what it is made, nobody knows', setup => "CREATE TABLE t ($id, $at, y date, x timestamp GENERATED ALWAYS AS (y + time '12:00') STORED)", none => 1 },
	);
}

sub json_type_cases
{
	my $values = q{SELECT format('{"a": %s, "b": [1, null]}', g)::json FROM generate_series(1, 20) g};
	my $to_jsonb = sub { return (change => { renamed => [ [ qr/(?<!\w)\Q$_[0]\E json\b/, "$_[0] jsonb" ] ] }) };
	return (
		{   name => 'plain, with indexes and a check', setup => "CREATE TABLE t ($id, $at, x json NOT NULL CHECK (x ->> 'a' <> '')); CREATE INDEX i ON t ((x ->> 'a')) WHERE x -> 'b' IS NOT NULL; COMMENT ON COLUMN t.x IS 'json'; INSERT INTO t (x) $values;", $to_jsonb->('x') },
		{   name => 'other white space, order and equal keys', setup => qq{CREATE TABLE t ($id, $at, x json); INSERT INTO t (x) VALUES ('{"bb":1,"a":2,"a":3 }'), (NULL);}, except => 'x', $to_jsonb->('x') },
		{   name => 'names in quotes', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T't" ($id, $at, "X ""<y>""" json); INSERT INTO "S;s"."T't" ("X ""<y>""") $values;}, $to_jsonb->('"X ""<y>"""') },
		{   name => 'an array', setup => "CREATE TABLE t ($id, $at, x json[]); INSERT INTO t (x) SELECT array_agg(x) FROM ($values) v(x);", $to_jsonb->('x') },
		{   name => 'a constant default', setup => qq{CREATE TABLE t ($id, $at, x json DEFAULT '{"it''s": "::json"}'); INSERT INTO t DEFAULT VALUES;}, change => { renamed => [ [ qr/x json DEFAULT (.*)::json/, sub { "x jsonb DEFAULT $1::jsonb" } ] ] } },
		{   name => 'a default that is made', setup => "CREATE TABLE t ($id, $at, x json DEFAULT json_build_array(1)); INSERT INTO t DEFAULT VALUES;", $to_jsonb->('x') },
		{   name => 'a domain with a default that is not null', setup => "CREATE DOMAIN doc AS json NOT NULL DEFAULT '{}'; CREATE TABLE t ($id, $at, x doc); INSERT INTO t (x) $values;", fix => { default => q{'{}'} },
			change => { renamed => [ [ qr/x public\.doc/, q{x jsonb DEFAULT '{}'::jsonb NOT NULL} ] ] } },
		{   name => 'an array of a domain', setup => "CREATE DOMAIN doc AS json; CREATE TABLE t ($id, $at, x doc[]); INSERT INTO t (x) SELECT array_agg(x) FROM ($values) v(x);", change => { renamed => [ [ qr/x public\.doc\[\]/, 'x jsonb[]' ] ] } },
		{   name => 'a domain over an array', setup => "CREATE DOMAIN docs AS json[]; CREATE TABLE t ($id, $at, x docs); INSERT INTO t (x) SELECT array_agg(x) FROM ($values) v(x);", change => { renamed => [ [ qr/x public\.docs/, 'x jsonb[]' ] ] } },
		{   name => 'an array of a domain over an array: nothing to run', setup => "CREATE DOMAIN docs AS json[]; CREATE TABLE t ($id, $at, x docs[]);", none => 1 },
		{   name => 'a domain that checks something: nothing to run', setup => "CREATE DOMAIN doc AS json CHECK (json_typeof(VALUE) = 'object'); CREATE TABLE t ($id, $at, x doc);", none => 1 },
		{   name => 'a check that calls a function of json', setup => "CREATE TABLE t ($id, $at, x json, CONSTRAINT \"Is o\" CHECK (json_typeof(x) = 'object')); INSERT INTO t (x) $values;", fix => { condition => q{jsonb_typeof(x) = 'object'} },
			change => { renamed => [ [ qr/x json\b/, 'x jsonb' ], [ qr/json_typeof/, 'jsonb_typeof' ] ] } },
		{   name => 'a partition tree, whose partitions have other defaults', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, x json DEFAULT '{}') PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t (x DEFAULT '[]') FOR VALUES FROM (0) TO (10); CREATE TABLE t2 PARTITION OF t DEFAULT;
				INSERT INTO t (id, x) SELECT row_number() OVER (), v.x FROM ($values) v(x);}, $to_jsonb->('x') },
		{   name => 'a partition tree with a foreign table', setup => qq{$foreign CREATE TABLE t (id bigint, $at, x json) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100); CREATE FOREIGN TABLE t2 PARTITION OF t DEFAULT SERVER s;
				INSERT INTO t (id, x) SELECT row_number() OVER (), v.x FROM ($values) v(x);}, at => 'public.t.x', $to_jsonb->('x') },
		{   name => 'children that inherit it, one of which repeats it', setup => qq{CREATE TABLE t ($id, $at, x json); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); CREATE TABLE kid2 (x json DEFAULT '[]', PRIMARY KEY (id)) INHERITS (t);
				INSERT INTO kid (id, x) SELECT row_number() OVER (), v.x FROM ($values) v(x);}, $to_jsonb->('x') },
		{   name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, x json[]) SERVER s", $to_jsonb->('x') },
		{   name => 'a typed table: nothing to run there', setup => 'CREATE TYPE ty AS (id bigint, x json, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)', none => 1 },
		{   name => 'generated', setup => qq{CREATE TABLE t ($id, $at, y text, x json GENERATED ALWAYS AS (y::json) STORED); INSERT INTO t (y) SELECT x FROM ($values) v(x);}, $to_jsonb->('x') },
		{   name => 'another column is generated from it: nothing to run', setup => "CREATE TABLE t ($id, $at, x json, y text GENERATED ALWAYS AS (x ->> 'a') STORED)", none => 1 },
	);
}

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

# Columns and constraints that get another name: all that hangs on them follows.
sub name_cases
{
	my $users = 'CREATE TABLE users (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());';
	return (
		{   rule => 'column_name', name => 'all that can hang on a column', change => { renamed => [ [ qr/"orderTotal"/, 'order_total' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, "orderTotal" int DEFAULT 3 CHECK ("orderTotal" > 0), twice int GENERATED ALWAYS AS ("orderTotal" * 2) STORED);
				CREATE INDEX i ON t ("orderTotal", abs("orderTotal")) INCLUDE (twice) WHERE "orderTotal" > 5; CREATE TABLE child () INHERITS (t);
				COMMENT ON COLUMN t."orderTotal" IS 'first'; ALTER TABLE t ALTER "orderTotal" SET STATISTICS 7; GRANT SELECT ("orderTotal") ON t TO PUBLIC;
				ALTER TABLE child ADD PRIMARY KEY (id); INSERT INTO t ("orderTotal") SELECT g FROM generate_series(1, 50) g;} },
		{   rule => 'column_name', name => 'names that are taken', at => 'public.t."A"', change => { renamed => [ [ qr/"A"/, 'a_2' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, "A" int, a text); INSERT INTO t ("A") VALUES (1);} },
		{   rule => 'column_name', name => 'letters outside ASCII', fix => { name => 'groesse' }, undo => 0, change => { renamed => [ [ qr/"größe"/, 'groesse' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, "größe" int); INSERT INTO t ("größe") VALUES (1);} },
		{   rule => 'index_name', name => 'with a comment and statistics', change => { renamed => [ [ qr/"No 1"/, 'idx_t_a' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, a int); CREATE INDEX "No 1" ON t (abs(a)); COMMENT ON INDEX "No 1" IS 'mine'; ALTER INDEX "No 1" ALTER COLUMN 1 SET STATISTICS 99; ALTER TABLE t CLUSTER ON "No 1";} },
		{   rule => 'index_name', name => 'a taken name in a schema in quotes', change => { renamed => [ [ qr/(?<=INDEX )lookup/, '"idx_T_userId_2"' ] ] },
			setup => qq{CREATE SCHEMA "S s"; CREATE TABLE "S s"."T" ($id, $at, "userId" int); CREATE INDEX lookup ON "S s"."T" ("userId"); CREATE VIEW "S s"."idx_T_userId" AS SELECT 1 AS x;} },
		{   rule => 'index_name', name => 'more than 63 bytes', hash => 1, change => { renamed => [ [ qr/lookup/, '"idx_A' . 'ö' x 24 . '_HASH"' ] ] },
			setup => 'CREATE TABLE "A' . 'ö' x 30 . qq{" ($id, $at, a int); CREATE INDEX lookup ON "A} . 'ö' x 30 . '" (a);' },
		{   rule => 'index_name', name => 'of a partition tree, whose partitions keep theirs', change => { renamed => [ [ qr/\blookup\b/, 'idx_t_a' ] ] },
			setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, a int) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE INDEX lookup ON t (a); INSERT INTO t VALUES (1);} },
		{   rule => 'unique_name', name => 'a constraint that a foreign key rests on', change => { renamed => [ [ qr/"Once"/, 'uq_t_a_b' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, a int, b int, CONSTRAINT "Once" UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (created_at)); COMMENT ON CONSTRAINT "Once" ON t IS 'mine';
				ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a, b) REFERENCES t (a, b); INSERT INTO t (a, b) VALUES (1, 1);} },
		{   rule => 'unique_name', name => 'an index', change => { renamed => [ [ qr/\btwins\b/, 'uq_t_a' ] ] }, setup => qq{CREATE TABLE t ($id, $at, a int); CREATE UNIQUE INDEX twins ON t (a) WHERE a > 0; COMMENT ON INDEX twins IS 'mine';} },
		{   rule => 'primary_key_name', name => 'a key that a foreign key rests on', change => { renamed => [ [ qr/"The Key"/, '"pk_T"' ] ] },
			setup => qq{CREATE TABLE "T" (id bigint CONSTRAINT "The Key" PRIMARY KEY, $at); CREATE TABLE child ($id, $at, t_id bigint REFERENCES "T"); CREATE INDEX ON child (t_id); ALTER TABLE "T" CLUSTER ON "The Key"; INSERT INTO "T" VALUES (1);} },
		{   rule => 'foreign_key_name', name => 'a key that is not valid yet', change => { renamed => [ [ qr/"Fk"/, 'fk_t_users' ] ] },
			setup => qq{$users CREATE TABLE t ($id, $at, user_id bigint); CREATE INDEX ON t (user_id); INSERT INTO t (user_id) VALUES (1); ALTER TABLE t ADD CONSTRAINT "Fk" FOREIGN KEY (user_id) REFERENCES users NOT VALID; COMMENT ON CONSTRAINT "Fk" ON t IS 'mine';} },
		{   rule => 'foreign_key_name', name => 'the second key to one table', change => { renamed => [ [ qr/fk2/, 'fk_t_b' ] ] },
			setup => qq{$users CREATE TABLE t ($id, $at, a bigint CONSTRAINT fk_t_users REFERENCES users, b bigint CONSTRAINT fk2 REFERENCES users); CREATE INDEX ON t (a); CREATE INDEX ON t (b);} },
		{   rule => 'check_name', name => 'of a table and what inherits it', change => { renamed => [ [ qr/"Pos"/, '"ck_t_A"' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, "A" int CONSTRAINT "Pos" CHECK ("A" > 0)); CREATE TABLE child (PRIMARY KEY (id)) INHERITS (t); INSERT INTO t ("A") VALUES (1);} },
		{   rule => 'check_name', name => 'not valid', change => { renamed => [ [ qr/pos\b/, 'ck_t_a' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, a int); INSERT INTO t (a) VALUES (-1); ALTER TABLE t ADD CONSTRAINT pos CHECK (a > 0) NOT VALID;} },
		{   rule => 'generated_constraint_name', name => 'a primary key', at => 't_pkey on public.t', change => { renamed => [ [ qr/t_pkey/, 'pk_t' ] ] }, setup => qq{CREATE TABLE t ($id, $at);} },
		{   rule => 'generated_constraint_name', name => 'a foreign key', at => 't_user_id_fkey on public.t', change => { renamed => [ [ qr/t_user_id_fkey/, 'fk_t_users' ] ] },
			setup => qq{$users CREATE TABLE t ($id, $at, user_id bigint REFERENCES users); CREATE INDEX ON t (user_id);} },
		{   rule => 'generated_constraint_name', name => 'an index', at => 'public.t_abs_idx', change => { renamed => [ [ qr/t_abs_idx/, 'idx_t_a' ] ] }, setup => qq{CREATE TABLE t ($id, $at, a int); CREATE INDEX ON t (abs(a));} },
		{   rule => 'generated_constraint_name', name => 'an exclusion', at => 't_a_excl on public.t', change => { renamed => [ [ qr/t_a_excl/, 'ex_t_a' ] ] }, setup => qq{CREATE TABLE t ($id, $at, a int, EXCLUDE (a WITH =));} },
		{   rule => 'table_name_number', name => 'the proposal', fix => { order_items => 'order_items' }, undo => 0, change => { renamed => [ [ qr/public\.order_item\b/, 'public.order_items' ] ] },
			setup => qq{CREATE TABLE order_item (id bigint PRIMARY KEY, $at); INSERT INTO order_item VALUES (1);} },
		{   rule => 'primary_key_column_name', name => 'a key that a foreign key rests on', change => { renamed => [ [ qr/"Pk"/, 'id' ] ] },
			setup => qq{CREATE TABLE t ("Pk" bigint PRIMARY KEY, $at); CREATE TABLE child ($id, $at, t_id bigint REFERENCES t); CREATE INDEX ON child (t_id); CREATE VIEW seen AS SELECT created_at FROM t WHERE "Pk" > 0; INSERT INTO t VALUES (1);} },
		{   rule => 'foreign_key_column_name', name => 'with its index', change => { renamed => [ [ qr/"Author"/, 'user_id' ] ] },
			setup => qq{$users CREATE TABLE t ($id, $at, "Author" bigint CONSTRAINT k REFERENCES users ON DELETE CASCADE); CREATE INDEX i ON t ("Author");} },
	);
}

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

sub updated_at_cases
{
	my $line = '    updated_at timestamp with time zone DEFAULT now() NOT NULL';
	return (
		{   name => 'no such column', setup => "CREATE TABLE t ($id, $at, n int DEFAULT 3); INSERT INTO t SELECT FROM generate_series(1, 50); CREATE VIEW v AS SELECT * FROM t", change => { new => [$line] }, undo => 1 },
		{   name => 'a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t2 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1), (20)},
			change => { new => [ ($line) x 3 ] }, undo => 1 },
		{   name => 'may be null', setup => qq{CREATE TABLE "T t" ($id, $at, updated_at timestamptz DEFAULT now()); INSERT INTO "T t" (updated_at) VALUES (NULL), ('2020-01-01')}, fix => { moment => q{'2000-01-01'} }, fill => [ 'updated_at', q{'2000-01-01'} ],
			change => { gone => ['    updated_at timestamp with time zone DEFAULT now()'], new => [$line] } },
		{   name => 'a number', setup => "CREATE TABLE t ($id, $at, updated_at bigint NOT NULL); INSERT INTO t (updated_at) VALUES (0)", fix => { expression => 'to_timestamp(updated_at)' }, except => 'updated_at',
			change => { gone => ['    updated_at bigint NOT NULL'], new => [$line] } },
		{   name => 'a typed table: nothing to run there', setup => 'CREATE TYPE ty AS (id bigint, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)', none => 1 },
	);
}

sub timestamp_default_cases
{
	my ($bare, $set) = ('    created_at timestamp with time zone NOT NULL', '    created_at timestamp with time zone DEFAULT now() NOT NULL');
	return (
		{   name => 'no default', setup => "CREATE TABLE t ($id, created_at timestamptz NOT NULL); INSERT INTO t (created_at) VALUES ('2020-01-01');", change => { gone => [$bare], new => [$set] }, undo => 1 },
		{   name => 'names in quotes', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T ""t""" ($id, $at, "Größe am" date); SELECT conventions.set_rule('timestamp_default', parameters => '{"names": ["Größe am"]}');},
			change => { gone => ['    "Größe am" date'], new => ['    "Größe am" date DEFAULT now()'] }, undo => 1 },
		{   name => 'a partition tree', setup => 'CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz NOT NULL) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT;', change => { gone => [ ($bare) x 2 ], new => [ ($set) x 2 ] }, undo => 1 },
		{   name => 'a partition that has one of its own', setup => q{CREATE TABLE t (id bigint PRIMARY KEY, created_at timestamptz NOT NULL) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t (created_at DEFAULT clock_timestamp()) DEFAULT;},
			change => { gone => [$bare], new => [$set] }, undo => 1 },
		{   name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t (created_at timestamptz NOT NULL) SERVER s;", change => { gone => [$bare], new => [$set] }, undo => 1 },
		{   name => 'a typed table', setup => 'CREATE TYPE ty AS (id bigint, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)', change => { gone => ['    created_at NOT NULL'], new => ['    created_at DEFAULT now() NOT NULL'] }, undo => 1 },
		{   name => 'another default: what it is for a person must say', setup => "CREATE TABLE t ($id, created_at timestamptz NOT NULL DEFAULT '2020-01-01')", none => 1 },
	);
}

sub float_money_cases
{
	my %digits = (fix => { p => 12, s => 2 });
	my $values = 'SELECT g + 0.25 FROM generate_series(1, 20) g';
	return map { { %digits, %$_ } } (
		{   name => 'plain, with a default', setup => "CREATE TABLE t ($id, $at, price float8 NOT NULL DEFAULT 1.5); CREATE INDEX i ON t (price); INSERT INTO t (price) $values;",
			change => { renamed => [ [ qr/price double precision DEFAULT .* NOT NULL/, q{price numeric(12,2) DEFAULT 1.5 NOT NULL} ] ] } },
		{   name => 'names in quotes, an array', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T't" ($id, $at, "Unit ""Price""" real[]); INSERT INTO "S;s"."T't" ("Unit ""Price""") VALUES ('{1.25,NULL}');},
			change => { renamed => [ [ qr/real\[\]/, 'numeric(12,2)[]' ] ] } },
		{   name => 'a domain', setup => "CREATE DOMAIN amount AS float8; CREATE TABLE t ($id, $at, total amount); INSERT INTO t (total) $values;", change => { renamed => [ [ qr/total public\.amount/, 'total numeric(12,2)' ] ] } },
		{   name => 'a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, price float8) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t (id, price) SELECT row_number() OVER (), v.x FROM ($values) v(x);},
			change => { renamed => [ [ qr/price double precision/, 'price numeric(12,2)' ] ] } },
		{   name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, price real) SERVER s", change => { renamed => [ [ qr/price real/, 'price numeric(12,2)' ] ] } },
		{   name => 'a domain that checks something: nothing to run', setup => "CREATE DOMAIN amount AS float8 CHECK (VALUE >= 0); CREATE TABLE t ($id, $at, total amount);", none => 1 },
		{   name => 'a typed table: nothing to run there', setup => 'CREATE TYPE ty AS (id bigint, price float8, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)', none => 1 },
		{   name => 'generated: nothing to run', setup => "CREATE TABLE t ($id, $at, n int, price float8 GENERATED ALWAYS AS (n * 0.1) STORED)", none => 1 },
	);
}

sub nullable_boolean_cases
{
	my $rows = 'INSERT INTO t (flag) VALUES (NULL), (true), (false), (NULL);';
	my %filled = (fill => [ 'flag', 'false' ]);
	return (
		{   name => 'no default', setup => "CREATE TABLE t ($id, $at, flag boolean); $rows", fix => { default => 'false' }, %filled, change => { gone => ['    flag boolean'], new => ['    flag boolean DEFAULT false NOT NULL'] } },
		{   name => 'with a default', setup => "CREATE TABLE t ($id, $at, flag boolean DEFAULT false); $rows", %filled, change => { gone => ['    flag boolean DEFAULT false'], new => ['    flag boolean DEFAULT false NOT NULL'] } },
		{   name => 'names in quotes, and the name of the proof is taken', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T ""t""" ($id, $at, "Ist ""da""?" bool, CONSTRAINT "Ist ""da""?_not_null" CHECK (id > 0)); INSERT INTO "S;s"."T ""t""" DEFAULT VALUES;},
			fix => { default => 'true' }, fill => [ 'Ist "da"?', 'true' ], change => { gone => ['    "Ist ""da""?" boolean'], new => ['    "Ist ""da""?" boolean DEFAULT true NOT NULL'] } },
		{   name => 'a domain', setup => "CREATE DOMAIN yes AS boolean DEFAULT false; CREATE TABLE t ($id, $at, flag yes); $rows", %filled, change => { gone => ['    flag public.yes'], new => ['    flag public.yes NOT NULL'] } },
		{   name => 'a partition tree', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, flag boolean) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t (id, flag) VALUES (1, NULL), (2, true);}, fix => { default => 'false' }, %filled,
			change => { gone => [ ('    flag boolean') x 2 ], new => [ ('    flag boolean DEFAULT false NOT NULL') x 2 ] } },
		{   name => 'a partition with a default of its own', setup => qq{CREATE TABLE t (id bigint PRIMARY KEY, $at, flag boolean) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t (flag DEFAULT true) DEFAULT; INSERT INTO t (id, flag) VALUES (1, NULL), (2, true);}, fix => { default => 'false' }, %filled,
			change => { gone => [ '    flag boolean', '    flag boolean DEFAULT true' ], new => [ '    flag boolean DEFAULT false NOT NULL', '    flag boolean DEFAULT true NOT NULL' ] } },
		{   name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, flag boolean) SERVER s", fix => { default => 'false' }, change => { gone => ['    flag boolean'], new => ['    flag boolean DEFAULT false NOT NULL'] } },
		{   name => 'generated: nothing to run', setup => "CREATE TABLE t ($id, $at, n int, flag boolean GENERATED ALWAYS AS (n > 1) STORED)", none => 1 },
	);
}

# How the dump of a serial column becomes that of an identity.
sub to_identity
{
	my ($table, $column, $sequence, $type) = @_;
	return (
		gone => [ "CREATE SEQUENCE $sequence", ($type ? "    AS $type" : ()), '    CACHE 1;', "ALTER SEQUENCE $sequence OWNED BY $table.$column;", "ALTER TABLE ONLY $table ALTER COLUMN $column SET DEFAULT nextval('$sequence'::regclass);" ],
		new => [ "ALTER TABLE $table ALTER COLUMN $column ADD GENERATED BY DEFAULT AS IDENTITY (", "    SEQUENCE NAME $sequence", '    CACHE 1', ');' ]);
}

sub serial_column_cases
{
	my $rows = 'INSERT INTO t (created_at) SELECT now() FROM generate_series(1, 50);';
	return (
		{   name => 'a key', setup => "CREATE TABLE t (id bigserial PRIMARY KEY, $at); $rows", change => { to_identity(qw(public.t id public.t_id_seq)) } },
		{   name => 'integers that are no key', setup => "CREATE TABLE t ($id, $at, n serial); $rows", change => { to_identity(qw(public.t n public.t_n_seq integer)) } },
		{   name => 'names in quotes, and the name beside is taken', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T 't" ($id, $at, "N n" smallserial); CREATE TABLE "S;s"."T 't_N n_seq_old" ($id, $at); INSERT INTO "S;s"."T 't" DEFAULT VALUES;},
			change => { to_identity(q{"S;s"."T 't"}, '"N n"', q{"S;s"."T 't_N n_seq"}, 'smallint'), renamed => [ [ qr/'"S;s"\."T ''t_N n_seq"'/, q{'"S;s"."T 't_N n_seq"'} ] ] } },
		{   name => 'rights and a comment', setup => qq{CREATE TABLE t ($id, $at, n bigserial); GRANT USAGE, SELECT ON SEQUENCE t_n_seq TO PUBLIC; COMMENT ON SEQUENCE t_n_seq IS 'it''s mine'; $rows}, change => { to_identity(qw(public.t n public.t_n_seq)) } },
		{   name => 'options', setup => qq{CREATE TABLE t ($id, $at, n bigserial); ALTER SEQUENCE t_n_seq INCREMENT BY -3 MINVALUE -900 MAXVALUE 900 START 800 RESTART CYCLE; $rows},
			change => { gone => [ 'CREATE SEQUENCE public.t_n_seq', '    CYCLE;', 'ALTER SEQUENCE public.t_n_seq OWNED BY public.t.n;', "ALTER TABLE ONLY public.t ALTER COLUMN n SET DEFAULT nextval('public.t_n_seq'::regclass);" ],
				new => [ 'ALTER TABLE public.t ALTER COLUMN n ADD GENERATED BY DEFAULT AS IDENTITY (', '    SEQUENCE NAME public.t_n_seq', '    CYCLE', ');' ] } },
		(map { { name => "nothing to run: $_->[0]", setup => $_->[1], at => 'public.t.n', none => 1 } }
			[ 'may be null', "CREATE TABLE t ($id, $at, n bigserial); ALTER TABLE t ALTER n DROP NOT NULL" ],
			[ 'a number with digits', "CREATE TABLE t ($id, $at, n numeric NOT NULL); CREATE SEQUENCE s OWNED BY t.n; ALTER TABLE t ALTER n SET DEFAULT nextval('s')" ],
			[ 'children inherit the default', "CREATE TABLE t ($id, $at, n bigserial); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t)" ],
			[ 'partitions have no identity', "CREATE TABLE t (id bigint PRIMARY KEY, $at, n bigserial) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT" ]),
	);
}

sub primary_key_int4_cases
{
	my $key = 'id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
	my $rows = 'INSERT INTO t (created_at) SELECT now() FROM generate_series(1, 50);';
	my %swapped = (gone => ['    id integer NOT NULL'], new => [ '    id bigint NOT NULL', '    id_old integer' ]);
	my %fill = (fix => { 'part of the rows' => 'true' }, says => qr/will rename index/);
	return (
		{   name => 'an identity, no rows', setup => "CREATE TABLE t ($key, $at)", change => { renamed => [ [ qr/id integer/, 'id bigint' ] ] } },
		{   name => 'serial, no rows, and a column that refers to it', setup => qq{CREATE TABLE "T t" (id serial PRIMARY KEY, $at, up int REFERENCES "T t"); CREATE INDEX ON "T t" (up)},
			change => { renamed => [ [ qr/(id|up) integer/, sub { "$1 bigint" } ] ], gone => ['    AS integer'] } },
		{   name => 'an identity with rows', setup => "CREATE TABLE t ($key, $at); $rows", %fill, change => {%swapped} },
		{   name => 'serial with rows', setup => "CREATE TABLE t (id serial PRIMARY KEY, $at); GRANT USAGE ON SEQUENCE t_id_seq TO PUBLIC; $rows", %fill,
			change => { gone => [ '    id integer NOT NULL', '    AS integer' ], new => $swapped{new} } },
		{   name => 'names in quotes and taken, options and rights of the sequence', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T 't" ("I d" smallint GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 3 CACHE 7) CONSTRAINT "My key" PRIMARY KEY, "I d_new" int, "I d_old" text, $at);
				GRANT SELECT ON SEQUENCE "S;s"."T 't_I d_seq" TO PUBLIC; INSERT INTO "S;s"."T 't" ("I d_new") VALUES (7), (8);}, %fill,
			change => { gone => ['    "I d" smallint NOT NULL'], new => [ '    "I d" bigint NOT NULL', '    "I d_old_2" smallint' ] } },
		{   name => 'a sequence of nobody', setup => "CREATE SEQUENCE s; CREATE TABLE t (id int DEFAULT nextval('s') PRIMARY KEY, $at); $rows", %fill,
			change => { gone => [ q{    id integer DEFAULT nextval('public.s'::regclass) NOT NULL} ], new => [ q{    id bigint DEFAULT nextval('public.s'::regclass) NOT NULL}, '    id_old integer' ] } },
		{   name => 'a foreign key and an index, moved by hand', setup => "CREATE TABLE t ($key, $at); $rows CREATE INDEX more ON t (id DESC); CREATE TABLE r (id bigint PRIMARY KEY REFERENCES t, $at); INSERT INTO r SELECT id FROM t;",
			says => qr/will rename index/, fix => { 'part of the rows' => 'true', 'drop what refers to the old column' => 'ALTER TABLE r DROP CONSTRAINT r_id_fkey; DROP INDEX more', 'make it again for the new column' => 'ALTER TABLE r ADD FOREIGN KEY (id) REFERENCES t; CREATE INDEX more ON t (id DESC)' }, change => {%swapped} },
		(map { { name => "nothing to run: $_->[0]", setup => $_->[1], at => 'public.t.id', none => 1 } }
			[ 'a partition key', "CREATE TABLE t (id serial PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT" ],
			[ 'a domain', "CREATE DOMAIN number AS int; CREATE SEQUENCE s; CREATE TABLE t (id number DEFAULT nextval('s') PRIMARY KEY, $at)" ],
			[ 'children with rows', "CREATE TABLE t ($key, $at); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); INSERT INTO kid (id) VALUES (1)" ]),
	);
}

sub primary_key_type_cases
{
	my $house = q{SELECT conventions.set_rule('primary_key_type', parameters => '{"types": ["uuid"]}');};
	my $strings = "$house CREATE TABLE t (id varchar(36) DEFAULT gen_random_uuid() PRIMARY KEY, $at)";
	my $rows = 'INSERT INTO t (created_at) SELECT now() FROM generate_series(1, 50);';
	my %uuid = (gone => ['    id character varying(36) DEFAULT gen_random_uuid() NOT NULL'], new => ['    id uuid DEFAULT gen_random_uuid() NOT NULL']);
	my %fill = (expression => q{lpad(id::text, 32, '0')::uuid});
	return (
		{   name => 'strings that hold uuids, no rows', setup => $strings, change => {%uuid} },
		{   name => 'strings that hold uuids, with rows', setup => "$strings; $rows", fix => { 'part of the rows' => 'true' }, says => qr/will rename index/,
			change => { gone => $uuid{gone}, new => [ @{ $uuid{new} }, '    id_old character varying(36)' ] } },
		{   name => 'strings in a table that others refer to', setup => "$strings; $rows CREATE TABLE r (id uuid PRIMARY KEY, $at, t_id varchar(36) REFERENCES t); CREATE INDEX ON r (t_id); INSERT INTO r SELECT gen_random_uuid(), now(), id FROM t;", says => qr/will rename index/,
			fix => { 'part of the rows' => 'true', 'drop what refers to the old column' => 'ALTER TABLE r DROP CONSTRAINT r_t_id_fkey', 'make it again for the new column' => 'ALTER TABLE r ALTER t_id TYPE uuid USING t_id::uuid; ALTER TABLE r ADD FOREIGN KEY (t_id) REFERENCES t' },
			change => { gone => [ @{ $uuid{gone} }, '    t_id character varying(36)' ], new => [ @{ $uuid{new} }, '    t_id uuid', '    id_old character varying(36)' ] } },
		{   name => 'an integer by hand, names in quotes', setup => qq{$house CREATE TABLE "T t" ("I d" int PRIMARY KEY, $at); INSERT INTO "T t" VALUES (7), (8);}, except => 'I d', fix => { expression => q{lpad("I d"::text, 32, '0')::uuid} },
			change => { renamed => [ [ qr/"I d" integer/, '"I d" uuid' ] ] } },
		{   name => 'an identity by hand', setup => "$house CREATE TABLE t ($id, $at); $rows", fix => {%fill}, except => 'id',
			change => { gone => [ '    id bigint NOT NULL', 'ALTER TABLE public.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (', '    SEQUENCE NAME public.t_id_seq', '    START WITH 1', '    INCREMENT BY 1', '    NO MINVALUE', '    NO MAXVALUE', '    CACHE 1', ');' ], new => $uuid{new} } },
		(map { { name => "nothing to run: $_->[0]", setup => $_->[1], at => 'public.t.id', none => 1 } }
			[ 'a partition key', "$house CREATE TABLE t (id serial PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT" ],
			[ 'a domain', "$house CREATE DOMAIN number AS int; CREATE TABLE t (id number PRIMARY KEY, $at)" ],
			[ 'smaller numbers', qq{SELECT conventions.set_rule('primary_key_type', parameters => '{"types": ["integer"]}'); CREATE TABLE t ($id, $at)} ]),
	);
}

sub required_columns_cases
{
	my $required = sub { my ($columns) = @_; return "; SELECT conventions.set_rule('required_columns', 'error', '{\"columns\": [$columns]}')"; };
	my $tenant = $required->('{"name": "Tenant no|tenant_id", "type": "bigint", "not_null": true}');
	return (
		{   name => 'lacking, with a default', setup => "CREATE TABLE t ($id, $at); INSERT INTO t DEFAULT VALUES" . $required->('{"name": "made_by", "type": "text", "not_null": true, "default": "CURRENT_USER"}'), change => { new => ['    made_by text DEFAULT CURRENT_USER NOT NULL'] }, undo => 1 },
		{   name => 'lacking, and a person says what the rows get', setup => qq{CREATE TABLE "T t" ($id, $at); INSERT INTO "T t" DEFAULT VALUES$tenant}, fix => { value => 7 }, change => { new => ['    "Tenant no" bigint NOT NULL'] }, undo => 1 },
		{   name => 'a partition tree', setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1)$tenant", fix => { value => 7 }, change => { new => [ ('    "Tenant no" bigint NOT NULL') x 2 ] }, undo => 1 },
		{   name => 'may be null', setup => "CREATE TABLE t ($id, $at, tenant_id bigint); INSERT INTO t (tenant_id) VALUES (NULL), (1)$tenant", fix => { value => 7 }, fill => [ 'tenant_id', 7 ], change => { gone => ['    tenant_id bigint'], new => ['    tenant_id bigint NOT NULL'] } },
		{   name => 'another type, with a default', setup => "CREATE TABLE t ($id, $at, tenant_id text NOT NULL DEFAULT 'x'); INSERT INTO t (tenant_id) VALUES ('1')$tenant", fix => { expression => 'tenant_id::bigint', default => 0 },
			change => { gone => ["    tenant_id text DEFAULT 'x'::text NOT NULL"], new => ['    tenant_id bigint DEFAULT 0 NOT NULL'] } },
		{   name => 'nulls must be possible: nothing to run', setup => "CREATE TABLE t ($id, $at, n int NOT NULL)" . $required->('{"name": "n", "not_null": false}'), none => 1 },
		{   name => 'a typed table: nothing to run there', setup => "CREATE TYPE ty AS (id bigint, created_at timestamptz); CREATE TABLE t OF ty (PRIMARY KEY (id), created_at NOT NULL)$tenant", none => 1 },
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

# The dump says that it is enabled in a line of its own. row_security_policy would speak for it where there are policies,
# and of the lack of them afterwards.
sub row_security_cases
{
	my $exposed = sub { my ($schema) = @_; return qq{SELECT conventions.set_rule('row_security', 'error', '{"schemas": ["$schema"]}'); SELECT conventions.set_rule('row_security_policy', 'off');}; };
	return (
		{   name => 'a table with a policy', setup => $exposed->('public') . "CREATE TABLE t ($id, $at, a int); CREATE POLICY p ON t USING (a > 0); INSERT INTO t (a) SELECT g FROM generate_series(1, 50) g;",
			change => { new => ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'] } },
		{   name => 'a table without policies: as closed as it gets', setup => $exposed->('public') . "CREATE TABLE t ($id, $at); INSERT INTO t DEFAULT VALUES;",
			change => { new => ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'] } },
		{   name => 'names in quotes', setup => $exposed->('S s') . qq{CREATE SCHEMA "S s"; CREATE TABLE "S s"."T ""t" ($id, $at); CREATE POLICY "P p" ON "S s"."T ""t" USING (true);},
			change => { new => ['ALTER TABLE "S s"."T ""t" ENABLE ROW LEVEL SECURITY;'] } },
		{   name => 'a partition tree: the root alone', setup => $exposed->('public') . "CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; CREATE POLICY p ON t USING (id > 0); INSERT INTO t VALUES (1);",
			change => { new => ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'] } },
		{   name => 'a parent, whose child has it', at => 'public.t', setup => $exposed->('public') . "CREATE TABLE t ($id, $at); CREATE TABLE kid (PRIMARY KEY (id)) INHERITS (t); ALTER TABLE kid ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 0); CREATE POLICY p ON kid USING (id > 0); INSERT INTO kid VALUES (1);",
			change => { new => ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'] } },
		{   name => 'forced already, for what it was worth', setup => $exposed->('public') . "CREATE TABLE t ($id, $at); ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 0); INSERT INTO t DEFAULT VALUES;",
			change => { new => ['ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'] } },
	);
}

# Tables of a role that is no superuser, whom row security can bind.
sub row_security_policy_cases
{
	my $owned = q{DO $$ BEGIN CREATE ROLE application; EXCEPTION WHEN duplicate_object THEN NULL; END $$; ALTER TABLE t OWNER TO application;};
	my ($enable, $force) = ('ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;', 'ALTER TABLE ONLY public.t FORCE ROW LEVEL SECURITY;');
	return (
		{   name => 'policies, but not enabled', setup => "CREATE TABLE t ($id, $at, a int); CREATE POLICY p ON t USING (a > 0); INSERT INTO t (a) SELECT g FROM generate_series(1, 50) g;",
			change => { new => [$enable] }, undo => 1 },
		{   name => 'the same, of a table that is shared', setup => "CREATE TABLE t ($id, $at); $owned GRANT SELECT (id) ON t TO PUBLIC; CREATE POLICY p ON t USING (id > 0);",
			change => { new => [$enable] }, undo => 1 },
		{   name => 'the same, where it would bind nobody', setup => "CREATE TABLE t ($id, $at); $owned CREATE POLICY p ON t USING (id > 0); INSERT INTO t DEFAULT VALUES;",
			change => { new => [ $enable, $force ] }, undo => 1 },
		{   name => 'it binds nobody', setup => "CREATE TABLE t ($id, $at); $owned ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 0); INSERT INTO t DEFAULT VALUES;",
			change => { new => [$force] }, undo => 1 },
		{   name => 'of a partition tree', setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; $owned CREATE POLICY p ON t USING (id > 0); INSERT INTO t VALUES (1);",
			change => { new => [ $enable, $force ] }, undo => 1 },
		{   name => 'no policy: a person must say which', setup => "CREATE TABLE t ($id, $at); ALTER TABLE t ENABLE ROW LEVEL SECURITY;", none => 1 },
		{   name => 'a policy that holds nobody back', setup => "CREATE TABLE t ($id, $at); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (true);", none => 1 },
	);
}

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

# Columns that get another type.
sub type_cases
{
	my $was = sub { my ($from, $to) = @_; return (change => { renamed => [ [ qr/$from/, $to ] ] }) };
	my %digits = (fix => { p => 12, s => 2 });
	my $tree = sub { my ($column) = @_; return "CREATE TABLE t (id bigint PRIMARY KEY, $at, $column) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t (id) VALUES (1), (2);" };
	return (
		{   rule => 'money_type', name => 'plain, with a default', %digits, except => 'x', setup => "CREATE TABLE t ($id, $at, x money NOT NULL DEFAULT 1.5); CREATE INDEX i ON t (x); INSERT INTO t (x) VALUES (2.25);",
			$was->('x money DEFAULT .* NOT NULL', 'x numeric(12,2) DEFAULT 1.5 NOT NULL') },
		{   rule => 'money_type', name => 'names in quotes, with a check', fix => { p => 12, s => 2, condition => '"X ""<y>""" > 0' }, except => 'X "<y>"', setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T't" ($id, $at, "X ""<y>""" money CONSTRAINT "C c" CHECK ("X ""<y>""" > 0::money)); INSERT INTO "S;s"."T't" ("X ""<y>""") VALUES (2.25);},
			change => { renamed => [ [ qr/(") money/, sub { "$1 numeric(12,2)" } ], [ qr/CHECK \(.*\)/, q{CHECK (("X ""<y>""" > (0)::numeric))} ] ] } },
		{   rule => 'money_type', name => 'an array', %digits, except => 'x', setup => "CREATE TABLE t ($id, $at, x money[]); INSERT INTO t (x) VALUES ('{1.25,NULL}');", $was->('x money\[\]', 'x numeric(12,2)[]') },
		{   rule => 'money_type', name => 'a partition tree', %digits, setup => $tree->('x money'), $was->('x money', 'x numeric(12,2)') },
		{   rule => 'money_type', name => 'a domain that checks something: nothing to run', setup => "CREATE DOMAIN d AS money CHECK (VALUE > 0::money); CREATE TABLE t ($id, $at, x d);", none => 1 },
		{   rule => 'time_with_zone', name => 'with a default', fix => { zone => 'UTC', default => q{'12:00'} }, except => 'x', setup => "CREATE TABLE t ($id, $at, x timetz(0) DEFAULT '12:00+01'); INSERT INTO t (x) VALUES ('09:00+02');",
			$was->('x time\(0\) with time zone DEFAULT .*', q{x time(0) without time zone DEFAULT '12:00:00'::time without time zone}) },
		{   rule => 'time_with_zone', name => 'an array', fix => { expression => 'x::time[]' }, except => 'x', setup => "CREATE TABLE t ($id, $at, x timetz[]); INSERT INTO t (x) VALUES ('{09:00+02}');", $was->('x time with time zone\[\]', 'x time without time zone[]') },
		{   rule => 'time_with_zone', name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, x timetz) SERVER s", $was->('x time with', 'x time without') },
		{   rule => 'timestamp_precision', name => 'plain, with an index and a default', setup => "CREATE TABLE t ($id, $at, x timestamptz(0) NOT NULL DEFAULT now()); CREATE INDEX i ON t (x); INSERT INTO t DEFAULT VALUES;", $was->('timestamp\(0\)', 'timestamp') },
		{   rule => 'timestamp_precision', name => 'an array', setup => "CREATE TABLE t ($id, $at, x time(3)[]); INSERT INTO t (x) VALUES ('{12:00:00.125}');", $was->('time\(3\)', 'time') },
		{   rule => 'timestamp_precision', name => 'a domain with a default', fix => { default => 'now()' }, setup => "CREATE DOMAIN d AS timestamptz(0) DEFAULT now(); CREATE TABLE t ($id, $at, x d); INSERT INTO t DEFAULT VALUES;", $was->('x public\.d', 'x timestamp with time zone DEFAULT now()') },
		{   rule => 'timestamp_precision', name => 'a partition tree', setup => $tree->('x timestamptz(0)'), $was->('timestamp\(0\)', 'timestamp') },
		{   rule => 'timestamp_precision', name => 'another column is generated from it: nothing to run', setup => "CREATE TABLE t ($id, $at, x time(0), y boolean GENERATED ALWAYS AS (x > '12:00') STORED)", none => 1 },
		{   rule => 'numeric_precision', name => 'plain', %digits, except => 'price', setup => "CREATE TABLE t ($id, $at, price numeric NOT NULL CHECK (price > 0)); INSERT INTO t (price) VALUES (1.255);", $was->('price numeric', 'price numeric(12,2)') },
		{   rule => 'char_type', name => 'plain, with a collation, an index and a check', except => 'x', setup => "CREATE TABLE t ($id, $at, x char(5) COLLATE \"C\" DEFAULT 'x' CHECK (x <> 'y')); CREATE INDEX i ON t (x); INSERT INTO t (x) VALUES ('ab');",
			change => { renamed => [ [ qr/x character\(5\)/, 'x text' ], [ qr/\(x <> 'y'::bpchar\)/, q{(x <> ('y'::bpchar)::text)} ] ] } },
		{   rule => 'char_type', name => 'an array', setup => "CREATE TABLE t ($id, $at, x char(3)[]); INSERT INTO t (x) VALUES ('{abc,NULL}');", $was->('character\(3\)\[\]', 'text[]') },
		{   rule => 'char_type', name => 'a partition tree', setup => $tree->('x char(3)'), $was->('character\(3\)', 'text') },
		{   rule => 'char_type', name => 'a foreign table', setup => "$foreign CREATE FOREIGN TABLE t ($at, x char(3)) SERVER s", $was->('character\(3\)', 'text') },
		{   rule => 'reg_type_column', name => 'with a default', fix => { type => 'text', default => q{'english'} }, setup => "CREATE TABLE t ($id, $at, x regconfig DEFAULT 'simple'); INSERT INTO t (x) VALUES ('german');", $was->('x regconfig DEFAULT .*', q{x text DEFAULT 'english'::text}) },
		{   rule => 'reg_type_column', name => 'an array', fix => { type => 'text' }, setup => "CREATE TABLE t ($id, $at, x regproc[]); INSERT INTO t (x) VALUES ('{now}');", $was->('regproc\[\]', 'text[]') },
		{   rule => 'type_forbidden', name => 'plain', fix => { type => 'text', expression => 'x::text' }, setup => qq{CREATE TABLE t ($id, $at, x xml); INSERT INTO t (x) VALUES ('<a/>'); SELECT conventions.set_rule('type_forbidden', parameters => '{"types": ["xml"]}');}, $was->('x xml', 'x text') },
		{   rule => 'enum_type', name => 'nothing to run', setup => "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t ($id, $at, x e);", none => 1 },
		{   rule => 'collation_allowed', name => 'nothing to run', setup => qq{CREATE TABLE t ($id, $at, x text COLLATE "C");}, none => 1 },
		{   rule => 'uuid_in_text', name => 'with a default and a key', setup => "CREATE TABLE t ($id, $at, x varchar(36) UNIQUE DEFAULT gen_random_uuid());", $was->('x character varying\(36\) DEFAULT .*', 'x uuid DEFAULT gen_random_uuid()') },
		{   rule => 'uuid_in_text', name => 'another default', fix => { default => 'gen_random_uuid()' }, setup => "CREATE TABLE t ($id, $at, uuid text DEFAULT '');", $was->('uuid text DEFAULT .*', 'uuid uuid DEFAULT gen_random_uuid()') },
		{   rule => 'uuid_in_text', name => 'a partition tree', setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, uuid text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT;", $was->('uuid text', 'uuid uuid') },
		{   rule => 'uuid_in_text', name => 'a column of a foreign key: nothing to run', at => 'public.c.uuid', setup => "CREATE TABLE p ($at, code text PRIMARY KEY); CREATE TABLE c ($id, $at, uuid text REFERENCES p); CREATE INDEX ON c (uuid);", none => 1 },
		{   rule => 'uuid_in_text', name => 'a column that a foreign key refers to: nothing to run', at => 'public.p.uuid', setup => "CREATE TABLE p (uuid text PRIMARY KEY, $at); CREATE TABLE c ($id, $at, p text REFERENCES p); CREATE INDEX ON c (p);", none => 1 },
		{   rule => 'json_in_text', name => 'with a default', fix => { expression => 'payload::jsonb', default => q{'{}'} }, setup => "CREATE TABLE t ($id, $at, payload text NOT NULL DEFAULT '{}');", $was->('payload text DEFAULT .* NOT NULL', q{payload jsonb DEFAULT '{}'::jsonb NOT NULL}) },
		{   rule => 'string_length', name => 'style text', setup => qq{CREATE TABLE t ($id, $at, x varchar(5) COLLATE "C" DEFAULT 'x'); CREATE INDEX i ON t (x); INSERT INTO t (x) VALUES ('ab'); SELECT conventions.set_rule('string_length', parameters => '{"style": "text"}');},
			$was->('x character varying\(5\) DEFAULT (.*)::character varying', q{x text DEFAULT 'x'::character varying}) },
	);
}

# Columns that get a check, a default or NOT NULL.
sub column_cases
{
	my $check = sub { return "    CONSTRAINT $_[0] CHECK ($_[1])" };
	my $default = sub { my ($from, $to) = @_; return (change => { gone => [$from], new => [$to] }, undo => 1) };
	return (
		{   rule => 'string_length', name => 'style bounded', fix => { n => 9 }, undo => 1, setup => qq{CREATE TABLE t ($id, $at, x text); INSERT INTO t (x) VALUES ('ab'); SELECT conventions.set_rule('string_length', parameters => '{"style": "bounded"}');},
			change => { new => [ $check->('ck_t_x_length', '(char_length(x) <= 9)') ] } },
		{   rule => 'enum_like_column', name => 'names in quotes', fix => { values => q{'a', 'b'} }, undo => 1, setup => qq{CREATE SCHEMA "S;s"; CREATE TABLE "S;s"."T't" ($id, $at, "X ""y""_status" text); INSERT INTO "S;s"."T't" ("X ""y""_status") VALUES ('a');},
			change => { new => [ $check->(q{"ck_T't_X ""y""_status_known"}, q{("X ""y""_status" = ANY (ARRAY['a'::text, 'b'::text]))}) ] } },
		{   rule => 'enum_like_column', name => 'a partition tree', fix => { values => q{'a', 'b'} }, undo => 1, setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, status text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t (id, status) VALUES (1, 'a');",
			change => { new => [ ($check->('ck_t_status_known', q{(status = ANY (ARRAY['a'::text, 'b'::text]))})) x 2 ] } },
		{   rule => 'enum_like_column', name => 'a foreign table', fix => { values => '1, 2' }, undo => 1, setup => "$foreign CREATE FOREIGN TABLE t ($at, role int) SERVER s", change => { new => [ $check->('ck_t_role_known', '(role = ANY (ARRAY[1, 2]))') ] } },
		{   rule => 'unchecked_amount', name => 'without rows', undo => 1, setup => "CREATE TABLE t ($id, $at, price numeric(12,2));", change => { new => [ $check->('ck_t_price_range', '(price >= (0)::numeric)') ] } },
		{   rule => 'unchecked_amount', name => 'with rows, by a template of the house', fix => { least => -5 }, undo => 1, setup => qq{CREATE TABLE t ($id, $at, price int); INSERT INTO t (price) VALUES (-5); SELECT conventions.set_rule('check_name', 'off', '{"template": "chk_{rule}_of_{table}"}');},
			change => { new => [ $check->('chk_price_range_of_t', q{(price >= '-5'::integer)}) ] } },
		{   rule => 'unchecked_amount', name => 'a share', fix => { most => 100 }, undo => 1, setup => "CREATE TABLE t ($id, $at, percent int);", change => { new => [ $check->('ck_t_percent_range', '((percent >= 0) AND (percent <= 100))') ] } },
		{   rule => 'boolean_default', name => 'plain', fix => { default => 'true' }, setup => "CREATE TABLE t ($id, $at, flag boolean NOT NULL);", $default->('    flag boolean NOT NULL', '    flag boolean DEFAULT true NOT NULL') },
		{   rule => 'status_default', name => 'plain', fix => { default => q{'new'} }, setup => "CREATE TABLE t ($id, $at, status text NOT NULL);", $default->('    status text NOT NULL', q{    status text DEFAULT 'new'::text NOT NULL}) },
		{   rule => 'default_required', name => 'plain', fix => { default => q{'{}'} }, setup => qq{CREATE TABLE t ($id, $at, x jsonb NOT NULL); SELECT conventions.set_rule('default_required', parameters => '{"types": ["jsonb"]}');}, $default->('    x jsonb NOT NULL', q{    x jsonb DEFAULT '{}'::jsonb NOT NULL}) },
		{   rule => 'default_null_text', name => 'plain', setup => "CREATE TABLE t ($id, $at, x text DEFAULT 'NULL'); INSERT INTO t DEFAULT VALUES;", $default->(q{    x text DEFAULT 'NULL'::text}, '    x text') },
		{   rule => 'default_null_text', name => 'with a length', setup => "CREATE TABLE t ($id, $at, x varchar(9) DEFAULT 'null');", $default->(q{    x character varying(9) DEFAULT 'null'::character varying}, '    x character varying(9)') },
		{   rule => 'default_null_text', name => 'NOT NULL', fix => { default => q{'none'} }, setup => "CREATE TABLE t ($id, $at, x text NOT NULL DEFAULT 'NULL');", $default->(q{    x text DEFAULT 'NULL'::text NOT NULL}, q{    x text DEFAULT 'none'::text NOT NULL}) },
		{   rule => 'default_null_text', name => 'over the default of a domain', setup => "CREATE DOMAIN d AS text DEFAULT 'x'; CREATE TABLE t ($id, $at, x d DEFAULT 'NULL');", $default->(q{    x public.d DEFAULT 'NULL'::text}, '    x public.d DEFAULT NULL::text') },
		{   rule => 'default_null_text', name => 'a partition tree', undo => 1, setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, x text DEFAULT 'NULL') PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t DEFAULT;", change => { gone => [ (q{    x text DEFAULT 'NULL'::text}) x 2 ], new => [ ('    x text') x 2 ] } },
		{   rule => 'default_null_text', name => 'a partition with a default of its own', undo => 1, setup => "CREATE TABLE t (id bigint PRIMARY KEY, $at, x text DEFAULT 'NULL') PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t (x DEFAULT 'y') DEFAULT;", change => { gone => [q{    x text DEFAULT 'NULL'::text}], new => ['    x text'] } },
		{   rule => 'column_count', name => 'nothing to run', setup => qq{CREATE TABLE t ($id, $at, x int); SELECT conventions.set_rule('column_count', parameters => '{"max": 2}');}, none => 1 },
		{   rule => 'all_columns_nullable', name => 'nothing to run', setup => qq{CREATE TABLE t ($id, x int, y int, z int); SELECT conventions.set_rule('created_at', 'off');}, none => 1 },
		{   rule => 'nullable_column', name => 'nothing is known of its values', fix => { value => 0 }, fill => [ 'x', '0' ], setup => "CREATE TABLE t ($id, $at, x int); INSERT INTO t (x) VALUES (1), (NULL);", change => { gone => ['    x integer'], new => ['    x integer NOT NULL'] } },
		{   rule => 'nullable_column', name => 'no null is known', setup => "CREATE TABLE t ($id, $at, x int); INSERT INTO t (x) VALUES (1); ANALYZE t;", change => { gone => ['    x integer'], new => ['    x integer NOT NULL'] } },
		{   rule => 'tenant_column', name => 'plain', fix => { type => 'int', tenant => 7 }, undo => 1, setup => "CREATE TABLE t ($id, $at); INSERT INTO t DEFAULT VALUES;", change => { new => ['    tenant_id integer NOT NULL'] } },
		{   rule => 'tenant_column', name => 'a foreign table: nothing to run here', setup => "$foreign CREATE FOREIGN TABLE t ($at) SERVER s", none => 1 },
	);
}

# All of them; every foreign key's index can be taken back unless the case says otherwise.
sub fix_cases
{
	return (
		table_name_cases(), reserved_word_cases(), primary_key_cases(), type_cases(), column_cases(),
		(map { { undo => 1, %$_ } } name_cases()),
		(map { { rule => 'foreign_key_missing', %$_ } } foreign_key_missing_cases()),
		(map { { rule => 'foreign_key_index', undo => 1, %$_ } } foreign_key_cases()),
		(map { { rule => 'foreign_key_on_delete', undo => 1, %$_ } } foreign_key_on_delete_cases()),
		(map { { rule => 'foreign_key_set_null', %$_ } } foreign_key_set_null_cases()),
		(map { { rule => 'foreign_key_duplicate', %$_ } } foreign_key_duplicate_cases()),
		(map { { rule => 'created_at', %$_ } } created_at_cases()),
		(map { { rule => 'json_type', %$_ } } json_type_cases()),
		(map { { rule => 'timestamptz', %$_ } } timestamptz_cases()),
		(map { { rule => 'updated_at', %$_ } } updated_at_cases()),
		(map { { rule => 'timestamp_default', %$_ } } timestamp_default_cases()),
		(map { { rule => 'float_money', %$_ } } float_money_cases()),
		(map { { rule => 'nullable_boolean', %$_ } } nullable_boolean_cases()),
		(map { { rule => 'serial_column', %$_ } } serial_column_cases()),
		(map { { rule => 'primary_key_int4', %$_ } } primary_key_int4_cases()),
		(map { { rule => 'primary_key_type', %$_ } } primary_key_type_cases()),
		(map { { rule => 'required_columns', %$_ } } required_columns_cases()),
		(map { { rule => 'duplicate_index', %$_ } } duplicate_index_cases()),
		table_comment_cases(), column_comment_cases(),
		(map { { rule => 'foreign_key_type', %$_ } } foreign_key_type_cases()),
		(map { { rule => 'invalid_index', %$_ } } invalid_index_cases()),
		(map { { rule => 'redundant_index', %$_ } } redundant_index_cases()),
		(map { { rule => 'row_security', undo => 1, %$_ } } row_security_cases()),
		(map { { rule => 'row_security_policy', %$_ } } row_security_policy_cases()),
		(map { { rule => 'unlogged_table', %$_ } } unlogged_table_cases()));
}

1;
