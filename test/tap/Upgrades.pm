# Upgrades.pm: what an installation of the extension consists of, line by line, to compare two of them.

package Upgrades;

use strict;
use warnings;

use Exporter 'import';

our @EXPORT = qw(%objects);

my $members = q{WITH member AS (SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
	AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'pg_conventions')),
	relation AS (SELECT c.* FROM pg_class c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid)};
sub acl { return "COALESCE((SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest($_[0]) a), 'none')"; }

# Queries of one text column each; the rows of two equal installations are the same.
our %objects = (
	'extension' => q{SELECT concat_ws('|', extname, extversion, extowner::regrole, extnamespace::regnamespace, extrelocatable) FROM pg_extension WHERE extname = 'pg_conventions'},
	'members' => "$members SELECT pg_describe_object(classid, objid, 0) FROM member ORDER BY 1",
	'schema' => q{SELECT concat_ws('|', nspname, nspowner::regrole, } . acl('nspacl')
	  . q{, obj_description(oid, 'pg_namespace')) FROM pg_namespace WHERE nspname = 'conventions'},
	'functions' => "$members SELECT concat_ws('|', p.oid::regprocedure, p.proowner::regrole, l.lanname, p.prokind, p.provolatile, p.proisstrict, p.proparallel,"
	  . ' p.prosecdef, p.proleakproof, p.proretset, p.procost, p.prorows, p.prosupport, p.proconfig, p.probin, p.prosrc,'
	  . ' pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), ' . acl('p.proacl')
	  . q{, obj_description(p.oid, 'pg_proc'))
	  FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid JOIN pg_language l ON l.oid = p.prolang ORDER BY 1},
	'relations' => "$members SELECT concat_ws('|', oid::regclass, relkind, relowner::regrole, relpersistence, reloptions, relrowsecurity, relreplident, "
	  . acl('relacl') . q{, obj_description(oid, 'pg_class')) FROM relation ORDER BY 1},
	'columns' => "$members SELECT concat_ws('|', a.attrelid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
	  . ' a.attidentity, a.attgenerated, a.attstorage, a.attisdropped, a.attcollation, pg_get_expr(d.adbin, d.adrelid), ' . acl('a.attacl')
	  . q{, col_description(a.attrelid, a.attnum)) FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid
	  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attnum > 0 ORDER BY 1},
	'constraints' => "$members SELECT concat_ws('|', c.conrelid::regclass, c.conname, c.contype, c.convalidated, pg_get_constraintdef(c.oid))"
	  . ' FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid ORDER BY 1',
	'indexes' => "$members SELECT concat_ws('|', pg_get_indexdef(i.indexrelid), i.indisprimary, i.indisunique, i.indisvalid, i.indimmediate)"
	  . ' FROM pg_index i JOIN relation r ON r.oid = i.indrelid ORDER BY 1',
	'triggers' => "$members SELECT concat_ws('|', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid ORDER BY 1",
	'sequences' => "$members SELECT concat_ws('|', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle)"
	  . ' FROM pg_sequence s JOIN relation r ON r.oid = s.seqrelid ORDER BY 1',
	'dumped tables' => q{SELECT concat_ws('|', c.place, c.oid::regclass, e.extcondition[c.place])
	  FROM pg_extension e, unnest(e.extconfig) WITH ORDINALITY c (oid, place) WHERE e.extname = 'pg_conventions' ORDER BY c.oid::regclass::text},
	'initial rights' => "$members SELECT concat_ws('|', pg_describe_object(i.classoid, i.objoid, i.objsubid), i.privtype, " . acl('i.initprivs')
	  . q{) FROM pg_init_privs i WHERE (i.classoid, i.objoid) IN (SELECT classid, objid FROM member) ORDER BY 1},
	'event triggers' => q{SELECT concat_ws('|', evtname, evtevent, evtfoid::regprocedure, evtenabled, evttags) FROM pg_event_trigger ORDER BY 1});

1;
