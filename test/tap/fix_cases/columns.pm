# columns.pm: cases of 030_fixes.pl for the rules of the family columns.

package fix_cases::columns;

use strict;
use warnings;

use FixCase;

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

sub cases { return ((map { { rule => 'nullable_boolean', %$_ } } nullable_boolean_cases()),
		(map { { rule => 'required_columns', %$_ } } required_columns_cases()),
		column_cases()); }

1;
