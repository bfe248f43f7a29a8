// Rule primary_key_type: all keys are of the types that the house chose.

#include <algorithm>
#include <map>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/json.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/constraint_columns.hpp"
#include "core/rules/keys/key_change.hpp"
#include "core/rules/keys/sequence_move.hpp"
#include "core/rules/lesson.hpp"
#include "core/rules/type_name.hpp"

namespace conventions::core {
namespace {

constexpr Parameter types = {
    .name = "types",
    .type = ParameterType::list,
    .text =
        "The accepted types, as they are written: bigint, uuid, varchar(36); text(36) is any string type of that "
        "length. The fix takes the first. Empty: anything.",
};
constexpr const Parameter* parameters[] = {&types};

constexpr Text uuid_length = "36";

bool is_string(Text type) { return type == "character varying" || type == "character" || type == "text"; }

/// text(36) is no type of the server's: it stands for the strings of that length.
bool is_accepted(const TypeName& type, Text written) {
    const TypeName wanted = type_name_of(written);
    if (wanted.name == "text" && !wanted.modifier.empty())
        return is_string(type.name) && type.modifier == wanted.modifier;
    return wanted.name == type.name && (wanted.modifier.empty() || wanted.modifier == type.modifier);
}

bool is_accepted(const Context& in, const Column& column) {
    const std::vector<std::string>& listed = in.value(types).list();
    const TypeName type = base_type_name_of(column);
    return std::any_of(listed.begin(), listed.end(),
                       [&](Text each) { return is_of_type(column, each) || is_accepted(type, each); });
}

/// A string of the length of a uuid that is called some id, or one without a length that is called uuid.
bool holds_uuid(const Column& column) {
    const TypeName type = base_type_name_of(column);
    const std::string name = lower(column.name);
    if (!is_string(type.name) || !name.ends_with("id")) return false;
    return type.modifier == uuid_length ||
           (type.modifier.empty() && (name.ends_with("uuid") || name.ends_with("guid")));
}

/// Where a partitioned table has its rows, its key must hold too: the partition columns are not the author's choice.
bool is_for_partitions(const Input& in, const Constraint& key) {
    if (in.relation.kind != RelationKind::partitioned_table || key.columns.size() < 2) return false;
    return std::any_of(key.columns.begin(), key.columns.end(), [&](AttributeNumber number) {
        const Column* const column = in.relation.column(number);
        // A column of a foreign key has its type from what it refers to.
        return column != nullptr && (is_in_foreign_key(in.relation, number) || is_accepted(in, *column));
    });
}

std::string accepted_types(const Context& in) {
    std::string text;
    for (const std::string& each : in.value(types).list()) text += Findings::text(text.empty() ? "" : " or ", each);
    return text;
}

void check(const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const Constraint* const key = table.primary_key();
    if (key == nullptr || in.value(types).list().empty() || is_for_partitions(in, *key)) return;
    for (const AttributeNumber number : key->columns) {
        const Column* const column = table.column(number);
        if (column == nullptr || column->inherited || is_in_foreign_key(table, number) || is_accepted(in, *column))
            continue;
        Finding found = {
            .object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data())),
            .says = out.text("is in the primary key and is ", column->type_name, ", not ", accepted_types(in))};
        if (holds_uuid(*column)) found.detail = "It seems to hold uuids.";
        out.add(std::move(found));
    }
}

bool is_counted(const Column& column) {
    return column.identity != Identity::none || column.default_kind == DefaultKind::sequence;
}

bool is_integer(Text type) { return type == "smallint" || type == "integer" || type == "bigint"; }

/// The type that the fix gives: bigint where that is accepted and the column holds smaller numbers, else the first.
std::string target_of(const Context& in, Text present) {
    const std::vector<std::string>& listed = in.value(types).list();
    const bool is_smaller = present == "smallint" || present == "integer";
    for (const std::string& each : listed)
        if (is_smaller && type_name_of(each).name == "bigint") return "bigint";
    const TypeName first = type_name_of(listed.front());
    if (first.name == "text" && !first.modifier.empty()) return Findings::text("varchar(", first.modifier, ")");
    return listed.front();
}

/// What new rows get in place of the old default; a template where only a person knows.
Text new_default(Text target) { return type_name_of(target).name == "uuid" ? "gen_random_uuid()" : "<default>"; }

std::string same(const std::string& column) { return column; }
std::string as_uuid(const std::string& column) { return column + "::uuid"; }

bool is_referenced(const Relation& table) {
    const Constraint* const key = table.primary_key();
    const Index* const index = key != nullptr ? table.index(key->index) : nullptr;
    return index != nullptr && index->referenced;
}

