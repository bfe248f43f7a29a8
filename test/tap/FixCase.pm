# FixCase.pm: what the files of fix_cases/ share.
#
# A case is a hash: `rule` and `name`; `setup`; `at`, the identity of the finding where there are several; `fix`, values for
# its placeholders; `change`, how the dump differs afterwards (see Fixes::changed_lines); `undo`, whether there is one;
# `none`, that there is nothing to run; `also`, findings of the same object that stay under its new name; `fill`, `zone`,
# `except`, see Fixes::contents; `says`, what the server may say meanwhile.

package FixCase;

use strict;
use warnings;

use Exporter 'import';

our @EXPORT = qw($id $at $long $foreign table index_line);

our $id = 'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
our $at = 'created_at timestamptz NOT NULL DEFAULT now()';
our $long = 'A' . 'bcdefghi' x 7 . 'jklmno';    # 63 bytes
our $foreign = 'CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;';

# A table of another name in the dump, wherever it stands qualified.
sub table { my ($from, $to) = @_; return [ qr/(?<![\w".])\Q$from\E(?![\w\$"\x80-\xff])/, $to ]; }

# Indexes of the usual template.
sub index_line { my ($name, $table, $columns, $only) = @_; return 'CREATE INDEX ' . $name . ' ON ' . ($only || '') . "$table USING btree ($columns);"; }

1;
