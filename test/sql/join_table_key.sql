-- Rule join_table_key.
\set VERBOSITY terse
CREATE SCHEMA joined;
SET search_path = joined;
SELECT t.only_rule('join_table_key');
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE roles (id bigint PRIMARY KEY);
CREATE TABLE tenants (id bigint PRIMARY KEY);

-- fires: two foreign keys, and nothing else that matters
CREATE TABLE user_roles (id bigint PRIMARY KEY, user_id bigint REFERENCES users, role_id bigint REFERENCES roles);
CREATE TABLE user_roles (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, created_at timestamptz, created_by bigint REFERENCES users, tenant_id bigint REFERENCES tenants);
CREATE TABLE friends (user_id bigint REFERENCES users, friend_id bigint REFERENCES users);

-- quiet: a unique key over both, one side at most once, for live rows; tables that say more
CREATE TABLE a (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, PRIMARY KEY (role_id, user_id));
CREATE TABLE b (user_id bigint REFERENCES users UNIQUE, role_id bigint REFERENCES roles);
CREATE TABLE c (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, tenant_id bigint REFERENCES tenants, UNIQUE (tenant_id, user_id, role_id));
BEGIN;
CREATE TABLE d (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, deleted_at timestamptz);
CREATE UNIQUE INDEX ON d (user_id, role_id) WHERE deleted_at IS NULL;
COMMIT;
CREATE TABLE e (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, note text);
CREATE TABLE f (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, team_id bigint REFERENCES tenants);

-- parameters: a key of its own beside it; another tenant
SELECT t.only_rule('join_table_key', '{"key": "surrogate_and_unique"}');
CREATE TABLE g (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, PRIMARY KEY (role_id, user_id));
CREATE TABLE g (id bigint PRIMARY KEY, user_id bigint REFERENCES users, role_id bigint REFERENCES roles, UNIQUE (role_id, user_id));
SELECT t.only_rule('join_table_key', '{"tenant_columns": ["team_id"]}');
CREATE TABLE h (user_id bigint REFERENCES users, role_id bigint REFERENCES roles, team_id bigint REFERENCES tenants);
SELECT t.only_rule('join_table_key');

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Rolle" (id bigint PRIMARY KEY, "Wer" bigint REFERENCES users, "Was" bigint REFERENCES roles);
\set VERBOSITY terse

-- fix applied
SET conventions.mode = 'report';
CREATE TABLE "Mit" (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, "Role" bigint REFERENCES roles);
CREATE TABLE without (user_id bigint REFERENCES users, role_id bigint REFERENCES roles);
CREATE TABLE tree (user_id bigint REFERENCES users, role_id bigint REFERENCES roles) PARTITION BY LIST (user_id);
RESET conventions.mode;
DROP TABLE f;
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA joined CASCADE;
