// A small schema written by hand, and one rule run over it.

#pragma once

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/output/draft.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/policy.hpp"
#include "table_facts.hpp"

namespace conventions::core::test {

/// Operator families as the server numbers them; gist_int8 stands for one of an extension.
namespace family {
constexpr ObjectId integer = 1976;
constexpr ObjectId text = 1994;
constexpr ObjectId text_pattern = 2095;
constexpr ObjectId hash_integer = 1977;
constexpr ObjectId gin_integer = 16500;
constexpr ObjectId gist_int8 = 16501;
constexpr ObjectId brin_integer = 4054;
constexpr ObjectId numeric = 1988;
}  // namespace family

constexpr ObjectId default_collation = 100;

inline constexpr Type smallint_type = {.oid = 21,
                                       .schema = "pg_catalog",
                                       .name = "int2",
                                       .shown = "smallint",
                                       .category = 'N',
                                       .length = 2,
                                       .alignment = 's'};
inline constexpr Type integer_type = {.oid = 23,
                                      .schema = "pg_catalog",
                                      .name = "int4",
                                      .shown = "integer",
                                      .category = 'N',
                                      .length = 4,
                                      .alignment = 'i'};
inline constexpr Type bigint_type = {.oid = 20,
                                     .schema = "pg_catalog",
                                     .name = "int8",
                                     .shown = "bigint",
                                     .category = 'N',
                                     .length = 8,
                                     .alignment = 'd'};
inline constexpr Type text_type = {.oid = 25, .schema = "pg_catalog", .name = "text", .shown = "text", .category = 'S'};
inline constexpr Type date_type = {
    .oid = 1082, .schema = "pg_catalog", .name = "date", .shown = "date", .category = 'D'};
inline constexpr Type time_type = {
    .oid = 1083, .schema = "pg_catalog", .name = "time", .shown = "time without time zone", .category = 'D'};
inline constexpr Type timestamp_type = {
    .oid = 1114, .schema = "pg_catalog", .name = "timestamp", .shown = "timestamp without time zone", .category = 'D'};
inline constexpr Type timestamptz_type = {
    .oid = 1184, .schema = "pg_catalog", .name = "timestamptz", .shown = "timestamp with time zone", .category = 'D'};

/// What an index key or a foreign key column of a type rests on.
inline ObjectId family_of(const Type& type) { return &type == &text_type ? family::text : family::integer; }

class Table {
public:
    Table(ObjectId oid, Text schema, Text name, RelationKind kind) {
        relation.oid = oid;
        relation.schema = schema;
        relation.name = name;
        relation.kind = kind;
        relation.access_method = "heap";
    }

    Column& column(Text name, const Type& type = bigint_type) {
        Column made;
        made.number = static_cast<AttributeNumber>(columns.size() + 1);
        made.name = name;
        made.type_name = type.shown;
        made.type = made.base = made.scalar = &type;
        made.collation = type.category == 'S' ? default_collation : 0;
        columns.push_back(made);
        return columns.back();
    }

    /// Over columns by number; 0 makes an expression key.
    Index& index(Text name, std::initializer_list<AttributeNumber> keyed, Text access_method = "btree") {
        std::vector<IndexKey>& made_keys = keys.emplace_back();
        for (const AttributeNumber number : keyed) {
            IndexKey key;
            key.column = number;
            if (number == 0) {
                key.expression = 1;
            } else {
                const Column& column = columns[static_cast<std::size_t>(number - 1)];
                key.operator_family = family_of(*column.type);
                key.input_type = column.type->oid;
                key.collation = column.collation;
            }
            made_keys.push_back(key);
        }
        Index made;
        made.oid = next_oid();
        made.schema = relation.schema;
        made.name = name;
        made.access_method = access_method;
        made.keys = made_keys;
        indexes.push_back(made);
        return indexes.back();
    }

    /// The keys of the index that was made last.
    std::vector<IndexKey>& last_keys() { return keys.back(); }

    /// With its constraint.
    Index& unique_constraint(ConstraintKind kind, Text name, std::initializer_list<AttributeNumber> keyed) {
        Constraint made;
        made.oid = next_oid();
        made.kind = kind;
        made.name = name;
        made.columns = numbers.emplace_back(keyed);
        Index& made_index = index(name, keyed);
        made_index.unique = true;
        made_index.primary = kind == ConstraintKind::primary_key;
        made_index.constraint = made.oid;
        made.index = made_index.oid;
        constraints.push_back(made);
        return indexes.back();
    }
    Index& primary_key(Text name, std::initializer_list<AttributeNumber> keyed) {
        return unique_constraint(ConstraintKind::primary_key, name, keyed);
    }

