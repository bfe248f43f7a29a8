package Commands;

# Commands.pm: the DDL that is measured, and the databases in which it is. bench.md says why.

use strict;
use warnings;
use FindBin qw($Bin);
use Exporter qw(import);
our @EXPORT_OK = qw(%set_up %title @kinds @modes statements database_of make_databases);

# The set-up of each database; the first one is what all are compared with.
our %set_up = (
    bare => '',
    loop => "\\i $Bin/plpgsql_loop.sql\n",
    checks => "\\i $Bin/plpgsql_checks.sql\n\\i $Bin/plpgsql_triggers.sql\n",
    # All that the server and our triggers do before anything is read.
    off => "CREATE EXTENSION pg_conventions; SELECT conventions.enable('recommended');\n"
        . "ALTER DATABASE bench_ddl_off SET conventions.mode = off;\n",
    recommended => "CREATE EXTENSION pg_conventions; SELECT conventions.enable('recommended');\n",
    # No single statement makes a table with its comments, which excuse what may be null, too: these rules have something
    # to say of each.
    strict => "CREATE EXTENSION pg_conventions; SELECT conventions.enable('strict');\n"
        . "SELECT conventions.set_rule(rule, 'off') FROM unnest('{nullable_column,table_comment}'::text[]) AS rule;\n",
);
our %title = (
    bare => 'bare server',
    loop => 'PL/pgSQL that only loops',
    checks => 'PL/pgSQL, the same checks',
    off => 'ours, mode off',
    recommended => 'ours, recommended',
    strict => 'ours, strict',
);

# {n} is a number of its own for each command of a block. Everything is clean under strict, one statement a transaction.
sub columns {
    my ($table) = @_;
    return "id bigint CONSTRAINT pk_$table PRIMARY KEY, label text NOT NULL, note text, "
        . "amount numeric(12,2) CONSTRAINT ck_${table}_amount CHECK (amount >= 0), "
        . "quantity integer NOT NULL DEFAULT 1, is_active boolean NOT NULL DEFAULT true, "
        . "created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()";
}
our @kinds = (
    [create => 'CREATE TABLE orders_{n} (' . columns('orders_{n}') . ');'],
    [alter => 'ALTER TABLE orders_{n} ADD COLUMN remark text;'],
    [drop => 'DROP TABLE orders_{n};'],
    [temp_create => 'CREATE TEMP TABLE scratch_{n} (' . columns('scratch_{n}') . ');'],
    [temp_drop => 'DROP TABLE scratch_{n};'],
    # Not in the bar: a table with a foreign key, which is the dearest question, and its index.
    [key_create => 'CREATE TABLE lines_{n} (' . columns('lines_{n}')
        . ', tenant_id bigint NOT NULL CONSTRAINT fk_lines_{n}_tenants REFERENCES tenants ON DELETE RESTRICT, '
        . 'CONSTRAINT uq_lines_{n}_tenant_id_label UNIQUE (tenant_id, label));'],
    [key_drop => 'DROP TABLE lines_{n};'],
);
our @modes = qw(autocommit block);

# `count` commands of one kind.
sub statements {
    my ($template, $mode, $count) = @_;
    my @commands = map { my $n = $_; $template =~ s/\{n\}/$n/gr } 1 .. $count;
    @commands = ('BEGIN;', @commands, 'COMMIT;') if $mode eq 'block';
    return join "\n", @commands;
}

sub database_of { return "bench_ddl_$_[0]" }

sub make_databases {
    my @variants = @_;
    my $admin = Backend->connect('postgres');
    for my $variant (@variants) {
        my $database = database_of($variant);
        $admin->run("DROP DATABASE IF EXISTS $database;\nCREATE DATABASE $database;");
        my $session = Backend->connect($database);
        $session->run('CREATE TABLE tenants (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());');
        $session->run("$set_up{$variant}");
        $session->close;
    }
    $admin->close;
    return;
}

1;