/// At once, the table being rewritten; the values are a person's to make where no cast does it.
void change_in_place(const Input& in, const Column& column, Text target, Text value, Sql& sql) {
    const Server& server = sql.server();
    const std::string start = alter_start(server, in.relation);
    const std::string alter = Findings::text(" ALTER COLUMN ", ident(server, column.name));
    const bool counts = column.identity != Identity::none;
    std::string change = start;
    if (!counts && column.has_default) change += alter + " DROP DEFAULT,";
    change += Findings::text(alter, " TYPE ", target, " USING ", value);
    if (counts || column.has_default) change += Findings::text(",", alter, " SET DEFAULT ", new_default(target));
    std::vector<std::string> steps;
    // An identity allows its column no other type, and is still there when one statement does both.
    if (counts) steps.push_back(start + alter + " DROP IDENTITY");
    steps.push_back(std::move(change));
    if (is_referenced(in.relation)) {
        steps.insert(steps.begin(), "<drop the foreign keys that refer to the column>");
        steps.emplace_back("<change the columns that refer to it, and make the foreign keys again>");
    }
    if (steps.size() == 1) return sql.statement(steps.front());
    add_transaction(in, steps, sql);
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    const Relation& table = in.relation;
    const Column& column = table.columns[finding.object.at];
    // A domain may be used elsewhere, the columns of a typed table are its type's, and the server lets no partition key
    // change its type, of which the key of a partitioned table is made.
    if (column.type != column.base || column.base == nullptr || table.of_type != 0 ||
        table.kind != RelationKind::table || column.generated != Generated::none)
        return;
    const Text present = column.base->shown;
    const std::string target = target_of(in, present);
    const Text wanted = Text(target);
    const bool is_single = single_key_column(table) == &column;
    if (is_integer(present) && is_integer(type_name_of(target).name)) {
        // What is wider than the house wants it may hold numbers that do not fit.
        if (target != "bigint" || !is_single) return;
        if (is_new_or_empty(in)) return widen_in_place(in, column, sql);
        return swap_key_column(in, {.column = column, .type = wanted, .value = same, .keeps_numbers = true}, sql);
    }
    const bool casts = type_name_of(target).name == "uuid" && holds_uuid(column);
    if (casts && is_single && !is_new_or_empty(in)) {
        const KeyChange change = {
            .column = column, .type = wanted, .value = as_uuid, .new_default = new_default(target)};
        return swap_key_column(in, change, sql);
    }
    const std::string value = casts ? as_uuid(ident(sql.server(), column.name)) : std::string("<expression>");
    change_in_place(in, column, target, value, sql);
}

/// The type of a drafted column, with serial as the integer that it is.
TypeName drafted_type(const DraftColumn& column) {
    TypeName type = type_name_of(column.type);
    if (type.name == "smallserial") type.name = "smallint";
    if (type.name == "serial") type.name = "integer";
    if (type.name == "bigserial") type.name = "bigint";
    return type;
}

bool is_accepted(const Input& in, const DraftColumn& drafted) {
    const Column* const column = in.relation.column(drafted.number);
    if (column != nullptr && column->type_name == drafted.type) return is_accepted(in, *column);
    const TypeName type = drafted_type(drafted);
    const std::vector<std::string>& listed = in.value(types).list();
    return std::any_of(listed.begin(), listed.end(), [&](Text each) { return is_accepted(type, each); });
}

/// A number that is counted, or a uuid: it says nothing, so that another type does as well.
bool says_nothing(const Input& in, const DraftColumn& drafted) {
    const Column* const column = in.relation.column(drafted.number);
    if (column == nullptr) return true;
    if (column->type != column->base) return false;
    return is_counted(*column) || base_type_name_of(*column).name == "uuid" || holds_uuid(*column);
}

/// Another type for the column, made by the server as before. Nothing is known of other types.
bool retype(DraftColumn& column, Text target) {
    const TypeName wanted = type_name_of(target);
    const bool is_number = is_integer(drafted_type(column).name);
    if (is_integer(wanted.name)) {
        const bool is_serial = column.type.ends_with("serial");
        if (is_number && is_serial)
            column.type = wanted.name == "bigint" ? "bigserial" : wanted.name == "integer" ? "serial" : "smallserial";
        else if (is_number)
            column.type = wanted.name;
        else
            column.retype(wanted.name);
        if (!is_number) column.identity = Identity::always;
        return true;
    }
    if (wanted.name != "uuid" && !(is_string(wanted.name) && wanted.modifier == uuid_length)) return false;
    column.retype(target);
    column.default_text = "gen_random_uuid()";
    return true;
}

bool is_foreign(const Draft& draft, AttributeNumber number) {
    return std::any_of(draft.keys.begin(), draft.keys.end(), [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), number) != key.columns.end();
    });
}

