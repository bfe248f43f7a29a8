# 006_attack.pl: attacks that need several databases, roles that log in, preloading, or a database that the attacker
# prepared before the installation. The rest stands in test/sql/attack.sql; in words: doc/security.md.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = make_node('attack', settings => "max_prepared_transactions = 5\n");
$node->safe_psql('postgres', 'CREATE ROLE mallory LOGIN');

# A database that mallory owns, and in which he has been before anybody installed anything.
sub mallorys_database
{
	my ($database, $prepared, %params) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database OWNER mallory " . ($params{options} // ''));
	accepted($node, $database, $prepared, "$database: mallory prepares it", user => $params{user} // 'mallory');
}

sub count_of
{
	my ($database, $query) = @_;
	return $node->safe_psql($database, "SELECT count(*) FROM $query");
}

my $is_member = q{pg_extension WHERE extname = 'pg_conventions'};

# ---- the schema was there first -------------------------------------------------------------------------------------

mallorys_database('owned_schema', 'CREATE SCHEMA conventions');
rejected($node, 'owned_schema', 'CREATE EXTENSION pg_conventions', qr/42501: schema "conventions" belongs to role "mallory"/,
	'a schema of mallory is refused');
is(count_of('owned_schema', $is_member), 0, 'and nothing is installed');

# The administrator made the schema, and let mallory into it: whatever he made there is refused.
my %traps = (
	function => 'CREATE FUNCTION conventions.now() RETURNS timestamptz LANGUAGE sql AS $$SELECT pg_catalog.now()$$',
	enable => 'CREATE FUNCTION conventions.enable(profile text) RETURNS text LANGUAGE sql AS $$SELECT profile$$',
	procedure => 'CREATE PROCEDURE conventions.p() LANGUAGE sql AS $$SELECT 1$$',
	table => 'CREATE TABLE conventions.profile (name text)',
	view => 'CREATE VIEW conventions.pending AS SELECT 1 AS one',
	sequence => 'CREATE SEQUENCE conventions.s',
	domain => 'CREATE DOMAIN conventions.text AS pg_catalog.text',
	enum => q{CREATE TYPE conventions.severity AS ENUM ('off')},
	composite => 'CREATE TYPE conventions.row_type AS (a int)',
	operator => 'CREATE OPERATOR conventions.= (FUNCTION = pg_catalog.texteq, LEFTARG = text, RIGHTARG = text)',
	aggregate => 'CREATE AGGREGATE conventions.string_agg(text) (SFUNC = pg_catalog.textcat, STYPE = text)',
	collation => q{CREATE COLLATION conventions.c (provider = libc, locale = 'C')},
	search => 'CREATE TEXT SEARCH CONFIGURATION conventions.c (COPY = pg_catalog.english)',
	conversion => q{CREATE CONVERSION conventions.c FOR 'UTF8' TO 'LATIN1' FROM pg_catalog.utf8_to_iso8859_1},
	statistics => 'CREATE TABLE public.t (a int, b int); CREATE STATISTICS conventions.s ON a, b FROM public.t',
);
foreach my $kind (sort keys %traps)
{
	my $database = "filled_$kind";
	$node->safe_psql('postgres', "CREATE DATABASE $database OWNER mallory");
	$node->safe_psql($database, 'CREATE SCHEMA conventions; GRANT CREATE, USAGE ON SCHEMA conventions TO mallory');
	accepted($node, $database, $traps{$kind}, "$kind: mallory fills the schema", user => 'mallory');
	rejected($node, $database, 'CREATE EXTENSION pg_conventions', qr/42710: schema "conventions" is not empty/,
		"$kind: a filled schema is refused");
	is(count_of($database, $is_member), 0, "$kind: and nothing is installed");
	$node->safe_psql('postgres', "DROP DATABASE $database");
}

# An empty schema of the administrator, into which mallory may still create: the installation shuts him out.
$node->safe_psql('postgres', 'CREATE DATABASE open_schema OWNER mallory');
$node->safe_psql('open_schema', 'CREATE SCHEMA conventions; GRANT ALL ON SCHEMA conventions TO mallory, PUBLIC');
accepted($node, 'open_schema', 'CREATE EXTENSION pg_conventions', 'an empty schema of the administrator is taken');
rejected($node, 'open_schema', 'CREATE TABLE conventions.t (id bigint PRIMARY KEY)', qr/42501: permission denied for schema/,
	'PUBLIC cannot create in it any more', user => 'mallory')
  if $node->safe_psql('open_schema', q{SELECT has_schema_privilege('mallory', 'conventions', 'CREATE')}) eq 'f';
like($node->safe_psql('open_schema', q{SELECT state || ': ' || coalesce(detail, '') FROM conventions.status() WHERE item = 'schema conventions'}),
	$node->safe_psql('open_schema', q{SELECT has_schema_privilege('mallory', 'conventions', 'CREATE')}) eq 't'
	? qr/^unsafe: .*mallory/ : qr/^safe/,
	'status() tells who may create in the schema');

# A superuser whose name looks, folded to lower case, like mallory's role is still not mallory.
$node->safe_psql('postgres', 'CREATE ROLE boss LOGIN; CREATE ROLE "Boss" LOGIN SUPERUSER; CREATE DATABASE folded OWNER boss');
accepted($node, 'folded', 'CREATE SCHEMA conventions', 'folded: role boss makes the schema', user => 'boss');
rejected($node, 'folded', 'CREATE EXTENSION pg_conventions', qr/42501: schema "conventions" belongs to role "boss"/,
	'folded: superuser "Boss" is not role boss', user => 'Boss');
accepted($node, 'folded', 'DROP SCHEMA conventions', 'folded: the schema goes', user => 'boss');
accepted($node, 'folded', 'CREATE EXTENSION pg_conventions', 'folded: superuser "Boss" can install', user => 'Boss');
is($node->safe_psql('folded', q{SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'conventions'}), '"Boss"',
	'folded: and owns the schema');

# ---- the whole database is mallory's: path, functions, operators, types ---------------------------------------------

mallorys_database('hostile', q{
CREATE SCHEMA evil;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
CREATE TABLE evil.trapped (who text, place text);
GRANT INSERT ON evil.trapped TO PUBLIC;
CREATE FUNCTION evil.trap(place text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO evil.trapped VALUES (current_user, place);
    BEGIN
        ALTER ROLE mallory SUPERUSER;
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
    RETURN true;
END $$;
CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS $$SELECT pg_catalog.now() WHERE evil.trap('now')$$;
CREATE FUNCTION evil.pg_extension_config_dump(regclass, text) RETURNS void LANGUAGE sql AS $$SELECT evil.trap('config')$$;
CREATE FUNCTION evil.pg_get_userbyid(oid) RETURNS name LANGUAGE sql AS $$SELECT 'x'::name WHERE evil.trap('userbyid')$$;
CREATE FUNCTION evil.pg_describe_object(oid, oid, int) RETURNS text LANGUAGE sql AS $$SELECT NULL::text WHERE evil.trap('describe')$$;
CREATE FUNCTION evil.eq(name, name) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('name = name')$$;
CREATE FUNCTION evil.eq(name, text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('name = text')$$;
CREATE FUNCTION evil.eq(text, text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('text = text')$$;
CREATE FUNCTION evil.eq(oid, oid) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('oid = oid')$$;
CREATE FUNCTION evil.eq(oid, regclass) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('oid = regclass')$$;
CREATE FUNCTION evil.eq("char", text) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('char = text')$$;
CREATE FUNCTION evil.eq(boolean, boolean) RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('boolean = boolean')$$;
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = name, RIGHTARG = name);
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = name, RIGHTARG = text);
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = oid, RIGHTARG = oid);
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = oid, RIGHTARG = regclass);
CREATE OPERATOR evil.= (FUNCTION = evil.eq, LEFTARG = "char", RIGHTARG = text);
CREATE OPERATOR evil.<> (FUNCTION = evil.eq, LEFTARG = oid, RIGHTARG = oid);
CREATE OPERATOR evil.<> (FUNCTION = evil.eq, LEFTARG = oid, RIGHTARG = regclass);
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (evil.trap('type text'));
CREATE DOMAIN evil.oid AS pg_catalog.oid CHECK (evil.trap('type oid'));
CREATE DOMAIN evil.timestamptz AS pg_catalog.timestamptz CHECK (evil.trap('type timestamptz'));
CREATE DOMAIN evil.jsonb AS pg_catalog.jsonb CHECK (evil.trap('type jsonb'));
CREATE TYPE evil.event_trigger AS ENUM ('x');
CREATE VIEW evil.pg_namespace AS SELECT n.* FROM pg_catalog.pg_namespace n WHERE evil.trap('pg_namespace');
CREATE VIEW evil.pg_depend AS SELECT d.* FROM pg_catalog.pg_depend d WHERE evil.trap('pg_depend');
CREATE TABLE evil.profile (name pg_catalog.text);
CREATE TABLE evil.rule_setting (rule pg_catalog.text);
CREATE TABLE evil.pending (relation pg_catalog.oid);
CREATE FUNCTION evil.on_ddl_command_end() RETURNS boolean LANGUAGE sql AS $$SELECT evil.trap('end')$$;
ALTER DATABASE hostile SET search_path = evil, public, pg_catalog;
});
is($node->safe_psql('hostile', 'SHOW search_path'), 'evil, public, pg_catalog', 'hostile: the path reaches the administrator');
accepted($node, 'hostile', 'CREATE EXTENSION pg_conventions', 'hostile: the installation passes');
accepted($node, 'hostile', q{SELECT conventions.enable('strict'::pg_catalog.text)}, 'hostile: enable() passes');
accepted($node, 'hostile', q{SELECT conventions.set_rule('table_name'::pg_catalog.text, 'warn'::pg_catalog.text, '{"exclude": "^x"}'::pg_catalog.jsonb)},
	'hostile: set_rule() passes');
