// command.cpp: reading, judging and the ratchet, shared by the end of a command and the commit.

#include "pg/enforce/command.hpp"

#include "pg/catalog/catalog.hpp"
#include "pg/compat.hpp"
#include "pg/guard.hpp"
#include "pg/settings.hpp"

namespace conventions::pg {

MemoryContext make_judging_context(const char* name) {
    // The name is one of ours; the macro insists on a literal.
    MemoryContext const made =
        AllocSetContextCreate(TopTransactionContext, "conventions judging", ALLOCSET_DEFAULT_SIZES);
    MemoryContextSetIdentifier(made, name);
    return made;
}

void note_block() { transaction_shape.in_block = IsTransactionBlock() || IsSubTransaction(); }

core::Situation present_situation(core::Moment moment, bool committed_inside) {
    return {.in_block = transaction_shape.in_block || transaction_shape.block_seen ||
                        transaction_shape.inside_function || transaction_shape.outermost_starts > 1,
            .committed_inside = committed_inside,
            .moment = moment};
}

namespace {

core::Task task_of(const CompiledPolicy& policy, const core::Catalog* catalog, core::Situation situation,
                   std::span<const Oid> relations, std::span<const Oid> types, bool with_fixes) {
    return {.catalog = catalog,
            .situation = situation,
            .caps = session_caps(policy),
            .subjects = relations,
            .types = types,
            .statement = nullptr,
            .with_fixes = with_fixes,
            .only_rule = {},
            .cancelled = wants_to_stop,
            .fault = core_fault(situation.moment == core::Moment::commit ? "commit" : "end")};
}

core::Need needs_at(const CompiledPolicy& policy, core::Moment moment) {
    switch (moment) {
    case core::Moment::commit:
        return policy.commit_needs;
    case core::Moment::after:
        return policy.after_needs;
    default:
        return core::needs_of(*policy.policy, moment);
    }
}

/// Into `wanted`: the relations, and those that rules looked for which exist. False where there are none of these.
bool add_missed(const core::Reply& reply, std::span<const Oid> relations, List<Oid>& wanted) {
    if (core::missed_relations(reply).empty()) return false;
    for (const Oid relation : relations) wanted.add() = relation;
    for (const core::SchemaName& each : core::missed_relations(reply)) {
        const Oid schema = get_namespace_oid(c_string(each.schema), true);
        const Oid found = OidIsValid(schema) ? get_relname_relid(c_string(each.name), schema) : InvalidOid;
        bool is_new = OidIsValid(found);
        for (const Oid known : wanted.rows()) is_new &= known != found;
        if (is_new) wanted.add() = found;
    }
    return wanted.count > relations.size();
}

/// Enough for those moments to tell that there is no finding; at others, all.
core::Need needs_to_pass(const CompiledPolicy& policy, core::Moment moments, Shortcuts shortcuts) {
    const bool columns = shortcuts.only_new_columns;
    core::Need needs = core::Need::none;
    if (core::has(moments, core::Moment::after))
        needs = needs | (columns ? policy.after_needs_of_columns : policy.after_needs_to_pass);
    if (core::has(moments, core::Moment::commit))
        needs = needs | (columns ? policy.commit_needs_of_columns : policy.commit_needs_to_pass);
    if (core::has(moments, core::Moment::report)) needs = needs | needs_at(policy, core::Moment::report);
    return shortcuts.all_new ? core::without(needs, core::Need::policies) : needs;
}

core::Need with_labels(core::Need needs, std::span<const Oid> types) {
    return types.empty() ? needs : needs | core::Need::labels;
}

/// What a command says may be that a table has got a parent; else parents only excuse.
const core::Catalog* read_first(std::span<const Oid> relations, core::Need needs, std::span<const Oid> types) {
    const Frame* const frame = top_frame();
    const bool may_make_child = frame != nullptr && !frame->tells_all;
    return may_make_child ? read_present(relations, needs, types) : read_to_pass(relations, needs, types);
}

bool judges_something(const CompiledPolicy& policy, const core::Task& task, core::Reply& reply) {
    const std::size_t before = core::findings(reply).size();
    judge_or_raise(*policy.policy, task, reply);
    return core::findings(reply).size() > before;
}

}  // namespace

bool judge_present(const CompiledPolicy& policy, core::Situation situation, std::span<const Oid> relations,
                   std::span<const Oid> types, std::span<const Oid> created, core::Reply& reply, Shortcuts shortcuts) {
    if (relations.empty() && types.empty()) return true;
    const core::Moment read_ahead = shortcuts.read_ahead;
    const core::Catalog* catalog = situation.moment == core::Moment::commit ? kept_reading(relations, types) : nullptr;
    const auto to_pass = [&] {
        return with_labels(needs_to_pass(policy, situation.moment | read_ahead, shortcuts), types);
    };
    if (catalog == nullptr) catalog = read_first(relations, to_pass(), types);
    if (read_ahead != core::Moment::none) keep_reading(catalog, relations, types);
    mark_origins(*catalog, created);
    core::Task task = task_of(policy, catalog, situation, relations, types, false);
    task.only_new_columns = shortcuts.only_new_columns;
    List<Oid> wanted = {};
    bool has_excuses = false;
    // Once more by all rules, with what they looked for, and with what may excuse what they found.
    for (bool is_first = true;; is_first = false) {
        const bool any = judges_something(policy, task, reply);
        const bool has_missed = is_first && add_missed(reply, relations, wanted);
        if (!has_missed && (!any || has_excuses)) return is_first && !any && core::missed_relations(reply).empty();
        core::take_back(reply);
        has_excuses = has_excuses || any;
        task.only_new_columns = shortcuts.only_new_columns = false;
        const std::span<const Oid> all = wanted.count > 0 ? std::span<const Oid>(wanted.rows()) : relations;
        task.catalog = has_excuses ? read_present(all, with_labels(needs_at(policy, situation.moment), types), types)
                                   : read_first(all, to_pass(), types);
        mark_origins(*task.catalog, created);
    }
}

namespace {

struct Found {
    List<Oid> relations;
    List<Oid> types;
};

/// What the findings of a moment are about; `all` or those without their fix.
Found found_at(core::Moment moment, const core::Reply& reply, bool all) {
    Found found = {};
    for (const core::FindingRow& row : core::findings(reply)) {
        if (row.moment != moment || (row.has_its_fix && !all)) continue;
        if (row.relation != InvalidOid)
            found.relations.add() = row.relation;
        else
            found.types.add() = row.object;
        if (OidIsValid(row.related)) found.relations.add() = row.related;
    }
    return found;
}

}  // namespace

void add_fixes(const CompiledPolicy& policy, core::Situation situation, std::span<const Oid> created,
               core::Reply& reply) {
    Found found = found_at(situation.moment, reply, false);
    if (found.relations.count == 0 && found.types.count == 0) return;
    const std::span<const Oid> relations = sorted_once(found.relations);
    const std::span<const Oid> types = sorted_once(found.types);
    const core::Need more = situation.moment == core::Moment::commit ? policy.commit_fix_needs : policy.after_fix_needs;
    const core::Catalog* const catalog =
        read_present(relations, with_labels(needs_at(policy, situation.moment) | more, types), types);
    mark_origins(*catalog, created);
    core::Task task = task_of(policy, catalog, situation, relations, types, true);
    task.fault = core::Fault::none;
    until_names_are_free(reply, [&](core::Rows<core::SchemaName> taken) {
        task.taken = taken;
        raise_status(core::add_fixes(*policy.policy, task, reply), reply);
    });
}

namespace {

bool holds(const List<core::SchemaName>& names, const core::SchemaName& wanted) {
    for (const core::SchemaName& each : names.rows())
        if (each.schema == wanted.schema && each.name == wanted.name) return true;
    return false;
}

}  // namespace

bool any_error(const core::Reply& reply) {
    for (const core::FindingRow& row : core::findings(reply))
        if (row.severity == core::Severity::error) return true;
    return false;
}

bool note_taken(const core::Reply& reply, List<core::SchemaName>& taken) {
    bool any = false;
    for (const core::SchemaName& each : core::proposed_names(reply)) {
        const Oid schema = get_namespace_oid(c_string(each.schema), true);
        const char* const name = c_string(each.name);
        if (!OidIsValid(get_relname_relid(name, schema)) &&
            !SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum(name), ObjectIdGetDatum(schema)))
            continue;
        if (holds(taken, each)) continue;
        taken.add() = {keep(each.schema), keep(each.name)};
        any = true;
    }
    return any;
}