/// The columns that refer to it in the table itself get its type.
void retype_referring(const DraftColumn& column, Draft& draft) {
    for (const DraftKey& key : draft.keys) {
        const bool refers =
            std::find(key.own_referenced.begin(), key.own_referenced.end(), column.number) != key.own_referenced.end();
        if (!refers) continue;
        DraftColumn* const other = key.columns.size() == 1 ? draft.column(key.columns[0]) : nullptr;
        if (other == nullptr || !other->default_text.empty() || draft.is_in_expression(other->number, true))
            return draft.give_up();
        other->retype(drafted_type(column).name);
        const std::string modifier = drafted_type(column).modifier;
        if (!modifier.empty()) other->type += Findings::text("(", modifier, ")");
    }
}

/// After all others: one of them may have added a key.
void mend(const Input& in, const Finding&, Draft& draft) {
    if (in.value(types).list().empty()) return;
    for (const DraftKey& key : draft.keys) {
        if (key.kind != ConstraintKind::primary_key) continue;
        for (const AttributeNumber number : key.columns) {
            DraftColumn* const column = draft.column(number);
            if (column == nullptr || is_foreign(draft, number) || is_accepted(in, *column)) continue;
            const std::string target = target_of(in, drafted_type(*column).name);
            if (!says_nothing(in, *column) || draft.is_in_expression(number, true) || !retype(*column, target))
                return draft.give_up();
            retype_referring(*column, draft);
        }
    }
}

/// As people write it, with its length: varchar(36).
std::string written(const Column& column) {
    const TypeName type = base_type_name_of(column);
    constexpr Text aliases[][2] = {{"character varying", "varchar"},
                                   {"character", "char"},
                                   {"timestamp with time zone", "timestamptz"},
                                   {"timestamp without time zone", "timestamp"}};
    std::string name = type.name;
    for (const auto& [long_name, alias] : aliases)
        if (type.name == long_name) name = alias;
    return type.modifier.empty() ? name : Findings::text(name, "(", type.modifier, ")");
}

/// The types that are not rare, the most frequent first: that one, and the first two.
std::vector<std::string> types_in_use(Rows<const Relation*> tables) {
    std::map<std::string, std::size_t> counts;
    std::size_t total = 0;
    for (const Relation* table : tables) {
        const Constraint* const key = table->primary_key();
        if (key == nullptr) continue;
        for (const AttributeNumber number : key->columns) {
            const Column* const column = table->column(number);
            if (column == nullptr || column->base == nullptr || column->inherited || is_in_foreign_key(*table, number))
                continue;
            ++counts[written(*column)];
            ++total;
        }
    }
    std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t types_at_most = 2;
    constexpr std::size_t rare = 10;  // less than one of so many
    std::vector<std::string> styles;
    std::string list;
    for (std::size_t i = 0; i < std::min(sorted.size(), types_at_most); ++i) {
        if (sorted[i].second * rare < total) break;
        list += Findings::text(i == 0 ? "" : ", ", json_string(sorted[i].first));
        styles.push_back(Findings::text("{\"types\": [", list, "]}"));
    }
    return styles;
}
constexpr Lesson lesson = {.nothing = R"({"types": ["\u0001"]})", .derived = types_in_use};

}  // namespace

extern constinit const Rule primary_key_type = {
    .id = "primary_key_type",
    .family = Family::keys,
    .summary = "primary keys are of one of the accepted types",
    .documentation =
        {
            .what = "Finds columns of primary keys whose type, domains looked through, is not in the list. A column of "
                    "a foreign key has its type from there and is not judged. Nor is a key of several columns of a "
                    "partitioned table where one of them fits: the server wants the partition columns in it.",
            .why = "Whatever refers to any table (audit, comments, attachments, events) can hold one type of key, and "
                   "so can the code above it.",
            .bad = "SELECT conventions.set_rule('primary_key_type', 'error', '{\"types\": [\"uuid\"]}');\n"
                   "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            .good = "CREATE TABLE orders (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);",
            .fix = "bigint in place of smaller numbers, and uuid in place of strings that hold them, come as in "
                   "primary_key_int4: at once where there are no rows, else by a second column that a trigger keeps up "
                   "and that takes the place of the first one. Any other change rewrites the table under "
                   "ACCESS EXCLUSIVE, and a person says how old values become new ones; the columns that "
                   "refer to it change with it. There is none for numbers that would have to become smaller.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::off},
    .moments = Moment::after | Moment::report | Moment::file,
    .minds_new_columns = false,
    .mends_last = true,
    .fix_safety = FixSafety::review,
    .needs = Need::columns | Need::constraints,
    .fix_needs = key_change_needs,
    .relation_kinds = tables,
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
