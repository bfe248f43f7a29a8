-- Rule index_name.
\set VERBOSITY terse
CREATE SCHEMA indexed;
SET search_path = indexed;
SELECT t.only_rule('index_name');

CREATE TABLE orders (id bigint, user_id bigint, created_at timestamptz, note text);
CREATE TABLE "Größe" (id bigint, "userId" bigint);

-- fires: before it is built, in every form, and for a rename
CREATE INDEX lookup ON orders (user_id);
CREATE INDEX CONCURRENTLY lookup ON orders (user_id);
DROP INDEX lookup;
CREATE INDEX idx_orders_note ON orders (user_id);
CREATE INDEX idx_orders_user_extra ON orders (user_id);
CREATE INDEX mail ON orders (lower(note));
CREATE INDEX idx_orders_user ON orders (user_id);
ALTER INDEX idx_orders_user RENAME TO lookup;
CREATE MATERIALIZED VIEW cached AS SELECT 1 AS id;
CREATE INDEX lookup ON cached (id);

-- quiet: by the template, by the server, unique, of a constraint, of a temporary table, of a partition
CREATE INDEX idx_orders_user_id_created_at ON orders (user_id, created_at);
CREATE INDEX idx_orders_user_created ON orders (user_id, created_at DESC);
CREATE INDEX idx_orders_note_lower ON orders (lower(note), id);
CREATE INDEX ON orders (user_id);
CREATE INDEX ON orders (lower(note));
CREATE UNIQUE INDEX one ON orders (id);
CREATE INDEX "idx_Größe_userId" ON "Größe" ("userId");
CREATE INDEX idx_orders_id ON orders (id) INCLUDE (note);
CREATE INDEX IF NOT EXISTS idx_orders_id ON orders (note);
ALTER TABLE orders ADD CONSTRAINT whatever UNIQUE (id);
CREATE TEMPORARY TABLE passing (id bigint);
CREATE INDEX lookup ON passing (id);
CREATE TABLE parts (id bigint) PARTITION BY LIST (id);
CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
CREATE INDEX lookup ON part (id);
CREATE INDEX idx_parts_id ON parts (id);
CREATE INDEX idx_orders_user_id_created_at_1 ON orders (user_id, created_at, id);
CREATE INDEX idx_orders_user_created_1 ON orders (user_id, created_at) WHERE id > 0;
SELECT identity, message FROM conventions.findings();

-- long names: cut by the server, by hand, or with a hash
CREATE TABLE customer_subscription_invoices_history (external_reference_number text, created_at timestamptz);
CREATE INDEX idx_customer_subscription_invoices_history_external_reference_number ON customer_subscription_invoices_history (external_reference_number);
CREATE INDEX idx_customer_subscription_invoices_history_external_reference_ ON customer_subscription_invoices_history (external_reference_number, created_at);
CREATE INDEX ON customer_subscription_invoices_history (external_reference_number, created_at);
SELECT identity FROM conventions.findings();

-- a warning comes once
SELECT conventions.set_rule('index_name', 'warn');
CREATE INDEX once ON orders (id);
CREATE INDEX CONCURRENTLY twice ON orders (id);
DROP INDEX once, twice;

-- the whole message
\set VERBOSITY default
SELECT conventions.set_rule('index_name', 'error');
CREATE INDEX lookup ON orders (user_id);
\set VERBOSITY terse

-- parameters
SELECT t.only_rule('index_name', '{"columns_match": "exact"}');
CREATE INDEX idx_orders_us ON orders (user_id);
SELECT conventions.set_rule('index_name', parameters => '{"columns_match": "free"}');
CREATE INDEX idx_orders_us ON orders (user_id);
SELECT conventions.set_rule('index_name', parameters => '{"template": "ix_{table}_{columns}", "columns_match": "abbreviated"}');
CREATE INDEX idx_orders_user_2 ON orders (user_id);
CREATE INDEX ix_orders_user ON orders (user_id);
SELECT conventions.set_rule('index_name', parameters => '{"template": "ix_{tabel}"}');
SELECT conventions.set_rule('index_name', parameters => '{"columns_match": "loose"}');

-- fix applied: runs as it stands, takes free names, and back again
SELECT t.only_rule('index_name');
DROP INDEX ix_orders_user, idx_orders_us;
SET conventions.mode = 'report';
CREATE INDEX "No 1" ON orders (note);
CREATE INDEX no_2 ON orders (note) WHERE id > 0;
CREATE INDEX no_3 ON "Größe" (abs("userId"), id);
CREATE INDEX no_4 ON cached (id);
RESET conventions.mode;
CREATE TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql, undo_sql, fix_safety FROM kept ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() WHERE step !~ '<' \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();

-- the index that another rule proposes follows the template
SELECT conventions.set_rule('index_name', parameters => '{"template": "ix_{table}_{columns}"}');
SELECT conventions.set_rule('foreign_key_index', 'warn');
CREATE TABLE heads (id bigint PRIMARY KEY);
CREATE TABLE lines (head_id bigint REFERENCES heads);
SELECT fix_sql FROM conventions.findings(only_rule => 'foreign_key_index');

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA indexed CASCADE;
