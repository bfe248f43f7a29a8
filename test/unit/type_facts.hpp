// More types of the server, and columns that lie above them.

#pragma once

#include "schema_facts.hpp"

namespace conventions::core::test {

inline constexpr Type boolean_type = {.oid = 16,
                                      .schema = "pg_catalog",
                                      .name = "bool",
                                      .shown = "boolean",
                                      .category = 'B',
                                      .length = 1,
                                      .alignment = 'c'};
inline constexpr Type money_type = {
    .oid = 790, .schema = "pg_catalog", .name = "money", .shown = "money", .category = 'N'};
inline constexpr Type bpchar_type = {
    .oid = 1042, .schema = "pg_catalog", .name = "bpchar", .shown = "character", .category = 'S'};
inline constexpr Type varchar_type = {
    .oid = 1043, .schema = "pg_catalog", .name = "varchar", .shown = "character varying", .category = 'S'};
inline constexpr Type timetz_type = {
    .oid = 1266, .schema = "pg_catalog", .name = "timetz", .shown = "time with time zone", .category = 'D'};
inline constexpr Type numeric_type = {
    .oid = 1700, .schema = "pg_catalog", .name = "numeric", .shown = "numeric", .category = 'N'};
inline constexpr Type uuid_type = {
    .oid = 2950, .schema = "pg_catalog", .name = "uuid", .shown = "uuid", .category = 'U'};
inline constexpr Type regproc_type = {
    .oid = 24, .schema = "pg_catalog", .name = "regproc", .shown = "regproc", .category = 'N'};

constexpr std::int32_t length_of(std::int32_t length) { return length + 4; }

/// A column whose own type lies above `scalar`, below domains and arrays.
inline Column& column_over(Table& table, Text name, const Type& outer, const Type& scalar, bool is_array = false) {
    Column& column = table.column(name, outer);
    column.scalar = &scalar;
    column.is_array = is_array;
    if (!is_array) column.base = &scalar;
    return column;
}

/// A table with columns a, plain; b, an array; c, by a domain; d, an array of the domain; e, inherited; and f of
/// another type: what a rule finds that flags a type as such.
inline Table& table_of_type(Schema& schema, const Type& type) {
    Table& table = schema.table("T");
    const Type& domain = schema.domain("d", type);
    table.column("a", type);
    column_over(table, "b", schema.array_of(type), type, true);
    table.columns.back().type_name = "elements[]";
    column_over(table, "c", domain, type);
    column_over(table, "d", schema.array_of(domain), type, true);
    table.columns.back().type_name = "d[]";
    table.column("e", type).inherited = true;
    table.column("f", bigint_type);
    return table;
}

}  // namespace conventions::core::test
