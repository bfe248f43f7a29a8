// Rule required_columns: every table has the columns of the house.

#include <algorithm>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/columns/common_columns.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/type_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter column_name = {
    .name = "name",
    .type = ParameterType::pattern,
    .text =
        "The name, or a regular expression that the whole name must fit: tenant_id|organization_id; the fix takes "
        "the first.",
    .whole = true,
};
constexpr Parameter column_type = {
    .name = "type",
    .type = ParameterType::text,
    .text = "The base type; without it any will do.",
};
constexpr Parameter column_not_null = {
    .name = "not_null",
    .type = ParameterType::boolean,
    .text = "Whether the column must be NOT NULL; without it either will do.",
};
constexpr Parameter column_default = {
    .name = "default",
    .type = ParameterType::text,
    .text = "The default that a fix gives to a new column, as SQL.",
};
constexpr Parameter column_tables = {
    .name = "tables",
    .type = ParameterType::pattern,
    .text = "Only tables whose identity matches. Of several entries of one name the last that fits a table counts.",
};
constexpr const Parameter* members[] = {&column_name, &column_type, &column_not_null, &column_default, &column_tables};

constexpr Parameter columns = {
    .name = "columns",
    .type = ParameterType::objects,
    .text =
        "The columns, as objects with name, type, not_null, default and tables: "
        "[{\"name\": \"tenant_id\", \"type\": \"uuid\", \"not_null\": true}].",
    .members = members,
};
constexpr Parameter tables = {
    .name = "tables",
    .type = ParameterType::pattern,
    .text = "Only tables whose identity matches.",
};
constexpr const Parameter* parameters[] = {&columns, &tables};

/// One entry of the list.
struct Wanted {
    const Value* name = nullptr;
    Text type;
    const Value* not_null = nullptr;
    Text default_text;
    const Value* only_tables = nullptr;
};

Wanted wanted_of(const std::vector<Value>& entry) {
    return {.name = &entry[0],
            .type = entry[1].text(),
            .not_null = entry[2].given() ? &entry[2] : nullptr,
            .default_text = entry[3].text(),
            .only_tables = &entry[4]};
}

/// The entries that count for this table.
std::vector<Wanted> wanted_columns(const Input& in) {
    const std::string identity = identity_of(*in.catalog.server, in.relation);
    std::vector<Wanted> wanted;
    if (in.value(tables).has_pattern() && !in.value(tables).matches(identity, true)) return wanted;
    for (const std::vector<Value>& entry : in.value(columns).objects()) {
        const Wanted one = wanted_of(entry);
        if (one.only_tables->has_pattern() && !one.only_tables->matches(identity, true)) continue;
        std::erase_if(wanted, [&](const Wanted& other) { return other.name->text() == one.name->text(); });
        wanted.push_back(one);
    }
    return wanted;
}

/// What the name says, or the first of its alternatives; empty where that is no plain name.
std::string first_name(Text pattern) {
    while (pattern.starts_with('^') || pattern.starts_with('(')) pattern.remove_prefix(1);
    while (pattern.ends_with('$') || pattern.ends_with(')')) pattern.remove_suffix(1);
    const Text first = pattern.substr(0, pattern.find('|'));
    return first.find_first_of("\\^$.?*+()[]{}") == Text::npos ? std::string(first) : std::string();
}

bool is_not_null(const Column& column) { return column.not_null || column.domain_not_null; }

/// Starts with a verb; empty where the column is as it should be.
std::string fault_of(const Column& column, const Wanted& wanted) {
    if (!wanted.type.empty() && !is_of_type(column, wanted.type))
        return Findings::text("is ", column.type_name, ", not ", wanted.type, " as required");
    if (wanted.not_null == nullptr || wanted.not_null->boolean() == is_not_null(column)) return {};
    return is_not_null(column) ? "is NOT NULL, though nulls are required to be possible"
                               : "may be null, though NOT NULL is required";
}

void check_one(const Input& in, const Wanted& wanted, Findings& out) {
    const Relation& table = in.relation;
    Finding found = {.object = ObjectAt::relation(), .says = {}, .part = std::string(wanted.name->text())};
    for (const Column& column : table.columns) {
        if (!wanted.name->matches(column.name)) continue;
        const std::string fault = fault_of(column, wanted);
        // What a parent table says of the column is the parent's to mend.
        if (column.inherited || fault.empty()) return;
        if (!found.says.empty()) continue;
        found.object = ObjectAt::column(static_cast<std::size_t>(&column - table.columns.data()));
        found.says = fault;
    }
    if (found.says.empty()) {
        const std::string name = first_name(wanted.name->text());
        found.column = name;
        found.says = name.empty() ? out.text("has no column whose name fits ", wanted.name->text())
                                  : out.text("has no column ", shown(name));
        if (!name.empty() && name != wanted.name->text())
            found.detail = out.text("Names that fit: ", wanted.name->text(), ".");
    }
    out.add(std::move(found));
}

void check(const Input& in, Findings& out) {
    for (const Wanted& wanted : wanted_columns(in)) check_one(in, wanted, out);
}

Wanted wanted_by(const Input& in, const Finding& finding) {
    for (const Wanted& wanted : wanted_columns(in))
        if (wanted.name->text() == finding.part) return wanted;
    return {};
}

