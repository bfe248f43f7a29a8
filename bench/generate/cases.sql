-- cases.sql: the shapes that generated tables are made of, and what each of them must be told for.
-- A deck is a list of cases with weights; bench.pick() draws one by table number, so every run draws the same.

CREATE SCHEMA bench;
CREATE SCHEMA bench_types;
CREATE DOMAIN bench_types.moment AS timestamp;
CREATE DOMAIN bench_types.moments AS bench_types.moment[];
CREATE DOMAIN bench_types.later_moment AS bench_types.moment CHECK (VALUE > '2000-01-01');
CREATE DOMAIN bench_types.instant AS timestamptz;

-- The true answers, written while the objects are made.
CREATE TABLE bench.expected (
    rule text NOT NULL,
    identity text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (rule, identity)
);

-- The rules that they tell of, all of them. What other rules say of these schemas nobody knows beforehand.
CREATE TABLE bench.known_rule (
    rule text PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.known_rule (rule) VALUES
    ('created_at'), ('drop_column'), ('duplicate_index'), ('foreign_key_index'), ('primary_key'), ('reserved_word'), ('table_name'),
    ('timestamptz');

-- A column of a table, or its absence. at_column, at_table: the rules that must speak there. What is wrong with a column that is
-- there is told at the column, what is lacking at the table.
CREATE TABLE bench.column_case (
    deck text NOT NULL,
    number integer NOT NULL,
    weight integer NOT NULL,
    name text,
    definition text,
    at_column text[],
    at_table text[],
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (deck, number)
);
INSERT INTO bench.column_case (deck, number, weight, name, definition, at_column, at_table) VALUES
    ('key', 1, 500, 'id', 'bigint PRIMARY KEY', NULL, NULL),
    ('key', 2, 310, 'id', 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', NULL, NULL),
    ('key', 3, 60, 'id', 'uuid PRIMARY KEY DEFAULT gen_random_uuid()', NULL, NULL),
    ('key', 4, 20, 'id', 'bigint CONSTRAINT "Key {n}" PRIMARY KEY DEFERRABLE', NULL, NULL),
    ('key', 5, 50, 'id', 'bigint', NULL, '{primary_key}'),
    ('key', 6, 30, 'id', 'bigint NOT NULL UNIQUE', NULL, '{primary_key}'),
    ('key', 7, 30, NULL, NULL, NULL, '{primary_key}'),

    ('created', 1, 850, 'created_at', 'timestamptz NOT NULL DEFAULT now()', NULL, NULL),
    ('created', 2, 10, 'created_at', 'bench_types.instant NOT NULL', NULL, NULL),
    ('created', 3, 10, 'created_at', 'date NOT NULL', NULL, NULL),
    ('created', 4, 30, 'created_at', 'timestamp NOT NULL DEFAULT now()', '{timestamptz}', NULL),
    ('created', 5, 10, 'created_at', 'timestamp(3)', '{timestamptz,created_at}', NULL),
    ('created', 6, 30, 'created_at', 'timestamptz DEFAULT now()', '{created_at}', NULL),
    ('created', 7, 10, 'created_at', 'text NOT NULL', '{created_at}', NULL),
    ('created', 8, 10, 'createdAt', 'timestamptz NOT NULL DEFAULT now()', NULL, '{created_at}'),
    ('created', 9, 40, NULL, NULL, NULL, '{created_at}'),

    ('changed', 1, 900, 'updated_at', 'timestamptz', NULL, NULL),
    ('changed', 2, 40, 'updated_at', 'timestamp', '{timestamptz}', NULL),
    ('changed', 3, 60, NULL, NULL, NULL, NULL),

    ('extra', 1, 300, NULL, NULL, NULL, NULL),
    ('extra', 2, 400, 'payload', 'jsonb', NULL, NULL),
    ('extra', 3, 100, 'value', 'numeric', NULL, NULL),
    ('extra', 4, 60, 'name_of_day', 'text GENERATED ALWAYS AS (upper(note)) STORED', NULL, NULL),
    ('extra', 5, 20, 'due_at', 'timestamp(3)', '{timestamptz}', NULL),
    ('extra', 6, 10, 'seen_at', 'timestamp[]', '{timestamptz}', NULL),
    ('extra', 7, 10, 'sent_at', 'bench_types.later_moment', '{timestamptz}', NULL),
    ('extra', 8, 10, 'read_at', 'bench_types.moments', '{timestamptz}', NULL),
    ('extra', 9, 10, 'opens_at', 'time', NULL, NULL),
    ('extra', 10, 10, 'closesAt', 'bench_types.instant', NULL, NULL),
    ('extra', 11, 20, 'order', 'integer', '{reserved_word}', NULL),
    ('extra', 12, 10, 'User', 'text', '{reserved_word}', NULL),
    ('extra', 13, 10, 'left', 'integer', '{reserved_word}', NULL),
    ('extra', 14, 10, 'GROUP', 'text', '{reserved_word}', NULL),
    ('extra', 15, 10, 'between', 'integer', NULL, NULL),
    ('extra', 16, 10, 'key', 'text', NULL, NULL);

-- Names of tables; {n} is the table's number.
CREATE TABLE bench.name_case (
    number integer NOT NULL PRIMARY KEY,
    weight integer NOT NULL,
    template text NOT NULL,
    flagged boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.name_case (number, weight, template, flagged) VALUES
    (1, 300, 'orders_{n}', false),
    (2, 200, 'customers{n}', false),
    (3, 200, 'invoice_line_items_{n}', false),
    (4, 180, 't{n}', false),
    (5, 60, 'a_name_that_goes_right_to_the_very_end_of_what_this_server_keeps_{n}', false),
    (6, 20, 'OrderItems{n}', true),
    (7, 10, 'orders {n}', true),
    (8, 5, '_orders_{n}', true),
    (9, 5, 'orders__{n}', true),
    (10, 5, 'orders_{n}_', true),
    (11, 5, '{n}_orders', true),
    (12, 5, 'größen_{n}', true),
    (13, 5, 'Order "{n}"', true);

-- One-column foreign keys. parent: self, near (a table of the same schema with a bigint key) or an anchor table.
-- index: what is made on column {c} of table {t}, under the name {i}; null for nothing.
CREATE TABLE bench.key_case (
    number integer NOT NULL PRIMARY KEY,
    weight integer NOT NULL,
    type text NOT NULL,
    parent text NOT NULL,
    index text,
    covered boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.key_case (number, weight, type, parent, index, covered) VALUES
    (1, 480, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c})', true),
    (2, 80, 'bigint NOT NULL', 'tenants', 'CREATE INDEX {i} ON {t} ({c}, status)', true),
    (3, 30, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c}) INCLUDE (status)', true),
    (4, 30, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c}) WHERE {c} IS NOT NULL', true),
    (5, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} USING hash ({c})', true),
    (6, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c} DESC NULLS LAST)', true),
    (7, 20, 'bigint', 'near', 'ALTER TABLE {t} ADD CONSTRAINT {i} UNIQUE ({c})', true),
    (8, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c}, lower(note))', true),
    (9, 20, 'integer', 'near', 'CREATE INDEX {i} ON {t} ({c})', true),
    (10, 10, 'varchar(2)', 'countries', 'CREATE INDEX {i} ON {t} ({c})', true),
    (11, 10, 'text', 'countries', 'CREATE INDEX {i} ON {t} ({c} text_pattern_ops)', true),
    (12, 20, 'bigint', 'self', 'CREATE INDEX {i} ON {t} ({c})', true),
    (13, 20, 'bigint', 'shipments', 'CREATE INDEX {i} ON {t} ({c})', true),
    (14, 100, 'bigint', 'near', NULL, false),
    (15, 20, 'bigint', 'near', 'CREATE INDEX {i} ON {t} (status, {c})', false),
    (16, 20, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c}) WHERE status = ''open''', false),
    (17, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} ({c}) WHERE {c} > 0', false),
    (18, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} (status) INCLUDE ({c})', false),
    (19, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} (({c} + 0))', false),
    (20, 10, 'bigint', 'near', 'CREATE INDEX {i} ON {t} USING brin ({c})', false),
    (21, 20, 'bigint', 'ledgers', 'CREATE INDEX {i} ON {t} ({c})', false),
    (22, 10, 'text', 'countries', 'CREATE INDEX {i} ON {t} ({c} COLLATE "C")', false),
    (23, 20, 'bigint', 'self', NULL, false),
    (24, 20, 'bigint', 'shipments', NULL, false);

-- Foreign keys ({a}, {b}) to accounts (tenant_id, id).
CREATE TABLE bench.pair_case (
    number integer NOT NULL PRIMARY KEY,
    weight integer NOT NULL,
    index text,
    covered boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.pair_case (number, weight, index, covered) VALUES
    (1, 300, 'CREATE INDEX {i} ON {t} ({a}, {b})', true),
    (2, 150, 'CREATE INDEX {i} ON {t} ({b}, {a})', true),
    (3, 100, 'CREATE INDEX {i} ON {t} ({b}, {a}, status)', true),
    (4, 50, 'CREATE INDEX {i} ON {t} ({a}, {b}) WHERE {b} IS NOT NULL AND {a} IS NOT NULL', true),
    (5, 100, 'CREATE INDEX {i} ON {t} ({a})', false),
    (6, 100, 'CREATE INDEX {i} ON {t} ({a}) INCLUDE ({b})', false),
    (7, 100, 'CREATE INDEX {i} ON {t} (status, {a}, {b})', false),
    (8, 50, 'CREATE INDEX {i}a ON {t} ({a}); CREATE INDEX {i}b ON {t} ({b})', false),
    (9, 50, NULL, false);

-- Indexes of the other columns; `duplicates` are the endings of those that another one makes superfluous.
CREATE TABLE bench.index_case (
    number integer NOT NULL PRIMARY KEY,
    weight integer NOT NULL,
    statements text,
    duplicates text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO bench.index_case (number, weight, statements, duplicates) VALUES
    (1, 580, NULL, '{}'),
    (2, 100, 'CREATE INDEX {i}a ON {t} (lower(note))', '{}'),
    (3, 60, 'CREATE INDEX {i}a ON {t} (note) WHERE amount > 0', '{}'),
    (4, 60, 'CREATE INDEX {i}a ON {t} (note) INCLUDE (amount)', '{}'),
    (5, 10, 'CREATE INDEX {i}a ON {t} (status, quantity); CREATE INDEX {i}b ON {t} (status, quantity)', '{b}'),
    (6, 10, 'CREATE INDEX {i}a ON {t} (quantity) INCLUDE (note, status); CREATE INDEX {i}b ON {t} (quantity) INCLUDE (status, note)', '{b}'),
    (7, 10, 'CREATE INDEX {i}a ON {t} (lower(note), status); CREATE INDEX {i}b ON {t} (lower(note), status)', '{b}'),
    (8, 10, 'CREATE INDEX {i}a ON {t} (note) WHERE quantity > 1; CREATE INDEX {i}b ON {t} (note) WHERE quantity > 1', '{b}'),
    (9, 10, 'CREATE INDEX {i}a ON {t} (quantity, note); CREATE UNIQUE INDEX {i}b ON {t} (quantity, note)', '{a}'),
    (10, 10, 'ALTER TABLE {t} ADD CONSTRAINT {i}a UNIQUE (status, note); CREATE INDEX {i}b ON {t} (status, note)', '{b}'),
    (11, 10, 'CREATE UNIQUE INDEX {i}a ON {t} (status, note); ALTER TABLE {t} ADD CONSTRAINT {i}b UNIQUE (status, note)', '{a}'),
    (12, 10, 'CREATE INDEX {i}a ON {t} (status); CREATE INDEX {i}b ON {t} (status); CREATE INDEX {i}c ON {t} (status)', '{b,c}'),
    (13, 10, 'CREATE UNIQUE INDEX {i}a ON {t} (quantity); CREATE UNIQUE INDEX {i}b ON {t} (quantity); ALTER TABLE {t} REPLICA IDENTITY USING INDEX {i}b', '{a}'),
    (14, 10, 'CREATE UNIQUE INDEX {i}a ON {t} (quantity, status); CREATE UNIQUE INDEX {i}b ON {t} (quantity, status)', '{b}'),
    (15, 10, 'ALTER TABLE {t} ADD CONSTRAINT {i}a UNIQUE (quantity, note), ADD CONSTRAINT {i}b UNIQUE (quantity, note)', '{}'),
    (16, 10, 'CREATE INDEX {i}a ON {t} (status); CREATE INDEX {i}b ON {t} (status DESC)', '{}'),
    (17, 10, 'CREATE INDEX {i}a ON {t} (status); CREATE INDEX {i}b ON {t} (status text_pattern_ops)', '{}'),
    (18, 10, 'CREATE INDEX {i}a ON {t} (status); CREATE INDEX {i}b ON {t} (status COLLATE "C")', '{}'),
    (19, 10, 'CREATE INDEX {i}a ON {t} (status); CREATE INDEX {i}b ON {t} USING hash (status)', '{}'),
    (20, 10, 'CREATE INDEX {i}a ON {t} (quantity); CREATE INDEX {i}b ON {t} (quantity) WHERE amount > 0', '{}'),
    (21, 10, 'CREATE INDEX {i}a ON {t} (quantity) WHERE amount > 0; CREATE INDEX {i}b ON {t} (quantity) WHERE amount > 1', '{}'),
    (22, 10, 'CREATE INDEX {i}a ON {t} (quantity); CREATE INDEX {i}b ON {t} (quantity) INCLUDE (note)', '{}'),
    (23, 10, 'CREATE INDEX {i}a ON {t} (quantity); CREATE INDEX {i}b ON {t} (quantity, note)', '{}'),
    (24, 10, 'CREATE INDEX {i}a ON {t} (lower(note)); CREATE INDEX {i}b ON {t} (upper(note))', '{}');

-- Every deck as 1,000 or so slots: a draw is one index look-up.
CREATE TABLE bench.deck (
    deck text NOT NULL,
    slot integer NOT NULL,
    number integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (deck, slot)
);
INSERT INTO bench.deck (deck, slot, number)
SELECT deck, row_number() OVER (PARTITION BY deck ORDER BY number, copy) - 1, number
FROM (SELECT deck, number, weight FROM bench.column_case
      UNION ALL SELECT 'name', number, weight FROM bench.name_case
      UNION ALL SELECT 'foreign_key', number, weight FROM bench.key_case
      UNION ALL SELECT 'pair', number, weight FROM bench.pair_case
      UNION ALL SELECT 'index', number, weight FROM bench.index_case) AS cases,
     LATERAL generate_series(1, weight) AS copy;
