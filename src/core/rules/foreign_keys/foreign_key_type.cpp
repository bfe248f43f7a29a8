// Rule foreign_key_type: a foreign key compares columns of one type.

#include <algorithm>
#include <utility>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/foreign_keys/key_change.hpp"

namespace conventions::core {
namespace {

constexpr Parameter ignore_typmod = {
    .name = "ignore_typmod",
    .type = ParameterType::boolean,
    .initial = "true",
    .text = "Whether types that differ in their length or precision alone pass.",
};
constexpr const Parameter* parameters[] = {&ignore_typmod};

enum class Difference : std::uint8_t { none, modifier, stored_alike, type };

Difference difference_of(const Context& in, const Column& column, const ReferencedType& referenced) {
    if (column.base == nullptr || referenced.base == nullptr) return Difference::none;
    if (column.base->oid != referenced.base->oid)
        return referenced.stored_alike ? Difference::stored_alike : Difference::type;
    const bool counts = !in.value(ignore_typmod).boolean();
    return counts && column.base_modifier != referenced.base_modifier ? Difference::modifier : Difference::none;
}

/// The column's type as it is compared: that of a domain is what stands below it.
Text name_of_base(const Column& column) {
    return column.type == column.base || column.base == nullptr ? column.type_name : column.base->shown;
}

/// Positions of the pairs that differ.
std::vector<std::size_t> differing(const Input& in, const Constraint& key) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_types.size(); ++i) {
        const Column* const column = in.relation.column(key.columns[i]);
        if (column != nullptr && difference_of(in, *column, key.referenced_types[i]) != Difference::none)
            positions.push_back(i);
    }
    return positions;
}

std::string pair_text(const Relation& table, const Constraint& key, std::size_t position) {
    const Column& column = *table.column(key.columns[position]);
    return Findings::text("column ", shown(column.name), ", ", name_of_base(column), ", with column ",
                          shown(key.referenced_column_names[position]), ", ", key.referenced_types[position].base_name);
}

std::string detail_of(const Relation& table, const Constraint& key, const std::vector<std::size_t>& positions) {
    std::string detail;
    for (std::size_t i = 1; i < positions.size(); ++i)
        detail += Findings::text(i == 1 ? "So it does with " : "; ", pair_text(table, key, positions[i]));
    if (!detail.empty()) detail += ".";
    for (const std::size_t position : positions)
        if (position < key.lookups.size() && key.lookups[position].column_is_cast)
            detail += Findings::text(detail.empty() ? "" : " ", "The look-up must cast column ",
                                     shown(table.column(key.columns[position])->name), " to ",
                                     key.referenced_types[position].base_name, ", so that it can use no index on it.");
    return detail;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    for (std::size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& key = table.constraints[i];
        if (!is_root_key(key)) continue;
        const std::vector<std::size_t> positions = differing(in, key);
        if (positions.empty()) continue;
        Finding found = {.object = ObjectAt::constraint(i),
                         .says = out.text("compares ", pair_text(table, key, positions.front())),
                         .detail = detail_of(table, key, positions)};
        const bool is_grave = std::any_of(positions.begin(), positions.end(), [&](std::size_t position) {
            return difference_of(in, *table.column(key.columns[position]), key.referenced_types[position]) ==
                   Difference::type;
        });
        if (!is_grave) found.at_most = Severity::warn;
        out.add(std::move(found));
    }
}

/// Whether ALTER TABLE can give the column another type and lose nothing of it: a domain may check something, a default
/// is of the old type, and the column of a parent or of a typed table is theirs.
bool is_alterable(const Relation& table, const Column& column) {
    return table.of_type == 0 && !column.inherited && !column.has_default && !column.collation_given &&
           column.generated == Generated::none && column.identity == Identity::none && column.type == column.base;
}

/// Another key over the column asks for the old type, or for a third one.
bool is_in_another_key(const Relation& table, const Constraint& key, AttributeNumber column) {
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& other) {
        return &other != &key && other.kind == ConstraintKind::foreign_key && other.parent == 0 &&
               (std::find(other.columns.begin(), other.columns.end(), column) != other.columns.end() ||
                (other.referenced == table.oid &&
                 std::find(other.referenced_columns.begin(), other.referenced_columns.end(), column) !=
                     other.referenced_columns.end()));
    });
}