accepted($node, 'hostile', q{SELECT conventions.reset_rule('table_name'::pg_catalog.text)}, 'hostile: reset_rule() passes');
foreach my $function (qw(findings learn report rules status warnings))
{
	accepted($node, 'hostile', "SELECT * FROM conventions.$function()", "hostile: $function() passes");
}
rejected($node, 'hostile', 'CREATE TABLE public.probes (a pg_catalog.int4)', qr/SC001/, 'hostile: judging works');
my $said = $node->safe_psql('hostile', q{SELECT pg_catalog.count(*) FROM conventions.profile; SELECT pg_catalog.count(*) FROM evil.profile});
is($said, "1\n0", 'hostile: the policy is in our table, not in mallory\'s');
accepted($node, 'hostile', 'SELECT conventions.disable()', 'hostile: disable() passes');
accepted($node, 'hostile', 'DROP EXTENSION pg_conventions', 'hostile: so does the removal');
is($node->safe_psql('hostile', q{SELECT who, place FROM evil.trapped}), '', 'hostile: none of mallory\'s code has run');
is($node->safe_psql('hostile', q{SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) 'mallory'}), 'f',
	'hostile: mallory is nobody still');

# Default privileges that the administrator once set reach our tables, too: what they give away is listed.
$node->safe_psql('postgres', 'CREATE DATABASE generous OWNER mallory');
$node->safe_psql('generous', 'ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO mallory; CREATE EXTENSION pg_conventions');
my $writable = $node->safe_psql('generous', q{SELECT has_table_privilege('mallory', 'conventions.profile', 'INSERT, UPDATE, DELETE, TRIGGER')});
my $listed = $node->safe_psql('generous', q{SELECT state || ': ' || coalesce(detail, '') FROM conventions.status() WHERE item = 'policy tables'});
is($writable eq 't' ? $listed =~ /mallory/ : 1, 1, 'default privileges on the policy tables are taken back, or listed by status()')
  or diag("writable $writable, status: $listed");

