// sequences.cpp: which columns a sequence feeds, and who else may use it.

#include <algorithm>

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "access/relation.h"
#include "catalog/dependency.h"
#include "commands/sequence.h"
#include "storage/bufmgr.h"
#include "storage/bufpage.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/rel.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

core::Text privileges_of(const Reading& reading, AclMode mode) {
    StringInfoData text;
    initStringInfo(&text);
    const auto add = [&](AclMode wanted, const char* word) {
        if ((mode & wanted) != 0) appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", word);
    };
    add(ACL_SELECT, "SELECT");
    add(ACL_UPDATE, "UPDATE");
    add(ACL_USAGE, "USAGE");
    return kept(reading, text.data);
}

// Roles are not part of an image: one that is gone has nothing granted.
void add_grant(const Reading& reading, List<core::Grant>& grants, Oid role, AclMode mode, bool with_grant_option) {
    if (mode == ACL_NO_RIGHTS) return;
    core::Text name = {};
    if (role != ACL_ID_PUBLIC) {
        const char* const found = GetUserNameFromId(role, true);
        if (found == nullptr) return;
        name = kept(reading, found);
    }
    core::Grant& grant = grants.add();
    grant.role = name;
    grant.privileges = privileges_of(reading, mode);
    grant.with_grant_option = with_grant_option;
}

bool is_before(const SequenceUser& a, const SequenceUser& b) {
    if (a.slot != b.slot) return a.slot < b.slot;
    return a.at.relation != b.at.relation ? a.at.relation < b.at.relation : a.at.column < b.at.column;
}

bool is_same(const SequenceUser& a, const SequenceUser& b) { return !is_before(a, b) && !is_before(b, a); }

void read_users(Reading& reading, Oid sequence) {
    each_row_of(DependRelationId, DependReferenceIndexId, reading.snapshot, Anum_pg_depend_refclassid,
                RelationRelationId, Anum_pg_depend_refobjid, sequence, [&](const Row& row) {
                    Form_pg_depend const form = row.form<Form_pg_depend>();
                    if (form->classid != AttrDefaultRelationId) return;
                    each_row_of(AttrDefaultRelationId, AttrDefaultOidIndexId, reading.snapshot, Anum_pg_attrdef_oid,
                                form->objid, [&](const Row& stored) {
                                    Form_pg_attrdef const found = stored.form<Form_pg_attrdef>();
                                    add_sequence_user(reading, sequence, {found->adrelid, found->adnum});
                                });
                });
}

// pg_sequence_last_value() would lock the sequence for writing, and wait for it.
void read_value(core::Relation& fact) {
    ::Relation const open = try_relation_open(fact.oid, NoLock);
    if (open == nullptr) return;
    const bool may_read = open->rd_rel->relkind == RELKIND_SEQUENCE &&
                          pg_class_aclcheck(fact.oid, GetUserId(), ACL_SELECT | ACL_USAGE) == ACLCHECK_OK;
    if (may_read && RelationGetNumberOfBlocks(open) > 0) {
        Buffer const buffer = ReadBuffer(open, 0);
        LockBuffer(buffer, BUFFER_LOCK_SHARE);
        Page const page = BufferGetPage(buffer);
        ItemId const item = PageGetItemId(page, FirstOffsetNumber);
        if (PageGetMaxOffsetNumber(page) >= FirstOffsetNumber && ItemIdIsNormal(item)) {
            auto* const header = reinterpret_cast<HeapTupleHeader>(PageGetItem(page, item));
            const auto* const stored = reinterpret_cast<const FormData_pg_sequence_data*>(
                reinterpret_cast<const char*>(header) + header->t_hoff);
            fact.sequence.last_value = stored->last_value;
            fact.sequence.called = stored->is_called;
            fact.sequence.value_known = true;
        }
        UnlockReleaseBuffer(buffer);
    }
    relation_close(open, NoLock);
}

}  // namespace

void add_sequence_user(Reading& reading, Oid sequence, core::ColumnAt column) {
    const std::uint32_t slot = place(reading.slots, sequence);
    if (slot == 0 || reading.relations.items[slot - 1].fact.kind != core::RelationKind::sequence) return;
    SequenceUser& user = reading.sequence_users.add();
    user.slot = slot;
    user.at = column;
}

void set_grants(Reading& reading, RelationDraft& draft, Datum access) {
    const Acl* const list = DatumGetAclP(access);
    List<core::Grant> grants = {};
    for (int i = 0; i < ACL_NUM(list); ++i) {
        const AclItem& item = ACL_DAT(list)[i];
        if (item.ai_grantee == draft.fact.owner) continue;
        const AclMode options = ACLITEM_GET_GOPTIONS(item);
        add_grant(reading, grants, item.ai_grantee, ACLITEM_GET_PRIVS(item) & ~options, false);
        add_grant(reading, grants, item.ai_grantee, options, true);
    }
    core::Grant* const facts = allocate_in<core::Grant>(reading.home, grants.count);
    std::copy(grants.items, grants.items + grants.count, facts);
    draft.fact.sequence.grants = {facts, grants.count};
}

