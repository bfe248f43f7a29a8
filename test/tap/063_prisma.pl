# Prisma: the SQL of two migrations, as "prisma migrate diff" wrote it, and the table of a relation of many to many as
# versions up to 5 wrote it, under the profile recommended with the preset prisma. Nothing is rejected, and every
# warning stands here with its reason.

use strict;
use warnings;

use PostgreSQL::Test::Utils;
use Test::More;

use FindBin;
use lib $FindBin::RealBin;
use Conventions;
use Tools;

my $node = tool_node('prisma');
new_database($node, 'blog', q{'recommended', '{prisma}'});

# Prisma sends a file as one query.
sub migrate
{
	my ($file) = @_;
	return said_while(
		$node,
		sub {
			local $Test::Builder::Level = $Test::Builder::Level + 3;
			my $sql = slurp_file("test/tap/tools/prisma/migrations/$file/migration.sql");
			passes("migration $file", $node, 'blog', '.', [ 'psql', '-X', '-q', '-c', $sql ]);
		});
}

# Defended: Int @id has 2147483647 numbers; BigInt has enough. Prisma's own example has Int.
is(migrate('20261120081500_init'), <<'EOT', 'the first migration: one warning');
WARNING primary_key_int4: column "id" of table "public.User" is integer, whose numbers end at 2147483647
EOT
# Defended: Float loses cents (Decimal does not), Boolean? is neither true nor false, and without @@index([postId]) each
# DELETE of a post reads all reviews: Prisma makes no index for a relation.
is(migrate('20261121090000_reviews'), <<'EOT', 'the second: three');
WARNING float_money: column "price" of table "public.Review" is double precision, which cannot hold 0.10 exactly
WARNING foreign_key_index: foreign key "Review_postId_fkey" has no index on (postId). Each delete or change of a key in "public.Post" reads the whole table.
WARNING nullable_boolean: column "approved" may be null, which is neither true nor false. If three states are meant, a comment on the column says so.
EOT
is(migrate('20261121091500_tags'), '', 'a relation of many to many, as up to version 5: nothing');
is(open_findings($node, 'blog'), <<'EOT' =~ s/\n\z//r, 'what is open');
warn float_money public."Review".price
warn foreign_key_index "Review_postId_fkey" on public."Review"
warn nullable_boolean public."Review".approved
warn primary_key_int4 public."User".id
EOT
is($node->safe_psql('blog', q{SELECT fix_sql FROM conventions.findings(only_rule => 'foreign_key_index')}) =~ /"Review_postId_idx"/ ? 'named' : 'not',
	'named', 'the index that is proposed is named as Prisma would');

$node->safe_psql('blog', q{SELECT conventions.set_rule(rule, 'warn') FROM conventions.rules() WHERE rule IN
	('column_name', 'foreign_key_name', 'index_name', 'primary_key_name', 'table_name', 'unique_name', 'reserved_word', 'timestamptz')});
unlike(open_findings($node, 'blog'), qr/_name |timestamptz|reserved/, 'every name and time follows the preset');

done_testing();