# The owner of the database who is no superuser.
install($node, 'hers');
$node->safe_psql('postgres', 'ALTER DATABASE hers OWNER TO mallory');
enable($node, 'hers', 'recommended');
$node->safe_psql('hers', 'GRANT ALL ON SCHEMA public TO mallory');
my %owners_attempts = (
	'drop the extension' => ['DROP EXTENSION pg_conventions CASCADE', qr/42501: must be owner of extension/],
	'drop the schema' => ['DROP SCHEMA conventions CASCADE', qr/42501: must be owner of schema/],
	'set the mode for all' => ['ALTER DATABASE hers SET conventions.mode = off', qr/42501: permission denied to set parameter/],
	'set the replication role for all' => ['ALTER DATABASE hers SET session_replication_role = replica', qr/42501: permission denied/],
	'set the mode for himself' => ['ALTER ROLE mallory SET conventions.mode = off', qr/42501: permission denied to set parameter/],
	'set the mode for himself here' => ['ALTER ROLE mallory IN DATABASE hers SET conventions.mode = off', qr/42501: permission denied to set parameter/],
	'preload something' => [q{ALTER DATABASE hers SET session_preload_libraries = ''}, qr/42501: permission denied to set parameter/],
	'enable a weaker profile' => [q{SELECT conventions.enable('relaxed')}, qr/42501: permission denied for function/],
	'load the library by hand' => [q{LOAD 'pg_conventions'}, qr/42501: access to library "pg_conventions" is not allowed/],
);
foreach my $attempt (sort keys %owners_attempts)
{
	my ($sql, $why) = @{ $owners_attempts{$attempt} };
	rejected($node, 'hers', $sql, $why, "the owner of the database cannot $attempt", user => 'mallory');
}