void forget_what_was(const CompiledPolicy& policy, core::Situation situation, CommandId before, core::Reply& reply) {
    // Findings at a root may have come from a partition that is older than it: the image brings whole trees.
    const Found found = found_at(situation.moment, reply, true);
    const List<Oid>& relations = found.relations;
    const List<Oid>& types = found.types;
    if (relations.count == 0 && types.count == 0) return;
    push_before_image(before);
    const core::Catalog* const catalog = read_by_snapshot(
        {relations.items, relations.count}, needs_at(policy, situation.moment), {types.items, types.count});
    PopActiveSnapshot();
    core::Task task = task_of(policy, catalog, situation, relations.rows(), types.rows(), false);
    task.fault = core::Fault::none;
    raise_status(core::forget_known(*policy.policy, task, reply), reply);
}

void mark_origins(const core::Catalog& catalog, std::span<const Oid> created_now) {
    for (const core::Relation& each : catalog.relations) {
        // The reading is ours, made for this one judging.
        auto& relation = const_cast<core::Relation&>(each);
        if (relation.origin == core::Origin::this_command) relation.origin = core::Origin::this_transaction;
        for (const Oid made : created_now)
            if (made == relation.oid) relation.origin = core::Origin::this_command;
        const Touched* const touched = find_touched(relation.oid);
        if (touched == nullptr) continue;
        relation.made_by_query = touched->made_by_query && touched->created;
        if (touched->rewritten) relation.emptied_here = false;
    }
}

void ask_origins(const core::Catalog& image) {
    for (const core::Relation& each : image.relations) {
        auto& relation = const_cast<core::Relation&>(each);
        const StorageOrigin storage = storage_origin(relation.oid);
        if (storage.created_here) relation.origin = core::Origin::this_transaction;
        relation.emptied_here = storage.emptied_here;
    }
    mark_origins(image, {});
}

}  // namespace conventions::pg
