-- Rule foreign_key_set_null.
\set VERBOSITY terse
CREATE SCHEMA nulls;
SET search_path = nulls;
SELECT t.only_rule('foreign_key_set_null');
CREATE TABLE parents (a int, b int, PRIMARY KEY (a, b), c int UNIQUE);
CREATE DOMAIN filled AS int NOT NULL;
CREATE DOMAIN five AS int DEFAULT 5;

-- fires with the command that makes the two meet
CREATE TABLE plain (c int NOT NULL REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE keyed (c int PRIMARY KEY REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE later (c int REFERENCES parents (c) ON DELETE SET NULL, "Größe" filled DEFAULT 1);
ALTER TABLE later ALTER COLUMN c SET NOT NULL;
ALTER TABLE later ADD CONSTRAINT "Fremd" FOREIGN KEY ("Größe") REFERENCES parents (c) ON DELETE SET NULL NOT VALID;
CREATE TABLE defaults (a int NOT NULL, b int NOT NULL DEFAULT 3, FOREIGN KEY (b, a) REFERENCES parents (b, a) ON DELETE SET DEFAULT);

-- The server is the judge: one row in each table, and a delete of what it refers to.
SET conventions.mode = 'off';
INSERT INTO parents VALUES (1, 1, 1), (3, 3, 3), (5, 5, 5);
CREATE TABLE n1 (c int NOT NULL REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE n2 (c int REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE n3 (c int NOT NULL DEFAULT 3 REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE n4 (c filled REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE n5 (c int, b int NOT NULL, FOREIGN KEY (c, b) REFERENCES parents (a, b) ON DELETE SET NULL);
CREATE TABLE n6 (c int, b int NOT NULL, FOREIGN KEY (b, c) REFERENCES parents (b, a) ON DELETE SET NULL (c));
CREATE TABLE n7 (b int NOT NULL, c int, FOREIGN KEY (c, b) REFERENCES parents (a, b) ON DELETE SET NULL (b));
CREATE TABLE n8 (c int REFERENCES parents (c) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT NULL);
CREATE TABLE n9 (c int CHECK (c > 0) REFERENCES parents (c) ON DELETE SET NULL);
CREATE TABLE d1 (c int NOT NULL REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d2 (c int REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d3 (c int NOT NULL DEFAULT 3 REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d4 (c int NOT NULL DEFAULT NULL REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d5 (c five NOT NULL REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d6 (c five NOT NULL DEFAULT NULL REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE d7 (c int, b int NOT NULL, FOREIGN KEY (c, b) REFERENCES parents (a, b) ON DELETE SET DEFAULT (c));
CREATE TABLE d8 (c int, b int NOT NULL, FOREIGN KEY (c, b) REFERENCES parents (a, b) ON DELETE SET DEFAULT (b));
CREATE TABLE d9 (c filled DEFAULT 3 REFERENCES parents (c) ON DELETE SET DEFAULT);
CREATE TABLE o1 (c int NOT NULL REFERENCES parents (c) ON DELETE CASCADE);
CREATE TABLE o2 (c int NOT NULL REFERENCES parents (c) ON UPDATE SET NULL ON DELETE CASCADE);
-- partitions: their own NOT NULL counts, their own default does not
CREATE TABLE p1 (c int NOT NULL REFERENCES parents (c) ON DELETE SET NULL) PARTITION BY LIST (c);
CREATE TABLE p1_1 PARTITION OF p1 DEFAULT;
CREATE TABLE p2 (c int REFERENCES parents (c) ON DELETE SET NULL) PARTITION BY HASH (c);
CREATE TABLE p2_1 (other int, c int NOT NULL);
ALTER TABLE p2_1 DROP COLUMN other;
ALTER TABLE p2 ATTACH PARTITION p2_1 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE p3 (x int, c int REFERENCES parents (c) ON DELETE SET DEFAULT) PARTITION BY LIST (x);
CREATE TABLE p3_1 PARTITION OF p3 (c NOT NULL DEFAULT 3) DEFAULT;
CREATE TABLE p4 (x int, c int DEFAULT 3 REFERENCES parents (c) ON DELETE SET DEFAULT) PARTITION BY LIST (x);
CREATE TABLE p4_1 PARTITION OF p4 DEFAULT PARTITION BY LIST (x);
CREATE TABLE p4_1_1 PARTITION OF p4_1 (c NOT NULL DEFAULT NULL) DEFAULT;
CREATE TABLE p5 (x int, c int) PARTITION BY LIST (x);
CREATE TABLE p5_1 PARTITION OF p5 (c NOT NULL, CONSTRAINT own FOREIGN KEY (c) REFERENCES parents (c) ON DELETE SET NULL) DEFAULT;
CREATE TABLE selves (c int NOT NULL, id int PRIMARY KEY);
ALTER TABLE selves ADD FOREIGN KEY (c) REFERENCES selves ON DELETE SET NULL;
RESET conventions.mode;
CREATE FUNCTION fails(tab regclass) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    failed boolean;
BEGIN
    BEGIN
        EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', tab,
            (SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped),
            (SELECT string_agg('1', ', ') FROM pg_attribute WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped));
        SET CONSTRAINTS ALL IMMEDIATE;
        IF tab = 'selves'::regclass THEN
            INSERT INTO selves VALUES (1, 2);
            DELETE FROM selves WHERE id = 1;
        ELSE
            DELETE FROM parents WHERE c = 1;
        END IF;
        SET CONSTRAINTS ALL IMMEDIATE;
        RAISE EXCEPTION 'undo';
    EXCEPTION
        WHEN not_null_violation THEN failed := true;
        WHEN raise_exception THEN failed := false;
    END;
    RETURN failed;
END $$;
SELECT oid::regclass AS relation, fails(oid::regclass), f.found
FROM pg_class, LATERAL (SELECT count(*) = 1 AS found FROM conventions.findings()
                        WHERE identity LIKE '% on nulls.' || relname OR identity LIKE '% on nulls.' || relname || '\_1') f
WHERE relnamespace = 'nulls'::regnamespace AND relkind IN ('r', 'p') AND relname ~ '^[a-z]([0-9]|elves)$'
ORDER BY relname COLLATE "C";
SELECT identity, message, detail, fix_sql, undo_sql FROM conventions.findings()
WHERE identity ~ '(d6|d8|n4|p2|p5_1|selves)$' ORDER BY identity COLLATE "C";

-- a CREATE TABLE that is refused, as it should have been
\set VERBOSITY default
CREATE TABLE "Bestellung" (a int DEFAULT 3, b int NOT NULL, FOREIGN KEY (b, a) REFERENCES parents (b, a) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (b));
\set VERBOSITY terse

-- fix applied: the delete is still refused, by the key
SELECT step FROM t.steps() \gexec
SELECT count(*) FROM conventions.findings();
INSERT INTO n1 VALUES (1);
DELETE FROM parents WHERE c = 1;
SELECT conrelid::regclass AS relation, conname, pg_get_constraintdef(oid) AS definition, convalidated
FROM pg_constraint WHERE contype = 'f' AND confdeltype = 'r' AND connamespace = 'nulls'::regnamespace AND conparentid = 0
ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C";

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA nulls CASCADE;
