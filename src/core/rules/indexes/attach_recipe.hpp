// The statements that make the index of a partitioned table whole.

#pragma once

#include <string>
#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// The index of a partition that is attached to `parent`, valid or not; null for none.
const Index* attached_index(const Relation& partition, const Index& parent);

struct MissingLeaves {
    std::vector<const Relation*> leaves;
    std::size_t of = 0;
    /// A foreign table can have no index: the server never finds such an index complete.
    bool has_foreign = false;
};

/// The partitions with rows, on all levels, that have no valid index attached to that of their root.
MissingLeaves missing_leaves(const Catalog& catalog, const Relation& root, const Index& index);

class AttachRecipe {
public:
    AttachRecipe(const Input& in, const Index& index, Sql& sql);
    /// Writes nothing where the index cannot be told in words.
    void write();

private:
    /// Attaches what `relation` lacks below its index, which is null where it is still to be made.
    void complete(const Relation& relation, const Index* index, const std::string& name);
    std::string make(const Relation& relation);
    void rebuild(const Index& index, const std::string& name);
    const Index* ready_made(const Relation& partition) const;
    std::string constraint_text() const;

    const Input& in_;
    const Index& index_;
    Sql& sql_;
    /// USING btree (a, b) WHERE ...; empty where it is not known.
    std::string tail_;
};

}  // namespace conventions::core
