// arguments.cpp: what a user gives the functions that change the policy, and the SQL that they run.

#include "pg/policy/administer.hpp"

#include "pg/policy/tables.hpp"
#include "pg/report/report.hpp"

extern "C" {
#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/varlena.h"
}

namespace conventions::pg {
namespace {

constexpr int arguments_at_most = 8;

[[noreturn]] void refuse_name(core::Text written, const char* hint) {
    ereport(ERROR, (errcode(policy_input_error), errmsg("\"%s\" is not the name of an object", c_string(written)),
                    errhint("%s", hint)));
    pg_unreachable();
}

/// The parts of a dotted name, folded as SQL does; raises SC004.
List<const char*> parts_of(core::Text written) {
    ::List* names = nullptr;
    List<const char*> parts = {};
    if (!SplitIdentifierString(c_string(written), '.', &names) || names == nullptr)
        refuse_name(written, "Names are written as in SQL: schema.table, schema.table.column, \"Quoted\".name.");
    for (int i = 0; i < list_length(names); ++i) parts.add() = pstrdup(static_cast<const char*>(list_nth(names, i)));
    return parts;
}

ObjectArgument named_object(core::Text written) {
    const List<const char*> parts = parts_of(written);
    ObjectArgument object = {};
    StringInfoData identity;
    initStringInfo(&identity);
    Size first = 0;
    if (parts.count == 1) {
        const Oid relation = RelnameGetRelid(parts.items[0]);
        if (!OidIsValid(relation))
            refuse_name(written, "No relation of the search_path bears this name; write it with its schema.");
        const char* const schema = get_namespace_name(get_rel_namespace(relation));
        object.schema = schema;
        appendStringInfo(&identity, "%s.%s", quote_identifier(schema), quote_identifier(parts.items[0]));
        first = 1;
    } else {
        object.schema = parts.items[0];
    }
    if (parts.count > 3) refuse_name(written, "A name has at most three parts: schema, table and column.");
    for (Size i = first; i < parts.count; ++i) {
        if (i == 2) object.relation = keep({identity.data, static_cast<Size>(identity.len)});
        appendStringInfo(&identity, "%s%s", i == 0 ? "" : ".", quote_identifier(parts.items[i]));
    }
    object.identity = {identity.data, static_cast<Size>(identity.len)};
    if (object.relation.empty()) object.relation = object.identity;
    return object;
}

/// Where " on " stands outside of double quotes; npos for nowhere.
Size place_of_on(core::Text written) {
    bool quoted = false;
    for (Size i = 0; i + 4 <= written.size(); ++i) {
        if (written[i] == '"') quoted = !quoted;
        // Not by substr(), which may throw.
        if (!quoted && core::Text(written.data() + i, 4) == " on ") return i;
    }
    return core::Text::npos;
}

core::Text trimmed(core::Text text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

Argument text_value(core::Text value) {
    return {TEXTOID,
            PointerGetDatum(
                cstring_to_text_with_len(value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()))),
            value.empty()};
}

void run(const char* sql, std::span<const Argument> arguments) {
    Oid types[arguments_at_most];
    Datum values[arguments_at_most];
    char nulls[arguments_at_most + 1] = {};
    for (Size i = 0; i < arguments.size(); ++i) {
        types[i] = arguments[i].type;
        values[i] = arguments[i].value;
        nulls[i] = arguments[i].is_null ? 'n' : ' ';
    }
    const int code = SPI_execute_with_args(sql, static_cast<int>(arguments.size()), types, values, nulls, false, 0);
    if (code < 0) elog(ERROR, "SPI_execute_with_args returned %d for: %s", code, sql);
}

const OurObjects& installed_objects() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr)
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                        errmsg("extension \"pg_conventions\" is not whole in this database"),
                        errhint("CREATE EXTENSION pg_conventions; or ALTER EXTENSION pg_conventions UPDATE;")));
    return *ours;
}

Argument plain_text_value(core::Text value) {
    Argument argument = text_value(value);
    argument.is_null = false;
    return argument;
}

Argument text_array_value(core::Rows<core::Text> values) {
    Datum* const items = allocate<Datum>(values.size());
    for (Size i = 0; i < values.size(); ++i) items[i] = plain_text_value(values[i]).value;
    ArrayType* const array = construct_array(items, static_cast<int>(values.size()), TEXTOID, -1, false, TYPALIGN_INT);
    return {TEXTARRAYOID, PointerGetDatum(array), false};
}

void refuse_unless_accepted(const core::SettingAnswer* answer) {
    if (answer == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    if (answer->accepted) return;
    ereport(ERROR, (errcode(policy_input_error), errmsg_internal("%s", c_string(answer->message)),
                    answer->detail.empty() ? 0 : errdetail_internal("%s", c_string(answer->detail)),
                    answer->hint.empty() ? 0 : errhint("%s", c_string(answer->hint))));
}

core::Text json_argument(FunctionCallInfo fcinfo, int number) {
    if (PG_ARGISNULL(number)) return {};
    Jsonb* const json = PG_GETARG_JSONB_P(number);
    char* const copy = JsonbToCString(nullptr, &json->root, VARSIZE(json));
    return {copy, strlen(copy)};
}

core::Rows<core::Text> texts_argument(FunctionCallInfo fcinfo, int number) {
    List<core::Text> texts = {};
    if (PG_ARGISNULL(number)) return texts.rows();
    Datum* items = nullptr;
    bool* nulls = nullptr;
    int count = 0;
    deconstruct_array(PG_GETARG_ARRAYTYPE_P(number), TEXTOID, -1, false, TYPALIGN_INT, &items, &nulls, &count);
    for (int i = 0; i < count; ++i) {
        if (nulls[i]) ereport(ERROR, (errcode(policy_input_error), errmsg("list must not hold nulls")));
        const char* const item = TextDatumGetCString(items[i]);
        texts.add() = {item, strlen(item)};
    }
    return texts.rows();
}

Datum as_text(core::Text value) {
    return PointerGetDatum(cstring_to_text_with_len(value.data(), static_cast<int>(value.size())));
}

ObjectArgument object_argument(core::Text written) {
    written = trimmed(written);
    if (written.empty()) refuse_name(written, "For example: 'public.orders', 'public.orders.total', 'legacy.*'.");
    if (core::is_object_pattern(written)) return {written, {}, {}};
    const Size on = place_of_on(written);
    if (on == core::Text::npos) return named_object(written);
    const List<const char*> constraint = parts_of(trimmed({written.data(), on}));
    if (constraint.count != 1) refuse_name(written, "A constraint is written: name on schema.table.");
    ObjectArgument object = named_object(trimmed({written.data() + on + 4, written.size() - on - 4}));
    object.relation = object.identity;
    object.identity = psprintf("%s on %s", quote_identifier(constraint.items[0]), c_string(object.identity));
    return object;
}

}  // namespace conventions::pg
