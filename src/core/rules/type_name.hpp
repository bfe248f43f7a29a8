// Types as people write them.

#pragma once

#include <string>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// A type in the spelling of format_type(), in two parts: "timestamp with time zone" and "3".
struct TypeName {
    std::string name;
    /// What stands in parentheses, without blanks; empty for nothing.
    std::string modifier;
};

/// int8, BIGINT, varchar(36), timestamptz (3), text[] ...; a name that the server does not know is left as it is.
TypeName type_name_of(Text written);

/// The base type of a column in the same spelling.
TypeName base_type_name_of(const Column& column);

/// The base type of the column is the one that is written. Without a length or precision any will do.
bool is_of_type(const Column& column, Text written);

}  // namespace conventions::core
