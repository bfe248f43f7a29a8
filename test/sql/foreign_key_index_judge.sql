-- Rule foreign_key_index: the server is the judge. For each index the look-up runs, and what it read is counted: either
-- it searched an index, or it read all of the table or of an index. The rule must say the same.
\set VERBOSITY terse
CREATE SCHEMA judge;
SET search_path = judge;
CREATE EXTENSION btree_gist SCHEMA judge;
CREATE EXTENSION btree_gin SCHEMA judge;
SET client_min_messages = warning;
CREATE DOMAIN number AS bigint CHECK (VALUE >= 0);
-- Neither a nor b alone says much, together they name a row.
CREATE TABLE child AS
SELECT i AS i4, i::bigint AS i8, (i % 100)::bigint AS a, (i / 100)::bigint AS b, 'n' || i AS t, ('n' || i)::varchar(20) AS v,
       ('n' || i)::text COLLATE "C" AS c, i::number AS d, i::numeric AS n, i % 2 = 0 AS live
FROM generate_series(1, 20000) i;
CREATE TABLE keys8 (x bigint PRIMARY KEY);
CREATE TABLE keys_numeric (x numeric PRIMARY KEY);
CREATE TABLE keys_text (x text PRIMARY KEY);
CREATE TABLE keys_varchar (x varchar(20) PRIMARY KEY);
CREATE TABLE keys_domain (x number PRIMARY KEY);
CREATE TABLE keys_two (x bigint, y bigint, PRIMARY KEY (y, x));
INSERT INTO keys8 SELECT i8 FROM child UNION ALL SELECT -1;
INSERT INTO keys_numeric SELECT n FROM child UNION ALL SELECT -1;
INSERT INTO keys_text SELECT t FROM child UNION ALL SELECT '-1';
INSERT INTO keys_varchar SELECT t FROM child UNION ALL SELECT '-1';
INSERT INTO keys_domain SELECT d FROM child UNION ALL SELECT 0;
INSERT INTO keys_two SELECT a, b FROM child UNION ALL SELECT 1, 500;
ANALYZE;

SELECT t.only_rule('foreign_key_index');
SET conventions.mode = 'report';

CREATE FUNCTION blocks_read() RETURNS bigint LANGUAGE sql AS $$
    SELECT sum(pg_stat_get_xact_blocks_fetched(o))
    FROM (SELECT 'judge.child'::regclass UNION ALL
          SELECT indexrelid FROM pg_index WHERE indrelid = 'judge.child'::regclass) r(o)
$$;

-- The key is made, the index, an unreferenced row of the other side goes; all is taken back.
CREATE FUNCTION judge(key text, index text, OUT key_ text, OUT index_ text, OUT server text, OUT rule text, OUT agree text)
LANGUAGE plpgsql AS $$
DECLARE
    unreferenced text := CASE substring(key FROM 'REFERENCES (\w+)')
        WHEN 'keys_two' THEN 'x = 1 AND y = 500' WHEN 'keys_text' THEN 'x = ''-1''' WHEN 'keys_varchar' THEN 'x = ''-1'''
        WHEN 'keys_domain' THEN 'x = 0' ELSE 'x = -1' END;
    before bigint;
    said boolean;
BEGIN
    key_ := key;
    index_ := index;
    BEGIN
        EXECUTE 'ALTER TABLE judge.child ADD ' || key;
        EXECUTE index;
        ANALYZE judge.child;
        said := EXISTS (SELECT FROM conventions.findings());
        before := judge.blocks_read();
        EXECUTE format('DELETE FROM judge.%I WHERE %s', substring(key FROM 'REFERENCES (\w+)'), unreferenced);
        server := CASE WHEN judge.blocks_read() - before > 30 THEN 'reads all' ELSE 'searches' END;
        RAISE EXCEPTION USING ERRCODE = 'TAKEB';
    EXCEPTION WHEN SQLSTATE 'TAKEB' THEN
    END;
    rule := CASE WHEN said THEN 'reads all' ELSE 'searches' END;
    agree := CASE WHEN server = rule THEN 'yes' ELSE 'NO' END;
END
$$;

