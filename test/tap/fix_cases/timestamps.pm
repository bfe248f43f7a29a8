# timestamps.pm: cases of 030_fixes.pl for the rules of the family timestamps.

package fix_cases::timestamps;

use strict;
use warnings;

use FixCase;

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

sub soft_delete_cases
{
	my $moment = 'deleted_at timestamp with time zone';
	my $unique = [ 'ALTER TABLE ONLY public.t', '    ADD CONSTRAINT "U u" UNIQUE (a);' ];
	return (
		{   rule => 'deleted_at_shape', name => 'never null', setup => "CREATE TABLE t ($id, $at, $moment NOT NULL); INSERT INTO t (deleted_at) VALUES ('2020-01-01');", change => { gone => ["    $moment NOT NULL"], new => ["    $moment"] } },
		{   rule => 'deleted_at_shape', name => 'a default', undo => 1, setup => "CREATE TABLE t ($id, $at, $moment DEFAULT now()); INSERT INTO t DEFAULT VALUES;", change => { gone => ["    $moment DEFAULT now()"], new => ["    $moment"] } },
		{   rule => 'deleted_at_shape', name => 'a number', fix => { expression => 'to_timestamp(nullif(deleted_at, 0))' }, except => 'deleted_at', setup => "CREATE TABLE t ($id, $at, deleted_at int NOT NULL DEFAULT 0); INSERT INTO t DEFAULT VALUES;",
			change => { gone => ['    deleted_at integer DEFAULT 0 NOT NULL'], new => ["    $moment"] } },
		{   rule => 'deleted_at_shape', name => 'a flag that may be null', fill => [ 'is_deleted', 'false' ], setup => "CREATE TABLE t ($id, $at, is_deleted boolean DEFAULT false); INSERT INTO t (is_deleted) VALUES (NULL), (true);",
			change => { gone => ['    is_deleted boolean DEFAULT false'], new => ['    is_deleted boolean DEFAULT false NOT NULL'] } },
		{   rule => 'deleted_at_shape', name => 'a flag without a default', undo => 1, setup => "CREATE TABLE t ($id, $at, deleted boolean NOT NULL);", change => { gone => ['    deleted boolean NOT NULL'], new => ['    deleted boolean DEFAULT false NOT NULL'] } },
		{   rule => 'deleted_at_shape', name => 'both', undo => 1, setup => "CREATE TABLE t ($id, $at, $moment, deleted boolean NOT NULL DEFAULT false); INSERT INTO t DEFAULT VALUES;",
			change => { new => ['    CONSTRAINT ck_t_deleted_tied CHECK ((deleted = (deleted_at IS NOT NULL)))'] } },
		{   rule => 'soft_delete_unique', name => 'a constraint', setup => qq{CREATE TABLE t ($id, $at, a text CONSTRAINT "U u" UNIQUE, $moment); INSERT INTO t (a) VALUES ('x'), ('y');}, change => { gone => $unique, new => ['CREATE UNIQUE INDEX "U u" ON public.t USING btree (a) WHERE (deleted_at IS NULL);'] } },
		{   rule => 'soft_delete_unique', name => 'an index, by a flag', setup => qq{CREATE TABLE t ($id, $at, a text, deleted boolean NOT NULL DEFAULT false); CREATE UNIQUE INDEX u ON t (lower(a)) NULLS NOT DISTINCT WITH (fillfactor='70'); INSERT INTO t (a) VALUES ('x');},
			change => { gone => [q{CREATE UNIQUE INDEX u ON public.t USING btree (lower(a)) NULLS NOT DISTINCT WITH (fillfactor='70');}], new => [q{CREATE UNIQUE INDEX u ON public.t USING btree (lower(a)) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE (NOT deleted);}] } },
		{   rule => 'soft_delete_unique', name => 'deferrable: nothing to run', setup => "CREATE TABLE t ($id, $at, a text UNIQUE DEFERRABLE, $moment);", none => 1 },
		{   rule => 'audit_columns', name => 'made by whom', fix => { type => 'int', user => 7 }, undo => 1, setup => qq{CREATE TABLE t ($id, $at); INSERT INTO t DEFAULT VALUES; SELECT conventions.set_rule('audit_columns', parameters => '{"names": ["created_by"]}');}, change => { new => ['    created_by integer NOT NULL'] } },
		{   rule => 'audit_columns', name => 'deleted by whom', undo => 1, setup => qq{CREATE TABLE t ($id, $at, $moment); INSERT INTO t DEFAULT VALUES; SELECT conventions.set_rule('audit_columns', parameters => '{"names": ["deleted_by"], "type": "integer"}');}, change => { new => ['    deleted_by integer'] } },
	);
}

sub cases { return ((map { { rule => 'created_at', %$_ } } created_at_cases()),
		(map { { rule => 'updated_at', %$_ } } updated_at_cases()),
		(map { { rule => 'timestamp_default', %$_ } } timestamp_default_cases()),
		soft_delete_cases()); }

1;
