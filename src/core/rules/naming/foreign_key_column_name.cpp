// Rule foreign_key_column_name: the column of a foreign key says which table it points to.

#include <algorithm>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/naming/templated_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter name_template = {
    .name = "template",
    .type = ParameterType::name_template,
    .initial = "{ref_table_singular}_{ref_column}",
    .text = "What a name must be made of; empty: anything.",
};
constexpr Parameter role_names = {
    .name = "role_names",
    .type = ParameterType::boolean,
    .initial = "true",
    .text =
        "Whether a role may stand before the name (author_user_id), or in place of the table (author_id); by a "
        "template such as {ref_table_singular}Id, authorUserId and authorId.",
};
constexpr const Parameter* parameters[] = {&name_template, &role_names};

NameParts parts_of_key(const Relation& table, const Constraint& key) {
    return {.schema = table.schema,
            .table = table.name,
            .ref_table = key.referenced_name,
            .ref_columns = {key.referenced_column_names.begin(), key.referenced_column_names.end()}};
}

/// `name` is something, an underscore and `ending`.
bool has_prefix_before(Text name, Text ending) {
    return name.size() > ending.size() + 1 && name.ends_with(ending) && name[name.size() - ending.size() - 1] == '_';
}

/// The same in camelCase: authorId for id.
bool has_role_before(Text name, Text ending) {
    const std::string wanted = capitalised(ending);
    if (name.size() <= wanted.size() || !name.ends_with(wanted)) return false;
    const char last = name[name.size() - wanted.size() - 1];
    return is_lower(last) || is_digit(last);
}

/// Names of keys that are no table's own.
bool is_common(Text name) {
    constexpr Text common[] = {"code", "guid", "id", "key", "name", "nr", "number", "oid", "pk", "uid", "uuid"};
    return std::any_of(std::begin(common), std::end(common), [&](Text each) { return each == name; });
}

/// The one column of its primary key is no foreign key, too.
bool has_key_of_its_own(const Relation& table) {
    const AttributeNumber column = table.primary_key()->columns[0];
    return std::none_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        return each.kind == ConstraintKind::foreign_key && each.columns.size() == 1 && each.columns[0] == column;
    });
}

/// No other table of the schema has a key of that name, as far as this reading shows; a command reads its own tables
/// alone, so that a name that many keys have never counts.
bool is_unique_key_name(const Context& in, const Constraint& key) {
    const Text name = key.referenced_column_names.front();
    if (is_common(name)) return false;
    const TakenNames own(in.catalog);
    const Rows<const Relation*> tables = (in.names != nullptr ? *in.names : own).with_key(key.referenced_schema, name);
    return std::none_of(tables.begin(), tables.end(), [&](const Relation* each) {
        return each->oid != key.referenced && !each->is_partition && has_key_of_its_own(*each);
    });
}

/// parts(): what the placeholders stand for; the names of most columns are right without.
bool is_right(const Context& in, const NameTemplate& wanted, auto parts, const Constraint& key, Text referenced,
              Text name) {
    const bool may_have_role = in.value(role_names).boolean();
    if (may_have_role && has_prefix_before(name, referenced)) return true;
    const NameParts made = parts();
    if (wanted.fits(name, made)) return true;
    if (may_have_role && has_prefix_before(name, wanted.expand(made))) return true;
    if (fits_camel_case(wanted, name, made)) return true;
    if (may_have_role && is_camel_case(wanted) &&
        (has_role_before(name, referenced) || has_role_before(name, wanted.expand(made))))
        return true;
    return name == referenced && is_unique_key_name(in, key);
}

/// The key on this one column whose name is the column's to follow; null for none.
const Constraint* key_of(const Relation& table, const Column& column) {
    for (const Constraint& each : table.constraints)
        if (each.kind == ConstraintKind::foreign_key && each.parent == 0 && !each.inherited &&
            each.columns.size() == 1 && each.columns[0] == column.number && !each.referenced_column_names.empty())
            return &each;
    return nullptr;
}

const NameTemplate* wanted_of(const Context& in) {
    const std::vector<NameTemplate>& templates = in.value(name_template).templates();
    return templates.empty() ? nullptr : &templates.front();
}