std::string or_placeholder(std::string text, Text placeholder) {
    return text.empty() ? std::string(placeholder) : text;
}

void add_column(const Input& in, const Wanted& wanted, Sql& sql) {
    const Server& server = sql.server();
    // Rows live elsewhere: the column must be made there first. A typed table has the columns of its type.
    if (in.relation.kind == RelationKind::foreign_table || in.relation.of_type != 0) return;
    const std::string plain = first_name(wanted.name->text());
    const std::string name = plain.empty() ? std::string("<name>") : ident(server, plain);
    const std::string start = alter_start(server, in.relation);
    const bool not_null = wanted.not_null != nullptr && wanted.not_null->boolean();
    // Another column gets that name, or another rule adds it: then it is there.
    const std::string purpose = "add by the list";
    if (!plain.empty() && is_promised_column(in, in.relation, plain, purpose)) return;
    if (!plain.empty()) propose_column(in, in.relation, plain, purpose);
    // In one statement, so that no moment shows a column that may be null; a constant rewrites no row.
    const bool fills = !wanted.default_text.empty();
    const std::string value = or_placeholder(std::string(wanted.default_text), "<value>");
    sql.statement(start, " ADD COLUMN ", name, " ", or_placeholder(std::string(wanted.type), "<type>"),
                  not_null ? " NOT NULL" : "", fills || not_null ? " DEFAULT " + value : std::string());
    if (not_null && !fills) sql.statement(start, " ALTER COLUMN ", name, " DROP DEFAULT");
    if (!plain.empty()) sql.undo(start, " DROP COLUMN ", name);
}

void change_type(const Input& in, const Column& column, const Wanted& wanted, Sql& sql) {
    if (in.relation.of_type != 0 || column.generated != Generated::none || column.identity != Identity::none) return;
    const std::string alter = Findings::text("ALTER COLUMN ", ident(sql.server(), column.name));
    std::string steps = Findings::text(alter, " TYPE ", wanted.type, " USING <expression>");
    if (column.has_default)
        steps = Findings::text(alter, " DROP DEFAULT, ", steps, ", ", alter, " SET DEFAULT ",
                               or_placeholder(std::string(wanted.default_text), "<default>"));
    const bool not_null = wanted.not_null != nullptr && wanted.not_null->boolean();
    if (not_null && !column.not_null) steps += Findings::text(", ", alter, " SET NOT NULL");
    sql.statement(alter_start(sql.server(), in.relation), " ", steps);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Wanted wanted = wanted_by(in, finding);
    if (wanted.name == nullptr) return;
    if (finding.object.kind == ObjectClass::relation) return add_column(in, wanted, sql);
    const Column& column = in.relation.columns[finding.object.at];
    if (!wanted.type.empty() && !is_of_type(column, wanted.type)) return change_type(in, column, wanted, sql);
    // That nulls become possible is nothing to do in passing.
    if (is_not_null(column) || column.generated != Generated::none) return;
    set_not_null(in, column, or_placeholder(std::string(wanted.default_text), "<value>"), sql);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Wanted wanted = wanted_by(in, finding);
    if (wanted.name == nullptr) return;
    const bool not_null = wanted.not_null != nullptr && wanted.not_null->boolean();
    if (finding.object.kind == ObjectClass::relation) {
        const std::string name = first_name(wanted.name->text());
        if (name.empty() || wanted.type.empty() || draft.has_column(name)) return draft.give_up();
        DraftColumn& added = draft.add_column(name, wanted.type);
        added.not_null = not_null;
        added.default_text = wanted.default_text;
        return;
    }
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const mended = draft.column(column.number);
    if (mended == nullptr) return;
    const bool is_referring = std::any_of(draft.keys.begin(), draft.keys.end(), [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), column.number) != key.columns.end();
    });
    const bool is_other_type = !wanted.type.empty() && !is_of_type(column, wanted.type);
    if (is_other_type && (is_referring || draft.is_in_expression(column.number, true))) return draft.give_up();
    if (is_other_type) {
        mended->retype(wanted.type);
        mended->default_text = wanted.default_text;
    }
    if (wanted.not_null == nullptr) return;
    if (!not_null && (column.domain_not_null || mended->identity != Identity::none)) return draft.give_up();
    mended->not_null = not_null;
}

constexpr Lesson lesson = {
    .nothing = R"({"columns": [{"name": "\u0001"}]})", .counts_relations = true, .derived = common_columns};

}  // namespace

extern constinit const Rule required_columns = {
    .id = "required_columns",
    .family = Family::columns,
    .summary = "every table has the columns of the house",
    .documentation =
        {
            .what = "Finds tables that lack a column of the list, or have it with another base type, or with another "
                    "answer to whether it may be null. Nothing is required at first.",
            .why = "Audit, tenants and synchronisation rest on columns that every table has; the one that was "
                   "forgotten is found when somebody needs it.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id uuid NOT NULL);",
            .fix = "Adds the column, with the default of the list where it has one; otherwise a person must say what "
                   "the old rows get before it becomes NOT NULL. A column of another type needs a person, too. That "
                   "a column may be null is never brought about.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::commit | Moment::report | Moment::file,
    .fix_safety = FixSafety::review,
    .fix_effect = FixEffect::adds,
    .needs = Need::columns,
    .fix_needs = Need::constraints,
    .relation_kinds = core::tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
