// The statements that give a foreign key its index.

#pragma once

#include <string>
#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/foreign_keys/key_cover.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

class KeyIndexRecipe {
public:
    /// `key` is a constraint of `table`, the root of its tree.
    KeyIndexRecipe(const Context& in, const Relation& table, const Constraint& key, const CoverOptions& options,
                   Sql& sql);
    void write();

private:
    void write_plain();
    void write_concurrently();
    void write_missing_leaves(const std::vector<Leaf>& leaves);
    /// Makes what the tree below lacks; returns the quoted, qualified name of the index of `relation`.
    std::string write_tree(const Relation& relation, const Constraint& copy);
    /// A free name for the index of a relation, with this predicate.
    std::string new_index(const Relation& relation, const Constraint& copy, Text where = {}) const;
    /// " ON [ONLY] table (columns)"
    std::string target(const Relation& relation, const Constraint& copy, Text only = {}) const;
    std::vector<AttributeNumber> columns_of(const Constraint& copy) const;
    const Index* same_index(const Relation& relation, const Constraint& copy) const;
    /// "CREATE INDEX [CONCURRENTLY] "
    std::string create(Text concurrently = {}) const;
    std::string predicate() const;

    const Context& in_;
    const Relation& table_;
    const Constraint& key_;
    const CoverOptions options_;
    Sql& sql_;
    const std::vector<std::size_t> order_;
    /// An index that was there became a part of the tree.
    bool took_over_ = false;
};

}  // namespace conventions::core
