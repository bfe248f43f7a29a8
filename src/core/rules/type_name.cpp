// Types as people write them.

#include "core/rules/type_name.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/rules/server_types.hpp"

namespace conventions::core {
namespace {

struct Alias {
    Text written;
    Text name;
};
constexpr Alias aliases[] = {
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"char", "character"},
    {"decimal", "numeric"},
    {"float", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"time", "time without time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
};

/// Blanks at the ends go, those in between become one.
std::string squeezed(Text text) {
    std::string plain;
    for (const char each : text) {
        const bool is_blank = each == ' ' || each == '\t' || each == '\n';
        if (is_blank && (plain.empty() || plain.back() == ' ')) continue;
        plain.push_back(is_blank ? ' ' : each);
    }
    if (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
}

std::string length_text(const Type& type, std::int32_t modifier) {
    if (modifier < 0) return {};
    if (type.name == "varchar" || type.name == "bpchar") return std::to_string(modifier - server_type::modifier_header);
    if (type.name == "numeric") {
        const std::int32_t both = modifier - server_type::modifier_header;
        // The scale has eleven bits and a sign.
        const std::int32_t scale = ((both & 0x7FF) ^ 0x400) - 0x400;
        return std::to_string((both >> 16) & 0xFFFF).append(",").append(std::to_string(scale));
    }
    return std::to_string(modifier);
}

}  // namespace

TypeName type_name_of(Text written) {
    std::string text = squeezed(written);
    TypeName result;
    const bool is_array = text.ends_with("[]");
    if (is_array) text = squeezed(Text(text).substr(0, text.size() - 2));
    const std::size_t open = text.find('(');
    const std::size_t close = text.find(')', open == std::string::npos ? 0 : open);
    if (open != std::string::npos && close != std::string::npos) {
        result.modifier = text.substr(open + 1, close - open - 1);
        std::erase(result.modifier, ' ');
        text = squeezed(text.substr(0, open) + " " + text.substr(close + 1));
    }
    // A quoted name keeps its case.
    result.name = text.find('"') == std::string::npos ? lower(text) : text;
    const auto known = std::find_if(std::begin(aliases), std::end(aliases),
                                    [&](const Alias& alias) { return alias.written == result.name; });
    if (known != std::end(aliases)) result.name = known->name;
    if (is_array) result.name += "[]";
    return result;
}

TypeName base_type_name_of(const Column& column) {
    if (column.base == nullptr) return {};
    return {.name = std::string(column.base->shown), .modifier = length_text(*column.base, column.base_modifier)};
}

bool is_of_type(const Column& column, Text written) {
    if (column.base == nullptr) return false;
    const TypeName wanted = type_name_of(written);
    const TypeName is = base_type_name_of(column);
    const bool is_same =
        wanted.name == is.name || (column.base->schema != "pg_catalog" && written == column.base->name);
    return is_same && (wanted.modifier.empty() || wanted.modifier == is.modifier);
}

}  // namespace conventions::core
