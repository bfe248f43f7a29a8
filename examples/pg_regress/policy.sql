-- What it is held to. A policy in git as JSON does as well: see import_policy().
SELECT conventions.enable('recommended');
SELECT conventions.set_rule('created_at', 'error');
SELECT conventions.set_rule('updated_at', 'error', '{"exclude": "^public[.]imported_"}');
SELECT conventions.exempt('primary_key', 'public.imported_rows', 'goes with release 5');
SELECT conventions.exempt('created_at', 'public.imported_rows', 'goes with release 5');
