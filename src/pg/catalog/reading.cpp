// reading.cpp: how a reading begins.

#include "pg/catalog/reading.hpp"

namespace conventions::pg {
namespace {

// A need that rests on others brings them along. Columns always come: core::scope_of() knows some tables by them.
core::Need completed(core::Need needs) {
    using core::Need;
    needs = needs | Need::columns;
    if (core::has(needs, Need::lookups)) needs = needs | Need::constraints | Need::indexes;
    if (core::has(needs, Need::sequence_columns)) needs = needs | Need::sequences;
    if (core::has(needs, Need::identities)) needs = needs | Need::sequences;
    if (core::has(needs, Need::sequences)) needs = needs | Need::defaults;
    if (core::has(needs, Need::referenced_types) || core::has(needs, Need::check_expressions) ||
        core::has(needs, Need::check_limits) || core::has(needs, Need::check_conditions))
        needs = needs | Need::constraints;
    if (core::has(needs, Need::schema_counts)) needs = needs | Need::constraints | Need::references;
    if (core::has(needs, Need::references) || core::has(needs, Need::invalid_indexes) ||
        core::has(needs, Need::predicates))
        needs = needs | Need::indexes;
    return needs;
}

}  // namespace

Reading begin_reading(core::Need needs) {
    Reading reading = {};
    reading.needs = completed(needs);
    for (Arena* const arena : {&reading.home, &reading.index_facts, &reading.constraint_facts, &reading.trigger_facts,
                               &reading.policy_facts})
        arena->context = CurrentMemoryContext;
    reading.scratch = CurrentMemoryContext;
    return reading;
}

void expect_few(Reading& reading) {
    reserve(reading.relations, 2);
    if (wants(reading, core::Need::indexes)) reserve(reading.indexes, 4);
    if (wants(reading, core::Need::constraints)) reserve(reading.constraints, 4);
}

core::Text kept(const Reading& reading, core::Text text) {
    if (text.empty()) return {};
    char* const copy = reading.home.text(text.size() + 1);
    memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return {copy, text.size()};
}

}  // namespace conventions::pg
