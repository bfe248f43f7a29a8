// Rule suspected_denormalisation: what another table says is not said again.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/words.hpp"

namespace conventions::core {
namespace {

/// The names under which the table speaks of the one that the key refers to: "customer_", and by the column of the key,
/// "buyer_" of buyer_id.
std::vector<std::string> prefixes_of(const Relation& table, const Constraint& key) {
    std::vector<std::string> prefixes = {snake_case(in_singular(key.referenced_name)) + "_"};
    const Column* const column = key.columns.size() == 1 ? table.column(key.columns[0]) : nullptr;
    std::string role = column != nullptr ? snake_case(column->name) : std::string();
    if (!Text(role).ends_with("_id")) return prefixes;
    role.resize(role.size() - Text("id").size());
    if (role != prefixes[0]) prefixes.push_back(std::move(role));
    return prefixes;
}

const Relation* referenced_by(const Input& in, const Constraint& key) {
    const Relation* const here = in.catalog.relation(key.referenced);
    if (here != nullptr || in.names == nullptr) return here;
    return in.names->relation(key.referenced_schema, key.referenced_name);
}

/// The column of the other table that has the rest of the name, and the same type.
const Column* repeated_by(const Relation& parent, const Constraint& key, const Column& column, Text rest) {
    for (const Column& each : parent.columns) {
        if (each.base == nullptr || column.base == nullptr || each.base->oid != column.base->oid) continue;
        if (each.is_array != column.is_array || snake_case(each.name) != rest) continue;
        const bool is_key = std::find(key.referenced_columns.begin(), key.referenced_columns.end(), each.number) !=
                            key.referenced_columns.end();
        return is_key ? nullptr : &each;
    }
    return nullptr;
}

void judge(const Input& in, const Constraint& key, const Relation& parent, Findings& out) {
    const Relation& table = in.relation;
    const std::vector<std::string> prefixes = prefixes_of(table, key);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.inherited || column.has_comment || column.generated != Generated::none) continue;
        const std::string name = snake_case(column.name);
        for (const std::string& prefix : prefixes) {
            if (!Text(name).starts_with(prefix) || is_in_key(table, column.number)) continue;
            const Column* const found = repeated_by(parent, key, column, Text(name).substr(prefix.size()));
            if (found == nullptr) continue;
            out.add({.object = ObjectAt::column(i),
                     .says = out.text("seems to repeat ", shown(found->name), " of ", shown(parent), ", to which ",
                                      shown(key.name), " leads"),
                     .part = out.text(parent.name, ".", found->name),
                     .detail = "A value that is kept as it was at some moment, like a price, belongs here: a comment "
                               "on the column says so.",
                     .related = parent.oid});
            break;
        }
    }
}

void check(const Input& in, Findings& out) {
    for (const Constraint& key : in.relation.constraints) {
        if (key.kind != ConstraintKind::foreign_key || key.parent != 0 || key.referenced_is_self) continue;
        const Relation* const parent = referenced_by(in, key);
        if (parent != nullptr) judge(in, key, *parent, out);
    }
}

}  // namespace

extern constinit const Rule suspected_denormalisation = {
    .id = "suspected_denormalisation",
    .family = Family::design,
    .summary = "what another table says is not said again",
    .documentation =
        {
            .what = "Finds columns beside a foreign key that are named after the table to which it refers, or after "
                    "its own column, and after a column of that table, and have the type of that one: customer_name "
                    "beside customer_id, where customers has a name. A column with a comment passes: who has written "
                    "down why it is there meant it.",
            .why = "The same is kept in two places, and a change of one leaves the other as it was: nobody can tell "
                   "later which is right.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers,\n"
                   "    customer_name text);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::info},
    .moments = Moment::commit | Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns | Need::constraints,
    .excuse_needs = Need::comments,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
