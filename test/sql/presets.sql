-- Presets: what each one changes under strict, on tables as its tool makes them and on some by hand.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE SCHEMA presets;
SET search_path = presets;
SET conventions.mode = 'report';
CREATE TABLE plain (rule text, severity text, identity text);

CREATE FUNCTION plainly() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM conventions.enable('strict', '{}');
    TRUNCATE presets.plain;
    INSERT INTO presets.plain SELECT rule, severity, identity FROM conventions.findings(only_schema => 'presets') WHERE relation NOT LIKE '%plain';
    RETURN (SELECT count(*) > 0 FROM presets.plain);
END $$;
-- What the preset takes away (-), adds (+) or judges otherwise.
CREATE FUNCTION with_preset(preset text) RETURNS TABLE (rule text, change text, identity text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM conventions.enable('strict', ARRAY[preset]);
    RETURN QUERY
        SELECT coalesce(f.rule, p.rule), CASE WHEN f.rule IS NULL THEN '-' WHEN p.rule IS NULL THEN '+' ELSE p.severity || ' -> ' || f.severity END,
               replace(coalesce(f.identity, p.identity), 'presets.', '')
        FROM (SELECT * FROM conventions.findings(only_schema => 'presets') g WHERE g.relation NOT LIKE '%plain') f
             FULL JOIN presets.plain p ON p.rule = f.rule AND p.identity = f.identity
        WHERE (f.severity IS DISTINCT FROM p.severity)
        ORDER BY 1, 2, coalesce(f.identity, p.identity) COLLATE "C";
END $$;

-- django
CREATE TABLE auth_user (id serial PRIMARY KEY, username varchar(150) NOT NULL UNIQUE);
CREATE TABLE shop_customer (id serial PRIMARY KEY, code varchar(50) NOT NULL UNIQUE, rank integer NOT NULL CHECK (rank >= 0), created_at timestamptz NOT NULL);
CREATE INDEX shop_customer_code_15db80c4_like ON shop_customer (code varchar_pattern_ops);
CREATE INDEX shop_custom_rank_da1af5_idx ON shop_customer (rank);
CREATE INDEX shop_custom_rank_7f747a_brin ON shop_customer USING brin (rank);
CREATE TABLE shop_order (id bigserial PRIMARY KEY, customer_id integer NOT NULL, number varchar(20) NOT NULL, preferred_notification_channel_name text);
ALTER TABLE shop_order ADD CONSTRAINT shop_order_customer_id_f638df20_fk_shop_customer_id FOREIGN KEY (customer_id) REFERENCES shop_customer ON DELETE CASCADE;
ALTER TABLE shop_order ADD CONSTRAINT shop_order_customer_id_number_3702f25f_uniq UNIQUE (customer_id, number);
CREATE INDEX shop_order_customer_id_f638df20 ON shop_order (customer_id);
CREATE INDEX by_hand ON shop_order (number);
CREATE INDEX shop_order_preferred_notification_channel_name_wx_5334e92c_like ON shop_order (preferred_notification_channel_name);
CREATE TABLE auth_user_groups (id bigserial PRIMARY KEY, user_id integer NOT NULL, group_id integer NOT NULL,
    CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id));
CREATE INDEX auth_user_groups_user_id_6a12ed8b ON auth_user_groups (user_id);
SELECT plainly();
SELECT * FROM with_preset('django');
DROP TABLE auth_user, auth_user_groups, shop_order, shop_customer;

-- prisma
CREATE TABLE "User" (id serial CONSTRAINT "User_pkey" PRIMARY KEY, "eMail" text NOT NULL, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL, "lastSeen" timestamp, "snake_case" text);
CREATE UNIQUE INDEX "User_eMail_key" ON "User" ("eMail");
CREATE TABLE "Post" (id bigserial CONSTRAINT "Post_pkey" PRIMARY KEY, "authorId" integer NOT NULL);
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ON DELETE RESTRICT;
CREATE INDEX "Post_authorId_idx" ON "Post" ("authorId");
CREATE INDEX by_hand ON "Post" (id, "authorId");
CREATE TABLE "_PostToTag" ("A" bigint NOT NULL, "B" bigint NOT NULL);
CREATE UNIQUE INDEX "_PostToTag_AB_unique" ON "_PostToTag" ("A", "B");
CREATE INDEX "_PostToTag_B_index" ON "_PostToTag" ("B");
CREATE TABLE "_PostToUser" ("A" bigint, "B" bigint, CONSTRAINT "_PostToUser_AB_pkey" PRIMARY KEY ("A", "B"));
CREATE TABLE snake_cases (id bigserial CONSTRAINT by_hand_pk PRIMARY KEY, updated_at timestamp(3) NOT NULL);
SELECT plainly();
SELECT * FROM with_preset('prisma');
DROP TABLE "Post", "User", "_PostToTag", "_PostToUser", snake_cases;