# ---- settings that come with the connection ---------------------------------------------------------------------------

foreach my $setting ('conventions.mode=off', 'conventions.restoring=on', 'conventions.mode=report', 'conventions.debug_fault=commit')
{
	rejected($node, 'hers', $bad_table, qr/SC001/, "PGOPTIONS with $setting is no way past", user => 'mallory', options => "-c $setting");
	my ($name) = split /=/, $setting;
	next if $name eq 'conventions.debug_fault';
	my ($status, $out) = run_sql($node, 'hers', "SELECT state FROM conventions.status() WHERE item = '$name'",
		user => 'mallory', options => "-c $setting");
	is($out, $name eq 'conventions.mode' ? 'enforce' : 'off', "and status() tells the truth about $name");
}
my ($refused) = run_sql($node, 'hers', 'SELECT 1', user => 'mallory', options => '-c session_replication_role=replica');
isnt($refused, 0, 'PGOPTIONS with session_replication_role is refused');
accepted($node, 'hers', "$bad_table; DROP TABLE probes", 'the administrator may, by the documented way', options => '-c conventions.mode=off');
$node->safe_psql('postgres', 'GRANT SET ON PARAMETER conventions.mode TO mallory');
accepted($node, 'hers', "SET conventions.mode = off; $bad_table; DROP TABLE probes", 'so may whom he lets', user => 'mallory');
like($node->safe_psql('hers', q{SET conventions.mode = off; SELECT state, detail FROM conventions.status() WHERE item = 'conventions.mode'}),
	qr/^off\|.+/, 'and status() says so');
$node->safe_psql('postgres', 'REVOKE SET ON PARAMETER conventions.mode FROM mallory');

# ---- EXPLAIN ANALYZE CREATE TABLE AS, the only way that no event trigger sees -------------------------------------------

my $explained = 'EXPLAIN ANALYZE CREATE TABLE "Explained" AS SELECT 1 AS id';
$node->safe_psql('hers', q{SELECT conventions.set_rule('table_name', 'error')});
rejected($node, 'hers', "$good_table; DROP TABLE probes; $explained", qr/SC001: table "public.Explained"/,
	'judged at commit in a session that ran DDL before', user => 'mallory');
rejected($node, 'hers', "SELECT * FROM conventions.status(); $explained", qr/SC001: table "public.Explained"/,
	'or that called one of our functions', user => 'mallory');
accepted($node, 'hers', $explained, 'let through in a session that has not loaded the library', user => 'mallory');
is($node->safe_psql('hers', q{SELECT rule, identity FROM conventions.findings() WHERE rule = 'table_name'}), 'table_name|public."Explained"',
	'but the report finds it');
like($node->safe_psql('hers', q{SELECT state || ' ' || detail FROM conventions.status() WHERE item = 'library preloaded'}),
	qr/^no EXPLAIN ANALYZE CREATE TABLE AS .*session_preload_libraries/, 'and status() tells of the gap');
