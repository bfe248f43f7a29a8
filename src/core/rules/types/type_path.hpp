// The way from the type of a column to its scalar: domains and array elements.

#pragma once

#include "core/rules/rule.hpp"

namespace conventions::core {

/// The domain that stands between the column and the type, where it is one or an array of one; null for none.
const Type* domain_of(const Catalog& catalog, const Column& column);

/// The modifier that holds for the scalar: the innermost one that a domain or the column gives. -1 for none.
std::int32_t scalar_modifier(const Catalog& catalog, const Column& column);

/// Of a type whose modifier is its precision: "(3)", or nothing.
std::string precision_of(const Catalog& catalog, const Column& column);

/// A domain on the way to the scalar says more than its base type: with another type that would be lost.
bool has_strict_domain(const Catalog& catalog, const Column& column);

/// Whether ALTER TABLE can give the column another type: one of a typed table is its type's.
bool is_retypable(const Input& in, const Column& column);

}  // namespace conventions::core