-- rails
CREATE TABLE customers (id bigserial PRIMARY KEY, email varchar NOT NULL, seen_at timestamp, created_at timestamp(6) NOT NULL, updated_at timestamp(6) NOT NULL, at timestamp(3),
    CONSTRAINT chk_rails_ac6ea3c8f5 CHECK (email <> ''));
CREATE UNIQUE INDEX index_customers_on_email ON customers (email);
CREATE TABLE orders (id bigserial PRIMARY KEY, customer_id bigint NOT NULL, addressable_type varchar, addressable_id bigint);
ALTER TABLE orders ADD CONSTRAINT fk_rails_3dad120da9 FOREIGN KEY (customer_id) REFERENCES customers (id);
CREATE INDEX index_orders_on_customer_id_and_addressable_type ON orders (customer_id, addressable_type);
CREATE INDEX index_orders_on_addressable ON orders (addressable_type, addressable_id);
CREATE INDEX by_hand ON orders (id, customer_id);
CREATE TABLE orders_tags (order_id bigint NOT NULL, tag_id bigint NOT NULL);
CREATE TABLE orders_products (order_id bigint NOT NULL, product_id bigint NOT NULL);
CREATE UNIQUE INDEX index_orders_products_on_order_id_and_product_id ON orders_products (order_id, product_id);
SELECT plainly();
SELECT * FROM with_preset('rails');
DROP TABLE orders, customers, orders_tags, orders_products;

-- sqlalchemy
CREATE TABLE customers (id bigserial, email text NOT NULL, created_at timestamptz NOT NULL, CONSTRAINT pk_customers PRIMARY KEY (id), CONSTRAINT ck_customers_email CHECK (email <> ''));
CREATE UNIQUE INDEX ix_customers_email ON customers (email);
CREATE TABLE orders (id bigserial CONSTRAINT by_hand_pk PRIMARY KEY, customer_id bigint NOT NULL, number text,
    CONSTRAINT uq_orders_number UNIQUE (number, customer_id), CONSTRAINT by_hand_check CHECK (id > 0));
ALTER TABLE orders ADD CONSTRAINT fk_orders_customer_id_customers FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_presets_orders_customer_id ON orders (customer_id, id);
CREATE INDEX idx_orders_number ON orders (number, id);
SELECT plainly();
SELECT * FROM with_preset('sqlalchemy');

-- supabase: every table of public, whatever the profile says, and none elsewhere
CREATE TABLE public.without (id bigint PRIMARY KEY);
CREATE TABLE public."with" (id bigint PRIMARY KEY);
ALTER TABLE public."with" ENABLE ROW LEVEL SECURITY;
SELECT conventions.enable('relaxed', '{supabase}');
SELECT severity, identity FROM conventions.findings(only_rule => 'row_security');
SELECT layer, name, severity, parameters FROM conventions.explain('row_security', 'public.without');
SELECT conventions.enable('relaxed', '{}');
SELECT count(*) FROM conventions.findings(only_rule => 'row_security');
DROP TABLE public.without, public."with";

-- two at once; what another rule proposes follows the template, though the rule on names is off
SELECT conventions.enable('recommended', '{sqlalchemy,django}');
SELECT conventions.enable('recommended', '{sqlalchemy}');
DROP INDEX ix_orders_customer_id, ix_presets_orders_customer_id;
SELECT fix_sql FROM conventions.findings(only_schema => 'presets', only_rule => 'foreign_key_index');
SELECT layer, name, severity, parameters FROM conventions.explain('serial_column', 'presets.orders');

SELECT conventions.enable('recommended', '{}');
SELECT t.done();
DROP SCHEMA presets CASCADE;