/// The server casts by itself on assignment, and no value is another afterwards.
bool is_widening(const Column& column, const ReferencedType& referenced) {
    constexpr std::pair<Text, Text> widenings[] = {
        {"int2", "int4"}, {"int2", "int8"}, {"int4", "int8"}, {"varchar", "text"}, {"varchar", "varchar"}};
    const Type& from = *column.base;
    const Type& to = *referenced.base;
    if (from.schema != "pg_catalog" || to.schema != "pg_catalog") return false;
    const bool fits =
        referenced.base_modifier < 0 || (column.base_modifier >= 0 && column.base_modifier <= referenced.base_modifier);
    return fits &&
           std::find(std::begin(widenings), std::end(widenings), std::pair(from.name, to.name)) != std::end(widenings);
}

bool is_key(const Constraint& constraint) {
    return constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique;
}

bool has_column(const Constraint& constraint, AttributeNumber column) {
    return std::find(constraint.columns.begin(), constraint.columns.end(), column) != constraint.columns.end();
}

/// Nothing speaks against another type that the facts show: other tables may refer to a key, a generated column may be
/// made of it, and the server lets no partition key change (of which every unique key of that table is made).
bool is_on_its_own(const Relation& table, const Constraint& key, AttributeNumber column) {
    bool may_part = table.kind == RelationKind::partitioned_table;
    for (const Constraint& each : table.constraints) {
        if (!is_key(each)) continue;
        if (has_column(each, column)) return false;
        may_part = false;
    }
    const bool any_generated = std::any_of(table.columns.begin(), table.columns.end(),
                                           [](const Column& each) { return each.generated != Generated::none; });
    return !may_part && !any_generated && !is_in_another_key(table, key, column);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const Constraint& key = in.relation.constraints[finding.object.at];
    std::string changes;
    for (const std::size_t position : differing(in, key)) {
        const Column& column = *in.relation.column(key.columns[position]);
        if (!is_alterable(in.relation, column)) return;
        const ReferencedType& referenced = key.referenced_types[position];
        const bool is_told = is_widening(column, referenced) && is_on_its_own(in.relation, key, key.columns[position]);
        changes += Findings::text(changes.empty() ? " " : ", ", "ALTER COLUMN ", ident(server, column.name), " TYPE ",
                                  referenced.base_name, is_told ? "" : " USING <expression>");
    }
    sql.statement("ALTER TABLE ", ident(server, in.relation), changes);
}

void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    for (const std::size_t position : differing(in, key)) {
        const AttributeNumber number = key.columns[position];
        DraftColumn* const column = draft.column(number);
        if (column == nullptr || !is_alterable(in.relation, *in.relation.column(number)) ||
            draft.is_in_expression(number, true) || is_in_another_key(in.relation, key, number))
            return draft.give_up();
        column->retype(key.referenced_types[position].base_name);
    }
}

}  // namespace

extern constinit const Rule foreign_key_type = {
    .id = "foreign_key_type",
    .family = Family::foreign_keys,
    .summary = "a foreign key compares columns of one type",
    .documentation =
        {
            .what = "Finds foreign keys that pair a column with one of another type, domains looked through; lengths "
                    "and precisions do not count. Types that are stored alike, such as varchar and text, are warned "
                    "of at most.",
            .why = "An integer column runs full long before the bigint key that it refers to. And where the server "
                   "must cast the column, as from integer to numeric, no index on it helps: each delete in the "
                   "referenced table reads the whole table.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers);",
            .good = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .fix = "Gives the columns the types of those that they refer to. Where the server widens the values by "
                   "itself, integer to bigint or varchar to text, nothing is left to fill in; otherwise a person says "
                   "how values become what they shall be, or that the other side should change instead. The table is "
                   "rewritten under ACCESS EXCLUSIVE, for as long as its rows and indexes take, unless both types are "
                   "stored alike. Views, policies and triggers on the column must be made again.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::warn, .recommended = Severity::error, .strict = Severity::error},
    // Widening a key takes an ALTER TABLE for either side.
    .moments = Moment::commit | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::constraints | Need::lookups | Need::referenced_types,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
};

}  // namespace conventions::core
