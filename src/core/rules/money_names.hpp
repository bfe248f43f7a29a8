// Names that speak of money, as several rules understand them.

#pragma once

#include <string>

#include "core/rules/rule.hpp"

namespace conventions::core {

inline constexpr Parameter money_names = {
    .name = "names",
    .type = ParameterType::pattern,
    .initial =
        "(^|_)(price|amount|cost|total|balance|fee|salary|tax|payment|money|discount|charge|revenue|budget|credit|"
        "debit)s?($|_)",
    .text = "Names of columns that hold money, in snake case: unitPrice is matched as unit_price.",
};
inline constexpr Parameter money_not_names = {
    .name = "not_names",
    .type = ParameterType::pattern,
    .initial =
        "(^|_)(time|seconds|ms|duration|count|bytes|distance|weight|score|ratio|rate|percent|load|energy)s?($|_)",
    .text = "Names of these that hold none, in snake case.",
};

/// In snake case, a number apart from the word before it: netAmount2 is net_amount_2.
std::string spelled_words(Text name);

/// By the parameters above, which the rule of the context has.
bool holds_money(const Context& in, Text name);

}  // namespace conventions::core
