-- Rule plain_password.
\set VERBOSITY terse
CREATE SCHEMA secrets;
SET search_path = secrets;
SELECT t.only_rule('plain_password');

-- fires
CREATE TABLE accounts (id bigint PRIMARY KEY, "Password" text);
CREATE DOMAIN secret AS varchar(80);
CREATE TABLE accounts (id bigint PRIMARY KEY, pwd secret, old_passwords text[], password2 char(8));
CREATE TABLE accounts (id bigint PRIMARY KEY, note text);
ALTER TABLE accounts ADD COLUMN user_passphrase text;
ALTER TABLE accounts RENAME COLUMN note TO passwd;

-- quiet
ALTER TABLE accounts RENAME COLUMN note TO password_hash;
CREATE TABLE users (id bigint PRIMARY KEY, encrypted_password text, password_digest text, password bytea, "passwordPlain" boolean, passport text) PARTITION BY RANGE (id);
CREATE TABLE users_1 PARTITION OF users DEFAULT;
CREATE VIEW seen AS SELECT 'x'::text AS password;

-- reports, exemptions; nothing to run
SET conventions.mode = 'report';
CREATE TABLE logins (id bigint PRIMARY KEY, password text, "dbPwd" text);
RESET conventions.mode;
SELECT identity, message, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT t.only_rule('plain_password', '{"exclude": "[.]password$"}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
-- words alone never reject
SELECT conventions.reset_rule('plain_password'), conventions.enable('strict');
CREATE TABLE more (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), password text);

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA secrets CASCADE;
