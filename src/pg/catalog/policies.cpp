// policies.cpp: policies of row security, and whom beside the owner they could bind.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "utils/acl.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

core::RowPolicyCommand command_of(char command) {
    switch (command) {
    case ACL_SELECT_CHR:
        return core::RowPolicyCommand::select;
    case ACL_INSERT_CHR:
        return core::RowPolicyCommand::insert;
    case ACL_UPDATE_CHR:
        return core::RowPolicyCommand::update;
    case ACL_DELETE_CHR:
        return core::RowPolicyCommand::remove;
    default:
        return core::RowPolicyCommand::all;
    }
}

struct Clause {
    bool there = false;
    bool is_true = false;
};

Clause clause_of(const Row& row, AttrNumber column) {
    bool is_null = false;
    const Datum tree = row.get(column, &is_null);
    if (is_null) return {};
    const auto* const node = static_cast<const Node*>(stringToNode(c_text(tree)));
    if (!IsA(node, Const)) return {.there = true, .is_true = false};
    const auto* const constant = reinterpret_cast<const Const*>(node);
    const bool holds = constant->consttype == BOOLOID && !constant->constisnull && DatumGetBool(constant->constvalue);
    return {.there = true, .is_true = holds};
}

// Roles are not part of an image: one that is gone is nobody.
void set_roles(const Reading& reading, core::RowPolicy& fact, Datum stored) {
    ArrayType* const array = DatumGetArrayTypeP(stored);
    const auto* const roles = reinterpret_cast<const Oid*>(ARR_DATA_PTR(array));
    const int count = ARR_NDIM(array) == 1 ? ARR_DIMS(array)[0] : 0;
    auto* const names = allocate_in<core::Text>(reading.home, static_cast<std::size_t>(count));
    std::size_t found = 0;
    for (int i = 0; i < count; ++i) {
        if (roles[i] == ACL_ID_PUBLIC) fact.for_everybody = true;
        const char* const name = roles[i] == ACL_ID_PUBLIC ? nullptr : GetUserNameFromId(roles[i], true);
        if (name != nullptr) names[found++] = kept(reading, name);
    }
    fact.roles = {names, found};
}

bool gives_rows(const Acl* list, Oid owner) {
    constexpr AclMode rows = ACL_SELECT | ACL_INSERT | ACL_UPDATE | ACL_DELETE;
    for (int i = 0; i < ACL_NUM(list); ++i) {
        const AclItem& item = ACL_DAT(list)[i];
        if (item.ai_grantee != owner && (ACLITEM_GET_PRIVS(item) & rows) != 0) return true;
    }
    return false;
}

}  // namespace

void add_policy(Reading& reading, std::uint32_t slot, const Row& row) {
    Form_pg_policy const form = row.form<Form_pg_policy>();
    PolicyDraft& draft = reading.policies.add();
    draft.slot = slot;
    draft.fact = allocate_in<core::RowPolicy>(reading.policy_facts, 1);
    core::RowPolicy& fact = *draft.fact;
    fact.oid = form->oid;
    fact.name = kept(reading, text_of(form->polname));
    fact.command = command_of(form->polcmd);
    fact.permissive = form->polpermissive;
    bool is_null = false;
    const Datum roles = row.get(Anum_pg_policy_polroles, &is_null);
    if (!is_null) set_roles(reading, fact, roles);
    const Clause rows = clause_of(row, Anum_pg_policy_polqual);
    fact.has_using = rows.there;
    fact.using_true = rows.is_true;
    const Clause new_rows = clause_of(row, Anum_pg_policy_polwithcheck);
    fact.has_check = new_rows.there;
    fact.check_true = new_rows.is_true;
}

void take_rights(RelationDraft& draft, const Row& row, AttrNumber column) {
    bool is_null = false;
    const Datum rights = row.get(column, &is_null);
    if (is_null || draft.fact.shared) return;
    Acl* const list = DatumGetAclP(rights);
    draft.fact.shared = gives_rows(list, draft.fact.owner);
    if (reinterpret_cast<Pointer>(list) != DatumGetPointer(rights)) pfree(list);
}

void read_policies(Reading& reading, std::uint32_t slot) {
    RelationDraft& draft = reading.relations.items[slot - 1];
    const Oid oid = draft.fact.oid;
    const std::size_t before = reading.policies.count;
    each_row_of(PolicyRelationId, PolicyPolrelidPolnameIndexId, reading.snapshot, Anum_pg_policy_polrelid, oid,
                [&](const Row& row) { add_policy(reading, slot, row); });
    if (reading.policies.count == before) return;
    look_up(reading.present, reading.snapshot, class_source, ObjectIdGetDatum(oid), 0,
            [&](const Row& row) { take_rights(draft, row, Anum_pg_class_relacl); });
    if (draft.fact.shared) return;
    each_row_of(AttributeRelationId, AttributeRelidNumIndexId, reading.snapshot, Anum_pg_attribute_attrelid, oid,
                [&](const Row& row) {
                    Form_pg_attribute const form = row.form<Form_pg_attribute>();
                    if (form->attnum > 0 && !form->attisdropped) take_rights(draft, row, Anum_pg_attribute_attacl);
                });
}

void finish_policies(core::Relation& fact) {
    if (fact.policies.empty())
        fact.shared = false;
    else
        fact.owner_bypasses = has_bypassrls_privilege(fact.owner);
}

}  // namespace conventions::pg
