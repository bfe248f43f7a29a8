-- tables.sql: a table of every kind that rules look at, with rows; what sqlsmith asks and the storm changes.
SET conventions.mode = off;
CREATE SCHEMA yard;
SET search_path = yard;
CREATE DOMAIN amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE place AS (street text, town text);
CREATE TABLE people (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    mood mood,
    home place,
    tags text[],
    facts jsonb,
    born date,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders (
    id serial PRIMARY KEY,
    person_id bigint REFERENCES people ON DELETE CASCADE,
    total amount,
    during tstzrange,
    placed timestamp,
    "order" integer,
    double_total numeric GENERATED ALWAYS AS (total * 2) STORED
);
CREATE INDEX idx_orders_total ON orders (total);
CREATE INDEX idx_orders_total_again ON orders (total);
CREATE INDEX idx_orders_some ON orders ((total + 1)) WHERE placed IS NOT NULL;
CREATE TABLE events (id bigint, at timestamptz NOT NULL, kind text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2025-01-01');
CREATE TABLE events_new PARTITION OF events DEFAULT;
CREATE INDEX idx_events_kind ON events (kind);
CREATE INDEX idx_events_kind_again ON events (kind);
CREATE TABLE animals (name text, legs integer);
CREATE TABLE dogs (breed varchar(20)) INHERITS (animals);
CREATE VIEW adults AS SELECT id, name FROM people WHERE born < DATE '2000-01-01';
CREATE MATERIALIZED VIEW totals AS SELECT person_id, sum(total) AS total FROM orders GROUP BY person_id;
INSERT INTO people (name, mood, home, tags, facts, born)
SELECT 'p' || g, 'ok', ROW ('s' || g, 't'::text)::place, ARRAY['a', 'b'], '{"a": 1}', DATE '1990-01-01' + g FROM generate_series(1, 200) g;
INSERT INTO orders (person_id, total, during, placed, "order")
SELECT g, g, tstzrange(now(), NULL), now(), g FROM generate_series(1, 200) g;
INSERT INTO events SELECT g, TIMESTAMPTZ '2024-06-01' + g * INTERVAL '1 day', 'k' FROM generate_series(1, 400) g;
INSERT INTO dogs SELECT 'd' || g, 4, 'b' FROM generate_series(1, 50) g;
ANALYZE;
