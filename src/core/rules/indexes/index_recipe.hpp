// The statements that make an index, and those that put one in the place of another.

#pragma once

#include <string>
#include <vector>

#include "core/output/sql.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {

/// What pg_get_indexdef() prints behind the table, "USING btree (a) WHERE (b > 0)"; empty where it is not known. Read
/// with Need::definitions.
std::string index_tail(const Server& server, const Relation& table, const Index& index);

/// The index can be built without stopping writers, or at least in one statement; not where a partition is a foreign
/// table.
bool can_have_index(const Input& in);

/// Writes CREATE INDEX for the whole tree of the table, CONCURRENTLY where that is possible; partitions get theirs one
/// by one; what partitions have of a btree with these keys is attached. `words` make its name. Returns the quoted,
/// qualified name.
std::string create_index(const Input& in, bool unique, const std::vector<std::string>& words, const std::string& tail,
                         Sql& sql, const std::vector<IndexKey>& btree_keys = {});

/// Writes a new index, the end of the old one, and the old name for the new one; in a block the old one goes first.
/// `words` as above.
void replace_index(const Input& in, const Index& old, const std::vector<std::string>& words, const std::string& tail,
                   Sql& sql);

/// The names of the key columns, for the name of an index; the server's own for expressions.
std::vector<std::string> words_of(const Relation& table, const Index& index);

/// It is not dropped in passing: something rests on it (see must_stay), or it is not valid.
bool can_be_replaced(const Input& in, const Index& index);

}  // namespace conventions::core
