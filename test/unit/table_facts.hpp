// Facts of one table, written by hand for tests.

#pragma once

#include <deque>
#include <initializer_list>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core::test {

/// A few words of each class, sorted as pg_get_keywords() has them.
inline constexpr Keyword keywords[] = {
    {"abort", 'U'}, {"authorization", 'T'}, {"between", 'C'}, {"int", 'C'},  {"left", 'T'},  {"name", 'U'},
    {"order", 'R'}, {"select", 'R'},        {"time", 'C'},    {"user", 'R'}, {"value", 'U'},
};
inline constexpr Server server = {.version = 150000, .keywords = keywords};

/// Keeps what a Relation points into.
class TableFacts {
public:
    explicit TableFacts(Text name, Text schema = "public") {
        table_.oid = table_oid;
        table_.schema = schema;
        table_.name = name;
        table_.access_method = "heap";
    }

    Column& column(Text name, Text type) {
        Column& made = columns_.emplace_back();
        made.number = static_cast<AttributeNumber>(columns_.size());
        made.name = name;
        made.type_name = type;
        return made;
    }

    Constraint& constraint(ConstraintKind kind, Text name, std::initializer_list<AttributeNumber> columns,
                           Text definition) {
        Constraint& made = constraints_.emplace_back();
        made.oid = static_cast<ObjectId>(20000 + constraints_.size());
        made.kind = kind;
        made.name = name;
        made.columns = numbers(columns);
        made.definition = definition;
        return made;
    }

    /// To public.customers unless changed.
    Constraint& foreign_key(Text name, std::initializer_list<AttributeNumber> columns,
                            std::initializer_list<Text> referenced, Text definition) {
        Constraint& made = constraint(ConstraintKind::foreign_key, name, columns, definition);
        made.referenced = 30000;
        made.referenced_schema = "public";
        made.referenced_name = "customers";
        made.referenced_column_names = texts_.emplace_back(referenced);
        return made;
    }

    Index& index(Text name) {
        Index& made = indexes_.emplace_back();
        made.oid = static_cast<ObjectId>(40000 + indexes_.size());
        made.schema = table_.schema;
        made.name = name;
        return made;
    }

    Rows<AttributeNumber> numbers(std::initializer_list<AttributeNumber> columns) {
        return numbers_.emplace_back(columns);
    }

    Relation& table() {
        table_.columns = columns_;
        table_.constraints = constraints_;
        table_.indexes = indexes_;
        return table_;
    }

    static constexpr ObjectId table_oid = 10000;

private:
    Relation table_;
    // Vectors grow before table() is asked for; references to their last element are used at once.
    std::vector<Column> columns_;
    std::vector<Constraint> constraints_;
    std::vector<Index> indexes_;
    std::deque<std::vector<AttributeNumber>> numbers_;
    std::deque<std::vector<Text>> texts_;
};

}  // namespace conventions::core::test
