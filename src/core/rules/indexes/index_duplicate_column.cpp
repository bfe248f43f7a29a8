// Rule index_duplicate_column: an index has a column once.

#include "core/output/names.hpp"
#include "core/rules/index_shape.hpp"
#include "core/rules/indexes/index_recipe.hpp"
#include "core/rules/indexes/keeper.hpp"

namespace conventions::core {
namespace {

/// The direction makes no difference: behind its first place all values of the column are equal.
bool is_same_key(const IndexKey& a, const IndexKey& b) {
    return a.column != 0 && a.column == b.column && a.operator_family == b.operator_family &&
           a.input_type == b.input_type && a.collation == b.collation && a.options == b.options;
}

bool stands_before(const Index& index, std::size_t at) {
    for (std::size_t i = 0; i < at; ++i)
        if (is_same_key(index.keys[i], index.keys[at])) return true;
    return false;
}

void judge(const Relation& table, const Index& index, Finding found, Findings& out) {
    for (std::size_t i = 1; i < index.keys.size(); ++i) {
        const Column* const column = table.column(index.keys[i].column);
        if (column == nullptr || !stands_before(index, i)) continue;
        found.says = out.text("has column ", shown(column->name), " among its keys twice");
        out.add(std::move(found));
        return;
    }
}

void check(const Input& in, Findings& out) {
    for (const Index& index : in.relation.indexes)
        if (index.parent == 0)
            judge(in.relation, index, {.object = object_of(in.relation, index), .undo_index = 0}, out);
}

void check_statement(const StatementInput& in, Findings& out) {
    const Relation* const table = table_of_new_index(in);
    if (table != nullptr && in.statement.index_exact)
        judge(*table, in.statement.index, as_planned(in.statement, {.object = ObjectAt::statement(0)}), out);
}

Text direction_of(const IndexKey& key) {
    if (key.descending) return key.nulls_first ? " DESC" : " DESC NULLS LAST";
    return key.nulls_first ? " NULLS FIRST" : "";
}

std::string key_list(const Server& server, const Relation& table, const Index& index, bool once) {
    std::string list = "(";
    for (std::size_t i = 0; i < index.keys.size(); ++i) {
        const Column* const column = table.column(index.keys[i].column);
        if (column == nullptr) return {};
        if (once && stands_before(index, i)) continue;
        list += Findings::text(list.size() == 1 ? "" : ", ", ident(server, column->name), direction_of(index.keys[i]));
    }
    return list + ")";
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    if (finding.object.kind != ObjectClass::index) return;
    const Index& index = in.relation.indexes[finding.object.at];
    // Where the server prints more than names, the list is not found in its words, and a person must write it.
    std::string tail = index_tail(sql.server(), in.relation, index);
    const std::string list = key_list(sql.server(), in.relation, index, false);
    const std::size_t at = list.empty() ? std::string::npos : tail.find(list);
    if (at == std::string::npos || !can_be_replaced(in, index)) return;
    tail.replace(at, list.size(), key_list(sql.server(), in.relation, index, true));
    replace_index(in, index, words_of(in.relation, index), tail, sql);
}

}  // namespace

extern constinit const Rule index_duplicate_column = {
    .id = "index_duplicate_column",
    .family = Family::indexes,
    .summary = "an index has a column once",
    .documentation =
        {
            .what = "Finds indexes with the same column twice among their keys, by the same operators and collation, "
                    "whatever its directions. A column by two operator classes, or once as a key and once in INCLUDE, "
                    "passes.",
            .why = "Behind its first place the column has one value for each entry: it sorts nothing and finds "
                   "nothing. Mostly another column was meant.",
            .bad = "CREATE INDEX idx_orders_customer ON orders (customer_id, customer_id);",
            .good = "CREATE INDEX idx_orders_customer ON orders (customer_id, placed_at);",
            .fix = "Builds the index without the repetition, CONCURRENTLY outside transactions, drops the old one and "
                   "gives its name to the new one. If another column was meant, write that one.",
        },
    .severities = {.relaxed = Severity::warn, .recommended = Severity::warn, .strict = Severity::error},
    .moments = Moment::before | Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .needs = Need::columns | Need::indexes | Need::constraints,
    .fix_needs = Need::definitions | Need::comments | Need::references,
    .looks_at = {.kinds = {StatementKind::create_index}},
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table, RelationKind::materialized_view},
    .check = check,
    .check_statement = check_statement,
    .fix = fix,
};

}  // namespace conventions::core
