// Rule confusable_name: no two names look the same.

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "core/output/look_alike.hpp"
#include "core/output/names.hpp"
#include "core/output/server_made.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

void report_mixed(const Context& in, ObjectAt object, Text name, Findings& out) {
    if (!in.catalog.server->utf8) return;
    const Text word = mixed_word(name);
    if (word.empty()) return;
    out.add({.object = object,
             .says = out.text("has a name that mixes letters of several alphabets"),
             .part = "mixed",
             .detail = out.text("In ", shown(word), " some letters only look like Latin ones.")});
}

void report_same(ObjectAt object, Text other, Findings& out) {
    out.add({.object = object,
             .says = out.text("has a name that can be taken for ", shown(other)),
             .part = std::string(other),
             .detail = "The names are the same but for case, underscores, or signs that look alike."});
}

/// False for nearly every table: all in ASCII, and no two numbers alike.
bool may_have_any(const Relation& table) {
    std::vector<std::uint64_t> numbers;
    numbers.reserve(table.columns.size());
    for (const Column& column : table.columns) {
        numbers.push_back(look_number(column.name));
        if (numbers.back() == 0) return true;
    }
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
}

/// Of two columns the later one is found.
void check_columns(const Input& in, Findings& out) {
    if (!may_have_any(in.relation)) return;
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < in.relation.columns.size(); ++i) {
        const Column& column = in.relation.columns[i];
        std::set<std::size_t> others;
        for (const std::string& shape : shapes_of(column.name)) {
            const auto [place, is_new] = seen.emplace(shape, i);
            if (!is_new && place->second != i) others.insert(place->second);
        }
        if (column.inherited) continue;
        if (!others.empty()) report_same(ObjectAt::column(i), in.relation.columns[*others.begin()].name, out);
        report_mixed(in, ObjectAt::column(i), column.name, out);
    }
}

bool is_compared(const Relation& relation) {
    return !relation.is_partition && relation.kind != RelationKind::composite_type && !is_named_by_column(relation);
}

void check_relation(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    if (!is_compared(relation)) return;
    report_mixed(in, ObjectAt::relation(), relation.name, out);
    // A command reads few relations: what else the schema holds is only known in a report.
    if (in.situation.moment != Moment::report || in.names == nullptr) return;
    const Relation* first = nullptr;
    for (const std::string& shape : shapes_of(relation.name))
        for (const Relation* other : in.names->looking_like(relation.schema, shape)) {
            if (other->oid >= relation.oid) break;
            if (is_compared(*other) && (first == nullptr || other->oid < first->oid)) first = other;
        }
    if (first != nullptr) report_same(ObjectAt::relation(), first->name, out);
}

void check(const Input& in, Findings& out) {
    check_relation(in, out);
    if (in.relation.is_table()) check_columns(in, out);
}

}  // namespace

extern constinit const Rule confusable_name = {
    .id = "confusable_name",
    .family = Family::naming,
    .summary = "no two names look the same",
    .documentation =
        {
            .what = "Finds a column whose name is that of an earlier one of its table, and in reports a table, view or "
                    "sequence whose name is that of an older one of its schema, once case, underscores and what looks "
                    "alike are left aside: 0 and O, 1, l and I, letters of Cyrillic or Greek that look like Latin "
                    "ones. Also names in which one word mixes such alphabets. Sequences that a column named, and "
                    "partitions, are not judged.",
            .why = "Who writes userid where user_id was meant gets no error, but other values; and a Cyrillic letter "
                   "in a name cannot be seen at all.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, userid bigint);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, author_id bigint);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .needs = Need::columns,
    .relation_kinds =
        tables | SetOf<RelationKind>{RelationKind::view, RelationKind::materialized_view, RelationKind::sequence},
    .check = check,
};

}  // namespace conventions::core
