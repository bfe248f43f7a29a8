-- Rule jsonb_index_method.
\set VERBOSITY terse
CREATE SCHEMA documents;
SET search_path = documents;
SELECT t.only_rule('jsonb_index_method');

CREATE TABLE events (id bigint PRIMARY KEY, payload jsonb, "V v" tsvector, kind text);
-- fires: btree and hash, also unique, behind another; a text search vector, also as an expression
CREATE INDEX i ON events (payload);
CREATE INDEX i ON events USING hash (payload);
CREATE UNIQUE INDEX i ON events (id, payload);
CREATE INDEX i ON events ("V v");
CREATE INDEX i ON events (to_tsvector('simple', kind));
-- quiet: GIN, one value of the document
CREATE INDEX i1 ON events USING gin (payload);
CREATE INDEX i2 ON events ((payload ->> 'state'));
CREATE INDEX i3 ON events ((payload -> 'state'));
CREATE INDEX i4 ON events USING gist ("V v");
CREATE INDEX i5 ON events (kind) INCLUDE (payload);
SET conventions.mode = 'report';
CREATE INDEX a ON events (payload) WHERE kind = 'x';
CREATE INDEX b ON events USING hash (payload);
CREATE INDEX c ON events ("V v");
CREATE UNIQUE INDEX d ON events (payload);
RESET conventions.mode;

SELECT identity, message, detail, fix_sql, fix_safety FROM conventions.findings() ORDER BY identity COLLATE "C";

-- fix applied
SELECT step FROM t.steps() \gexec
SELECT identity FROM conventions.findings() ORDER BY identity COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'documents' AND indexname ~ '^.$' ORDER BY 1;

SELECT t.done();
SET client_min_messages = warning;
DROP SCHEMA documents CASCADE;
