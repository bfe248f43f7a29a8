// Rule constraint_not_valid: every constraint holds for all rows.

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"

namespace conventions::core {
namespace {

constexpr Text remark = "New rows are checked; whether the old ones pass nobody knows, and the planner cannot use it.";

/// What has a parent is the copy of another one; what is not enforced cannot be validated.
bool is_judged(const Constraint& constraint) {
    return !constraint.validated && constraint.enforced && constraint.parent == 0 && !constraint.inherited;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i)
        if (is_judged(in.relation.constraints[i]))
            out.add({.object = ObjectAt::constraint(i), .says = "is not validated", .detail = std::string(remark)});
}

void check_type(const TypeInput& in, Findings& out) {
    for (const Text name : in.type.domain_not_valid)
        out.add({.object = ObjectAt::type(),
                 .says = out.text("has constraint ", shown(name), ", which is not validated"),
                 .part = std::string(name),
                 .detail = "New values are checked; whether the stored ones pass nobody knows."});
}

/// "(a > 0)" of "CHECK ((a > 0)) NOT VALID"; empty for what is printed otherwise.
Text condition_of(const Constraint& constraint) {
    Text text = constraint.definition;
    for (const Text ending : {Text(" NOT VALID"), Text(" NO INHERIT")})
        if (text.ends_with(ending)) text.remove_suffix(ending.size());
    constexpr Text head = "CHECK (";
    if (!text.starts_with(head) || !text.ends_with(')')) return {};
    text.remove_prefix(head.size());
    text.remove_suffix(1);
    return text;
}

/// The pairs of a foreign key, "parent.id = child.parent_id AND ..."; and those of its columns that are null.
void count_orphans(const Input& in, const Constraint& key, Sql& sql) {
    const Server& server = sql.server();
    std::string pairs;
    std::string filled;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        const Column* const column = in.relation.column(key.columns[i]);
        if (column == nullptr || i >= key.referenced_column_names.size()) return;
        const std::string own = Findings::text("child.", ident(server, column->name));
        pairs +=
            Findings::text(i == 0 ? "" : " AND ", "parent.", ident(server, key.referenced_column_names[i]), " = ", own);
        filled += Findings::text(own, " IS NOT NULL AND ");
    }
    sql.statement("SELECT count(*) AS orphans FROM ", ident(server, in.relation), " child WHERE ", filled,
                  "NOT EXISTS (SELECT FROM ", ident(server, key.referenced_schema, key.referenced_name),
                  " parent WHERE ", pairs, ")");
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Constraint& constraint = in.relation.constraints[finding.object.at];
    // Rows of a foreign table are the other server's to check.
    if (in.relation.kind == RelationKind::foreign_table) return;
    const Text condition = condition_of(constraint);
    if (constraint.kind == ConstraintKind::foreign_key && constraint.match == ForeignKeyMatch::simple)
        count_orphans(in, constraint, sql);
    else if (!condition.empty())
        sql.statement("SELECT count(*) AS offenders FROM ", ident(sql.server(), in.relation), " WHERE NOT ", condition);
    sql.statement(alter_start(sql.server(), in.relation), " VALIDATE CONSTRAINT ",
                  ident(sql.server(), constraint.name));
}

void fix_type(const TypeInput& in, const Finding& finding, Sql& sql) {
    sql.statement("ALTER DOMAIN ", ident(sql.server(), in.type.schema, in.type.name), " VALIDATE CONSTRAINT ",
                  ident(sql.server(), finding.part));
}

}  // namespace

extern constinit const Rule constraint_not_valid = {
    .id = "constraint_not_valid",
    .family = Family::constraints,
    .summary = "every constraint holds for all rows",
    .documentation =
        {
            .what = "Finds constraints of tables and domains that were added NOT VALID and have not been validated. A "
                    "constraint that is NOT ENFORCED passes, and a copy on a partition or child is its root's.",
            .why = "NOT VALID is the first half of a change that takes no long lock. Where the second half is "
                   "forgotten, old rows may break what everybody believes, the planner cannot rely on it, and a dump "
                   "restores it as it is.",
            .bad = "ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID;",
            .good = "ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID;\n"
                    "ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total;",
            .fix = "Counts the rows that break it, then validates it: under SHARE UPDATE EXCLUSIVE, which readers and "
                   "writers do not feel, a foreign key with ROW SHARE on the referenced table. It fails as long as "
                   "there are such rows. The tables that use a domain are read under SHARE, which stops their writers.",
        },
    .severities = {.relaxed = Severity::info, .recommended = Severity::warn, .strict = Severity::warn},
    .moments = Moment::report,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::locks,
    .needs = Need::columns | Need::constraints | Need::types,
    .fix_needs = Need::definitions,
    .relation_kinds = tables,
    .check = check,
    .check_type = check_type,
    .fix = fix,
    .fix_type = fix_type,
};

}  // namespace conventions::core
