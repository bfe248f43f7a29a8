# types.pm: cases of 030_fixes.pl for the rules of the family types.

package fix_cases::types;

use strict;
use warnings;

use FixCase;

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

sub cases { return ((map { { rule => 'timestamptz', %$_ } } timestamptz_cases()),
		(map { { rule => 'json_type', %$_ } } json_type_cases()),
		(map { { rule => 'float_money', %$_ } } float_money_cases()),
		type_cases()); }

1;