/// Some key on this one column has a name for it that the column bears.
bool is_named_by_a_key(const Input& in, const NameTemplate& wanted, const Column& column) {
    const Relation& table = in.relation;
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        return each.kind == ConstraintKind::foreign_key && each.columns.size() == 1 &&
               each.columns[0] == column.number && !each.referenced_column_names.empty() &&
               is_right(
                   in, wanted, [&] { return parts_of_key(table, each); }, each, each.referenced_column_names.front(),
                   column.name);
    });
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const NameTemplate* const wanted = wanted_of(in);
    if (wanted == nullptr) return;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const Constraint* const key = column.inherited ? nullptr : key_of(table, column);
        if (key == nullptr || is_named_by_a_key(in, *wanted, column)) continue;
        out.add(
            {.object = ObjectAt::column(i),
             .says = out.text("refers to ", shown(key->referenced_schema, key->referenced_name), " and is not named ",
                              expanded_like(*wanted, parts_of_key(table, *key), column.name))});
    }
}

/// Whether another column is to get the same name: then only a person knows their roles.
bool is_wanted_twice(const Input& in, const NameTemplate& wanted, const Column& column, const std::string& name) {
    const Relation& table = in.relation;
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& other) {
        const Constraint* const key = other.number == column.number ? nullptr : key_of(table, other);
        return key != nullptr && !is_named_by_a_key(in, wanted, other) &&
               fit_identifier(expanded_like(wanted, parts_of_key(table, *key), other.name)) == name;
    });
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Column& column = table.columns[finding.object.at];
    const NameTemplate* const wanted = wanted_of(in);
    const Constraint* const key = key_of(table, column);
    // The columns of a typed table are its type's.
    if (table.of_type != 0 || wanted == nullptr || key == nullptr) return;
    const std::string name = fit_identifier(expanded_like(*wanted, parts_of_key(table, *key), column.name));
    const std::string start = Findings::text("ALTER TABLE ", ident(server, table), " RENAME COLUMN ");
    if (!is_free_column(in, table, name, renaming_of(column)) || is_wanted_twice(in, *wanted, column, name)) {
        sql.statement(start, ident(server, column.name), " TO <name>");
        return;
    }
    propose_column(in, table, name, renaming_of(column));
    sql.statement(start, ident(server, column.name), " TO ", ident(server, name));
    sql.undo(start, ident(server, name), " TO ", ident(server, column.name));
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Column& column = in.relation.columns[finding.object.at];
    DraftColumn* const drafted = draft.column(column.number);
    const NameTemplate* const wanted = wanted_of(in);
    const Constraint* const key = key_of(in.relation, column);
    if (drafted == nullptr || wanted == nullptr || key == nullptr) return;
    const bool is_self = key->referenced == in.relation.oid;
    NameParts parts = parts_of_key(in.relation, *key);
    const DraftColumn* const referenced = is_self ? draft.column(key->referenced_columns[0]) : nullptr;
    if (is_self) parts.ref_table = draft.name;
    if (referenced != nullptr) parts.ref_columns = {referenced->name};
    if (is_right(
            in, *wanted, [&] { return parts; }, *key, parts.ref_columns.front(), drafted->name))
        return;
    const std::string name = fit_identifier(expanded_like(*wanted, parts, drafted->name));
    if (draft.has_column(name)) return draft.give_up();
    drafted->name = name;
}

constexpr Style styles[] = {
    {.parameters = R"json({"template": "{ref_table_singular}_{ref_column}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table}_{ref_column}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_column}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table_singular}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table_singular}{ref_column}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table}{ref_column}", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table_singular}Id", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table}Id", "role_names": true})json"},
    {.parameters = R"json({"template": "{ref_table_singular}_fk", "role_names": true})json"},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"json({"template": "\u0001", "role_names": false})json"};

}  // namespace

extern constinit const Rule foreign_key_column_name = {
    .id = "foreign_key_column_name",
    .family = Family::naming,
    .summary = "the column of a foreign key is named after what it refers to",
    .documentation =
        {
            .what = "Finds columns with a foreign key of their own whose name is neither the template, nor a role with "
                    "the template or the referenced column behind it, nor the name of the referenced key where no "
                    "other table of that schema has a key of this name.",
            .why = "customer_id can be joined without a look at the schema; ref, owner or fk1 cannot.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, cust bigint REFERENCES customers);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .fix = "Renames the column by the template. Where that name is taken, or two columns would get it, a "
                   "person must name their roles. Clients that use the old name must change with it.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::constraints,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
