// Prints a draft: CREATE TABLE, and what a second statement must add.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/rename.hpp"

namespace conventions::core {
namespace {

constexpr Text indent = "    ";

bool holds(const std::vector<AttributeNumber>& numbers, AttributeNumber wanted) {
    return std::find(numbers.begin(), numbers.end(), wanted) != numbers.end();
}

bool is_serial(Text type) { return type == "serial" || type == "bigserial" || type == "smallserial"; }

std::string with_table(const std::string& statement, Text table) {
    constexpr Text place = "%table%";
    std::string text;
    std::size_t at = 0;
    for (std::size_t found = statement.find(place); found != std::string::npos; found = statement.find(place, at)) {
        text.append(statement, at, found - at).append(table);
        at = found + place.size();
    }
    return text.append(statement, at, std::string::npos);
}

void add(std::string& text, Text more) {
    if (!more.empty()) text.append(" ").append(more);
}

}  // namespace

std::string Draft::with_new_names(const std::string& text) const {
    std::vector<Renaming> renamings;
    for (const OldName& old : old_names_)
        for (const DraftColumn& column : columns)
            if (column.number == old.number && column.name != old.name)
                renamings.push_back({ident(server_, old.name), ident(server_, column.name)});
    return renamed(text, renamings);
}

std::string Draft::names_of(const std::vector<AttributeNumber>& numbers) const {
    std::string list;
    for (const AttributeNumber number : numbers)
        for (const DraftColumn& column : columns)
            if (column.number == number) list.append(list.empty() ? "" : ", ").append(ident(server_, column.name));
    return list;
}

/// A constraint goes with its columns, as in the server.
bool Draft::has_columns_of(const DraftKey& key) const {
    // 0 stands for an expression: of which columns only its text knows.
    const auto is_here = [&](AttributeNumber number) {
        return number == 0 || std::any_of(columns.begin(), columns.end(),
                                          [&](const DraftColumn& each) { return each.number == number; });
    };
    return std::all_of(key.columns.begin(), key.columns.end(), is_here) &&
           std::all_of(key.own_referenced.begin(), key.own_referenced.end(), is_here);
}

bool Draft::is_inline(const DraftKey& key) const {
    if (key.columns.size() != 1 || !key.definition.empty() || !has_columns_of(key)) return false;
    // INCLUDE has no place behind a column.
    if (key.kind == ConstraintKind::primary_key) return key.tail.empty();
    return key.kind == ConstraintKind::foreign_key;
}

std::string Draft::references_text(const DraftKey& key) const {
    std::string text = "REFERENCES ";
    if (key.own_referenced.empty())
        text.append(key.referenced).append(" (").append(key.referenced_columns).append(")");
    else
        text.append(ident(server_, schema, name)).append(" (").append(names_of(key.own_referenced)).append(")");
    add(text, with_new_names(key.tail));
    return text;
}

std::string Draft::key_text(const DraftKey& key) const {
    if (!key.definition.empty()) {
        // What follows REFERENCES are the names of another table's columns.
        const std::size_t own =
            key.kind == ConstraintKind::foreign_key ? key.definition.find(" REFERENCES ") : std::string::npos;
        return with_new_names(key.definition.substr(0, own))
            .append(own == std::string::npos ? "" : key.definition.substr(own));
    }
    const std::string list = "(" + names_of(key.columns) + ")";
    if (key.kind == ConstraintKind::foreign_key) return "FOREIGN KEY " + list + " " + references_text(key);
    std::string text = key.kind == ConstraintKind::primary_key ? "PRIMARY KEY " : "UNIQUE ";
    if (key.nulls_not_distinct && key.kind == ConstraintKind::unique) text.append("NULLS NOT DISTINCT ");
    text.append(list);
    add(text, with_new_names(key.tail));
    return text;
}

std::string Draft::key_line(const DraftKey& key) const {
    if (key.name.empty()) return key_text(key);
    return "CONSTRAINT " + ident(server_, key.name) + " " + key_text(key);
}

std::string Draft::column_line(const DraftColumn& column) const {
    std::string line = ident(server_, column.name);
    add(line, column.type);
    if (!column.compression.empty()) add(line, "COMPRESSION " + column.compression);
    if (!column.collation.empty()) line.append(" COLLATE ").append(column.collation);
    const std::string value = with_new_names(column.default_text);
    const bool is_generated = column.generated != Generated::none;
    if (!value.empty() && !is_generated) line.append(" DEFAULT ").append(value);
    bool implied = column.identity != Identity::none || is_serial(column.type);
    for (const DraftKey& key : keys)
        implied |= key.kind == ConstraintKind::primary_key && holds(key.columns, column.number);
    if (column.not_null && !implied) line.append(" NOT NULL");
    if (column.identity == Identity::always) line.append(" GENERATED ALWAYS AS IDENTITY");
    if (column.identity == Identity::by_default) line.append(" GENERATED BY DEFAULT AS IDENTITY");
    if (!column.identity_options.empty()) add(line, "(" + column.identity_options + ")");
    if (is_generated)
        line.append(" GENERATED ALWAYS AS (")
            .append(value)
            .append(column.generated == Generated::stored ? ") STORED" : ") VIRTUAL");
    for (const DraftKey& key : keys) {
        if (!is_inline(key) || key.columns[0] != column.number) continue;
        if (!key.name.empty()) add(line, "CONSTRAINT " + ident(server_, key.name));
        add(line, key.kind == ConstraintKind::primary_key ? std::string("PRIMARY KEY") : references_text(key));
    }
    return line;
}

std::string Draft::print() const {
    const std::string table = ident(server_, schema, name);
    std::vector<std::string> lines;
    for (const DraftColumn& column : columns) lines.push_back(column_line(column));
    for (const DraftKey& key : keys)
        if (!is_inline(key) && has_columns_of(key)) lines.push_back(key_line(key));
    std::string text = std::string("CREATE ").append(unlogged ? "UNLOGGED " : "").append("TABLE ").append(table);
    text.append(" (");
    for (std::size_t i = 0; i < lines.size(); ++i) text.append(i > 0 ? ",\n" : "\n").append(indent).append(lines[i]);
    text.append(lines.empty() ? ")" : "\n)");
    if (!access_method_.empty()) text.append(" USING ").append(ident(server_, access_method_));
    if (!storage_options_.empty()) text.append(" WITH (").append(storage_options_).append(")");
    if (!tablespace_.empty()) text.append(" TABLESPACE ").append(ident(server_, tablespace_));
    text.append(";");
    for (const DraftColumn& column : columns)
        if (!column.storage.empty())
            text.append("\nALTER TABLE ")
                .append(table)
                .append(" ALTER COLUMN ")
                .append(ident(server_, column.name))
                .append(" SET STORAGE ")
                .append(column.storage)
                .append(";");
    for (const std::string& each : further)
        text.append("\n").append(with_table(with_new_names(each), table)).append(";");
    return text;
}

}  // namespace conventions::core
