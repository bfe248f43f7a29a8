-- Rule unchecked_amount.
\set VERBOSITY terse
CREATE SCHEMA amounts;
SET search_path = amounts;
SELECT t.only_rule('unchecked_amount');

-- fires, at commit
CREATE TABLE items (price numeric(12,2));
CREATE TABLE items ("unitPrice" bigint, qty smallint, stock int CHECK (stock <> 3));
CREATE TABLE items (tax_rate numeric CHECK (tax_rate >= 0), percent int CHECK (percent < 100));
CREATE TABLE items (price int CHECK (price > 0 OR id > 3), id int);

-- quiet: bounds of the column, the table, a domain; shares with both; keys and other names
CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);
CREATE TABLE rates (rate int PRIMARY KEY);
CREATE TABLE items (price int CHECK (price >= 0), discount int, total numeric CHECK (total IS NULL OR total > 0.5), fee amount,
    cost int CHECK (0 < cost), qty int CHECK (qty IN (1, 2)), tax_rate numeric CHECK (tax_rate BETWEEN 0 AND 1),
    percent int CHECK (percent >= 0 AND percent <= 100), rate int REFERENCES rates, payment_id bigint, weight int, budget text, CHECK (discount <= price),
    CHECK (price <= 1000), charge int CHECK (charge <@ int4range(0, 9)));
BEGIN;
CREATE TABLE later (id bigint, price int);
ALTER TABLE later ADD CHECK (price >= 0);
COMMIT;

-- parameters
SELECT conventions.set_rule('unchecked_amount', parameters => '{"names": "^preis", "not_names": "_id$", "share_names": "_anteil$"}');
CREATE TABLE t1 (preis int);
CREATE TABLE t1 (preis_anteil int CHECK (preis_anteil >= 0));
CREATE TABLE t1 (preis_id int, price int);

-- fix applied
SELECT t.only_rule('unchecked_amount', '{"names": null, "not_names": null, "share_names": null}');
DROP TABLE t1;
SET conventions.mode = 'report';
CREATE TABLE "T" (id bigint, "unit price" numeric, share_percent int);
CREATE TABLE filled (id bigint, price numeric);
RESET conventions.mode;
INSERT INTO filled VALUES (1, -3);
SELECT identity, message, fix_sql, undo_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT replace(replace(step, '<most>', '100'), '<least>', '-10') FROM t.steps() \gexec
INSERT INTO "T" VALUES (1, -1);
SELECT identity FROM conventions.findings();

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA amounts CASCADE;
