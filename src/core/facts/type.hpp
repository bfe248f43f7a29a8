// A data type: what pg_type says, and the labels of an enum.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

enum class TypeKind : std::uint8_t { base, composite, domain, enumeration, pseudo, range, multirange };

struct Type {
    ObjectId oid = 0;
    Text schema;
    Text name;
    /// As format_type(oid, NULL) prints it, looked up by the reader's own snapshot: "timestamp without time zone",
    /// "public.mood", "integer[]". Schema-qualified unless in pg_catalog.
    Text shown;
    TypeKind kind = TypeKind::base;
    char category = 'X';
    /// Bytes of a value, or negative where they vary; the alignment as pg_type has it: c, s, i, d for 1, 2, 4, 8 bytes.
    std::int16_t length = -1;
    char alignment = 'i';
    /// The type under a domain, 0 for others; the modifier that the domain gives it, -1 for none.
    ObjectId domain_base = 0;
    std::int32_t domain_modifier = -1;
    bool domain_not_null = false;
    bool domain_has_check = false;
    /// The names of its checks that are NOT VALID; like domain_has_check it does not know of NOT NULL.
    Rows<Text> domain_not_valid;
    /// The element type of a true array, 0 for others.
    ObjectId element = 0;
    /// pg_class row of a stand-alone composite type or of a table's row type, 0 for others.
    ObjectId relation = 0;
    ObjectId owner = 0;
    /// The extension that this type is a member of, 0 for none.
    ObjectId extension = 0;
    /// False only for a member of an extension that neither is owned by a superuser nor has this type so owned.
    bool extension_trusted = true;
    bool has_comment = false;
    Text comment;
    /// In their sort order; read only with Need::labels.
    Rows<Text> labels;
};

}  // namespace conventions::core
