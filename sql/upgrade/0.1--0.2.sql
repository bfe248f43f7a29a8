\echo Use "ALTER EXTENSION pg_conventions UPDATE" to load this file. \quit

-- Otherwise the server hides the NOTICEs and WARNINGs of a script.
SET LOCAL client_min_messages = notice;

-- What a comparison of the two install scripts cannot tell: how tables that stay get their new shape.
-- A new column comes last, so that an upgraded table is the same as a fresh one.
ALTER TABLE conventions.profile ADD COLUMN presets text[] NOT NULL DEFAULT '{}';

ALTER TABLE conventions.rule_setting ADD COLUMN in_schema text NOT NULL DEFAULT '',
    ADD COLUMN for_role text NOT NULL DEFAULT '',
    DROP CONSTRAINT rule_setting_pkey,
    ADD PRIMARY KEY (rule, in_schema, for_role);

