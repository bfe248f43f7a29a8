// The statements that make the index of a partitioned table whole.

#include "core/rules/indexes/attach_recipe.hpp"

#include <algorithm>

#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

std::vector<const Relation*> partitions_of(const Catalog& catalog, const Relation& relation) {
    std::vector<const Relation*> partitions;
    for (const ObjectId oid : relation.children) {
        const Relation* const child = catalog.relation(oid);
        if (child != nullptr && !child->detach_pending) partitions.push_back(child);
    }
    return partitions;
}

void collect(const Catalog& catalog, const Relation& relation, const Index* index, MissingLeaves& found) {
    for (const Relation* const child : partitions_of(catalog, relation)) {
        const Index* const attached = index != nullptr ? attached_index(*child, *index) : nullptr;
        if (child->kind == RelationKind::partitioned_table) {
            collect(catalog, *child, attached, found);
        } else if (child->kind == RelationKind::foreign_table) {
            found.has_foreign = true;
        } else {
            ++found.of;
            if (attached == nullptr || !attached->valid) found.leaves.push_back(child);
        }
    }
}

/// The column of the same name: partitions may have them under other numbers.
bool is_same_column(const Relation& a, AttributeNumber in_a, const Relation& b, AttributeNumber in_b) {
    const Column* const first = a.column(in_a);
    const Column* const second = b.column(in_b);
    return first != nullptr && second != nullptr && first->name == second->name;
}

bool is_same_key(const Relation& a, const IndexKey& in_a, const Relation& b, const IndexKey& in_b) {
    return is_same_column(a, in_a.column, b, in_b.column) && in_a.operator_class == in_b.operator_class &&
           in_a.collation == in_b.collation && in_a.descending == in_b.descending &&
           in_a.nulls_first == in_b.nulls_first && in_a.options == in_b.options;
}

/// The server would attach it. Expressions of two relations do not compare: they are never found to be the same.
bool can_be_attached(const Relation& root, const Index& index, const Relation& partition, const Index& own) {
    if (own.parent != 0 || !(own.valid || own.partitioned) || own.access_method != index.access_method ||
        own.unique != index.unique || own.nulls_not_distinct != index.nulls_not_distinct ||
        own.immediate != index.immediate || (own.constraint != 0) != (index.constraint != 0) ||
        own.primary != index.primary)
        return false;
    if (own.predicate != 0 || index.predicate != 0 || own.keys.size() != index.keys.size() ||
        own.included.size() != index.included.size())
        return false;
    for (std::size_t i = 0; i < own.keys.size(); ++i)
        if (!is_same_key(root, index.keys[i], partition, own.keys[i])) return false;
    for (std::size_t i = 0; i < own.included.size(); ++i)
        if (!is_same_column(root, index.included[i], partition, own.included[i])) return false;
    return true;
}

}  // namespace

const Index* attached_index(const Relation& partition, const Index& parent) {
    const auto found = std::find_if(partition.indexes.begin(), partition.indexes.end(),
                                    [&](const Index& each) { return each.parent == parent.oid; });
    return found != partition.indexes.end() ? &*found : nullptr;
}

MissingLeaves missing_leaves(const Catalog& catalog, const Relation& root, const Index& index) {
    MissingLeaves found;
    collect(catalog, root, &index, found);
    return found;
}

AttachRecipe::AttachRecipe(const Input& in, const Index& index, Sql& sql) : in_(in), index_(index), sql_(sql) {
    const Server& server = sql.server();
    const std::string head = Findings::text("CREATE ", index.unique ? "UNIQUE " : "", "INDEX ",
                                            ident(server, index.name), " ON ONLY ", ident(server, in.relation), " ");
    if (index.definition.starts_with(head)) tail_ = index.definition.substr(head.size());
}

void AttachRecipe::write() {
    if (tail_.empty()) return;
    complete(in_.relation, &index_, ident(sql_.server(), index_.schema, index_.name));
}

