// Rule table_comment: a table says what it is for.

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/documentation/comment_lack.hpp"

namespace conventions::core {
namespace {

constexpr Parameter kinds = {
    .name = "kinds",
    .type = ParameterType::list,
    .choices = "table, view, matview, foreign table",
    .initial = "table, view, matview, foreign table",
    .text = "What is judged; a partitioned table is a table.",
};
constexpr Parameter min_length = {
    .name = "min_length",
    .type = ParameterType::integer,
    .initial = "1",
    .text = "The fewest characters that pass.",
    .minimum = 1,
};
constexpr const Parameter* parameters[] = {&kinds, &min_length};

/// As in `kinds`; empty for what is never judged.
Text choice_of(RelationKind kind) {
    switch (kind) {
    case RelationKind::table:
    case RelationKind::partitioned_table:
        return "table";
    case RelationKind::foreign_table:
        return "foreign table";
    case RelationKind::view:
        return "view";
    case RelationKind::materialized_view:
        return "matview";
    default:
        return {};
    }
}

/// What COMMENT ON calls it.
Text words_of(RelationKind kind) {
    switch (kind) {
    case RelationKind::foreign_table:
        return "FOREIGN TABLE ";
    case RelationKind::view:
        return "VIEW ";
    case RelationKind::materialized_view:
        return "MATERIALIZED VIEW ";
    default:
        return "TABLE ";
    }
}

void check(const Input& in, Findings& out) {
    const Relation& relation = in.relation;
    if (!in.value(kinds).lists(choice_of(relation.kind))) return;
    std::string lack = comment_lack(*in.catalog.server, relation.has_comment, relation.comment, relation.name,
                                    in.value(min_length).integer());
    if (!lack.empty()) out.add({.object = ObjectAt::relation(), .says = std::move(lack)});
}

void fix(const Input& in, const Finding&, Sql& sql) {
    const std::string start =
        Findings::text("COMMENT ON ", words_of(in.relation.kind), ident(sql.server(), in.relation), " IS ");
    sql.statement(start, comment_placeholder);
    sql.undo(start, comment_literal(in.relation.has_comment, in.relation.comment));
}

void mend(const Input& in, const Finding&, Draft& draft) {
    // As it is printed, it must pass.
    if (in.value(min_length).integer() > static_cast<std::int64_t>(comment_placeholder.size()) - 2)
        return draft.give_up();
    draft.further.push_back(Findings::text("COMMENT ON TABLE %table% IS ", comment_placeholder));
}

}  // namespace

extern constinit const Rule table_comment = {
    .id = "table_comment",
    .family = Family::documentation,
    .summary = "a table says what it is for",
    .documentation =
        {
            .what = "Finds tables, views, materialized views and foreign tables without a comment, or whose comment is "
                    "blank, their own name again, or shorter than asked for. Partitions are described by their root.",
            .why = "Whoever comes later reads the schema first. What one row stands for, and who puts it there, takes "
                   "its author one line and everybody else an afternoon.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY);\n"
                    "COMMENT ON TABLE orders IS 'One row for each basket that a customer has paid for';",
            .fix = "Sets a comment, whose words a person must find.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::commit | Moment::report | Moment::file,
    .waits_in_autocommit = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::safe,
    .fix_effect = FixEffect::adds,
    .needs = Need::comments,
    .relation_kinds = tables | SetOf<RelationKind>{RelationKind::view, RelationKind::materialized_view},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
