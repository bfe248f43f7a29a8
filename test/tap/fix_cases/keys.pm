# keys.pm: cases of 030_fixes.pl for the rules of the family keys.

package fix_cases::keys;

use strict;
use warnings;

use FixCase;

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

# The rules that speak for them are off.
sub unique_cases
{
	my $off = q{SELECT conventions.set_rule('primary_key', 'off');};
	my $sides = "CREATE TABLE users ($id, $at); CREATE TABLE roles ($id, $at); INSERT INTO users DEFAULT VALUES; INSERT INTO roles DEFAULT VALUES;";
	my $pair = 'user_id bigint NOT NULL REFERENCES users, "Role" bigint REFERENCES roles';
	my $indexes = 'CREATE INDEX ON "T t" ("Role"); INSERT INTO "T t" (user_id, "Role") VALUES (1, 1);';
	my $rename = qr/will rename index/;
	return (
		{   rule => 'unique_key', name => 'a person says which columns', setup => qq{$off CREATE TABLE "T t" ("N r" int, $at); INSERT INTO "T t" VALUES (1), (2);}, fix => { columns => '"N r"' },
			change => { new => [ 'ALTER TABLE ONLY public."T t"', '    ADD CONSTRAINT "T t_N r_key" UNIQUE ("N r");' ] } },
		{   rule => 'join_table_key', name => 'beside a key of its own', undo => 1, setup => qq{$sides CREATE TABLE "T t" ($id, $at, $pair); $indexes},
			change => { new => [ 'ALTER TABLE ONLY public."T t"', '    ADD CONSTRAINT "T t_user_id_Role_key" UNIQUE (user_id, "Role");' ] } },
		{   rule => 'join_table_key', name => 'no key at all', setup => qq{$off $sides CREATE TABLE "T t" ($pair, $at); $indexes},
			change => { gone => ['    "Role" bigint'], new => [ '    "Role" bigint NOT NULL', 'ALTER TABLE ONLY public."T t"', '    ADD CONSTRAINT "T t_pkey" PRIMARY KEY (user_id, "Role");' ] } },
		{   rule => 'natural_key_unique', name => 'by itself', undo => 1, setup => qq{CREATE TABLE "T t" ($id, $at, "E mail" text, "Email" text); INSERT INTO "T t" ("Email") VALUES ('a'), ('b'), (NULL), (NULL);}, at => 'public."T t"."Email"',
			change => { new => [ 'ALTER TABLE ONLY public."T t"', '    ADD CONSTRAINT "T t_Email_key" UNIQUE ("Email");' ] } },
		{   rule => 'natural_key_unique', name => 'live rows of a tenant', undo => 1, setup => qq{CREATE TABLE t ($id, $at, tenant_id int, email text, deleted_at timestamptz); INSERT INTO t (tenant_id, email, deleted_at) VALUES (1, 'a', NULL), (2, 'a', NULL), (1, 'a', now());},
			change => { new => ['CREATE UNIQUE INDEX t_tenant_id_email_key ON public.t USING btree (tenant_id, email) WHERE (deleted_at IS NULL);'] } },
		{   rule => 'unique_nullable', name => 'a constraint', says => $rename, setup => qq{CREATE TABLE "T t" ($id, $at, up int, "N r" int NOT NULL, CONSTRAINT "Uq" UNIQUE (up, "N r") DEFERRABLE); INSERT INTO "T t" (up, "N r") VALUES (NULL, 1), (1, 1);},
			change => { gone => ['    ADD CONSTRAINT "Uq" UNIQUE (up, "N r") DEFERRABLE;'], new => ['    ADD CONSTRAINT "Uq" UNIQUE NULLS NOT DISTINCT (up, "N r") DEFERRABLE;'] } },
		{   rule => 'unique_nullable', name => 'an index', setup => qq{CREATE TABLE t ($id, $at, up int, n int NOT NULL); CREATE UNIQUE INDEX "I i" ON t (up, n) INCLUDE (id); INSERT INTO t (up, n) VALUES (NULL, 1), (1, 1);},
			change => { gone => ['CREATE UNIQUE INDEX "I i" ON public.t USING btree (up, n) INCLUDE (id);'], new => ['CREATE UNIQUE INDEX "I i" ON public.t USING btree (up, n) INCLUDE (id) NULLS NOT DISTINCT;'] } },
		{   rule => 'unique_nullable', name => 'a foreign key rests on it: nothing to run', none => 1, setup => qq{CREATE TABLE t ($id, $at, up int, n int NOT NULL, UNIQUE (up, n)); CREATE TABLE r ($id, $at, a int, b int, FOREIGN KEY (a, b) REFERENCES t (up, n)); CREATE INDEX ON r (a, b);} },
		{   rule => 'key_default', name => 'a partition tree', undo => 1, setup => qq{CREATE TABLE "T t" ("I d" uuid PRIMARY KEY, $at) PARTITION BY HASH ("I d"); CREATE TABLE t1 PARTITION OF "T t" FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO "T t" VALUES (gen_random_uuid());},
			change => { gone => [ ('    "I d" uuid NOT NULL') x 2 ], new => [ ('    "I d" uuid DEFAULT gen_random_uuid() NOT NULL') x 2 ] } },
	);
}

sub cases { return (primary_key_cases(), unique_cases(),
		(map { { rule => 'serial_column', %$_ } } serial_column_cases()),
		(map { { rule => 'primary_key_int4', %$_ } } primary_key_int4_cases()),
		(map { { rule => 'primary_key_type', %$_ } } primary_key_type_cases())); }

1;
