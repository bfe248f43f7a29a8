-- The small shop of README.md: what a database looks like before anybody asked it questions.
CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    active boolean,
    created_at timestamp DEFAULT now()
);
CREATE TABLE orders (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    total double precision
);
CREATE TABLE import_log (line text);
