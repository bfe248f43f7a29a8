// Rule created_at: a row says when it was made.

#include <algorithm>
#include <set>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Parameter exclude_join_tables = {
    .name = "exclude_join_tables",
    .type = ParameterType::boolean,
    .initial = "false",
    .text = "Whether tables that only join two others may do without.",
};
constexpr Parameter names = {
    .name = "names",
    .type = ParameterType::list,
    .initial = "created_at",
    .text = "The accepted names; the fix takes the first.",
};
constexpr Parameter not_null = {
    .name = "not_null",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether the column must be NOT NULL.",
};
constexpr const Parameter* parameters[] = {&exclude_join_tables, &names, &not_null};

constexpr Text nullable = "nullable";
constexpr Text type = "type";

/// A date or a moment. A time of day has the same category and says neither.
bool is_moment(const Column& column) {
    return column.base != nullptr && column.base->category == 'D' && column.base->name != "time" &&
           column.base->name != "timetz";
}

/// A column of a join table that is not what it joins.
bool is_beside_the_point(const Column& column) {
    constexpr Text audit[] = {"created_by",    "updated_by",    "deleted_by",
                              "created_by_id", "updated_by_id", "deleted_by_id"};
    return column.name == "id" || is_moment(column) ||
           std::find(std::begin(audit), std::end(audit), column.name) != std::end(audit);
}

/// Two foreign keys, and nothing else but an id, moments and who did it.
bool is_join_table(const Relation& table) {
    std::set<std::vector<AttributeNumber>> joined;
    std::set<AttributeNumber> joining;
    for (const Constraint& key : table.constraints) {
        if (key.kind != ConstraintKind::foreign_key || key.columns.empty()) continue;
        const Column* const first = table.column(key.columns[0]);
        if (key.columns.size() == 1 && first != nullptr && is_beside_the_point(*first)) continue;
        std::vector<AttributeNumber> columns(key.columns.begin(), key.columns.end());
        std::sort(columns.begin(), columns.end());
        joining.insert(columns.begin(), columns.end());
        joined.insert(std::move(columns));
        if (joined.size() > 2) return false;
    }
    return joined.size() == 2 && std::all_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
               return joining.count(column.number) > 0 || is_beside_the_point(column);
           });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const std::vector<std::string>& accepted = in.value(names).list();
    if (!table.is_table() || accepted.empty()) return;
    const bool must_be_not_null = in.value(not_null).boolean();
    Finding found;
    bool is_there = false;
    for (const std::string& name : accepted) {
        const Column* const column = table.column(Text(name));
        if (column == nullptr) continue;
        const bool is_null = must_be_not_null && !column->not_null && !column->domain_not_null;
        // What a parent table says of the column is the parent's to mend.
        if (column->inherited || (is_moment(*column) && !is_null)) return;
        if (is_there) continue;
        is_there = true;
        found.object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data()));
        found.part = std::string(is_moment(*column) ? nullable : type);
        found.says = is_moment(*column) ? std::string("may be null, though it says when the row was made")
                                        : out.text("is ", column->type_name, ", which is no date or time");
    }
    if (in.value(exclude_join_tables).boolean() && is_join_table(table)) return;
    if (!is_there) {
        found.part = accepted.front();
        found.says = out.text("has no column ", shown(accepted.front()));
        for (std::size_t i = 1; i < accepted.size(); ++i)
            found.detail += out.text(i == 1 ? "Also accepted: " : ", ", accepted[i]);
        if (!found.detail.empty()) found.detail += ".";
    }
    out.add(std::move(found));
}

std::string start_of(const Server& server, const Relation& table) {
    return Findings::text(table.kind == RelationKind::foreign_table ? "ALTER FOREIGN TABLE " : "ALTER TABLE ",
                          ident(server, table));
}

std::string free_constraint_name(const Relation& table, const std::string& wanted) {
    const auto is_taken = [&](const std::string& name) {
        return std::any_of(table.constraints.begin(), table.constraints.end(),
                           [&](const Constraint& each) { return each.name == name; });
    };
    std::string name = fit_identifier(wanted);
    for (int number = 2; is_taken(name); ++number) name = fit_identifier(wanted + "_" + std::to_string(number));
    return name;
}

