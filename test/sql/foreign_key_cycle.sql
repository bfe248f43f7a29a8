-- Rule foreign_key_cycle.
\set VERBOSITY terse
CREATE SCHEMA round;
SET search_path = round;
SELECT t.only_rule('foreign_key_cycle');
CREATE TABLE users (id bigint PRIMARY KEY, main_account_id bigint NOT NULL);
CREATE TABLE accounts (id bigint PRIMARY KEY, owner_id bigint NOT NULL REFERENCES users);

-- fires: in autocommit it waits; the table that closes the round was there before
ALTER TABLE users ADD FOREIGN KEY (main_account_id) REFERENCES accounts;
ALTER TABLE users DROP CONSTRAINT users_main_account_id_fkey;
BEGIN;
ALTER TABLE users ADD FOREIGN KEY (main_account_id) REFERENCES accounts;
COMMIT;
-- four tables, all touched; and all but one, which only a report sees
BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY, other bigint NOT NULL);
CREATE TABLE b (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES a);
CREATE TABLE c (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES b);
CREATE TABLE d (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES c);
ALTER TABLE a ADD CONSTRAINT "Rundum" FOREIGN KEY (other) REFERENCES d;
COMMIT;
CREATE TABLE a (id bigint PRIMARY KEY, other bigint NOT NULL);
CREATE TABLE b (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES a);
CREATE TABLE c (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES b);
CREATE TABLE d (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES c);
BEGIN;
ALTER TABLE a ADD CONSTRAINT "Rundum" FOREIGN KEY (other) REFERENCES d;
COMMIT;
SELECT identity, message, detail, fix_sql FROM conventions.findings();

-- quiet: a way in
BEGIN;
ALTER TABLE a ALTER CONSTRAINT "Rundum" DEFERRABLE;
COMMIT;
SELECT identity FROM conventions.findings();
BEGIN;
ALTER TABLE users ADD FOREIGN KEY (main_account_id) REFERENCES accounts DEFERRABLE INITIALLY DEFERRED;
COMMIT;
BEGIN;
CREATE TABLE e (id bigint PRIMARY KEY REFERENCES e, other bigint);
CREATE TABLE f (id bigint PRIMARY KEY, other bigint NOT NULL REFERENCES e);
ALTER TABLE e ADD FOREIGN KEY (other) REFERENCES f;
COMMIT;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA round CASCADE;