    /// To public.parents (columns x, y, ...) unless changed; the look-up of each column is what its type asks for.
    Constraint& foreign_key(Text name, std::initializer_list<AttributeNumber> keyed, ObjectId referenced = 30000) {
        std::vector<KeyLookup>& made_lookups = lookups.emplace_back();
        std::vector<AttributeNumber>& referenced_numbers = numbers.emplace_back();
        static constexpr ObjectId integer_families[] = {family::integer, family::hash_integer, family::gin_integer,
                                                        family::gist_int8, family::brin_integer};
        static constexpr ObjectId text_families[] = {family::text, family::text_pattern};
        AttributeNumber position = 0;
        for (const AttributeNumber number : keyed) {
            const Column& column = columns[static_cast<std::size_t>(number - 1)];
            const bool is_text = column.type == &text_type;
            made_lookups.push_back(
                {.search_operator = 1,
                 .families = is_text ? Rows<ObjectId>(text_families) : Rows<ObjectId>(integer_families),
                 .input_type = column.type->oid,
                 .collation = column.collation});
            referenced_numbers.push_back(++position);
        }
        static constexpr Text names[] = {"x", "y", "z"};
        Constraint made;
        made.oid = next_oid();
        made.kind = ConstraintKind::foreign_key;
        made.name = name;
        made.columns = numbers.emplace_back(keyed);
        made.referenced = referenced;
        made.referenced_schema = "public";
        made.referenced_name = "parents";
        made.referenced_columns = referenced_numbers;
        made.referenced_column_names = Rows<Text>(names).first(keyed.size());
        made.lookups = made_lookups;
        constraints.push_back(made);
        return constraints.back();
    }
    std::vector<KeyLookup>& last_lookups() { return lookups.back(); }

    ObjectId next_oid() { return relation.oid + ++made_; }

    Relation relation;
    std::vector<Column> columns;
    std::vector<Index> indexes;
    std::vector<Constraint> constraints;
    std::vector<Trigger> triggers;
    std::vector<RowPolicy> policies;
    std::deque<std::vector<IndexKey>> keys;
    std::deque<std::vector<KeyLookup>> lookups;
    std::deque<std::vector<AttributeNumber>> numbers;
    std::vector<ObjectId> parents;
    std::vector<ObjectId> children;

private:
    ObjectId made_ = 0;
};

class Schema {
public:
    Table& table(Text name, RelationKind kind = RelationKind::table, Text schema = "public") {
        return tables_.emplace_back(static_cast<ObjectId>(100000 + 1000 * tables_.size()), schema, name, kind);
    }

    /// A partition; one that is partitioned itself by `kind`.
    Table& partition_of(Table& parent, Text name, RelationKind kind = RelationKind::table) {
        Table& made = table(name, kind);
        made.relation.is_partition = true;
        made.parents.push_back(parent.relation.oid);
        parent.children.push_back(made.relation.oid);
        for (const Column& column : parent.columns) {
            made.columns.push_back(column);
            made.columns.back().inherited = true;
        }
        for (const Constraint& key : parent.constraints) {
            if (key.kind != ConstraintKind::foreign_key || key.referenced != 30000) continue;
            Constraint copy = key;
            copy.oid = made.next_oid();
            copy.parent = key.oid;
            copy.inherited = true;
            made.constraints.push_back(copy);
        }
        return made;
    }

    /// The table with that OID; throws std::out_of_range.
    Table& of(ObjectId oid) { return tables_.at((oid - 100000) / 1000); }

    Type& type(Text name, TypeKind kind) {
        Type& made = types_.emplace_back();
        made.oid = static_cast<ObjectId>(500000 + types_.size());
        made.schema = "public";
        made.name = name;
        made.shown = name;
        made.kind = kind;
        return made;
    }
    Type& domain(Text name, const Type& base, std::int32_t modifier = -1) {
        Type& made = type(name, TypeKind::domain);
        made.domain_base = base.oid;
        made.domain_modifier = modifier;
        made.category = base.category;
        return made;
    }
    Type& array_of(const Type& element) {
        Type& made = type("_array", TypeKind::base);
        made.element = element.oid;
        made.category = 'A';
        return made;
    }

    /// A copy that lives as long as the schema.
    Text kept(std::string text) { return texts_.emplace_back(std::move(text)); }