$node->safe_psql('hers', 'DROP TABLE "Explained"');
$node->safe_psql('hers', q{ALTER DATABASE hers SET session_preload_libraries = 'pg_conventions'});
rejected($node, 'hers', $explained, qr/SC001: table "public.Explained"/, 'with session_preload_libraries it is judged at commit', user => 'mallory');
rejected($node, 'hers', "DO \$\$ DECLARE l text; BEGIN FOR l IN EXECUTE '$explained' LOOP END LOOP; END \$\$",
	qr/SC001: table "public.Explained"/, 'also out of a DO block', user => 'mallory');
is(count_of('hers', q{pg_class WHERE relname = 'Explained'}), 0, 'and nothing is left');
like($node->safe_psql('hers', q{SELECT state FROM conventions.status() WHERE item = 'library preloaded'}), qr/^yes$/, 'status() says that it is loaded');
rejected($node, 'hers', $bad_table, qr/SC001/, "preloaded, with PGOPTIONS $_", user => 'mallory', options => "-c $_")
  foreach ('conventions.restoring=off', 'search_path=public,pg_catalog');
($refused) = run_sql($node, 'hers', 'SET conventions.mode = off', user => 'mallory');
isnt($refused, 0, 'preloaded, the setting is refused at once');

# ---- making our own code fail --------------------------------------------------------------------------------------------

# Names that are no text in any encoding.
foreach my $encoding ('SQL_ASCII', 'LATIN1')
{
	my $database = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C'");
	install($node, $database);
	enable($node, $database, 'recommended');
	$node->safe_psql($database, q{SELECT conventions.set_rule('table_name', 'error')});
	$node->safe_psql($database, q{SELECT conventions.set_rule('reserved_word', NULL, '{"exclude": "^nothing [a-z]"}')});
	$node->safe_psql($database, 'GRANT ALL ON SCHEMA public TO mallory');
	my $statement = q{DO $$ BEGIN EXECUTE format('CREATE TABLE %I (id int, %I int)', } .
	  ($encoding eq 'LATIN1' ? q{convert_from('\xff41fe'::bytea, 'LATIN1'), convert_from('\xc0'::bytea, 'LATIN1'))}
		: q{'t' || E'\\xff\\xfeA', 'c' || E'\\xc0')}) . q{; END $$};
	rejected($node, $database, "SET client_encoding = '$encoding'; $statement", qr/SC001/, "$encoding: a name of stray bytes is judged", user => 'mallory');
	is(count_of($database, q{pg_class WHERE relowner = 'mallory'::regrole AND relkind = 'r'}), 0, "$encoding: and not made");
}

# A name that the house's pattern chokes on.
install($node, 'regexes');
enable($node, 'regexes', 'recommended');
$node->safe_psql('regexes', 'GRANT ALL ON SCHEMA public TO mallory');
$node->safe_psql('regexes', q{SELECT conventions.set_rule('table_name', 'error', '{"pattern": "^(([a-z]+)*_?)*$"}')});
rejected($node, 'regexes', 'CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0 (id int)', qr/SC001/,
	'a name that the pattern chokes on does not get its table through', user => 'mallory');
is(count_of('regexes', q{pg_class WHERE relname ~ '^aaaa'}), 0, 'and nothing is left');

# Locks, timeouts and conflicts of his own making.
install($node, 'conflicts');
enable($node, 'conflicts', 'recommended');
$node->safe_psql('conflicts', q{SELECT conventions.set_rule('foreign_key_index', 'error')});
$node->safe_psql('conflicts', 'GRANT ALL ON SCHEMA public TO mallory');
accepted($node, 'conflicts', 'CREATE TABLE parent (id bigint PRIMARY KEY); '
	. 'CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent)',
	'a pending finding', user => 'mallory');
is(count_of('conflicts', 'conventions.pending'), 1, 'is written down');
accepted($node, 'conflicts', q{BEGIN; CREATE INDEX one ON child (parent_id); PREPARE TRANSACTION 'holds'},
	'a prepared transaction mends it', user => 'mallory');
