-- One cause, one finding: of several rules that a single cause breaks, one speaks, at every moment.
\set VERBOSITY terse
CREATE SCHEMA quiet;
SET search_path = quiet;
SELECT t.only_rule('duplicate_index');
SELECT conventions.set_rule('duplicate_index', 'warn');
SELECT conventions.set_rule('redundant_index', 'error');
CREATE TABLE orders (id bigint PRIMARY KEY, a bigint, b bigint, note text);
CREATE INDEX a ON orders (a);
CREATE INDEX lower_note ON orders (lower(note));
CREATE FUNCTION pg_temp.found() RETURNS TABLE (rule text, identity text, severity text, status text, detail text)
LANGUAGE sql AS 'SELECT rule, identity, severity, status, detail FROM conventions.findings() ORDER BY identity COLLATE "C", rule COLLATE "C"';

-- before: the severity of the rule that is silent
SET conventions.mode = 'report';
CREATE INDEX a_b ON orders (a, b);
CREATE INDEX lower_note_a ON orders (lower(note), a);
RESET conventions.mode;
\set VERBOSITY default
CREATE INDEX a_again ON orders (a);
-- commit: the same, and never worse by it than what CONCURRENTLY can still undo
CREATE INDEX lower_again ON orders (lower(note));
CREATE INDEX CONCURRENTLY a_slowly ON orders (a);
\set VERBOSITY terse
SELECT * FROM pg_temp.found();
SELECT severity, rule, found, judged, examples FROM conventions.report() WHERE rule IN ('duplicate_index', 'redundant_index') ORDER BY rule;
-- one rule by itself
SELECT identity, severity FROM conventions.findings(only_rule => 'duplicate_index') ORDER BY 1;
SELECT identity, severity FROM conventions.findings(only_rule => 'redundant_index') ORDER BY 1;

-- exempt: silent all the same
SELECT conventions.exempt('duplicate_index', 'quiet.a_again', 'for the test') LIKE 'quiet.a_again may break%' AS is_exempt;
SELECT conventions.set_rule('redundant_index', 'warn');
CREATE INDEX a_again ON orders (a);
SELECT * FROM pg_temp.found() WHERE identity = 'quiet.a_again';
-- the other ones go: what is left was there before, and the ratchet knows it
SELECT conventions.set_rule('redundant_index', 'error');
DROP INDEX a_slowly;
DROP INDEX a;
SELECT * FROM pg_temp.found() WHERE identity = 'quiet.a_again';
DROP INDEX a_again;
-- off: the other one speaks
SELECT conventions.set_rule('duplicate_index', 'off');
CREATE INDEX a_again ON orders (a);
CREATE INDEX lower_again ON orders (lower(note));
SELECT * FROM pg_temp.found();

-- known: the baseline keeps what another rule speaks for
SELECT conventions.baseline('as it is');
SELECT conventions.set_rule('duplicate_index', 'warn');
SET conventions.mode = 'report';
CREATE INDEX lower_again ON orders (lower(note));
RESET conventions.mode;
SELECT * FROM pg_temp.found();
SELECT conventions.set_rule('duplicate_index', 'off');
SELECT conventions.baseline('as it is now');
SELECT conventions.set_rule('duplicate_index', 'warn');
SELECT * FROM pg_temp.found();
ALTER TABLE orders ADD c int;
SELECT rule, identity FROM conventions.baseline ORDER BY 1, 2;
-- again: what another rule speaks for is still there, and it is parked together with what is said
SELECT conventions.baseline('once more');
SELECT rule, identity FROM conventions.baseline ORDER BY 1, 2;
SET conventions.mode = 'report';
CREATE INDEX a_one ON orders (a);
CREATE INDEX a_two ON orders (a);
RESET conventions.mode;
SELECT conventions.baseline('both');
SELECT rule, identity FROM conventions.baseline WHERE identity ~ 'a_' ORDER BY 1, 2;
SELECT conventions.baseline('nothing new');
-- a rule that is off mends nothing; what is mended while nothing is judged goes
SELECT conventions.set_rule('duplicate_index', 'off');
SELECT * FROM pg_temp.found();
SELECT conventions.baseline('nothing new');
SELECT conventions.set_rule('duplicate_index', 'warn');
SET conventions.mode = 'off';
DROP INDEX a_two;
RESET conventions.mode;
SELECT conventions.baseline('less');
SELECT * FROM pg_temp.found();
DROP INDEX lower_note;
SELECT * FROM pg_temp.found();
SELECT conventions.forget_baseline() > 0;

-- after the command, and at the commit
SELECT t.only_rule('foreign_key_duplicate');
SELECT conventions.set_rule('foreign_key_duplicate', 'warn');
SELECT conventions.set_rule('foreign_key_index', 'warn');
SELECT conventions.set_rule('foreign_key_on_delete', 'warn');
CREATE TABLE parents (id bigint PRIMARY KEY);
\set VERBOSITY default
BEGIN;
CREATE TABLE children (parent_id bigint REFERENCES parents ON DELETE CASCADE);
ALTER TABLE children ADD FOREIGN KEY (parent_id) REFERENCES parents;
COMMIT;
-- milder than what is said at the commit: both
SELECT conventions.set_rule('foreign_key_index', 'error');
BEGIN;
CREATE TABLE others (parent_id bigint REFERENCES parents ON DELETE CASCADE, FOREIGN KEY (parent_id) REFERENCES parents);
COMMIT;
SELECT rule, identity, severity, detail FROM pg_temp.found();

-- a column that two rules miss; the HINT passes
SELECT t.only_rule('created_at');
SELECT conventions.set_rule('created_at', 'warn');
SELECT conventions.set_rule('required_columns', 'error', '{"columns": [{"name": "created_at", "type": "timestamptz"}, {"name": "tenant_id", "type": "bigint"}]}');
CREATE TABLE items (id bigint PRIMARY KEY);
\set VERBOSITY terse
SET search_path = public;
DROP SCHEMA quiet CASCADE;
SELECT t.done();