    /// The facts as they now stand; rows move when a table gets more of them, so ask again after a change.
    const Catalog& catalog() {
        relations_.clear();
        type_rows_ = {&smallint_type, &integer_type, &bigint_type,    &text_type,
                      &date_type,     &time_type,    &timestamp_type, &timestamptz_type};
        for (Table& each : tables_) {
            each.relation.columns = each.columns;
            each.relation.indexes = each.indexes;
            each.relation.constraints = each.constraints;
            if (!each.triggers.empty()) each.relation.triggers = each.triggers;
            if (!each.policies.empty()) each.relation.policies = each.policies;
            each.relation.parents = each.parents;
            each.relation.children = each.children;
            relations_.push_back(each.relation);
        }
        for (const Type& each : types_) type_rows_.push_back(&each);
        std::sort(type_rows_.begin(), type_rows_.end(), [](const Type* a, const Type* b) { return a->oid < b->oid; });
        catalog_ = {.server = &server, .relations = relations_, .types = type_rows_};
        return catalog_;
    }

private:
    std::deque<Table> tables_;
    std::deque<Type> types_;
    std::deque<std::string> texts_;
    std::vector<Relation> relations_;
    std::vector<const Type*> type_rows_;
    Catalog catalog_;
};

inline Policy policy_with(const Rule& rule, Text parameters) {
    const SettingRow row = {.rule = rule.id, .severity = "error", .parameters = parameters};
    return Policy({.profile = "strict", .settings = {&row, 1}});
}

/// One rule, run over one table, type or statement of a catalog.
class Judged {
public:
    Judged(const Rule& rule, const Catalog& catalog, const Table& table, Text parameters = {}, Situation situation = {})
        : rule_(rule),
          policy_(policy_with(rule, parameters)),
          situation_(situation),
          catalog_(catalog),
          relation_(catalog.relation(table.relation.oid)) {
        if (!policy_.problems().empty()) throw std::logic_error(policy_.problems().front());
        if (rule.relation_kinds.has(relation_->kind)) rule.check(input(), found_);
    }
    Judged(const Rule& rule, const Catalog& catalog, const Type& type, Text parameters = {})
        : rule_(rule), policy_(policy_with(rule, parameters)), catalog_(catalog), type_(&type) {
        rule.check_type(type_input(), found_);
    }
    Judged(const Rule& rule, const Catalog& catalog, const Statement& statement, Text parameters = {})
        : rule_(rule),
          policy_(policy_with(rule, parameters)),
          situation_({.moment = Moment::before}),
          catalog_(catalog) {
        const StatementInput in{{catalog_, policy_.settings(rule_), situation_}, statement};
        rule.check_statement(in, found_);
    }
    Judged(const Judged&) = delete;

    std::size_t count() const { return found_.all().size(); }
    bool quiet() const { return found_.all().empty(); }
    const Finding& operator[](std::size_t at) const { return found_.all()[at]; }
    /// "object: says" of each, lines joined by |; objects by their names.
    std::string said() const {
        std::string text;
        for (const Finding& each : found_.all()) {
            if (!text.empty()) text += "|";
            text += object_of(each) + each.says;
        }
        return text;
    }

    /// Statements of the fix of a finding, joined by "; "; those for outside transactions begin with !, templates with
    /// ?.
    std::string fix(std::size_t at = 0) const {
        std::string text;
        const Sql made = sql(at);
        for (const FixStatement& each : made.statements()) {
            if (!text.empty()) text += "; ";
            text += each.outside_transaction ? "!" : "";
            text += each.is_template ? "?" : "";
            text += each.text;
        }
        return text;
    }
    std::string undo(std::size_t at = 0) const { return sql(at).undo_text(); }

    /// The draft of the table after every finding mended it.
    Draft mended() const {
        Draft draft(*catalog_.server, *relation_);
        for (const Finding& each : found_.all()) rule_.mend(input(), each, draft);
        return draft;
    }

private:
    Input input() const { return {{catalog_, policy_.settings(rule_), situation_}, *relation_}; }
    TypeInput type_input() const { return {{catalog_, policy_.settings(rule_), situation_}, *type_}; }
    Sql sql(std::size_t at) const {
        Sql made(*catalog_.server);
        if (relation_ != nullptr) rule_.fix(input(), found_.all()[at], made);
        if (type_ != nullptr) rule_.fix_type(type_input(), found_.all()[at], made);
        return made;
    }
    std::string object_of(const Finding& finding) const {
        if (finding.object.kind == ObjectClass::statement && !finding.column.empty()) return finding.column + ": ";
        if (relation_ == nullptr) return {};
        switch (finding.object.kind) {
        case ObjectClass::column:
            return std::string(relation_->columns[finding.object.at].name) + ": ";
        case ObjectClass::constraint:
            return std::string(relation_->constraints[finding.object.at].name) + ": ";
        case ObjectClass::index:
            return std::string(relation_->indexes[finding.object.at].name) + ": ";
        case ObjectClass::trigger:
            return std::string(relation_->triggers[finding.object.at].name) + ": ";
        case ObjectClass::policy:
            return std::string(relation_->policies[finding.object.at].name) + ": ";
        default:
            return {};
        }
    }

    const Rule& rule_;
    const Policy policy_;
    const Situation situation_ = {};
    const Catalog& catalog_;
    const Relation* relation_ = nullptr;
    const Type* type_ = nullptr;
    Findings found_;
};

}  // namespace conventions::core::test
