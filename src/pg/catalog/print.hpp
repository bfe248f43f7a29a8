// Facts as text, a line for each object; for tests and for finding out what a rule saw.

#pragma once

#include "pg/catalog/server_headers.hpp"

extern "C" {
#include "lib/stringinfo.h"
}

namespace conventions::pg {

struct Printing {
    /// Lines that only some readers can fill.
    bool definitions = false;
    bool origin = false;
    /// What a reading of the whole database alone has.
    bool usage = false;
};

/// Appends the lines of the relation. Every line ends in a newline and begins with a key, that ends in ": ".
void print_relation(StringInfo out, const core::Relation& relation, Printing printing);
void print_type(StringInfo out, const core::Type& type);

/// The lines that print_relation() adds for Printing::usage.
void print_usage(StringInfo out, const core::Relation& relation);

}  // namespace conventions::pg
