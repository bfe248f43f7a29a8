// The way from the type of a column to its scalar: domains and array elements.

#include "core/rules/types/type_path.hpp"

namespace conventions::core {

const Type* domain_of(const Catalog& catalog, const Column& column) {
    const Type* const type =
        column.type != nullptr && column.type->element != 0 ? catalog.type(column.type->element) : column.type;
    return type != nullptr && type->kind == TypeKind::domain ? type : nullptr;
}

std::int32_t scalar_modifier(const Catalog& catalog, const Column& column) {
    std::int32_t modifier = column.modifier;
    for (const Type* type = column.type; type != nullptr && type != column.scalar;) {
        if (type->kind == TypeKind::domain) modifier = type->domain_modifier;
        const ObjectId next = type->kind == TypeKind::domain ? type->domain_base : type->element;
        type = next != 0 ? catalog.type(next) : nullptr;
    }
    return modifier;
}

std::string precision_of(const Catalog& catalog, const Column& column) {
    const std::int32_t modifier = scalar_modifier(catalog, column);
    return modifier < 0 ? std::string() : Findings::text("(", std::to_string(modifier), ")");
}

bool has_strict_domain(const Catalog& catalog, const Column& column) {
    for (const Type* type = column.type; type != nullptr && type != column.scalar;) {
        if (type->domain_has_check || type->domain_not_null) return true;
        const ObjectId next = type->kind == TypeKind::domain ? type->domain_base : type->element;
        type = next != 0 ? catalog.type(next) : nullptr;
    }
    return false;
}

bool is_retypable(const Input& in, const Column& column) {
    return in.relation.of_type == 0 && column.generated == Generated::none && !has_strict_domain(in.catalog, column);
}

}  // namespace conventions::core