rejected($node, 'conflicts', "SET lock_timeout = '100ms'; BEGIN; CREATE INDEX two ON child (parent_id, id); $bad_table; COMMIT",
	qr/SC001/, 'another that mends it too is judged all the same', user => 'mallory');
rejected($node, 'conflicts', "SET statement_timeout = '2s'; BEGIN; CREATE INDEX two ON child (parent_id, id); $bad_table; COMMIT",
	qr/SC001/, 'and does not wait for the first', user => 'mallory');
accepted($node, 'conflicts', q{COMMIT PREPARED 'holds'}, 'the first is committed', user => 'mallory');
is(count_of('conflicts', q{pg_class WHERE relname = 'probes'}), 0, 'nothing slipped through');
is(count_of('conflicts', 'conventions.pending'), 0, 'and nothing is pending');
# A dropped table leaves nothing that waits.
accepted($node, 'conflicts', 'CREATE TABLE orphan (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent)', 'pending again', user => 'mallory');
accepted($node, 'conflicts', 'DROP TABLE orphan', 'and dropped', user => 'mallory');
is(count_of('conflicts', 'conventions.pending'), 0, 'a dropped table leaves nothing pending');
# Waiting for ever is no way out: past the grace, ALTER TABLE that mends nothing is rejected.
accepted($node, 'conflicts', 'CREATE TABLE patient (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent)', 'pending once more', user => 'mallory');
accepted($node, 'conflicts', 'ALTER TABLE patient ADD COLUMN note text', 'within the grace it may be altered', user => 'mallory');
$node->safe_psql('conflicts', 'ALTER DATABASE conflicts SET conventions.pending_grace = 0');
rejected($node, 'conflicts', 'ALTER TABLE patient ADD COLUMN more text', qr/SC001/, 'past the grace it may not', user => 'mallory');
# Another name, of the table, of the key or of both, or a key made anew, is no mending.
my $waits = q{SELECT rule || ' ' || identity FROM conventions.pending};
accepted($node, 'conflicts', "SET conventions.mode = off; ALTER TABLE patient RENAME TO invalid", 'renamed behind our back');
rejected($node, 'conflicts', 'ALTER TABLE invalid ADD COLUMN more text', qr/SC001/, 'the finding is known under the new name', user => 'mallory');
$node->safe_psql('conflicts', 'ALTER DATABASE conflicts RESET conventions.pending_grace');
accepted($node, 'conflicts', 'ALTER TABLE invalid RENAME CONSTRAINT patient_parent_id_fkey TO renamed', 'within the grace the key may be renamed', user => 'mallory');
is($node->safe_psql('conflicts', $waits), 'foreign_key_index renamed on public.invalid', 'its finding follows');
accepted($node, 'conflicts', 'ALTER TABLE invalid RENAME TO patient', 'so may the table', user => 'mallory');
is($node->safe_psql('conflicts', $waits), 'foreign_key_index renamed on public.patient', 'its finding follows');
accepted($node, 'conflicts', 'ALTER TABLE patient ALTER COLUMN parent_id TYPE int', 'the key is made anew', user => 'mallory');
accepted($node, 'conflicts', 'ALTER TABLE patient RENAME CONSTRAINT renamed TO again', 'and renamed', user => 'mallory');
is($node->safe_psql('conflicts', $waits), 'foreign_key_index again on public.patient', 'its finding follows');
is($node->safe_psql('conflicts', q{SELECT status FROM conventions.findings(only_rule => 'foreign_key_index')}), 'pending', 'and the report says so');
$node->safe_psql('conflicts', 'ALTER DATABASE conflicts SET conventions.pending_grace = 0');
rejected($node, 'conflicts', 'ALTER TABLE patient ADD COLUMN more text', qr/SC001/, 'past the grace it may still not be altered', user => 'mallory');
accepted($node, 'conflicts', 'CREATE INDEX patient_parent ON patient (parent_id)', 'but may be mended', user => 'mallory');
is(count_of('conflicts', 'conventions.pending'), 0, 'then nothing waits');

