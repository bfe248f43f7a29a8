# Fixes.pm: runs the SQL of findings as a person would, and looks at all that it changed.

package Fixes;

use strict;
use warnings;

use Exporter 'import';
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use Conventions;

our @EXPORT = qw(make_base fresh_database drop_database findings dump_lines contents changed_lines filled run_plainly quoted rejecting);

my $serial = 0;
my $json = JSON::PP->new;

# Bytes stay bytes: names in UTF-8 are compared and handed on as they come.
sub quoted { my ($text) = @_; $text =~ s/'/''/g; return "'$text'"; }

# A database with the extension, in which every rule rejects that the profile strict lets reject, and no other speaks,
# nor do two that the cases of others break by the way: a case turns its own rule on (see rejecting()).
sub make_base
{
	my ($node) = @_;
	install($node, 'base');
	$node->safe_psql('base', q{SELECT conventions.enable('strict')});
	$node->safe_psql('base', "SELECT conventions.set_rule(rule, 'off') FROM conventions.rules() WHERE severity <> 'error' OR rule IN ('column_name', 'updated_at')");
}

# A copy of that database, and in it what the script makes with judging off.
sub fresh_database
{
	my ($node, $setup) = @_;
	my $name = 'case_' . ++$serial;
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE base");
	my ($status, $err) = run_plainly($node, $name, $setup, '-c conventions.mode=off');
	die "set-up failed: $err\n$setup" if $status != 0;
	return $name;
}

# SQL after which the rule rejects, whatever the profile says.
sub rejecting { my ($rule) = @_; return "SELECT conventions.set_rule('$rule', 'error') FROM conventions.rules() WHERE rule = '$rule' AND severity = 'off';"; }

sub drop_database { my ($node, $name) = @_; $node->safe_psql('postgres', "DROP DATABASE $name"); }

# Runs a script statement by statement, each in its own transaction: (exit status, what was said).
sub run_plainly
{
	my ($node, $database, $sql, $options) = @_;
	local $ENV{PGOPTIONS} = $options if defined $options;
	my ($status, $out, $err) = $node->psql($database, $sql);
	return ($status, $err);
}

# What conventions.findings() says: a list of hashes.
sub findings
{
	my ($node, $database) = @_;
	my $rows = $json->decode($node->safe_psql($database,
		"SELECT coalesce(json_agg(f ORDER BY rule, identity, part), '[]') FROM conventions.findings() f"));
	foreach my $row (@$rows) { utf8::downgrade($_) foreach grep { defined } values %$row; }
	return @$rows;
}

# pg_dump -s without blank lines, comments and the random words of \restrict; the comma behind a line says nothing.
sub dump_lines
{
	my ($node, $database) = @_;
	my ($out, $err) = run_command([ 'pg_dump', '-s', '--no-owner', '-d', $node->connstr($database) ]);
	die "pg_dump: $err" if $err ne '';
	# The break in the name of a test is none of the dump.
	$out =~ s/\btwo\nlines\b/two\\nlines/g;
	my @lines = grep { !/^(--.*|\\(un)?restrict .*|\s*)$/ } split /\n/, $out;
	s/,$// foreach @lines;
	return sort @lines;
}

# The lines as they should be after a change: { renamed => [ [ regex, text or function ], ... ], gone => [lines], new => [lines] }.
# A line that should go and is not there is reported.
sub changed_lines
{
	my ($change, @lines) = @_;
	foreach my $renaming (@{ $change->{renamed} || [] })
	{
		my ($from, $to) = @$renaming;
		s/$from/ref $to ? $to->() : $to/ge foreach @lines;
	}
	foreach my $gone (@{ $change->{gone} || [] })
	{
		my ($at) = grep { $lines[$_] eq $gone } 0 .. $#lines;
		if (defined $at) { splice @lines, $at, 1; }
		else { push @lines, "not there before: $gone"; }
	}
	return sort @lines, @{ $change->{new} || [] };
}

# What every table holds, a line a table, by OID and column number: names may change. `columns` is what an earlier call
# gave back: the same columns are read again, a former timestamp as it is seen in the zone. `fill` names a column and the value
# that stands for null there, `except` one that is not read.
sub contents
{
	my ($node, $database, %params) = @_;
	my $columns = quoted($params{columns} // '');
	my $zone = quoted($params{zone} // 'UTC');
	my ($fill_column, $fill_value) = @{ $params{fill} || [ '', 'NULL' ] };
	my $except = quoted($params{except} // '');
	my $fill = quoted($fill_column) . ', ' . quoted($fill_value);
	my $answer = $node->safe_psql($database, qq{
SET conventions.mode = off;
SET TimeZone = $zone;
CREATE FUNCTION pg_temp.present_columns() RETURNS jsonb LANGUAGE sql AS \$\$
    SELECT coalesce(jsonb_object_agg(c.oid, (SELECT jsonb_agg(jsonb_build_array(attnum, CASE base WHEN 'timestamp'::regtype THEN '::timestamp' WHEN 'timestamp[]'::regtype THEN '::timestamp[]' END) ORDER BY attnum)
            FROM pg_attribute JOIN (SELECT oid AS type, coalesce(nullif(typbasetype, 0), oid) AS base FROM pg_type) types ON type = atttypid WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attname <> $except)), '{}')
    FROM pg_class c
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|conventions)'
\$\$;
CREATE FUNCTION pg_temp.contents(columns jsonb, fill_column text, fill_value text) RETURNS SETOF text LANGUAGE plpgsql AS \$\$
DECLARE
    tab oid;
    list text;
    line text;
BEGIN
    FOR tab IN SELECT key::oid FROM jsonb_each(columns) ORDER BY 1 LOOP
        SELECT string_agg(format(CASE WHEN a.attname = fill_column THEN 'coalesce(%I%s, ' || fill_value || ')::text' ELSE '%I%s::text' END,
            a.attname, c.value->>1), ', ' ORDER BY (c.value->>0)::int) INTO list
        FROM jsonb_array_elements(columns -> tab::text) c LEFT JOIN pg_attribute a ON a.attrelid = tab AND a.attnum = (c.value->>0)::int;
        EXECUTE format('SELECT count(*) || '' rows, '' || coalesce(md5(string_agg(x, chr(10) ORDER BY x)), ''none'') FROM (SELECT ROW(%s)::text AS x FROM ONLY %s) each',
            list, tab::regclass) INTO line;
        RETURN NEXT tab || ': ' || line;
    END LOOP;
END \$\$;
SELECT coalesce(nullif($columns, '')::jsonb, pg_temp.present_columns()) AS columns \\gset
SELECT :'columns';
SELECT pg_temp.contents(:'columns', $fill);
});
	my ($read, @lines) = split /\n/, $answer;
	return ($read, @lines);
}

# The SQL with the placeholders filled in.
sub filled
{
	my ($sql, $values) = @_;
	foreach my $name (keys %{ $values || {} })
	{
		$sql =~ s/<$name>/$values->{$name}/g or fail("<$name> is no placeholder of: $sql");
	}
	return $sql;
}

1;
