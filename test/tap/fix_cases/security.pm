# security.pm: cases of 030_fixes.pl for the rules of the family security.

package fix_cases::security;

use strict;
use warnings;

use FixCase;

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

sub cases { return ((map { { rule => 'row_security', undo => 1, %$_ } } row_security_cases()),
		(map { { rule => 'row_security_policy', %$_ } } row_security_policy_cases())); }

1;
