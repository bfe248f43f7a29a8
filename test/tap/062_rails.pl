# Rails: a schema.rb and two migrations, run by ActiveRecord under the profile recommended with the preset rails.
# Nothing is rejected, and every warning stands here with its reason.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Tools;

plan skip_all => 'Debian packages ruby-activerecord and ruby-pg are not there'
  unless system('/usr/bin/ruby -e "require %q(active_record); require %q(pg)" >/dev/null 2>&1') == 0;

my $node = tool_node('rails');
my $project = copy_of('rails');
new_database($node, 'shop', q{'recommended', '{rails}'});

sub rails
{
	my ($what) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return passes("rails $what", $node, 'shop', $project, [ '/usr/bin/ruby', 'load.rb', $what ]);
}

# ---- schema.rb: every statement is a transaction of its own ----------------------------------------------------------
my $printed;
my $said = said_while($node, sub { $printed = rails('schema.rb') });
# What waits is mended by a later statement of the file, but for "gift" and the key of reviews, where nobody wrote one.
# Defended: price_paid loses cents; reviews.id has 2147483647 numbers; the index on customer_id repeats the one on
# (customer_id, created_at), which schema.rb lists beside it.
is($said, <<'EOT', 'schema.rb: three warnings, and what waits');
NOTICE foreign_key_index: foreign key "fk_rails_eadb6874f1" of table "public.reviews" has no index on (order_id).
NOTICE nullable_boolean: column "gift" of table "public.orders" may be null, which is neither true nor false.
NOTICE primary_key: table "public.categories_products" has no primary key.
WARNING float_money: column "price_paid" is double precision, which cannot hold 0.10 exactly.
WARNING primary_key_int4: column "id" is integer, whose numbers end at 2147483647.
WARNING redundant_index: index "index_orders_on_customer_id" on table "public.orders" repeats the first keys of index "public.index_orders_on_customer_id_and_created_at"
EOT
like($printed, qr/^WARNING:  table "public\.reviews" has 2 warnings$/m, 'warnings are printed');
unlike($printed, qr/^NOTICE/m, 'notices are not: Rails asks for warnings alone');
is(open_findings($node, 'shop'), <<'EOT' =~ s/\n\z//r, 'what is open');
warn float_money public.reviews.price_paid
warn foreign_key_index fk_rails_eadb6874f1 on public.reviews
warn nullable_boolean public.orders.gift
warn primary_key_int4 public.reviews.id
warn redundant_index public.index_orders_on_customer_id
EOT

# ---- migrations: each is a transaction ---------------------------------------------------------------------------------
$said = said_while($node, sub { rails('migrate') });
# Defended: nothing keeps a row of orders_tags from being there twice. The generator writes the indexes as a comment.
is($said, <<'EOT', 'migrations: one warning');
WARNING primary_key: table "public.orders_tags" has no primary key
EOT
is(open_findings($node, 'shop'), <<'EOT' =~ s/\n\z//r, 'what is open: the index of a key has come, CONCURRENTLY');
warn float_money public.reviews.price_paid
warn nullable_boolean public.orders.gift
warn primary_key public.orders_tags
warn primary_key_int4 public.reviews.id
warn redundant_index public.index_orders_on_customer_id
EOT

$node->safe_psql('shop', q{SELECT conventions.set_rule(rule, 'warn') FROM conventions.rules() WHERE rule IN
	('index_name', 'unique_name', 'foreign_key_name', 'primary_key_name', 'check_name', 'generated_constraint_name', 'timestamptz', 'timestamp_default')});
is($node->safe_psql('shop', q{SELECT string_agg(identity, ' ') FROM conventions.findings(at_least => 'warn', only_status => '{new}')
	WHERE rule ~ '_name$|^timestamp' AND rule <> 'timestamp_default'}), '', 'every name and time follows the preset');

# ---- a rejected migration; notices -------------------------------------------------------------------------------------
mkdir "$project/wrong";
append_to_file("$project/wrong/20261121100000_create_events.rb", <<'EOT');
class CreateEvents < ActiveRecord::Migration[6.1]
  def change
    create_table :events do |t|
      t.string :user
      t.string :group
      t.timestamps
    end
  end
end
EOT
new_database($node, 'notices', q{'recommended', '{rails}'});
my ($loaded, $notices) =
  run_tool($node, 'notices', $project, [ '/usr/bin/ruby', 'load.rb', 'schema.rb' ], MIN_MESSAGES => 'notice');
is($loaded, 0, 'schema.rb with notices');
my ($status, $output) = run_tool($node, 'notices', $project, [ '/usr/bin/ruby', 'load.rb', 'wrong' ]);
isnt($status, 0, 'columns named by reserved words: rejected');
guide_holds('rails', $project, $output, $notices);

done_testing();
