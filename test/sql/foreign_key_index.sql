-- Rule foreign_key_index.
\set VERBOSITY terse
CREATE SCHEMA links;
SET search_path = links;
SELECT t.only_rule('foreign_key_index');
CREATE TABLE customers (id bigint PRIMARY KEY, region text, number int, UNIQUE (region, number));

-- fires at the commit of a transaction, waits where every statement is its own
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
COMMIT;
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX ON orders (customer_id);
COMMIT;
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
SELECT identity, status, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings();
CREATE INDEX lines_order_id ON lines (order_id);
SELECT identity, status FROM conventions.findings();
-- an index that goes leaves the key alone
BEGIN;
DROP INDEX lines_order_id;
COMMIT;
BEGIN;
DROP INDEX lines_order_id;
CREATE INDEX lines_order_id2 ON lines (order_id DESC) INCLUDE (id);
COMMIT;
BEGIN;
ALTER TABLE lines ADD COLUMN region text, ADD COLUMN number int,
    ADD FOREIGN KEY (region, number) REFERENCES customers (region, number) NOT VALID;
COMMIT;
-- quiet: temporary tables, a savepoint that was rolled back
CREATE TEMPORARY TABLE temporary1 (id bigint PRIMARY KEY);
CREATE TEMPORARY TABLE temporary2 (id bigint REFERENCES temporary1);
BEGIN;
SAVEPOINT s;
CREATE TABLE rolled_back (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
ROLLBACK TO s;
COMMIT;

-- parameters
BEGIN;
SELECT conventions.set_rule('foreign_key_index', parameters => '{"min_parent_actions": ["cascade"]}');
CREATE TABLE parameters1 (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers ON DELETE SET NULL);
COMMIT;
BEGIN;
CREATE TABLE parameters2 (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers ON DELETE CASCADE);
COMMIT;
SELECT t.only_rule('foreign_key_index', '{"accept_leading_subset": true}');
BEGIN;
CREATE TABLE parameters3 (region text, number int, FOREIGN KEY (region, number) REFERENCES customers (region, number));
CREATE INDEX ON parameters3 (number, (region || ''));
COMMIT;
SELECT t.only_rule('foreign_key_index', '{"accept_brin_gin": true}');
BEGIN;
CREATE TABLE parameters4 (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX ON parameters4 USING brin (customer_id);
COMMIT;
SELECT conventions.set_rule('foreign_key_index', parameters => '{"min_parent_actions": ["CASCADE"]}');

-- the whole message
SELECT t.only_rule('foreign_key_index');
\set VERBOSITY default
BEGIN;
CREATE TABLE "Invoices" (id bigint PRIMARY KEY, "Customer" bigint NOT NULL REFERENCES customers, region text, number int,
    CONSTRAINT "Place" FOREIGN KEY (number, region) REFERENCES customers (number, region) ON DELETE SET NULL);
COMMIT;
-- it does pass
BEGIN;
CREATE TABLE links."Invoices" (
    id bigint PRIMARY KEY,
    "Customer" bigint NOT NULL REFERENCES links.customers (id),
    region text,
    number integer,
    CONSTRAINT "Place" FOREIGN KEY (number, region) REFERENCES links.customers (number, region) ON DELETE SET NULL
);
CREATE INDEX "idx_Invoices_Customer" ON links."Invoices" ("Customer");
CREATE INDEX "idx_Invoices_number_region" ON links."Invoices" (number, region);
COMMIT;
\set VERBOSITY terse
DROP TABLE lines, orders, "Invoices", parameters1, parameters3, parameters4;

-- fix applied: hard names, two keys over the same columns, mostly null, a taken name, a long one, a composite key whose
-- index goes another way
SET conventions.mode = 'report';
CREATE TABLE "Order Größe" ("Kunde 1" bigint REFERENCES customers, mostly_null bigint REFERENCES customers,
    number int, region text,
    FOREIGN KEY (number, region) REFERENCES customers (number, region),
    CONSTRAINT again FOREIGN KEY (number, region) REFERENCES customers (number, region) ON DELETE CASCADE,
    a_column_with_a_name_that_is_as_long_as_any_name_can_ever_be_ää bigint REFERENCES customers);
CREATE TABLE taken (id bigint REFERENCES customers);
CREATE SEQUENCE idx_taken_id;
CREATE TABLE "Self" (id bigint PRIMARY KEY, parent bigint REFERENCES "Self");
RESET conventions.mode;
INSERT INTO "Order Größe" (number) SELECT i FROM generate_series(1, 100) i;
ANALYZE "Order Größe";
CREATE TEMPORARY TABLE kept AS SELECT * FROM conventions.findings();
SELECT identity, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT indexdef FROM pg_indexes WHERE schemaname = 'links' AND indexname ~ 'idx' ORDER BY indexname COLLATE "C";
SET conventions.mode = 'report';
SELECT DISTINCT undo_sql COLLATE "C" FROM kept ORDER BY 1 \gexec
RESET conventions.mode;
SELECT count(*) = (SELECT count(*) FROM kept) AS all_back FROM conventions.findings();
DROP TABLE taken, "Order Größe", "Self", kept;

-- partitions on three levels, both sides partitioned; a leaf with the columns in another order, a leaf with its own index
SET conventions.mode = 'report';
CREATE TABLE places (part int, id int, PRIMARY KEY (part, id)) PARTITION BY LIST (part);
CREATE TABLE places1 PARTITION OF places FOR VALUES IN (1);
CREATE TABLE places2 PARTITION OF places FOR VALUES IN (2);
CREATE TABLE root (part int, id int, gone int, place int, CONSTRAINT root_place FOREIGN KEY (part, place) REFERENCES places)
    PARTITION BY LIST (part);
ALTER TABLE root DROP COLUMN gone;
CREATE TABLE "Middle" PARTITION OF root FOR VALUES IN (1, 2) PARTITION BY LIST (part);
CREATE TABLE leaf1 PARTITION OF "Middle" FOR VALUES IN (1);
CREATE TABLE leaf2 (place int, id int, part int);
ALTER TABLE "Middle" ATTACH PARTITION leaf2 FOR VALUES IN (2);
CREATE TABLE leaf3 PARTITION OF root FOR VALUES IN (3);
CREATE INDEX leaf3_own ON leaf3 (part, place);
RESET conventions.mode;
SELECT identity, message, detail, fix_sql, undo_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
SELECT c.relname, i.indisvalid, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'links'::regnamespace AND c.relname ~ 'idx|own' ORDER BY c.relname COLLATE "C";
-- a new partition of such a tree is born with its index; one whose leaf index goes is found
CREATE TABLE leaf4 PARTITION OF root FOR VALUES IN (4);
BEGIN;
DROP INDEX idx_root_part_place;
COMMIT;
-- attached or not, a leaf's own index counts; one that only resembles it does not
SET conventions.mode = 'report';
DROP INDEX idx_root_part_place;
CREATE INDEX ON leaf1 (place, part, id);
CREATE INDEX ON leaf2 (part, place) WHERE part IS NOT NULL;
CREATE INDEX ON leaf3 (part, place) WHERE id IS NOT NULL;
CREATE INDEX ON leaf4 (part);
RESET conventions.mode;
SELECT identity, detail, fix_sql FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
-- a tree without partitions, and one without any index, in a transaction
BEGIN;
CREATE TABLE empty_root (part int, id bigint REFERENCES customers) PARTITION BY LIST (part);
COMMIT;
BEGIN;
CREATE TABLE empty_root (part int, id bigint REFERENCES customers) PARTITION BY LIST (part);
CREATE INDEX ON empty_root (id);
COMMIT;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA links CASCADE;
