-- A few rows: what is empty is judged more kindly.
INSERT INTO artist VALUES (1, 'AC/DC'), (2, 'Accept');
INSERT INTO album VALUES (1, 'For Those About To Rock', 1), (2, 'Balls to the Wall', 2);
INSERT INTO genre VALUES (1, 'Rock');
INSERT INTO media_type VALUES (1, 'MPEG audio file');
INSERT INTO track VALUES (1, 'Evil Walks', 1, 1, 1, NULL, 263497, 8611245, 0.99), (2, 'Fast As a Shark', 2, 1, 1, 'F. Baltes', 230619, 3990994, 0.99);
INSERT INTO employee VALUES (1, 'Adams', 'Andrew', 'Manager');
INSERT INTO customer (customer_id, first_name, last_name, country, fax, email, support_rep_id)
    VALUES (1, 'Frank', 'Harris', 'USA', '+1 (650) 253-0000', 'fharris@example.org', 1), (2, 'Luís', 'Gonçalves', 'Brazil', NULL, 'luisg@example.org', 1);
INSERT INTO invoice (invoice_id, customer_id, invoice_date, total) VALUES (1, 1, '2025-01-02', 1.98);
INSERT INTO invoice_line VALUES (1, 1, 1, 0.99, 1), (2, 1, 2, 0.99, 1);
INSERT INTO playlist VALUES (1, 'Music');
INSERT INTO playlist_track VALUES (1, 1), (1, 2);
