# Alembic: a first migration that it writes by itself, and a second one that alters, under the profile recommended with
# the preset sqlalchemy. Nothing is rejected, and every warning stands here with its reason.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Tools;

plan skip_all => 'Debian packages alembic and python3-psycopg2 are not there'
  unless python_has('alembic', 'psycopg2');

my $node = tool_node('alembic');
my $project = copy_of('alembic');
mkdir "$project/versions";
new_database($node, 'shop', q{'recommended', '{sqlalchemy}'});

sub alembic
{
	my ($models, @arguments) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return passes("alembic @arguments", $node, 'shop', $project, [ python(), '-m', 'alembic', @arguments ], MODELS => $models);
}

# ---- the first migration ---------------------------------------------------------------------------------------------
alembic(1, 'revision', '--autogenerate', '-m', 'first');
my $printed;
my $said = said_while($node, sub { $printed = alembic(1, 'upgrade', 'head') });
# Defended: DateTime without timezone=True keeps a time that each session reads in a zone of its own.
is($said, <<'EOT', 'one warning');
WARNING timestamptz: column "placed_at" of table "public.orders" is timestamp without time zone
EOT
like($printed, qr/^INFO  \[sqlalchemy\.dialects\.postgresql\] WARNING:  column "placed_at"/m, 'the logger prints it');

# ---- the second: tables, columns, types ---------------------------------------------------------------------------------
alembic(2, 'revision', '--autogenerate', '-m', 'second');
$said = said_while($node, sub { $printed = alembic(2, 'upgrade', 'head') });
# Defended: without the index each DELETE of an order reads all lines. SQLAlchemy makes none unless index=True.
is($said, <<'EOT', 'one warning');
WARNING foreign_key_index: foreign key "fk_order_lines_replaces_order_id_orders" of table "public.order_lines" has no index on (replaces_order_id)
EOT
like($printed, qr/\] WARNING:  foreign key "fk_order_lines_replaces_order_id_orders"/, 'said at commit, and printed');
like($printed, qr/^CREATE INDEX ix_order_lines_replaces_order_id ON public\.order_lines \(replaces_order_id\);$/m,
	'the index that is proposed is named as SQLAlchemy would');
is(open_findings($node, 'shop'), <<'EOT' =~ s/\n\z//r, 'the same is open');
warn foreign_key_index fk_order_lines_replaces_order_id_orders on public.order_lines
warn timestamptz public.orders.placed_at
EOT

$node->safe_psql('shop', q{SELECT conventions.set_rule(rule, 'warn') FROM conventions.rules() WHERE rule IN
	('index_name', 'unique_name', 'foreign_key_name', 'primary_key_name', 'check_name', 'generated_constraint_name')});
unlike(open_findings($node, 'shop'), qr/_name /, 'every name follows the preset');
$node->safe_psql('shop', q{SELECT conventions.reset_rule(rule) FROM conventions.rules()});

# ---- a rejected migration -------------------------------------------------------------------------------------------------
append_to_file("$project/versions/third.py", <<'EOT');
import sqlalchemy as sa
from alembic import op

revision = "3"
EOT
my ($second) = map { /(\w+)_second\.py$/ } glob("$project/versions/*_second.py");
append_to_file("$project/versions/third.py", qq{down_revision = "$second"\n} . <<'EOT');


def upgrade():
    op.create_table("order_events", sa.Column("order_id", sa.BigInteger), sa.Column("event", sa.Text))
EOT
my ($status, $output) = run_tool($node, 'shop', $project, [ python(), '-m', 'alembic', 'upgrade', 'head' ], MODELS => 2);
isnt($status, 0, 'a table without primary key: rejected');
like($output, qr/^sqlalchemy\.exc\.DatabaseError: \(psycopg2\.DatabaseError\) table "public\.order_events" has no primary key \(primary_key\)$/m,
	'Alembic shows the message');
is($node->safe_psql('shop', 'SELECT version_num FROM alembic_version'), $second, 'the database is where it was');
unlink "$project/versions/third.py";
guide_holds('alembic', $project, $printed, $output);

is(said_while($node, sub { alembic(2, 'downgrade', 'base') }), '', 'and back: nothing is lost, nothing is said');

done_testing();