// Attaching the last one makes the index valid, and those above it; attaching it once more does that, too.
void AttachRecipe::complete(const Relation& relation, const Index* index, const std::string& name) {
    const Server& server = sql_.server();
    bool is_whole = true;
    std::string last;
    for (const Relation* const child : partitions_of(in_.catalog, relation)) {
        const Index* const attached = index != nullptr ? attached_index(*child, *index) : nullptr;
        const Index* const known = attached != nullptr ? attached : ready_made(*child);
        if (attached != nullptr) last = ident(server, attached->schema, attached->name);
        if (attached != nullptr && attached->valid) continue;
        is_whole = false;
        const std::string below = known != nullptr ? ident(server, known->schema, known->name) : make(*child);
        const bool has_gaps = known == nullptr || !known->valid;
        if (child->kind == RelationKind::partitioned_table && has_gaps)
            complete(*child, known, below);
        else if (attached != nullptr)
            rebuild(*attached, below);
        if (attached == nullptr || child->kind != RelationKind::partitioned_table)
            sql_.statement("ALTER INDEX ", name, " ATTACH PARTITION ", below);
    }
    if (is_whole && !last.empty()) sql_.statement("ALTER INDEX ", name, " ATTACH PARTITION ", last);
}

void AttachRecipe::rebuild(const Index& index, const std::string& name) {
    if (in_.situation.in_block || index.exclusion)
        sql_.statement("REINDEX INDEX ", name);
    else
        sql_.outside_transaction("REINDEX INDEX CONCURRENTLY ", name);
}

const Index* AttachRecipe::ready_made(const Relation& partition) const {
    const auto found = std::find_if(partition.indexes.begin(), partition.indexes.end(), [&](const Index& own) {
        return can_be_attached(in_.relation, index_, partition, own);
    });
    return found != partition.indexes.end() ? &*found : nullptr;
}

/// Makes the index of one relation; returns its quoted, qualified name.
std::string AttachRecipe::make(const Relation& relation) {
    const Server& server = sql_.server();
    std::vector<std::string> words;
    for (const IndexKey& key : index_.keys) {
        const Column* const column = in_.relation.column(key.column);
        words.emplace_back(column != nullptr ? column->name : Text("expr"));
    }
    const std::string made =
        free_name(in_, relation.schema, new_index_name(in_, relation.schema, relation.name, words),
                  Findings::text("part of ", std::to_string(index_.oid), " at ", std::to_string(relation.oid)));
    const Text only = relation.kind == RelationKind::partitioned_table ? "ONLY " : "";
    if (index_.constraint != 0) {
        sql_.statement("ALTER TABLE ", only, ident(server, relation), " ADD CONSTRAINT ", ident(server, made), " ",
                       constraint_text());
    } else {
        const bool at_once = in_.situation.in_block || !only.empty();
        const std::string create =
            Findings::text("CREATE ", index_.unique ? "UNIQUE " : "", "INDEX ", at_once ? "" : "CONCURRENTLY ",
                           ident(server, made), " ON ", only, ident(server, relation), " ", tail_);
        if (at_once)
            sql_.statement(create);
        else
            sql_.outside_transaction(create);
    }
    return ident(server, relation.schema, made);
}

std::string AttachRecipe::constraint_text() const {
    const Server& server = sql_.server();
    std::vector<AttributeNumber> columns;
    for (const IndexKey& key : index_.keys) columns.push_back(key.column);
    std::string text = index_.primary              ? "PRIMARY KEY ("
                       : index_.nulls_not_distinct ? "UNIQUE NULLS NOT DISTINCT ("
                                                   : "UNIQUE (";
    text += ident_list(server, in_.relation, columns) + ")";
    if (!index_.included.empty())
        text += Findings::text(" INCLUDE (", ident_list(server, in_.relation, index_.included), ")");
    const Constraint* const constraint = in_.relation.constraint(index_.constraint);
    return constraint != nullptr ? text + deferring_of(*constraint) : text;
}

}  // namespace conventions::core
