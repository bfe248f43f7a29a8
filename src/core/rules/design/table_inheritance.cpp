// Rule table_inheritance: tables do not inherit.

#include "core/output/names.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    if (table.is_partition || table.parents.empty()) return;
    std::string parents;
    for (const ObjectId oid : table.parents) {
        const Relation* const parent = in.catalog.relation(oid);
        if (parent != nullptr) parents.append(parents.empty() ? "" : ", ").append(shown(*parent));
    }
    out.add({.object = ObjectAt::relation(), .says = out.text("inherits from ", parents)});
}

}  // namespace

extern constinit const Rule table_inheritance = {
    .id = "table_inheritance",
    .family = Family::design,
    .summary = "tables do not inherit",
    .documentation =
        {
            .what = "Finds tables and foreign tables that inherit from others. Partitions do not count.",
            .why = "A query of the parent reads the children, too, but a primary key, a unique constraint or a foreign "
                   "key of the parent knows nothing of them: two rows may have one id, and what refers to a row of a "
                   "child is refused. For a large table there are partitions; for kinds of things, a table each with a "
                   "foreign key to the common one.",
            .bad = "CREATE TABLE companies (vat_number text) INHERITS (customers);",
            .good = "CREATE TABLE companies (customer_id bigint PRIMARY KEY REFERENCES customers, vat_number text);",
        },
    .severities = {.relaxed = Severity::off, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .relation_kinds = {RelationKind::table, RelationKind::foreign_table},
    .check = check,
};

}  // namespace conventions::core
