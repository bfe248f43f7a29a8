BEGIN;
SELECT plan(4);
-- What the next migration must not do.
SELECT conventions.ddl_is_rejected('CREATE TABLE no_key (x integer)', 'primary_key', 'A table needs a primary key');
SELECT conventions.ddl_is_rejected('ALTER TABLE orders ADD COLUMN "user" bigint', 'reserved_word');
-- Judged as a whole: what a later statement mends is no finding.
SELECT conventions.ddl_is_accepted('
    CREATE TABLE items (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        order_id bigint NOT NULL REFERENCES orders,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX idx_items_order_id ON items (order_id)');
-- Nothing is left of it.
SELECT hasnt_table('items');
SELECT * FROM finish();
ROLLBACK;
