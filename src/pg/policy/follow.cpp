// follow.cpp: exemptions and the baseline follow their objects: a new name, a drop, a finding that is mended.
// Objects are held by name, not by OID: names survive dump and restore, and an exemption may come before its object.
// Memory: a Renaming lives in TopTransactionContext; all else in the context that is current at the call.
// Errors: any call may raise.

#include "pg/catalog/catalog.hpp"
#include "pg/enforce/command.hpp"
#include "pg/guard.hpp"
#include "pg/ours.hpp"
#include "pg/own_rows.hpp"
#include "pg/policy/tables.hpp"

extern "C" {
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
#include "storage/bufmgr.h"
#include "utils/inval.h"
}

namespace conventions::pg {
namespace {

constexpr AttrNumber exemption_object = 3;
constexpr AttrNumber baseline_rule = 1;
constexpr AttrNumber baseline_identity = 2;
constexpr AttrNumber baseline_part = 3;
constexpr AttrNumber baseline_relation = 4;

const char* text_at(HeapTuple tuple, TupleDesc descriptor, AttrNumber number) {
    return c_string(column_text(tuple, descriptor, number));
}

char* qualified(const char* schema, const char* name) {
    return psprintf("%s.%s", quote_identifier(schema), quote_identifier(name));
}

/// The identity with `from` replaced by `to`, where it is that name or stands in it; null where it has nothing to do
/// with it. Identities are S.N, S.N.column and constraint ON S.N, in words " on ".
char* renamed(const char* identity, const char* from, const char* to) {
    const size_t length = strlen(from);
    if (strncmp(identity, from, length) == 0 && (identity[length] == '\0' || identity[length] == '.'))
        return psprintf("%s%s", to, identity + length);
    const char* const on = strstr(identity, psprintf(" on %s", from));
    if (on == nullptr) return nullptr;
    const char* const rest = on + 4 + length;
    if (*rest != '\0' && *rest != '.') return nullptr;
    return psprintf("%.*s on %s%s", static_cast<int>(on - identity), identity, to, rest);
}

void replace_text(Relation table, HeapTuple tuple, AttrNumber number, const char* text, AttrNumber second,
                  const char* second_text) {
    TupleDesc const descriptor = RelationGetDescr(table);
    Datum* const values = allocate<Datum>(static_cast<Size>(descriptor->natts));
    bool* const nulls = allocate<bool>(static_cast<Size>(descriptor->natts));
    bool* const replaced = allocate<bool>(static_cast<Size>(descriptor->natts));
    values[number - 1] = CStringGetTextDatum(text);
    replaced[number - 1] = true;
    if (second != 0) {
        values[second - 1] = CStringGetTextDatum(second_text);
        replaced[second - 1] = true;
    }
    HeapTuple const changed = heap_modify_tuple(tuple, descriptor, values, nulls, replaced);
    CatalogTupleUpdate(table, &tuple->t_self, changed);
    if (number == exemption_object && second == 0) write_policy_history(table, tuple, changed, "RENAME");
}

void rename_exemptions(Oid table_oid, const char* from, const char* to) {
    Relation const table = table_open(table_oid, RowExclusiveLock);
    bool any = false;
    scan_own_rows(table, [&](HeapTuple tuple, TupleDesc descriptor) {
        const char* const object = renamed(text_at(tuple, descriptor, exemption_object), from, to);
        if (object == nullptr) return;
        replace_text(table, tuple, exemption_object, object, 0, nullptr);
        any = true;
    });
    table_close(table, RowExclusiveLock);
    if (any) policy_changed();
}

void rename_baseline(Oid table_oid, const char* from, const char* to) {
    Relation const table = table_open(table_oid, RowExclusiveLock);
    scan_own_rows(table, [&](HeapTuple tuple, TupleDesc descriptor) {
        const char* const identity = text_at(tuple, descriptor, baseline_identity);
        const char* const relation = text_at(tuple, descriptor, baseline_relation);
        const char* const new_identity = renamed(identity, from, to);
        const char* const new_relation = renamed(relation, from, to);
        if (new_identity == nullptr && new_relation == nullptr) return;
        replace_text(table, tuple, baseline_identity, new_identity == nullptr ? identity : new_identity,
                     baseline_relation, new_relation == nullptr ? relation : new_relation);
    });
    table_close(table, RowExclusiveLock);
}

Oid named_type(const ::List* names) {
    const TypeName* const name = makeTypeNameFromNameList(const_cast<::List*>(names));
    return LookupTypeNameOid(nullptr, name, true);
}

char* type_identity(Oid type) {
    HeapTuple const tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
    if (!HeapTupleIsValid(tuple)) return nullptr;
    auto* const row = reinterpret_cast<Form_pg_type>(GETSTRUCT(tuple));
    char* const identity = qualified(get_namespace_name(row->typnamespace), NameStr(row->typname));
    ReleaseSysCache(tuple);
    return identity;
}

Renaming of_relation(const RangeVar* range, Renaming::What what, const char* old_part, const char* new_part) {
    const Oid relation = RangeVarGetRelid(range, NoLock, true);
    if (!OidIsValid(relation)) return {what, InvalidOid, nullptr, nullptr};
    const char* const identity = relation_identity(relation);
    if (what == Renaming::What::column)
        return {what, relation, psprintf("%s.%s", identity, quote_identifier(old_part)), new_part};
    if (what == Renaming::What::constraint)
        return {what, relation, psprintf("%s on %s", quote_identifier(old_part), identity), new_part};
    return {what, relation, identity, nullptr};
}

Renaming of_type(const Node* object) {
    const Oid type = named_type(reinterpret_cast<const ::List*>(object));
    if (!OidIsValid(type)) return {Renaming::What::type, InvalidOid, nullptr, nullptr};
    return {Renaming::What::type, type, type_identity(type), nullptr};
}

Renaming of_statement(const Node* tree) {
    constexpr Renaming nothing = {Renaming::What::relation, InvalidOid, nullptr, nullptr};
    if (IsA(tree, AlterObjectSchemaStmt)) {
        const auto* const statement = reinterpret_cast<const AlterObjectSchemaStmt*>(tree);
        if (statement->relation != nullptr)
            return of_relation(statement->relation, Renaming::What::relation, nullptr, nullptr);
        const bool is_type = statement->objectType == OBJECT_TYPE || statement->objectType == OBJECT_DOMAIN;
        return is_type ? of_type(statement->object) : nothing;
    }
    if (!IsA(tree, RenameStmt)) return nothing;
    const auto* const statement = reinterpret_cast<const RenameStmt*>(tree);
    switch (statement->renameType) {
    case OBJECT_COLUMN:
        return of_relation(statement->relation, Renaming::What::column, statement->subname, statement->newname);
    case OBJECT_TABCONSTRAINT:
    case OBJECT_TRIGGER:
    case OBJECT_POLICY:
        // All three are known as "name on table".
        return of_relation(statement->relation, Renaming::What::constraint, statement->subname, statement->newname);
    case OBJECT_SCHEMA:
        return {Renaming::What::schema, get_namespace_oid(statement->subname, true),
                pstrdup(quote_identifier(statement->subname)), nullptr};
    case OBJECT_TYPE:
    case OBJECT_DOMAIN:
        return of_type(statement->object);
    default:
        return statement->relation == nullptr
                   ? nothing
                   : of_relation(statement->relation, Renaming::What::relation, nullptr, nullptr);
    }
}

const char* new_name(const Renaming& renaming) {
    switch (renaming.what) {
    case Renaming::What::relation:
        return relation_identity(renaming.oid);
    case Renaming::What::column:
        return psprintf("%s.%s", relation_identity(renaming.oid), quote_identifier(renaming.new_part));
    case Renaming::What::constraint:
        return psprintf("%s on %s", quote_identifier(renaming.new_part), relation_identity(renaming.oid));
    case Renaming::What::schema:
        return quote_identifier(get_namespace_name(renaming.oid));
    case Renaming::What::type:
        return type_identity(renaming.oid);
    }
    return nullptr;
}

List<char*> dropped = {};

/// Whether the outermost command that runs now has found a baseline: to be asked once, not for each index that goes.
enum class Baseline : std::uint8_t { not_asked, none, some };
constinit Baseline baseline_seen = Baseline::not_asked;

struct Entry {
    const char* rule;
    const char* identity;
    const char* part;
    ItemPointerData place;
    bool is_open;
};

List<Entry> entries_of(Relation table, Oid index, const char* relation) {
    List<Entry> entries = {};
    ScanKeyData key;
    ScanKeyInit(&key, baseline_relation, BTEqualStrategyNumber, F_TEXTEQ, CStringGetTextDatum(relation));
    const auto add = [&](HeapTuple tuple, TupleDesc descriptor) {
        entries.add() = {text_at(tuple, descriptor, baseline_rule), text_at(tuple, descriptor, baseline_identity),
                         text_at(tuple, descriptor, baseline_part), tuple->t_self, false};
    };
    scan_own_rows(table, add, index, &key);
    return entries;
}

/// Marks the entries whose finding is still there.
void mark_open(const CompiledPolicy& policy, Oid relation, List<Entry>& entries) {
    core::Reply* const reply = new_reply();
    const std::span<const Oid> none = {};
    core::Situation situation = present_situation(core::Moment::report, false);
    // What another rule speaks for is not mended.
    situation.says_all = true;
    judge_present(policy, situation, {&relation, 1}, none, none, *reply);
    for (Size i = 0; i < entries.count; ++i) {
        Entry& entry = entries.items[i];
        for (const core::FindingRow& row : core::findings(*reply))
            if (row.rule == entry.rule && row.identity == entry.identity && row.part == entry.part)
                entry.is_open = true;
        // A rule that is off says nothing of whether it would find something.
        if (!core::judges(*policy.policy, entry.rule, core::Moment::report)) entry.is_open = true;
    }
}

}  // namespace

char* relation_identity(Oid relation) {
    const char* const name = get_rel_name(relation);
    const char* const schema = name == nullptr ? nullptr : get_namespace_name(get_rel_namespace(relation));
    return schema == nullptr ? nullptr : qualified(schema, name);
}

const Renaming* renaming_of(const Node* tree, const CompiledPolicy& policy) {
    if (!IsA(tree, RenameStmt) && !IsA(tree, AlterObjectSchemaStmt)) return nullptr;
    if (!policy.has_exemptions && !any_baseline()) return nullptr;
    MemoryContext const outer = MemoryContextSwitchTo(TopTransactionContext);
    const Renaming found = of_statement(tree);
    Renaming* made = nullptr;
    if (OidIsValid(found.oid) && found.old_name != nullptr) {
        made = allocate<Renaming>(1);
        *made = found;
    }
    MemoryContextSwitchTo(outer);
    return made;
}

void follow_renaming(const Renaming& renaming) {
    const OurObjects* const ours = our_objects();
    const char* const name = new_name(renaming);
    if (ours == nullptr || name == nullptr || strcmp(name, renaming.old_name) == 0) return;
    if (OidIsValid(ours->exemption)) rename_exemptions(ours->exemption, renaming.old_name, name);
    if (OidIsValid(ours->baseline)) rename_baseline(ours->baseline, renaming.old_name, name);
}

bool any_baseline() {
    const OurObjects* const ours = our_objects();
    if (ours == nullptr || !OidIsValid(ours->baseline)) return false;
    Relation const table = table_open(ours->baseline, AccessShareLock);
    const bool any = RelationGetNumberOfBlocks(table) > 0;
    table_close(table, AccessShareLock);
    return any;
}

bool any_dropped_relation() { return dropped.count > 0; }

void note_dropped_relation(Oid relation) {
    if (baseline_seen == Baseline::not_asked) baseline_seen = any_baseline() ? Baseline::some : Baseline::none;
    if (baseline_seen == Baseline::none) return;
    MemoryContext const outer = MemoryContextSwitchTo(TopTransactionContext);
    char* const identity = relation_identity(relation);
    if (identity != nullptr) dropped.add() = identity;
    MemoryContextSwitchTo(outer);
}

void forget_dropped_relations(bool take_effect) {
    const List<char*> names = dropped;
    dropped = {};
    baseline_seen = Baseline::not_asked;
    const OurObjects* const ours = our_objects();
    if (!take_effect || names.count == 0 || ours == nullptr || !OidIsValid(ours->baseline)) return;
    Relation const table = table_open(ours->baseline, RowExclusiveLock);
    for (Size i = 0; i < names.count; ++i) {
        List<Entry> entries = entries_of(table, ours->baseline_relation, names.items[i]);
        for (Size at = 0; at < entries.count; ++at) delete_unless_contended(table, &entries.items[at].place);
    }
    table_close(table, RowExclusiveLock);
}

void forget_mended(const CompiledPolicy& policy, std::span<const Oid> relations) {
    const OurObjects* const ours = our_objects();
    if (relations.empty() || ours == nullptr || !any_baseline()) return;
    Relation const table = table_open(ours->baseline, RowExclusiveLock);
    for (const Oid relation : relations) {
        const char* const name = relation_identity(relation);
        if (name == nullptr) continue;
        List<Entry> entries = entries_of(table, ours->baseline_relation, name);
        if (entries.count == 0) continue;
        mark_open(policy, relation, entries);
        for (Size at = 0; at < entries.count; ++at)
            if (!entries.items[at].is_open) delete_unless_contended(table, &entries.items[at].place);
    }
    table_close(table, RowExclusiveLock);
}

core::Rows<core::KnownFinding> baseline_rows() {
    List<core::KnownFinding> rows = {};
    const OurObjects* const ours = our_objects();
    if (ours == nullptr || !OidIsValid(ours->baseline)) return rows.rows();
    Relation const table = table_open(ours->baseline, AccessShareLock);
    scan_own_rows(table, [&](HeapTuple tuple, TupleDesc descriptor) {
        rows.add() = {text_at(tuple, descriptor, baseline_rule), text_at(tuple, descriptor, baseline_identity),
                      text_at(tuple, descriptor, baseline_part)};
    });
    table_close(table, AccessShareLock);
    return rows.rows();
}

}  // namespace conventions::pg
