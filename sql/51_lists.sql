-- Facts for a DBA: what three families of rules find by their parameters, whatever severities, exemptions and the
-- baseline say of it. The columns are part of the interface.
CREATE FUNCTION conventions.missing_fk_indexes(
    only_schema text DEFAULT NULL,
    OUT schema_name text, OUT table_name text, OUT constraint_name text, OUT columns text[],
    OUT referenced_schema text, OUT referenced_table text, OUT referenced_columns text[],
    OUT on_delete text, OUT on_update text, OUT row_estimate bigint, OUT table_bytes bigint,
    OUT nearest_index text, OUT why text, OUT create_sql text, OUT undo_sql text, OUT identity text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_missing_fk_indexes';
COMMENT ON FUNCTION conventions.missing_fk_indexes(text) IS 'Foreign keys whose look-up no index serves, with the nearest index, why it does not serve, and SQL that makes one; as rule foreign_key_index judges, whether or not it is on';

CREATE FUNCTION conventions.missing_timestamps(
    only_schema text DEFAULT NULL,
    OUT schema_name text, OUT table_name text, OUT rule text, OUT lack text, OUT column_name text,
    OUT column_type text, OUT row_estimate bigint, OUT table_bytes bigint, OUT fix_sql text, OUT undo_sql text,
    OUT identity text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_missing_timestamps';
COMMENT ON FUNCTION conventions.missing_timestamps(text) IS 'Tables without a sound created_at or updated_at: the column is missing, nullable, or of another type; as the rules of these names judge, whether or not they are on';

CREATE FUNCTION conventions.redundant_indexes(
    only_schema text DEFAULT NULL,
    OUT schema_name text, OUT table_name text, OUT index_name text, OUT kind text, OUT kept_index text, OUT why text,
    OUT index_bytes bigint, OUT scans bigint, OUT scans_since timestamptz, OUT last_scan timestamptz,
    OUT drop_sql text, OUT undo_sql text, OUT identity text)
RETURNS SETOF record
LANGUAGE c VOLATILE ROWS 100 AS 'MODULE_PATHNAME', 'conventions_redundant_indexes';
COMMENT ON FUNCTION conventions.redundant_indexes(text) IS 'Indexes whose work another one of their table does (kind duplicate or prefix), with size, scans and SQL that drops them and makes them again; as rules duplicate_index and redundant_index judge, whether or not they are on';

REVOKE ALL ON FUNCTION conventions.missing_fk_indexes(text), conventions.missing_timestamps(text),
    conventions.redundant_indexes(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conventions.missing_fk_indexes(text), conventions.missing_timestamps(text),
    conventions.redundant_indexes(text) TO PUBLIC;
