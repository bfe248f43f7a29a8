-- conventions.learn(): the house style that is found.
CREATE SCHEMA house;
CREATE SCHEMA mixture;
CREATE SCHEMA "few.*";
SELECT conventions.enable('recommended');
SET conventions.mode = 'off';
SET client_min_messages = warning;

-- a house with a style of its own, and exceptions in customer and orders
DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['customer', 'invoice', 'product', 'category', 'payment', 'shipment', 'address'] LOOP
        EXECUTE format('CREATE TABLE house.%1$I (
            id uuid CONSTRAINT %1$s_pk PRIMARY KEY, "zipCode" text, "paidAt" timestamp(3), created timestamp(3) NOT NULL,
            CONSTRAINT chk_%1$s_zip CHECK ("zipCode" <> %2$L), CONSTRAINT uk_%1$s_zip UNIQUE ("zipCode"))', t, '');
        EXECUTE format('CREATE INDEX %1$s_paid_ix ON house.%1$I ("paidAt")', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['customer', 'invoice', 'product', 'category', 'payment'] LOOP
        EXECUTE format('ALTER TABLE house.shipment ADD %1$s_id uuid CONSTRAINT fk_shipment_%1$s REFERENCES house.%1$I', t);
    END LOOP;
END $$;
CREATE TABLE house.orders (number bigint PRIMARY KEY, at timestamptz, up uuid CONSTRAINT points_up REFERENCES house.customer);
ALTER TABLE house.customer ADD snake_case int;
CREATE INDEX other ON house.customer (snake_case);

-- half and half
DO $$
BEGIN
    FOR i IN 1..10 LOOP
        EXECUTE format('CREATE TABLE mixture.%I (id %s PRIMARY KEY, %I int)', 'no' || i || CASE WHEN i % 2 = 0 THEN '_items' ELSE '_item' END,
                       (ARRAY['int', 'bigint', 'uuid', 'text'])[1 + i % 4], CASE WHEN i % 2 = 0 THEN 'two_words' ELSE 'twoWords' END);
    END LOOP;
END $$;
CREATE TABLE "few.*".one (id int PRIMARY KEY, two_words int, three_words_here int, four_4 int);

SELECT rule, parameter, style, current, proposed FROM conventions.learn('house');
SELECT rule, conforming || ' of ' || judged AS support, exceptions, note, adopt FROM conventions.learn('house');
SELECT rule, style, conforming || ' of ' || judged AS support, exceptions, note, adopt FROM conventions.learn('mixture');
SELECT rule, style, conforming || ' of ' || judged AS support, note, adopt FROM conventions.learn('few.*') WHERE judged > 0 OR rule = 'check_name';
SELECT count(*), count(proposed), count(*) FILTER (WHERE note = 'nothing to tell it by') AS nothing FROM conventions.learn('public');
SELECT rule FROM conventions.learn('few*');

-- adopted: what conforms is quiet, the exceptions are found, and other schemas are as before
CREATE TABLE support AS SELECT rule, judged - conforming AS exceptions FROM conventions.learn('house') WHERE proposed IS NOT NULL;
SELECT adopt FROM conventions.learn('house') WHERE adopt IS NOT NULL \gexec
SELECT s.rule, s.exceptions, count(f.rule) AS found, string_agg(f.identity, ', ' ORDER BY f.identity COLLATE "C") AS identities
FROM support s LEFT JOIN conventions.findings('house') f USING (rule) GROUP BY s.rule, s.exceptions
HAVING s.exceptions > 0 OR count(f.rule) > 0 ORDER BY s.rule;
SELECT count(*) FILTER (WHERE note = 'in force') AS in_force, count(adopt) AS to_adopt, count(proposed) AS proposed FROM conventions.learn('house');
SELECT string_agg(DISTINCT rule, ', ') AS rules FROM conventions.findings('mixture') WHERE rule IN (SELECT rule FROM support);
SELECT conventions.reset_rule(rule, 'house') FROM support \g /dev/null
DROP TABLE support;

-- presets: those that fit what is there; parameters of the house, what it leaves out, and a policy that has them
DROP SCHEMA mixture, "few.*" CASCADE;
DROP TABLE house.orders;
SELECT conventions.disable();
SELECT style, current, proposed, conforming || ' of ' || judged AS support, note, adopt FROM conventions.learn() WHERE rule IS NULL;
ALTER TABLE house.customer RENAME CONSTRAINT customer_pk TO pk_customer;
SELECT conventions.set_rule('primary_key_name', 'warn', '{"template": "{table}_pk", "exclude": "customer"}');
SELECT rule, style, conforming, judged, exceptions, note, adopt FROM conventions.learn() WHERE rule = 'primary_key_name';
SELECT conventions.set_rule('primary_key_name', 'warn', '{"template": "key_{table}", "exclude": null}');
SELECT rule, style, current, proposed, conforming, judged, exceptions, note, adopt FROM conventions.learn() WHERE rule = 'primary_key_name';
SELECT conventions.reset_rule('primary_key_name');
DROP SCHEMA house CASCADE;
CREATE SCHEMA house;
DO $$
BEGIN
    FOR i IN 1..6 LOOP
        EXECUTE format('CREATE TABLE house.things_%1$s (id uuid CONSTRAINT pk_things_%1$s PRIMARY KEY, at timestamptz); CREATE INDEX ix_things_%1$s_at ON house.things_%1$s (at)', i);
    END LOOP;
END $$;
SELECT style, proposed, conforming || ' of ' || judged AS support, exceptions, note, adopt FROM conventions.learn() WHERE rule IS NULL AND style ~ '^guide';
SELECT adopt FROM conventions.learn() WHERE rule IS NULL AND adopt IS NOT NULL \gexec
SELECT style, current, proposed, note, adopt FROM conventions.learn() WHERE rule IS NULL AND style ~ '^guide';
SELECT conventions.enable('strict', '{prisma}');
SELECT style, current, proposed, note, adopt FROM conventions.learn() WHERE rule IS NULL AND style ~ '^guide_uuid';

-- a plain user, bookkeeping tables of tools, tables of extensions and temporary ones
CREATE ROLE learner;
CREATE TABLE house.schema_migrations ("Version" text, version text CONSTRAINT nobodys_style PRIMARY KEY, inserted_at timestamp);
ALTER TABLE house.schema_migrations DROP "Version";
CREATE TEMP TABLE "Temporary" (id int CONSTRAINT nobodys PRIMARY KEY);
SET ROLE learner;
SELECT rule, conforming, judged FROM conventions.learn() WHERE rule IN ('primary_key_name', 'table_name');
RESET ROLE;

SELECT conventions.enable('recommended', '{}');
SELECT t.done();
DROP ROLE learner;
DROP SCHEMA house CASCADE;
