# Django: its own migrations (django.contrib) and those of an application run under the profile recommended with the
# preset django. Nothing is rejected, and every warning stands here with its reason.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Tools;

plan skip_all => 'Debian packages python3-django and python3-psycopg2 are not there' unless python_has('django', 'psycopg2');

my $node = tool_node('django');
my $project = copy_of('django');
my @django = (python(), '-m', 'django');
my %env = (DJANGO_SETTINGS_MODULE => 'settings');

sub django
{
	my ($database, @arguments) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return passes("django @arguments", $node, $database, $project, [ @django, @arguments ], %env);
}

# ---- django.contrib, on its own ------------------------------------------------------------------------------------
new_database($node, 'contrib', q{'recommended', '{django}'});
is(said_while($node, sub { django('contrib', 'migrate') }), '', 'the tables of django.contrib: not a word');
is(open_findings($node, 'contrib'), '', 'nothing is open');
is($node->safe_psql('contrib', q{SELECT count(*) FROM pg_class WHERE relname ~ '^(auth|django)_' AND relkind = 'r'}),
	14, 'the tables are there');

# ---- without the preset: nothing is rejected, either ---------------------------------------------------------------
new_database($node, 'bare', q{'recommended'});
my $said = said_while($node, sub { django('bare', 'migrate') });
# int4 keys and indexes that repeat others, in tables that only Django could change: that is what the preset leaves out.
is(join(' ', map { my $rule = $_; $rule . ' ' . (() = $said =~ /^WARNING $rule:/mg) } qw(primary_key_int4 redundant_index)),
	'primary_key_int4 8 redundant_index 6', 'without the preset: warnings about tables of django.contrib');
is((() = $said =~ /\n/g), 14, 'and no other');

# ---- an application -------------------------------------------------------------------------------------------------
django('contrib', 'makemigrations', 'shop');
my $printed;
$said = said_while($node, sub { $printed = django('contrib', 'migrate') });
is($said, <<'EOT', 'an application: one warning');
WARNING redundant_index: index "shop_purchase_products_purchase_id_8e092b43" on table "public.shop_purchase_products" repeats the first keys of index "public.shop_purchase_products_purchase_id_product_id_035f71c3_uniq"
EOT
# Defended: every INSERT pays for both, and the unique one serves each query. Django makes it for every relation of many
# to many and for a key that a unique_together begins with; db_index=False or one DROP INDEX ends it.
is(open_findings($node, 'contrib'), 'warn redundant_index public.shop_purchase_products_purchase_id_8e092b43',
	'the same is open');
$node->safe_psql('contrib', q{SELECT conventions.set_rule(rule, 'warn') FROM conventions.rules() WHERE rule IN
	('index_name', 'unique_name', 'foreign_key_name', 'primary_key_name', 'check_name', 'generated_constraint_name')});
# What the author named himself is no affair of the preset.
is(open_findings($node, 'contrib'), <<'EOT' =~ s/\n\z//r, 'every name that Django makes follows the preset');
warn redundant_index public.shop_purchase_products_purchase_id_8e092b43
warn unique_name uq_shop_product_name on public.shop_product
EOT
$node->safe_psql('contrib', q{SELECT conventions.reset_rule(rule) FROM conventions.rules()});

is(said_while($node, sub { django('contrib', 'migrate', 'shop', 'zero') }), '', 'and back');
like(said_while($node, sub { django('contrib', 'migrate', 'shop') }), qr/^WARNING redundant_index.*\n\z/, 'and forth again');

# ---- a rejected migration -------------------------------------------------------------------------------------------
append_to_file("$project/shop/models.py", <<'EOT');


class Ticket(models.Model):
    order = models.IntegerField()
EOT
django('contrib', 'makemigrations', 'shop');
my ($status, $output) = run_tool($node, 'contrib', $project, [ @django, 'migrate' ], %env);
isnt($status, 0, 'a column named by a reserved word: rejected');
like($output, qr/^django\.db\.utils\.DatabaseError: column "order" of table "public.shop_ticket" is named by the reserved word order \(reserved_word\)$/m,
	'Django shows the message');
like($output, qr/order_value/, 'and the SQL that passes');

guide_holds('django', $project, $printed, $output);

done_testing();
