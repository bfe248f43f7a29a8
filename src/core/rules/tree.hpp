// Partition and inheritance trees, as one catalog reading holds them.

#pragma once

#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// `top` and every relation below it, each once, parents first. Partitions that are being detached are left out.
std::vector<const Relation*> tree_of(const Catalog& catalog, const Relation& top);

/// Where the rows are: the partitions that are not partitioned themselves, or `top` where it has none.
/// Empty for a partitioned table without partitions; inheriting tables do not count.
std::vector<const Relation*> leaves_of(const Catalog& catalog, const Relation& top);

/// No table of the tree holds a row, as far as blocks tell; of a foreign table that is not known. Read with
/// Need::sizes.
bool has_no_rows(const Catalog& catalog, const Relation& top);

}  // namespace conventions::core
