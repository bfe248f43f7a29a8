// Rule audit_columns: a row says who made it and who changed it last.

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/timestamps/soft_delete.hpp"
#include "core/rules/type_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "created_by, updated_by, deleted_by",
    .text =
        "The columns, each also with _id behind its name; one that begins with deleted only where rows are "
        "marked as deleted.",
};
constexpr Parameter column_type = {
    .name = "type",
    .type = ParameterType::text,
    .text = "Their base type; without it any will do.",
};
constexpr const Parameter* parameters[] = {&soft_delete_flag_names, &names, &soft_delete_names, &column_type};

bool is_of_deletion(Text name) { return name.starts_with("deleted"); }

bool marks_deleted_rows(const Input& in) {
    return std::any_of(in.relation.columns.begin(), in.relation.columns.end(), [&](const Column& column) {
        return is_deletion_flag(in, column) || is_deletion_moment(in, column);
    });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Text wanted_type = in.value(column_type).text();
    for (const std::string& name : in.value(names).list()) {
        const Column* column = table.column(Text(name));
        if (column == nullptr) column = table.column(Text(name + "_id"));
        if (column == nullptr) {
            if (is_of_deletion(name) && !marks_deleted_rows(in)) continue;
            out.add({.object = ObjectAt::relation(),
                     .says = out.text("has no column ", shown(name)),
                     .part = name,
                     .detail = out.text("Also accepted: ", name, "_id."),
                     .column = name});
        } else if (!wanted_type.empty() && !column->inherited && !is_of_type(*column, wanted_type)) {
            out.add({.object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data())),
                     .says = out.text("is ", column->type_name, ", not ", wanted_type, " as required"),
                     .part = name});
        }
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    // Rows live elsewhere: the column must be made there first. A typed table has the columns of its type.
    if (in.relation.kind == RelationKind::foreign_table || in.relation.of_type != 0) return;
    const Text wanted = in.value(column_type).text();
    const std::string start = alter_start(sql.server(), in.relation);
    if (finding.object.kind == ObjectClass::column) {
        const Column& column = in.relation.columns[finding.object.at];
        if (column.generated != Generated::none || column.identity != Identity::none) return;
        const std::string alter = Findings::text("ALTER COLUMN ", ident(sql.server(), column.name));
        sql.statement(start, " ", column.has_default ? alter + " DROP DEFAULT, " : std::string(), alter, " TYPE ",
                      wanted, " USING <expression>");
        return;
    }
    // Another column gets that name: then it is there.
    const std::string purpose = "add";
    if (is_promised_column(in, in.relation, finding.column, purpose)) return;
    propose_column(in, in.relation, finding.column, purpose);
    const std::string name = ident(sql.server(), finding.column);
    sql.statement(start, " ADD COLUMN ", name, " ", wanted.empty() ? Text("<type>") : wanted);
    // Only of a live row it is normal that nobody deleted it.
    if (!is_of_deletion(finding.column)) {
        Column added;
        added.name = finding.column;
        set_not_null(in, added, "<user>", sql);
    }
    sql.undo(start, " DROP COLUMN ", name);
}

bool is_that_column(const Context&, const Finding& speaking, const Finding& silent) {
    if (speaking.object.kind != silent.object.kind) return false;
    if (speaking.object.kind == ObjectClass::column) return speaking.object.at == silent.object.at;
    return silent.column == speaking.column || silent.column == speaking.column + "_id";
}

constexpr Silence silenced[] = {{"required_columns", is_that_column}};

}  // namespace

extern constinit const Rule audit_columns = {
    .id = "audit_columns",
    .family = Family::timestamps,
    .summary = "a row says who made it and who changed it last",
    .documentation =
        {
            .what = "Finds tables that lack created_by or updated_by, or deleted_by where a column such as deleted_at "
                    "marks deleted rows; with _id behind the name they count as well. With a type, also finds those of "
                    "another type.",
            .why = "Who changed this price? Without the columns only the log knows, as long as it is kept.",
            .bad = "CREATE TABLE prices (id bigint PRIMARY KEY, amount numeric(12,2));",
            .good = "CREATE TABLE prices (id bigint PRIMARY KEY, amount numeric(12,2),\n"
                    "    created_by bigint REFERENCES users, updated_by bigint REFERENCES users);",
            .fix =
                "Adds the column, fills it, and makes it NOT NULL without a long lock; deleted_by stays null. Whom the "
                "old rows name a person must say, and the type where no parameter does. The application or a "
                "trigger must fill it from then on.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::commit | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .silences = silenced,
    .needs = Need::columns,
    .fix_needs = Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
};

}  // namespace conventions::core