void read_sequence_use(Reading& reading, RelationDraft& draft) {
    read_users(reading, draft.fact.oid);
    look_up(reading.present, reading.snapshot, class_source, ObjectIdGetDatum(draft.fact.oid), 0, [&](const Row& row) {
        bool is_null = false;
        const Datum access = row.get(Anum_pg_class_relacl, &is_null);
        if (!is_null) set_grants(reading, draft, access);
    });
}

void enqueue_sequences(Reading& reading, const RelationDraft& draft, List<Oid>& queue) {
    bool has_identity = false;
    for (std::size_t i = 0; i < draft.column_room; ++i) {
        const core::Column& column = draft.columns[i];
        has_identity = has_identity || column.identity != core::Identity::none;
        if (column.default_kind == core::DefaultKind::sequence) enqueue(reading, queue, column.default_sequence);
    }
    if (!has_identity || !wants(reading, core::Need::identities)) return;
    each_row_of(DependRelationId, DependReferenceIndexId, reading.snapshot, Anum_pg_depend_refclassid,
                RelationRelationId, Anum_pg_depend_refobjid, draft.fact.oid, [&](const Row& row) {
                    Form_pg_depend const form = row.form<Form_pg_depend>();
                    const bool is_of_column = form->refobjsubid != 0 && form->objsubid == 0;
                    if (is_of_column && form->classid == RelationRelationId && form->deptype == DEPENDENCY_INTERNAL)
                        enqueue(reading, queue, form->objid);
                });
}

namespace {

/// A sequence that more columns share is no single column's; a command on one of their tables does not read them all.
constexpr std::size_t fed_columns_read = 8;

}  // namespace

void enqueue_fed_tables(Reading& reading, std::uint32_t slot, List<Oid>& queue) {
    enqueue(reading, queue, reading.relations.items[slot - 1].fact.sequence.owner_relation);
    const SequenceUser* const first = reading.sequence_users.items;
    const SequenceUser* const end = first + reading.sequence_users.count;
    const auto is_own = [&](const SequenceUser& user) { return user.slot == slot; };
    if (std::count_if(first, end, is_own) > static_cast<std::ptrdiff_t>(fed_columns_read)) return;
    for (const SequenceUser* user = first; user != end; ++user)
        if (is_own(*user)) enqueue(reading, queue, user->at.relation);
}

void read_sequence_values(Reading& reading) {
    // An image from before has none: the sequence does not keep what it had reached.
    if (!reading.present && !reading.whole) return;
    for (std::size_t i = 0; i < reading.relations.count; ++i) {
        core::Relation& fact = reading.relations.items[i].fact;
        if (fact.kind != core::RelationKind::sequence) continue;
        CHECK_FOR_INTERRUPTS();
        // Its one page is in the memory of another session, or on this standby not there.
        if (fact.persistence == core::Persistence::temporary) continue;
        if (fact.persistence == core::Persistence::unlogged && RecoveryInProgress()) continue;
        if (!ConditionalLockRelationOid(fact.oid, AccessShareLock)) continue;
        read_value(fact);
        // Of each sequence of a database the server would keep some kB.
        if (reading.whole) RelationCacheInvalidateEntry(fact.oid);
        UnlockRelationOid(fact.oid, AccessShareLock);
    }
}

void link_sequences(Reading& reading) {
    const List<SequenceUser>& users = reading.sequence_users;
    std::sort(users.items, users.items + users.count, is_before);
    const std::size_t count =
        static_cast<std::size_t>(std::unique(users.items, users.items + users.count, is_same) - users.items);
    auto* const columns = allocate_in<core::ColumnAt>(reading.home, count);
    for (std::size_t first = 0; first < count;) {
        std::size_t end = first;
        for (; end < count && users.items[end].slot == users.items[first].slot; ++end)
            columns[end] = users.items[end].at;
        reading.relations.items[users.items[first].slot - 1].fact.sequence.users = {columns + first, end - first};
        first = end;
    }
    if (!wants(reading, core::Need::identities)) return;
    for (std::size_t i = 0; i < reading.relations.count; ++i) {
        const core::Relation& sequence = reading.relations.items[i].fact;
        if (sequence.kind != core::RelationKind::sequence || !sequence.sequence.owner_is_identity) continue;
        const std::uint32_t slot = place(reading.slots, sequence.sequence.owner_relation);
        const std::size_t at = static_cast<std::size_t>(sequence.sequence.owner_column) - 1;
        if (slot == 0 || at >= reading.relations.items[slot - 1].column_room) continue;
        core::Column& column = reading.relations.items[slot - 1].columns[at];
        if (column.identity != core::Identity::none) column.default_sequence = sequence.oid;
    }
}

}  // namespace conventions::pg
