-- Rule collation_allowed.
\set VERBOSITY terse
CREATE SCHEMA sorted;
SET search_path = sorted;
SELECT t.only_rule('collation_allowed');
CREATE COLLATION "my ""C""" FROM "C";

-- fires
CREATE TABLE words (a text COLLATE "C");
CREATE TABLE words (a text COLLATE "my ""C""", b text[] COLLATE "POSIX");
CREATE TABLE words (id bigint, a text);
ALTER TABLE words ALTER COLUMN a TYPE text COLLATE "C";

-- quiet: that of the type, also of a domain or of name
CREATE DOMAIN code AS text COLLATE "C";
CREATE TABLE others (a text, b text COLLATE "default", c code, d name, e int);

-- parameters
SELECT conventions.set_rule('collation_allowed', parameters => '{"collations": ["C", "sorted.\"my \"\"C\"\"\""]}');
CREATE TABLE words2 (a text COLLATE "C", b text COLLATE "my ""C""");
CREATE TABLE words3 (a text COLLATE "POSIX");

-- nothing to run
SELECT t.only_rule('collation_allowed', '{"collations": null}');
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA sorted CASCADE;
