-- Rule timestamp_default.
\set VERBOSITY terse
CREATE SCHEMA clocks;
SET search_path = clocks;
SELECT t.only_rule('timestamp_default');

-- fires: no default, a constant, null, midnight, another expression; added and dropped later
CREATE TABLE orders (id bigint, created_at timestamptz NOT NULL, updated_at timestamp);
CREATE TABLE orders (id bigint, created_at date DEFAULT '2020-01-01');
CREATE TABLE orders (id bigint, created_at timestamptz DEFAULT NULL::timestamptz);
CREATE TABLE orders (id bigint, created_at timestamptz DEFAULT now()::date);
CREATE TABLE orders (id bigint, created_at timestamptz DEFAULT now() + '1 day');
CREATE TABLE orders (id bigint, created_at timestamptz DEFAULT now());
ALTER TABLE orders ADD COLUMN updated_at timestamptz;
ALTER TABLE orders ALTER COLUMN created_at DROP DEFAULT;
CREATE TABLE copied AS SELECT now() AS created_at;
CREATE TABLE parted (id bigint, created_at timestamptz) PARTITION BY LIST (id);

-- quiet: the clock in all its forms, by a domain, generated, other types and names, what a parent defines
CREATE TABLE clocked (created_at timestamptz DEFAULT CURRENT_TIMESTAMP, updated_at timestamptz DEFAULT clock_timestamp());
CREATE TABLE clocked2 (created_at timestamptz DEFAULT transaction_timestamp(), updated_at timestamp(3) DEFAULT statement_timestamp());
CREATE TABLE clocked3 (created_at timestamp DEFAULT (now() AT TIME ZONE 'utc'), updated_at date DEFAULT now());
CREATE TABLE clocked4 (created_at timestamp DEFAULT (now() AT TIME ZONE INTERVAL '1 hour'), updated_at date DEFAULT CURRENT_DATE);
CREATE DOMAIN moment AS timestamptz DEFAULT now();
CREATE TABLE by_domain (created_at moment);
CREATE TABLE computed (day date, created_at timestamp GENERATED ALWAYS AS (day + time '12:00') STORED);
CREATE TABLE others (created_at bigint, updated_at time, "Created_At" timestamptz, seen_at timestamptz);
CREATE TABLE child (created_at timestamptz) INHERITS (orders);
CREATE TABLE tree (id bigint, created_at timestamptz DEFAULT now()) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree (created_at DEFAULT '2020-01-01') FOR VALUES IN (1);
CREATE VIEW seen AS SELECT now() AS created_at;

-- parameters
SELECT conventions.set_rule('timestamp_default', parameters => '{"names": ["Größe am", "seen_at"]}');
CREATE TABLE named (created_at timestamptz);
CREATE TABLE named2 ("Größe am" timestamptz, seen_at date);
SELECT conventions.set_rule('timestamp_default', parameters => '{"names": "created_at"}');
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

-- the whole message
SELECT t.only_rule('timestamp_default', '{"names": null}');
\set VERBOSITY default
CREATE TABLE bookings (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, updated_at timestamptz DEFAULT '2020-01-01');
-- it does pass
CREATE TABLE clocks.bookings (
    id bigint PRIMARY KEY,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now()
);
\set VERBOSITY terse

-- fix applied: runs as it stands, changes no row and no default that is there, and can be taken back
SET client_min_messages = warning;
DROP SCHEMA clocks CASCADE;
RESET client_min_messages;
CREATE SCHEMA clocks;
SET conventions.mode = 'report';
CREATE TABLE "Orders" (id bigint, created_at timestamptz);
CREATE TABLE other (id bigint, created_at timestamptz DEFAULT '2020-01-01');
CREATE TABLE tree (id bigint, created_at timestamptz) PARTITION BY LIST (id);
CREATE TABLE tree1 PARTITION OF tree (created_at DEFAULT '2020-01-01') FOR VALUES IN (1);
CREATE TABLE tree2 PARTITION OF tree FOR VALUES IN (2);
RESET conventions.mode;
INSERT INTO "Orders" VALUES (1);
SELECT identity, message, detail, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
CREATE TEMPORARY TABLE kept AS SELECT * FROM conventions.findings();
SELECT step FROM t.steps() \gexec
INSERT INTO "Orders" VALUES (2);
SELECT id, created_at = now() AS now FROM "Orders";
SELECT adrelid::regclass, pg_get_expr(adbin, adrelid) FROM pg_attrdef
WHERE adrelid::regclass::text LIKE 'tree%' ORDER BY 1;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SET conventions.mode = 'report';
SELECT undo_sql FROM kept WHERE undo_sql IS NOT NULL ORDER BY identity COLLATE "C" \gexec
RESET conventions.mode;
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA clocks CASCADE;