CREATE TABLE cases (id serial, key text, index text);
INSERT INTO cases (key, index)
SELECT 'FOREIGN KEY (i8) REFERENCES keys8', i FROM unnest(ARRAY[
    'SELECT',
    'CREATE INDEX ON child (i8)',
    'CREATE INDEX ON child (i8 DESC NULLS FIRST)',
    'CREATE UNIQUE INDEX ON child (i8)',
    'CREATE INDEX ON child (i8, a)',
    'CREATE INDEX ON child (a, i8)',
    'CREATE INDEX ON child (a) INCLUDE (i8)',
    'CREATE INDEX ON child (i8, lower(t))',
    'CREATE INDEX ON child (lower(t), i8)',
    'CREATE INDEX ON child ((i8 + 0))',
    'CREATE INDEX ON child USING hash (i8)',
    'CREATE INDEX ON child USING gist (i8)',
    'CREATE INDEX ON child USING gist (i8 judge.gist_int8_ops, a judge.gist_int8_ops)',
    'CREATE INDEX ON child (i8) WHERE i8 IS NOT NULL',
    'CREATE INDEX ON child (i8) WHERE i8 IS NOT NULL OR live',
    'CREATE INDEX ON child (i8) WHERE NOT (i8 IS NULL)',
    'CREATE INDEX ON child (i8) WHERE i8 IS NOT NULL AND live',
    'CREATE INDEX ON child (i8) WHERE live',
    'CREATE INDEX ON child (i8) WHERE a IS NOT NULL',
    'CREATE INDEX broken ON child (i8); UPDATE pg_index SET indisvalid = false WHERE indexrelid = ''judge.broken''::regclass'
    ]) i;
INSERT INTO cases (key, index) VALUES
    ('FOREIGN KEY (i4) REFERENCES keys8', 'CREATE INDEX ON child (i4)'),
    ('FOREIGN KEY (i4) REFERENCES keys8', 'CREATE INDEX ON child USING hash (i4)'),
    ('FOREIGN KEY (i4) REFERENCES keys8', 'CREATE INDEX ON child ((i4::bigint))'),
    ('FOREIGN KEY (i8) REFERENCES keys_numeric', 'CREATE INDEX ON child (i8)'),
    ('FOREIGN KEY (n) REFERENCES keys_numeric', 'CREATE INDEX ON child (n)'),
    ('FOREIGN KEY (d) REFERENCES keys8', 'CREATE INDEX ON child (d)'),
    ('FOREIGN KEY (i8) REFERENCES keys_domain', 'CREATE INDEX ON child (i8)'),
    ('FOREIGN KEY (t) REFERENCES keys_text', 'CREATE INDEX ON child (t)'),
    ('FOREIGN KEY (t) REFERENCES keys_text', 'CREATE INDEX ON child (t text_pattern_ops)'),
    ('FOREIGN KEY (t) REFERENCES keys_text', 'CREATE INDEX ON child (t COLLATE "C")'),
    ('FOREIGN KEY (t) REFERENCES keys_text', 'CREATE INDEX ON child USING hash (t)'),
    ('FOREIGN KEY (c) REFERENCES keys_text', 'CREATE INDEX ON child (c)'),
    ('FOREIGN KEY (c) REFERENCES keys_text', 'CREATE INDEX ON child (c COLLATE "default")'),
    ('FOREIGN KEY (v) REFERENCES keys_text', 'CREATE INDEX ON child (v)'),
    ('FOREIGN KEY (v) REFERENCES keys_varchar', 'CREATE INDEX ON child (v varchar_pattern_ops)'),
    ('FOREIGN KEY (t) REFERENCES keys_varchar', 'CREATE INDEX ON child (t)'),
    ('FOREIGN KEY (t) REFERENCES keys_text', 'CREATE INDEX ON child USING spgist (t)');
INSERT INTO cases (key, index)
SELECT 'FOREIGN KEY (a, b) REFERENCES keys_two (x, y)', i FROM unnest(ARRAY[
    'CREATE INDEX ON child (a, b)',
    'CREATE INDEX ON child (b, a)',
    'CREATE INDEX ON child (b, a, i8)',
    'CREATE INDEX ON child (i8, a, b)',
    'CREATE INDEX ON child (a)',
    'CREATE INDEX ON child (a) INCLUDE (b)',
    'CREATE INDEX ON child (a, live)',
    'CREATE INDEX ON child USING gist (a, b)',
    'CREATE INDEX ON child (a, b) WHERE a IS NOT NULL AND b IS NOT NULL',
    'CREATE INDEX ON child (a, b) WHERE b IS NOT NULL',
    'CREATE INDEX ON child (a, b) WHERE i8 IS NOT NULL'
    ]) i;
SELECT j.* FROM cases c, judge(c.key, c.index) j ORDER BY c.id;
-- Decisions of the rule: the look-up does use these, and they do not count unless a parameter says so.
SELECT j.* FROM judge('FOREIGN KEY (i8) REFERENCES keys8', 'CREATE INDEX ON child USING gin (i8)') j;
SELECT conventions.set_rule('foreign_key_index', parameters => '{"accept_brin_gin": true}');
SELECT j.* FROM judge('FOREIGN KEY (i8) REFERENCES keys8', 'CREATE INDEX ON child USING gin (i8)') j;
SELECT j.* FROM judge('FOREIGN KEY (i8) REFERENCES keys8', 'CREATE INDEX ON child USING gin (a, i8)') j;

RESET conventions.mode;
SELECT t.done();
DROP SCHEMA judge CASCADE;