# Serializable transactions: reading our tables must not end in a conflict that lets the command through.
my $first = session($node, 'conflicts', user => 'mallory');
my $second = session($node, 'conflicts', user => 'mallory');
my $number = 0;
foreach my $each ($first, $second)
{
	++$number;
	tell($each, 'SET default_transaction_isolation = serializable');
	tell($each, 'BEGIN');
	tell($each, 'SELECT count(*) FROM conventions.pending');
	tell($each, "CREATE TABLE serial$number (id int)");
}
my @answers = map { (tell($_, 'COMMIT'))[1] } ($first, $second);
like($answers[0], qr/SC001|40001/, 'the first of two serializable transactions is judged');
like($answers[1], qr/SC001|40001/, 'so is the second');
$_->quit foreach ($first, $second);
is(count_of('conflicts', q{pg_class WHERE relname ~ '^serial[12]'}), 0, 'and nothing is left of them');

# A transaction too large for the deadline passes, and says so, or fails where the house wants that.
my $large = q{DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE large%s (id int)', i); END LOOP; END $$};
$node->safe_psql('conflicts', 'ALTER DATABASE conflicts SET conventions.commit_deadline = 1');
like(accepted($node, 'conflicts', $large, 'past the deadline a transaction passes', user => 'mallory'),
	qr/WARNING: .*pg_conventions could not judge this transaction, it was let through/, 'with a WARNING');
is(count_of('conflicts', q{conventions.findings(only_rule => 'primary_key') WHERE object_name ~ '^large'}), 400, 'and the report finds all of it');
$node->safe_psql('conflicts', q{SET conventions.mode = off; DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('DROP TABLE large%s', i); END LOOP; END $$});
$node->safe_psql('conflicts', 'ALTER DATABASE conflicts SET conventions.on_internal_error = error');
rejected($node, 'conflicts', $large, qr/judging took longer than conventions.commit_deadline/, 'with on_internal_error = error it fails', user => 'mallory');
is(count_of('conflicts', q{pg_class WHERE relname ~ '^large'}), 0, 'and nothing is left');

# Deep and wide: what a plain user can build must not take the backend down.
install($node, 'deep');
enable($node, 'deep', 'recommended');
$node->safe_psql('deep', 'GRANT ALL ON SCHEMA public TO mallory');
accepted($node, 'deep', q{DO $$
BEGIN
    CREATE TABLE p0 (id bigint PRIMARY KEY, at timestamptz) PARTITION BY RANGE (id);
    FOR i IN 1..150 LOOP
        EXECUTE format('CREATE TABLE p%s PARTITION OF p%s FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id)', i, i - 1);
    END LOOP;
END $$}, 'partitions 150 levels deep', user => 'mallory');
accepted($node, 'deep', 'COMMENT ON TABLE p150 IS $$the deepest$$; SELECT count(*) FROM conventions.findings()', 'and judged again', user => 'mallory');
accepted($node, 'deep', q{DO $$
BEGIN
    CREATE DOMAIN d0 AS timestamptz;
    FOR i IN 1..200 LOOP EXECUTE format('CREATE DOMAIN d%s AS d%s', i, i - 1); END LOOP;
    CREATE TABLE of_domain (id bigint PRIMARY KEY, at d200);
END $$}, 'domains 200 levels deep', user => 'mallory');
my $columns = join ', ', map { "c$_ int" } (1 .. 1590);
rejected($node, 'deep', "CREATE TABLE wide ($columns)", qr/SC001/, 'a table of 1590 columns is judged', user => 'mallory');
my $long = 'n' x 63;
rejected($node, 'deep', qq{CREATE TABLE "$long" ("\n%s%n\\" int)}, qr/SC001: table "public.$long"/, 'names of format directives', user => 'mallory');
is($node->safe_psql('deep', 'SELECT 1'), '1', 'the server lives');

# ---- copies of the database ------------------------------------------------------------------------------------------------

$node->safe_psql('postgres', 'ALTER ROLE mallory CREATEDB');
accepted($node, 'postgres', 'CREATE DATABASE his_copy TEMPLATE hers', 'mallory copies the database', user => 'mallory');
rejected($node, 'his_copy', $bad_table, qr/SC001/, 'the copy enforces', user => 'mallory');

$node->stop;
done_testing();
