# naming.pm: cases of 030_fixes.pl for the rules of the family naming.

package fix_cases::naming;

use strict;
use warnings;

use FixCase;

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

# Names by a pattern, and what a house wants or forbids in them.
sub pattern_cases
{
	my $quiet = q{SELECT conventions.set_rule(r, 'off') FROM unnest(ARRAY['table_name', 'column_name', 'view_name', 'sequence_name', 'type_name', 'index_name', 'unique_name',
		'primary_key_name', 'check_name', 'exclusion_name', 'trigger_name', 'policy_name', 'generated_constraint_name']) r;};
	my $f = q{CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';};
	return (
		{   rule => 'view_name', name => 'a view that another one rests on', at => 'public."Seen It"', change => { renamed => [ [ qr/"Seen It"/, 'seen_it' ] ] },
			setup => q{CREATE VIEW "Seen It" AS SELECT 1 AS x; CREATE VIEW more AS SELECT x FROM "Seen It"; COMMENT ON VIEW "Seen It" IS 'mine'; GRANT SELECT ON "Seen It" TO PUBLIC;} },
		{   rule => 'sequence_name', name => 'one that a default asks', change => { renamed => [ [ qr/"The Numbers"/, 'the_numbers' ] ] },
			setup => qq{CREATE SEQUENCE "The Numbers"; CREATE TABLE t ($id, $at, a bigint DEFAULT nextval('"The Numbers"')); INSERT INTO t DEFAULT VALUES;} },
		{   rule => 'type_name', name => 'an enum in use', change => { renamed => [ [ qr/"My Mood"/, 'my_mood' ] ] },
			setup => qq{CREATE TYPE "My Mood" AS ENUM ('sad', 'glad'); CREATE TABLE t ($id, $at, a "My Mood" DEFAULT 'sad', b "My Mood"[]); INSERT INTO t (b) VALUES ('{glad}'); COMMENT ON TYPE "My Mood" IS 'mine';} },
		{   rule => 'enum_label', name => 'a label in use', except => 'a', change => { renamed => [ [ qr/'Sad'/, q{'sad'} ] ] },
			setup => qq{CREATE TYPE mood AS ENUM ('Sad', 'glad'); CREATE TABLE t ($id, $at, a mood DEFAULT 'Sad');} },
		{   rule => 'trigger_name', name => 'a taken name, disabled', also => [ [ 'Tr It', 'tr_it_2' ] ], change => { renamed => [ [ qr/"Tr It"/, 'tr_it_2' ] ] },
			setup => qq{$f CREATE TABLE t ($id, $at); CREATE TRIGGER "Tr It" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER tr_it AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
				ALTER TABLE t DISABLE TRIGGER "Tr It";} },
		{   rule => 'policy_name', name => 'with a comment', change => { renamed => [ [ qr/"Own Rows"/, 'own_rows' ] ] },
			setup => qq{CREATE TABLE t ($id, $at); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY "Own Rows" ON t FOR SELECT USING (id > 0); COMMENT ON POLICY "Own Rows" ON t IS 'mine';} },
		{   rule => 'exclusion_name', name => 'with a comment', change => { renamed => [ [ qr/"Over"/, 'ex_t_a' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, a int, CONSTRAINT "Over" EXCLUDE (a WITH =)); COMMENT ON CONSTRAINT "Over" ON t IS 'mine'; INSERT INTO t (a) VALUES (1);} },
		{   rule => 'boolean_column_name', name => 'in a check and an index', change => { renamed => [ [ qr/\bopen\b/, 'is_open' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, open boolean NOT NULL DEFAULT true CHECK (open)); CREATE INDEX i ON t (open); INSERT INTO t DEFAULT VALUES;} },
		{   rule => 'timestamp_column_name', name => 'another suffix', at => 'public.t.sent_time', change => { renamed => [ [ qr/\bsent_time\b/, 'sent_at' ] ] },
			setup => qq{CREATE TABLE t ($id, $at, sent_time timestamptz); CREATE INDEX i ON t (sent_time); INSERT INTO t (sent_time) VALUES (now());} },
		{   rule => 'forbidden_name', name => 'a prefix', change => { renamed => [ [ qr/\btbl_words\b/, 'words' ] ] },
			setup => qq{CREATE TABLE tbl_words (id bigint PRIMARY KEY, $at); INSERT INTO tbl_words VALUES (1); SELECT conventions.set_rule('forbidden_name', parameters => '{"pattern": "^(tbl_)"}');} },
		{   rule => 'identifier_quotes', name => 'a table, where nothing else judges names', at => 'public."The T"', change => { renamed => [ [ qr/"The T"/, 'the_t' ] ] },
			setup => qq{CREATE TABLE "The T" (id bigint PRIMARY KEY, $at); INSERT INTO "The T" VALUES (1); $quiet} },
		{   rule => 'identifier_quotes', name => 'a trigger, where nothing else judges names', at => '"The Tr" on public.t', change => { renamed => [ [ qr/"The Tr"/, 'the_tr' ] ] },
			setup => qq{$f CREATE TABLE t (id bigint PRIMARY KEY, $at); CREATE TRIGGER "The Tr" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); $quiet} },
	);
}

sub cases { return (table_name_cases(),
		reserved_word_cases(),
		(map { { undo => 1, %$_ } } name_cases(), pattern_cases())); }

1;