// A scan for nulls under ACCESS EXCLUSIVE would stop all readers: the scan goes to VALIDATE, and SET NOT NULL then
// believes the proven check.
void fix_nullable(const Input& in, const Column& column, Sql& sql) {
    const Server& server = sql.server();
    const std::string name = ident(server, column.name);
    const std::string start = start_of(server, in.relation);
    if (in.relation.kind == RelationKind::foreign_table || in.relation.origin != Origin::earlier) {
        sql.statement(start, " ALTER COLUMN ", name, " SET NOT NULL");
        return;
    }
    const std::string proof =
        ident(server, free_constraint_name(in.relation, Findings::text(column.name, "_not_null")));
    sql.statement("UPDATE ", ident(server, in.relation), " SET ", name, " = <moment> WHERE ", name, " IS NULL");
    sql.statement(start, " ADD CONSTRAINT ", proof, " CHECK (", name, " IS NOT NULL) NOT VALID");
    sql.statement(start, " VALIDATE CONSTRAINT ", proof);
    // In one statement the check would go first.
    sql.statement(start, " ALTER COLUMN ", name, " SET NOT NULL");
    sql.statement(start, " DROP CONSTRAINT ", proof);
}

// In one command, so that no moment shows a column that is half of each; the old default is of the old type.
void fix_type(const Input& in, const Column& column, Sql& sql) {
    // The server would refuse it: columns of a typed table are its type's, an identity is a number.
    if (in.relation.of_type != 0 || column.generated != Generated::none || column.identity != Identity::none) return;
    const Server& server = sql.server();
    const std::string alter = Findings::text("ALTER COLUMN ", ident(server, column.name));
    std::string steps = Findings::text(alter, " TYPE timestamptz USING <expression>");
    if (column.has_default) steps = Findings::text(alter, " DROP DEFAULT, ", steps, ", ", alter, " SET DEFAULT now()");
    if (in.value(not_null).boolean() && !column.not_null) steps += Findings::text(", ", alter, " SET NOT NULL");
    sql.statement(start_of(server, in.relation), " ", steps);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const std::string start = start_of(server, in.relation);
    if (finding.object.kind == ObjectClass::column) {
        const Column& column = in.relation.columns[finding.object.at];
        return finding.part == nullable ? fix_nullable(in, column, sql) : fix_type(in, column, sql);
    }
    // Rows live elsewhere: the column must be made there first. A typed table has the columns of its type.
    if (in.relation.kind == RelationKind::foreign_table || in.relation.of_type != 0) return;
    const std::string name = ident(server, finding.part);
    // now() is evaluated once for all old rows, so that none is written.
    sql.statement(start, " ADD COLUMN ", name, " timestamptz", in.value(not_null).boolean() ? " NOT NULL" : "",
                  " DEFAULT now()");
    sql.undo(start, " DROP COLUMN ", name);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const bool must_be_not_null = in.value(not_null).boolean();
    if (finding.object.kind == ObjectClass::relation) {
        DraftColumn& added = draft.add_column(finding.part, "timestamptz");
        added.not_null = must_be_not_null;
        added.default_text = "now()";
        return;
    }
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column == nullptr) return;
    column->not_null = column->not_null || must_be_not_null;
    if (finding.part != type) return;
    const auto refers = [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), column->number) != key.columns.end();
    };
    if (draft.is_in_expression(column->number, true) || std::any_of(draft.keys.begin(), draft.keys.end(), refers))
        return draft.give_up();
    column->retype("timestamptz");
    column->default_text = "now()";
}

}  // namespace

extern constinit const Rule created_at = {
    .id = "created_at",
    .family = Family::timestamps,
    .summary = "a row says when it was made",
    .documentation =
        {
            .what = "Finds tables without a column of the accepted names, and such columns whose type is no date or "
                    "time, or that may be null.",
            .why = "Which rows came with the release of Tuesday? Without the moment nobody can tell, and it cannot be "
                   "had afterwards.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());",
            .fix = "Adds the column with now() as its default; no row is rewritten, all old rows get the moment of "
                   "the change. A column that may be null, or of another type, needs a person to say what its "
                   "values mean.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::error},
    .moments = Moment::commit | Moment::report | Moment::file,
    .fix_safety = FixSafety::locks,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
