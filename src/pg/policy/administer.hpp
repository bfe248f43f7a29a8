// What the functions that change the policy share: SQL with the caller's own rights, and input that is refused.

#pragma once

#include "core/engine/engine.hpp"
#include "pg/ours.hpp"
#include "pg/pg.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "executor/spi.h"
}

namespace conventions::pg {

constexpr int policy_input_error = MAKE_SQLSTATE('S', 'C', '0', '0', '4');

struct Argument {
    Oid type;
    Datum value;
    bool is_null;
};

/// Text; null where empty.
Argument text_value(core::Text value);
/// Text, empty or not.
Argument plain_text_value(core::Text value);
Argument text_array_value(core::Rows<core::Text> values);

/// Runs one statement within SPI_connect. Raises what it raises.
void run(const char* sql, std::span<const Argument> arguments = {});

/// Our objects; raises where the extension is not whole in this database.
const OurObjects& installed_objects();

/// Raises SC004 with the words of the answer, or lack of memory for null. Returns for an accepted one.
void refuse_unless_accepted(const core::SettingAnswer* answer);

core::Text json_argument(FunctionCallInfo fcinfo, int number);
/// The elements of a text array; empty for NULL. Raises SC004 for a null element.
core::Rows<core::Text> texts_argument(FunctionCallInfo fcinfo, int number);
Datum as_text(core::Text value);

/// A name of an object as a user writes it, as an identity: parts folded and quoted as SQL does, a relation without
/// schema found by search_path. A pattern stays as it is. Raises SC004 for what is no name.
struct ObjectArgument {
    core::Text identity;
    core::Text relation;  // the identity of the relation that it belongs to; empty where that is not known
    core::Text schema;    // the bare name
};
ObjectArgument object_argument(core::Text written);

}  // namespace conventions::pg
