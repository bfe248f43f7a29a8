// Rule foreign_key_cross_schema: which schemas may refer to which.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/foreign_keys/key_change.hpp"

namespace conventions::core {
namespace {

constexpr Parameter to_schema = {
    .name = "to",
    .type = ParameterType::pattern,
    .text = "The schema that is referred to, or a regular expression that its whole name must fit.",
    .whole = true,
};
constexpr Parameter from_schema = {
    .name = "from",
    .type = ParameterType::pattern,
    .text = "The schema of the key's table, in the same way; without it any.",
    .whole = true,
};
constexpr const Parameter* members[] = {&to_schema, &from_schema};
constexpr Parameter allowed = {
    .name = "allowed",
    .type = ParameterType::objects,
    .text =
        "The pairs that pass, as objects with to and from: [{\"to\": \"shared\"}, {\"to\": \"crm\", \"from\": "
        "\"billing\"}].",
    .members = members,
};
constexpr const Parameter* parameters[] = {&allowed};

bool is_allowed(const Input& in, const Constraint& key) {
    const std::vector<std::vector<Value>>& pairs = in.value(allowed).objects();
    return std::any_of(pairs.begin(), pairs.end(), [&](const std::vector<Value>& each) {
        const bool is_from = !each[1].has_pattern() || each[1].matches(in.relation.schema);
        return is_from && each[0].matches(key.referenced_schema);
    });
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& key = in.relation.constraints[i];
        if (!is_root_key(key) || key.referenced_schema == in.relation.schema || is_allowed(in, key)) continue;
        out.add(
            {.object = ObjectAt::constraint(i),
             .says = out.text("refers to ", shown(key.referenced_schema, key.referenced_name), ", in another schema")});
    }
}

}  // namespace

extern constinit const Rule foreign_key_cross_schema = {
    .id = "foreign_key_cross_schema",
    .family = Family::foreign_keys,
    .summary = "foreign keys stay within their schema",
    .documentation =
        {
            .what = "Finds foreign keys whose table is in another schema than the one that it refers to, unless the "
                    "pair is allowed.",
            .why = "Where each schema is a module with an owner of its own, a key across ties their deployments, their "
                   "locks and their deletes together.",
            .bad = "CREATE TABLE billing.invoices (id bigint PRIMARY KEY, customer_id bigint REFERENCES "
                   "crm.customers);",
            .good = "SELECT conventions.set_rule('foreign_key_cross_schema', parameters =>\n"
                    "    '{\"allowed\": [{\"from\": \"billing\", \"to\": \"crm\"}]}');",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
};

}  // namespace conventions::core
