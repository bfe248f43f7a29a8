-- Rule unique_name.
\set VERBOSITY terse
CREATE SCHEMA uniques;
SET search_path = uniques;
SELECT t.only_rule('unique_name');

-- fires: constraints, indexes, a rename
CREATE TABLE users (id bigint, email text CONSTRAINT no_twins UNIQUE);
CREATE TABLE users (id bigint, organization_id bigint, email text);
ALTER TABLE users ADD CONSTRAINT uq_users_mail UNIQUE (email);
CREATE UNIQUE INDEX no_twins ON users (email);
CREATE UNIQUE INDEX idx_users_email ON users (lower(email));
ALTER TABLE users ADD CONSTRAINT uq_users_email UNIQUE (email);
ALTER TABLE users RENAME CONSTRAINT uq_users_email TO no_twins;

-- quiet: by the template, by the server, not unique, primary keys, partitions
ALTER TABLE users ADD CONSTRAINT uq_users_org_email UNIQUE (organization_id, email);
ALTER TABLE users ADD UNIQUE (email, id);
CREATE UNIQUE INDEX ON users (organization_id);
CREATE UNIQUE INDEX uq_users_lower_email ON users (lower(email));
CREATE INDEX lookup ON users (email);
ALTER TABLE users ADD CONSTRAINT key1 PRIMARY KEY (id);
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
ALTER TABLE part ADD CONSTRAINT part_only UNIQUE (id);
ALTER TABLE parts ADD CONSTRAINT uq_parts_id UNIQUE (id);
SELECT identity, message FROM conventions.findings();

-- the whole message
\set VERBOSITY default
CREATE TABLE people (id bigint PRIMARY KEY, "eMail" text CONSTRAINT no_twins UNIQUE, code text UNIQUE);
-- it does pass
CREATE TABLE uniques.people (
    id bigint PRIMARY KEY,
    "eMail" text,
    code text,
    CONSTRAINT "uq_people_eMail" UNIQUE ("eMail"),
    UNIQUE (code)
);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('unique_name', '{"indexes": false}');
CREATE UNIQUE INDEX no_twins ON users (id, email);
DROP INDEX no_twins;
SELECT conventions.set_rule('unique_name', parameters => '{"columns_match": "exact"}');
ALTER TABLE users ADD CONSTRAINT uq_users_org UNIQUE (organization_id);
SELECT conventions.set_rule('unique_name', parameters => '{"columns_match": "free"}');
ALTER TABLE users ADD CONSTRAINT uq_users_org UNIQUE (organization_id);
SELECT conventions.set_rule('unique_name', parameters => '{"template": "{table}_{columns}_uniq", "columns_match": "exact"}');
ALTER TABLE users ADD CONSTRAINT users_email_uniq UNIQUE (email);

-- fix applied: runs as it stands, takes free names, and back again
SELECT t.only_rule('unique_name');
ALTER TABLE users DROP CONSTRAINT users_email_uniq;
SET conventions.mode = 'report';
ALTER TABLE users ADD CONSTRAINT "Once" UNIQUE (email) INCLUDE (id);
CREATE UNIQUE INDEX twice ON users (email);
CREATE UNIQUE INDEX thrice ON users (email) WHERE id > 0;
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
DROP SCHEMA uniques CASCADE;
