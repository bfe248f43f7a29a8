# The matrix rule x moment x situation. What is expected follows from the code: from the moments that rules() gives,
# and from what each situation allows. Only the statement that makes a rule fire is written down here, for each rule.

use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('matrix');
$node->init;
$node->append_conf('postgresql.conf', "max_prepared_transactions = 5\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION pg_conventions');
$node->safe_psql('postgres', q{SELECT conventions.enable('strict')});
$node->safe_psql('postgres', q{
    CREATE FUNCTION public.run(statement text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE statement; END $$;
    CREATE FUNCTION public.swallow(statement text) RETURNS void LANGUAGE plpgsql AS
    $$ BEGIN EXECUTE statement; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'swallowed %', SQLSTATE; END $$;
    CREATE PROCEDURE public.run_and_commit(statement text) LANGUAGE plpgsql AS
    $$ BEGIN EXECUTE statement; COMMIT; PERFORM 1; END $$;
});

# For each rule: set-up run with the rule off, the statement that fires (%s: makes names of their own), and the moment
# at which it is found. A rule may stand here several times, once for each of its moments at command time.
my @firing = (
    { rule => 'table_name', moment => 'after', sql => 'CREATE TABLE "Bad%s" (id bigint PRIMARY KEY)' },
    { rule => 'check_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int CONSTRAINT positive%s CHECK (a > 0))' },
    { rule => 'column_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, "someColumn" int)' },
    {   rule => 'foreign_key_column_name', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, owner bigint REFERENCES p%s)' },
    {   rule => 'foreign_key_missing', moment => 'commit',
        setup => 'CREATE TABLE customer%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, customer%s_id bigint)' },
    {   rule => 'foreign_key_name', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, p_id bigint CONSTRAINT k%s REFERENCES p%s)' },
    { rule => 'generated_constraint_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    # Seen in the text that the client sends.
    { rule => 'identifier_length', moment => 'before', top_level => 1, sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, ' . 'a' x 64 . ' int)' },
    {   rule => 'index_name', moment => 'before',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)',
        sql => 'CREATE INDEX j%s ON t%s (a)' },
    {   rule => 'index_name', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)',
        sql => 'CREATE INDEX j%s ON t%s (abs(a))' },
    { rule => 'json_type', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, doc json)' },
    { rule => 'primary_key_column_name', moment => 'after', sql => 'CREATE TABLE t%s (code bigint PRIMARY KEY)' },
    { rule => 'primary_key_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint CONSTRAINT k%s PRIMARY KEY)' },
    { rule => 'table_name_number', moment => 'after', sql => 'CREATE TABLE x%s_item (id bigint PRIMARY KEY)' },
    { rule => 'unique_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int CONSTRAINT u%s UNIQUE)' },
    { rule => 'reserved_word', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, "order" int)' },
    { rule => 'view_name', moment => 'after', sql => 'CREATE VIEW "View%s" AS SELECT 1 AS id' },
    { rule => 'sequence_name', moment => 'after', sql => 'CREATE SEQUENCE "Seq%s"' },
    { rule => 'type_name', moment => 'after', sql => 'CREATE TYPE "Type%s" AS (x int)' },
    { rule => 'enum_label', moment => 'after', sql => q{CREATE TYPE e%s AS ENUM ('A')} },
    {   rule => 'trigger_name', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TRIGGER "T%s" BEFORE UPDATE ON t%s FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()' },
    {   rule => 'policy_name', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY)',
        sql => 'CREATE POLICY "P%s" ON t%s USING (true)' },
    { rule => 'exclusion_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, CONSTRAINT x%s EXCLUDE (id WITH =))' },
    { rule => 'boolean_column_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, open boolean)' },
    { rule => 'timestamp_column_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, seen timestamptz)' },
    {   rule => 'forbidden_name', moment => 'after',
        setup => q{SELECT conventions.set_rule('forbidden_name', parameters => '{"pattern": "^tbl_"}')},
        sql => 'CREATE TABLE tbl_x%s (id bigint PRIMARY KEY)' },
    { rule => 'identifier_quotes', moment => 'after', sql => 'CREATE TABLE "Quoted%s" (id bigint PRIMARY KEY)' },
    { rule => 'confusable_name', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, user_id int, userid int)' },
    {   rule => 'sequence_type', moment => 'after',
        setup => 'CREATE TABLE t%s (id serial PRIMARY KEY)',
        sql => 'ALTER TABLE t%s ALTER COLUMN id TYPE bigint' },
    { rule => 'timestamptz', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, at timestamp)' },
    { rule => 'primary_key', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint)' },
    { rule => 'created_at', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    { rule => 'updated_at', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    { rule => 'timestamp_default', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, created_at timestamptz)' },
    { rule => 'float_money', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, price float8)' },
    { rule => 'serial_column', moment => 'after', sql => 'CREATE TABLE t%s (id bigserial PRIMARY KEY)' },
    { rule => 'primary_key_int4', moment => 'after', sql => 'CREATE TABLE t%s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)' },
    {   rule => 'primary_key_type', moment => 'after',
        setup => q{SELECT conventions.set_rule('primary_key_type', parameters => '{"types": ["uuid"]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    {   rule => 'required_columns', moment => 'commit',
        setup => q{SELECT conventions.set_rule('required_columns', parameters => '{"columns": [{"name": "tenant_id"}]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    { rule => 'nullable_boolean', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, flag boolean)' },
    {   rule => 'nullable_boolean', moment => 'after',
        setup => q{SELECT conventions.set_rule('nullable_boolean', parameters => '{"comment_is_reason": false}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, flag boolean)' },
    {   rule => 'foreign_key_index', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, p_id bigint REFERENCES p%s)' },
    {   rule => 'duplicate_index', moment => 'before',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int); CREATE INDEX i%s ON t%s (a)',
        sql => 'CREATE INDEX j%s ON t%s (a)' },
    {   rule => 'duplicate_index', moment => 'commit',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a text); CREATE INDEX i%s ON t%s (lower(a))',
        sql => 'CREATE INDEX j%s ON t%s (lower(a))' },
    { rule => 'table_comment', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    { rule => 'column_comment', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)' },
    {   rule => 'redundant_index', moment => 'before',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int); CREATE INDEX i%s ON t%s (a, id)',
        sql => 'CREATE INDEX j%s ON t%s (a)' },
    {   rule => 'redundant_index', moment => 'commit',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int); CREATE INDEX i%s ON t%s (a)',
        sql => 'CREATE INDEX j%s ON t%s (a, id)' },
    {   rule => 'foreign_key_on_delete', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, p_id bigint REFERENCES p%s)' },
    {   rule => 'foreign_key_set_null', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES p%s ON DELETE SET NULL)' },
    {   rule => 'foreign_key_type', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, p_id int REFERENCES p%s)' },
    {   rule => 'foreign_key_duplicate', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY); CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES p%s)',
        sql => 'ALTER TABLE t%s ADD FOREIGN KEY (id) REFERENCES p%s' },
    {   rule => 'row_security', moment => 'commit',
        setup => q{SELECT conventions.set_rule('row_security', parameters => '{"schemas": ["public"]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    {   rule => 'row_security_policy', moment => 'commit',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY)',
        sql => 'ALTER TABLE t%s ENABLE ROW LEVEL SECURITY' },
    { rule => 'plain_password', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, password text)' },
    { rule => 'unlogged_table', moment => 'after', sql => 'CREATE UNLOGGED TABLE t%s (id bigint PRIMARY KEY)' },
    {   rule => 'table_inheritance', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s () INHERITS (p%s)' },
    { rule => 'polymorphic_reference', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, x_type text, x_id bigint)' },
    { rule => 'repeating_columns', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a1 int, a2 int, a3 int)' },
    { rule => 'array_column', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, x_ids int[])' },
    { rule => 'money_type', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, price money)' },
    { rule => 'time_with_zone', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, at timetz)' },
    { rule => 'timestamp_precision', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, at timestamptz(0))' },
    { rule => 'numeric_precision', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, price numeric)' },
    { rule => 'char_type', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a char(2))' },
    { rule => 'reg_type_column', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a regproc)' },
    {   rule => 'type_forbidden', moment => 'after',
        setup => q{SELECT conventions.set_rule('type_forbidden', parameters => '{"types": ["xml"]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a xml)' },
    {   rule => 'enum_type', moment => 'after',
        setup => q{CREATE TYPE e%s AS ENUM ('a')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a e%s)' },
    { rule => 'collation_allowed', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a text COLLATE "C")' },
    {   rule => 'string_length', moment => 'after',
        setup => q{SELECT conventions.set_rule('string_length', parameters => '{"style": "bounded"}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a text)' },
    { rule => 'uuid_in_text', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, uuid text)' },
    { rule => 'json_in_text', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, payload text)' },
    { rule => 'enum_like_column', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, status text)' },
    { rule => 'boolean_default', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, flag boolean NOT NULL)' },
    { rule => 'status_default', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, status text NOT NULL)' },
    {   rule => 'default_required', moment => 'after',
        setup => q{SELECT conventions.set_rule('default_required', parameters => '{"names": ["a"]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int NOT NULL)' },
    { rule => 'default_null_text', moment => 'after', sql => q{CREATE TABLE t%s (id bigint PRIMARY KEY, a text DEFAULT 'NULL')} },
    {   rule => 'column_count', moment => 'after',
        setup => q{SELECT conventions.set_rule('column_count', parameters => '{"max": 1}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)' },
    { rule => 'all_columns_nullable', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int, b int, c int)' },
    { rule => 'nullable_column', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)' },
    {   rule => 'index_duplicate_column', moment => 'before',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)',
        sql => 'CREATE INDEX i%s ON t%s (a, a)' },
    {   rule => 'index_duplicate_column', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int)',
        sql => 'CREATE INDEX i%s ON t%s (a, a) WHERE a > 0' },
    {   rule => 'btree_on_array', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int[])',
        sql => 'CREATE INDEX i%s ON t%s (a)' },
    {   rule => 'jsonb_index_method', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a jsonb)',
        sql => 'CREATE INDEX i%s ON t%s (a)' },
    {   rule => 'wide_index', moment => 'after',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int, b int, c int, d int, e int)',
        sql => 'CREATE INDEX i%s ON t%s (a, b, c, d, e, id)' },
    { rule => 'tenant_index', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, tenant_id bigint)' },
    { rule => 'deleted_at_shape', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, deleted_at timestamptz NOT NULL)' },
    { rule => 'soft_delete_unique', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a text UNIQUE, deleted_at timestamptz)' },
    {   rule => 'audit_columns', moment => 'commit',
        setup => q{SELECT conventions.set_rule('audit_columns', parameters => '{"names": ["author"]}')},
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    { rule => 'check_constant', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, CHECK (id = NULL))' },
    { rule => 'tenant_column', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY)' },
    {   rule => 'column_padding', moment => 'after',
        setup => q{SELECT conventions.set_rule('column_padding', parameters => '{"min_bytes": 1}')},
        sql => 'CREATE TABLE t%s (flag boolean, id bigint PRIMARY KEY)' },
    {   rule => 'over_indexed_table', moment => 'after',
        setup => q{SELECT conventions.set_rule('over_indexed_table', parameters => '{"max_indexes": 1}');}
            . ' CREATE TABLE t%s (id bigint PRIMARY KEY, a int)',
        sql => 'CREATE INDEX i%s ON t%s (a)' },
    { rule => 'matview_unique_index', moment => 'commit', sql => 'CREATE MATERIALIZED VIEW v%s AS SELECT 1 AS a' },
    {   rule => 'suspected_denormalisation', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY, name text)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, p_id bigint REFERENCES p%s, p_name text)' },
    { rule => 'partition_forbidden', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY) PARTITION BY RANGE (id)' },
    { rule => 'unchecked_amount', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, price int)' },
    # unique_key and join_table_key speak where primary_key, which is off here, does not.
    { rule => 'unique_key', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint)' },
    {   rule => 'join_table_key', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a bigint REFERENCES p%s, b bigint REFERENCES p%s)' },
    { rule => 'natural_key_unique', moment => 'commit', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, email text)' },
    { rule => 'unique_nullable', moment => 'after', sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int, UNIQUE (id, a))' },
    { rule => 'key_default', moment => 'after', sql => 'CREATE TABLE t%s (id uuid PRIMARY KEY)' },
    { rule => 'primary_key_position', moment => 'after', sql => 'CREATE TABLE t%s (a int, id bigint PRIMARY KEY)' },
    {   rule => 'primary_key_width', moment => 'after',
        setup => q{SELECT conventions.set_rule('primary_key_width', parameters => '{"max_columns": 1}')},
        sql => 'CREATE TABLE t%s (a int, b int, PRIMARY KEY (a, b))' },
    {   rule => 'foreign_key_nullable', moment => 'after',
        setup => 'CREATE TABLE p%s (a int, b int, PRIMARY KEY (a, b))',
        sql => 'CREATE TABLE t%s (a int NOT NULL, b int, FOREIGN KEY (a, b) REFERENCES p%s)' },
    {   rule => 'foreign_key_cycle', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY); CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES p%s)',
        sql => 'ALTER TABLE p%s ADD FOREIGN KEY (id) REFERENCES t%s' },
    {   rule => 'foreign_key_cross_schema', moment => 'after',
        setup => 'CREATE SCHEMA s%s; CREATE TABLE s%s.p (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES s%s.p)' },
    {   rule => 'foreign_key_tenant', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY, tenant_id int)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES p%s, tenant_id int)' },
    {   rule => 'foreign_key_forbidden', moment => 'after',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY)',
        sql => 'CREATE TABLE t%s (id bigint PRIMARY KEY REFERENCES p%s)' },
    {   rule => 'foreign_key_partition_only', moment => 'commit',
        setup => 'CREATE TABLE p%s (id bigint PRIMARY KEY); CREATE TABLE t%s (a bigint) PARTITION BY LIST (a); CREATE TABLE t%s_1 PARTITION OF t%s DEFAULT',
        sql => 'ALTER TABLE t%s_1 ADD FOREIGN KEY (a) REFERENCES p%s' },
    {   rule => 'drop_column', moment => 'before',
        setup => 'CREATE TABLE t%s (id bigint PRIMARY KEY, a int); INSERT INTO t%s SELECT g, g FROM generate_series(1, 100) g',
        sql => 'ALTER TABLE t%s DROP COLUMN a' },
    {   rule => 'drop_column', moment => 'drop',
        setup => 'CREATE DOMAIN d%s AS int; CREATE TABLE t%s (id bigint PRIMARY KEY, a d%s);'
            . ' INSERT INTO t%s SELECT g, g FROM generate_series(1, 100) g',
        sql => 'DROP DOMAIN d%s CASCADE' },
);

# What a client sees: an ERROR with the state, a WARNING, a NOTICE that something waits, or nothing.
my $quote = sub { my $text = shift; $text =~ s/'/''/g; return "'$text'"; };
my @situations = (
    { name => 'autocommit', text => sub { "$_[0];" }, alone => 1 },
    { name => 'block', text => sub { "BEGIN; $_[0]; COMMIT;" } },
    { name => 'one string of two', text => sub { "\\set QUIET on\n$_[0]\\; SELECT 1;" }, alone => 0 },
    { name => 'savepoint released', text => sub { "BEGIN; SAVEPOINT s; $_[0]; RELEASE s; COMMIT;" } },
    { name => 'savepoint rolled back', text => sub { "BEGIN; SAVEPOINT s; $_[0]; ROLLBACK TO s; COMMIT;" }, undone => 1 },
    { name => 'rolled back', text => sub { "BEGIN; $_[0]; ROLLBACK;" }, undone => 1 },
    { name => 'PREPARE TRANSACTION', text => sub { "BEGIN; $_[0]; PREPARE TRANSACTION 'x'; COMMIT PREPARED 'x';" } },
    { name => 'DO block', inside => 1, text => sub { 'DO ' . $quote->("BEGIN $_[0]; END") . ';' }, alone => 1 },
    { name => 'function', inside => 1, text => sub { 'SELECT public.run(' . $quote->($_[0]) . ');' }, alone => 1 },
    { name => 'function in a block', inside => 1, text => sub { 'BEGIN; SELECT public.run(' . $quote->($_[0]) . '); COMMIT;' } },
    { name => 'procedure with COMMIT', inside => 1, text => sub { 'CALL public.run_and_commit(' . $quote->($_[0]) . ');' }, alone => 1 },
    { name => 'plpgsql EXCEPTION', inside => 1, text => sub { 'SELECT public.swallow(' . $quote->($_[0]) . ');' }, alone => 1, swallows => 1 },
);

my $serial = 0;
my %rules = map { my ($id, $moments) = split /\t/; ($id => $moments) }
    split /\n/, $node->safe_psql('postgres', q{SELECT rule || E'\t' || moments FROM conventions.rules()});

sub numbered { my ($text, $number) = @_; return '' unless defined $text; $text =~ s/%s/$number/g; return $text; }

sub only_rule {
    my ($rule) = @_;
    $node->safe_psql('postgres',
        "SELECT conventions.set_rule(rule, CASE rule WHEN '$rule' THEN 'error' ELSE 'off' END) FROM conventions.rules()");
}

# Runs a text; answers what was said: error, warning, pending, swallowed or none.
sub outcome {
    my ($text) = @_;
    my ($stdout, $stderr) = ('', '');
    my $code = $node->psql('postgres', $text, stdout => \$stdout, stderr => \$stderr, extra_params => [ '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose' ]);
    return ('error', $stderr) if $stderr =~ /ERROR:  SC00[1-3]/;
    return ('other error', $stderr) if $stderr =~ /ERROR/;
    return ('swallowed', $stderr) if $stderr =~ /swallowed SC00/;
    return ('warning', $stderr) if $stderr =~ /WARNING:  SC00/;
    return ('pending', $stderr) if $stderr =~ /NOTICE.*wait/;
    return ('none', $stderr);
}

# What the design says: after, before and drop findings come with the command, commit findings with the commit.
sub expected {
    my ($case, $situation, $waits) = @_;
    if ($case->{moment} eq 'commit') {
        return 'none' if $situation->{undone};
        return 'pending' if $waits && $situation->{alone};
        return 'error';
    }
    return 'none' if $case->{top_level} && $situation->{inside};
    return 'swallowed' if $situation->{swallows};
    return 'error';
}

# An exemption lets the same statement pass in silence; what it leaves behind stays in findings(), with the reason.
sub exempt_case {
    my ($case) = @_;
    my $rule = $case->{rule};
    my $number = ++$serial;
    $node->safe_psql('postgres', 'SET conventions.mode = off; ' . numbered($case->{setup}, $number)) if $case->{setup};
    only_rule($rule);
    $node->safe_psql('postgres', "SELECT conventions.exempt('$rule', '*', 'tried in the matrix')");
    my ($got, $said) = outcome('BEGIN; ' . numbered($case->{sql}, $number) . '; COMMIT;');
    is($got, 'none', "$rule at $case->{moment}, exempt: passes") or diag($said);
    if ($rules{$rule} =~ /\breport\b/) {
        is($node->safe_psql('postgres', qq{
                SELECT DISTINCT status, exempt_reason FROM conventions.findings(only_rule => '$rule')
                WHERE identity ~ '[a-z]$number\\M|[a-z]${number}_'}),
            'exempt|tried in the matrix', "$rule at $case->{moment}, exempt: still reported");
    }
    $node->safe_psql('postgres', "SELECT conventions.revoke_exemption('$rule', '*')");
}

my %judged_at;
for my $case (@firing) {
    my $rule = $case->{rule};
    ok(exists $rules{$rule}, "$rule is a rule");
    like($rules{$rule}, qr/\b$case->{moment}\b/, "$rule is judged at moment $case->{moment}");
    $judged_at{$rule}{ $case->{moment} } = 1;
    my $waits = $rules{$rule} =~ /waits in autocommit/;
    for my $situation (@situations) {
        my $number = ++$serial;
        $node->safe_psql('postgres', 'SET conventions.mode = off; ' . numbered($case->{setup}, $number)) if $case->{setup};
        only_rule($rule);
        my ($got, $said) = outcome($situation->{text}->(numbered($case->{sql}, $number)));
        is($got, expected($case, $situation, $waits), "$rule at $case->{moment}, $situation->{name}") or diag($said);
        next if $got ne 'error';
        like($said, qr/\Q$rule\E/, "$rule at $case->{moment}, $situation->{name}: named");
    }
    exempt_case($case);
}

# Commands that commit inside: never an error after the inner commit, and nothing half-made stays behind.
only_rule('duplicate_index');
$node->safe_psql('postgres', 'SET conventions.mode = off; CREATE TABLE k (id bigint PRIMARY KEY, a text); CREATE INDEX k1 ON k (lower(a)); CREATE INDEX k2 ON k (a)');
my ($got, $said) = outcome('CREATE INDEX CONCURRENTLY k3 ON k (lower(a));');
is($got, 'warning', 'CREATE INDEX CONCURRENTLY: found at commit, capped') or diag($said);
($got, $said) = outcome('CREATE INDEX CONCURRENTLY k4 ON k (a);');
is($got, 'warning', 'CREATE INDEX CONCURRENTLY: found before, capped because the new one comes first') or diag($said);
is($node->safe_psql('postgres', 'SELECT count(*) FROM pg_index WHERE NOT indisvalid'), '0', 'no invalid index is left');
($got, $said) = outcome('CREATE INDEX CONCURRENTLY k5 ON k (id, a);');
is($got, 'none', 'what was wrong before CREATE INDEX CONCURRENTLY is not said again') or diag($said);
($got, $said) = outcome('DROP INDEX CONCURRENTLY k5;');
is($got, 'none', 'DROP INDEX CONCURRENTLY') or diag($said);
only_rule('foreign_key_index');
$node->safe_psql('postgres', 'SET conventions.mode = off; CREATE TABLE q (id bigint PRIMARY KEY, k_id bigint REFERENCES k); CREATE INDEX q1 ON q (k_id)');
($got, $said) = outcome('DROP INDEX CONCURRENTLY q1;');
like($got, qr/^(warning|pending)$/, 'DROP INDEX CONCURRENTLY of the only index of a key: said, not refused') or diag($said);
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_class WHERE relname = 'q1'}), '0', 'and the index is gone');
only_rule('primary_key');
$node->safe_psql('postgres', 'SET conventions.mode = off; CREATE TABLE r (id bigint) PARTITION BY RANGE (id); CREATE TABLE r1 PARTITION OF r FOR VALUES FROM (0) TO (9)');
($got, $said) = outcome('ALTER TABLE r DETACH PARTITION r1 CONCURRENTLY;');
isnt($got, 'error', 'DETACH CONCURRENTLY completes') or diag($said);
is($node->safe_psql('postgres', 'SELECT count(*) FROM pg_inherits WHERE inhdetachpending'), '0', 'no partition is half detached');

# Every moment at command time that a rule declares has a firing line above.
for my $rule (sort keys %rules) {
    for my $moment (qw(before rewrite after drop commit)) {
        next unless $rules{$rule} =~ /\b$moment\b/;
        ok($judged_at{$rule}{$moment}, "$rule at $moment stands in this test");
    }
}

done_testing();
