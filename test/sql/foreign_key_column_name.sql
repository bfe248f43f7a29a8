-- Rule foreign_key_column_name.
\set VERBOSITY terse
CREATE SCHEMA refcolumns;
SET search_path = refcolumns;
SELECT t.only_rule('foreign_key_column_name');

CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE books (isbn text PRIMARY KEY);

-- fires
CREATE TABLE orders (author bigint REFERENCES users);
CREATE TABLE orders (id bigint REFERENCES users);
CREATE TABLE orders (userid bigint, book text);
ALTER TABLE orders ADD FOREIGN KEY (userid) REFERENCES users;
ALTER TABLE orders ADD COLUMN the_book text REFERENCES books;

-- quiet: the template, roles, the name of the referenced key, keys of several columns, partitions
CREATE TABLE reviews (user_id bigint REFERENCES users, author_user_id bigint REFERENCES users, created_by_id bigint REFERENCES users,
    isbn text REFERENCES books, book_isbn text REFERENCES books);
CREATE TABLE pairs (a bigint, b bigint, PRIMARY KEY (a, b));
CREATE TABLE halves (x bigint, y bigint, FOREIGN KEY (x, y) REFERENCES pairs);
SET conventions.mode = 'report';
CREATE TABLE parts (nr bigint REFERENCES users) PARTITION BY LIST (nr);
RESET conventions.mode;
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE lines (id bigint PRIMARY KEY, author bigint NOT NULL REFERENCES users, parent bigint REFERENCES lines);
-- it does pass
CREATE TABLE refcolumns.lines (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES refcolumns.users (id),
    line_id bigint REFERENCES refcolumns.lines (id)
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('foreign_key_column_name', '{"role_names": false}');
CREATE TABLE items (author_id bigint REFERENCES users);
SELECT conventions.set_rule('foreign_key_column_name', parameters => '{"template": "{ref_table_singular}_ref"}');
CREATE TABLE items (user_ref bigint REFERENCES users);

-- fix applied: runs as it stands, and back again; two keys to one table need their roles
SELECT t.only_rule('foreign_key_column_name', '{"role_names": true, "template": "{ref_table_singular}_{ref_column}"}');
DROP TABLE items;
SET conventions.mode = 'report';
CREATE TABLE "Many" ("Author" bigint REFERENCES users, the_book text REFERENCES books);
CREATE TABLE twice (a bigint REFERENCES users, b bigint REFERENCES users);
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql, undo_sql, fix_safety FROM kept ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA refcolumns CASCADE;
