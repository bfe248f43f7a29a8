// A key column gets another type.

#include "core/rules/keys/key_change.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/keys/sequence_move.hpp"
#include "core/rules/proposed_name.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr ObjectId bigint_oid = 20;

bool is_narrow(const Column& column) {
    return column.type != nullptr && column.type->schema == "pg_catalog" &&
           (column.type->name == "int2" || column.type->name == "int4");
}

bool owns(const Relation& table, const Column& column, const Relation& sequence) {
    return sequence.sequence.owner_relation == table.oid && sequence.sequence.owner_column == column.number;
}

std::string free_column(const Relation& table, const std::string& wanted) {
    std::string name = fit_identifier(wanted);
    for (int number = 2; table.column(Text(name)) != nullptr; ++number)
        name = fit_identifier(wanted + "_" + std::to_string(number));
    return name;
}

/// All that the steps speak of, quoted.
struct Names {
    std::string table;
    std::string start;
    std::string column;
    std::string made;   // the new column, before it takes the name
    std::string left;   // the old one, afterwards
    std::string index;  // without schema
    std::string function;
    std::string trigger;
};

Names names_of(const Input& in, const Column& column, const Server& server) {
    const Relation& table = in.relation;
    const std::string made = free_column(table, Findings::text(column.name, "_new"));
    const std::string filling = fit_identifier(Findings::text(table.name, "_", made, "_fill"));
    return {.table = ident(server, table),
            .start = alter_start(server, table),
            .column = ident(server, column.name),
            .made = ident(server, made),
            .left = ident(server, free_column(table, Findings::text(column.name, "_old"))),
            .index = ident(server, free_name(in, table.schema, Findings::text(table.name, "_", made, "_key"),
                                             Findings::text("key of ", std::to_string(table.oid)))),
            .function = ident(server, table.schema, filling),
            .trigger = ident(server, filling)};
}

/// The default or identity of the old column becomes that of the new one.
void move_numbers(const Input& in, const KeyChange& change, const Names& names, const Server& server,
                  std::vector<std::string>& steps) {
    const std::string old_column = Findings::text(names.start, " ALTER COLUMN ", names.column);
    const std::string new_column = Findings::text(names.start, " ALTER COLUMN ", names.made);
    if (!change.keeps_numbers) {
        const bool counts = change.column.identity != Identity::none;
        if (!counts && !change.column.has_default) return;
        steps.push_back(old_column + (counts ? " DROP IDENTITY" : " DROP DEFAULT"));
        steps.push_back(Findings::text(new_column, " SET DEFAULT ", change.new_default));
        return;
    }
    const Relation* const sequence = feeding_sequence(in.catalog, change.column);
    if (sequence == nullptr) return;
    const std::string name = ident(server, *sequence);
    if (change.column.identity == Identity::none) {
        steps.push_back(old_column + " DROP DEFAULT");
        if (owns(in.relation, change.column, *sequence)) {
            if (sequence->sequence.type != bigint_oid)
                steps.push_back(Findings::text("ALTER SEQUENCE ", name, " AS bigint"));
            steps.push_back(Findings::text("ALTER SEQUENCE ", name, " OWNED BY ", names.table, ".", names.made));
        }
        steps.push_back(Findings::text(new_column, " SET DEFAULT pg_catalog.nextval(", literal(name), "::regclass)"));
        return;
    }
    const std::string bare = ident(server, free_name(in, sequence->schema, Findings::text(sequence->name, "_new"),
                                                     Findings::text("in place of ", std::to_string(sequence->oid))));
    const std::string made = Findings::text(ident(server, sequence->schema), ".", bare);
    steps.push_back(Findings::text(new_column, " ADD GENERATED ",
                                   change.column.identity == Identity::always ? "ALWAYS" : "BY DEFAULT",
                                   " AS IDENTITY (", identity_options(made, sequence->sequence, bigint_oid), ")"));
    steps.push_back(take_over(made, name));
    steps.push_back(old_column + " DROP IDENTITY");
    steps.push_back(Findings::text("ALTER SEQUENCE ", made, " RENAME TO ", ident(server, sequence->name)));
    repeat_grants(server, *sequence, name, steps);
}

/// Something else of the table rests on the column, or a foreign key on its index: it stays with the old column.
bool has_dependants(const Relation& table, const Constraint& key, const Column& column) {
    for (const Index& index : table.indexes) {
        if (index.oid == key.index && index.referenced) return true;
        const bool names_it = std::any_of(index.keys.begin(), index.keys.end(),
                                          [&](const IndexKey& each) { return each.column == column.number; }) ||
                              std::find(index.expression_columns.begin(), index.expression_columns.end(),
                                        column.number) != index.expression_columns.end();
        if (index.oid != key.index && names_it) return true;
    }
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& each) {
        return each.oid != key.oid && each.kind != ConstraintKind::not_null &&
               std::find(each.columns.begin(), each.columns.end(), column.number) != each.columns.end();
    });
}

std::vector<std::string> swap_steps(const Input& in, const KeyChange& change, const Constraint& key, const Names& names,
                                    const Server& server) {
    const bool has_others = has_dependants(in.relation, key, change.column);
    const std::string name = ident(server, key.name);
    std::vector<std::string> steps;
    if (has_others) steps.emplace_back("<drop what refers to the old column>");
    steps.push_back(Findings::text(names.start, " DROP CONSTRAINT ", name));
    move_numbers(in, change, names, server, steps);
    steps.push_back(Findings::text(names.start, " ALTER COLUMN ", names.column, " DROP NOT NULL"));
    steps.push_back(Findings::text(names.start, " RENAME COLUMN ", names.column, " TO ", names.left));
    steps.push_back(Findings::text(names.start, " RENAME COLUMN ", names.made, " TO ", names.column));
    steps.push_back(Findings::text(names.start, " ADD CONSTRAINT ", name, " PRIMARY KEY USING INDEX ", names.index));
    steps.push_back(Findings::text("DROP TRIGGER ", names.trigger, " ON ", names.table));
    steps.push_back(Findings::text("DROP FUNCTION ", names.function, "()"));
    if (has_others) steps.emplace_back("<make it again for the new column>");
    return steps;
}

/// The key, where all that it says is its one column.
const Constraint* plain_key(const Relation& table) {
    const Constraint* const key = table.primary_key();
    const Index* const index = key != nullptr ? table.index(key->index) : nullptr;
    const bool is_plain = index != nullptr && index->included.empty() && !key->deferrable && !index->replica_identity &&
                          !index->clustered;
    return is_plain ? key : nullptr;
}

}  // namespace

const Column* single_key_column(const Relation& table) {
    const Constraint* const key = table.primary_key();
    return key != nullptr && key->columns.size() == 1 ? table.column(key->columns[0]) : nullptr;
}

bool is_new_or_empty(const Input& in) {
    if (in.relation.origin != Origin::earlier) return true;
    const std::vector<const Relation*> tree = tree_of(in.catalog, in.relation);
    return std::all_of(tree.begin(), tree.end(), [](const Relation* each) {
        return each->kind == RelationKind::partitioned_table || each->blocks == 0;
    });
}

void widen_in_place(const Input& in, const Column& column, Sql& sql) {
    const Server& server = sql.server();
    std::string change =
        Findings::text(alter_start(server, in.relation), " ALTER COLUMN ", ident(server, column.name), " TYPE bigint");
    for (const Column& other : in.relation.columns) {
        const bool refers =
            std::any_of(in.relation.constraints.begin(), in.relation.constraints.end(), [&](const Constraint& key) {
                return key.kind == ConstraintKind::foreign_key && key.referenced == in.relation.oid &&
                       key.columns.size() == 1 && key.columns[0] == other.number &&
                       key.referenced_columns[0] == column.number;
            });
        if (refers && is_narrow(other))
            change += Findings::text(", ALTER COLUMN ", ident(server, other.name), " TYPE bigint");
    }
    sql.statement(change);
    // The server widens the sequence of an identity itself.
    const Relation* const sequence = feeding_sequence(in.catalog, column);
    if (column.identity == Identity::none && sequence != nullptr && owns(in.relation, column, *sequence) &&
        sequence->sequence.type != bigint_oid)
        sql.statement("ALTER SEQUENCE ", ident(server, *sequence), " AS bigint");
}

void swap_key_column(const Input& in, const KeyChange& change, Sql& sql) {
    const Server& server = sql.server();
    const Relation& table = in.relation;
    const Constraint* const key = plain_key(table);
    // A new column of a parent comes to its children without the trigger; a partition key cannot be renamed away.
    if (key == nullptr || table.kind != RelationKind::table || !table.children.empty() || !table.parents.empty() ||
        table.of_type != 0 || in.situation.in_block)
        return;
    const Names names = names_of(in, change.column, server);
    const std::string proof =
        ident(server, free_constraint_name(table, Findings::text(change.column.name, "_new_not_null")));
    const std::string body =
        Findings::text("BEGIN NEW.", names.made, " := ", change.value("NEW." + names.column), "; RETURN NEW; END");
    sql.statement(names.start, " ADD COLUMN ", names.made, " ", change.type);
    sql.statement("CREATE FUNCTION ", names.function, "() RETURNS trigger LANGUAGE plpgsql AS ", literal(body));
    sql.statement("CREATE TRIGGER ", names.trigger, " BEFORE INSERT OR UPDATE ON ", names.table,
                  " FOR EACH ROW EXECUTE FUNCTION ", names.function, "()");
    sql.statement("UPDATE ", names.table, " SET ", names.made, " = ", change.value(names.column), " WHERE ", names.made,
                  " IS NULL AND <part of the rows>");
    sql.outside_transaction("CREATE UNIQUE INDEX CONCURRENTLY ", names.index, " ON ", names.table, " (", names.made,
                            ")");
    sql.statement(names.start, " ADD CONSTRAINT ", proof, " CHECK (", names.made, " IS NOT NULL) NOT VALID");
    sql.statement(names.start, " VALIDATE CONSTRAINT ", proof);
    sql.statement(names.start, " ALTER COLUMN ", names.made, " SET NOT NULL");
    sql.statement(names.start, " DROP CONSTRAINT ", proof);
    add_transaction(in, swap_steps(in, change, *key, names, server), sql);
}

void widen_draft(DraftColumn& column, Draft& draft) {
    const auto widen = [](DraftColumn& each) {
        if (each.type == "serial" || each.type == "smallserial") each.type = "bigserial";
        if (each.type == "integer" || each.type == "smallint") each.type = "bigint";
    };
    widen(column);
    for (const DraftKey& key : draft.keys) {
        if (key.own_referenced != std::vector<AttributeNumber>{column.number} || key.columns.size() != 1) continue;
        DraftColumn* const refers = draft.column(key.columns[0]);
        if (refers != nullptr) widen(*refers);
    }
    if (column.type != "bigserial" && column.type != "bigint") draft.give_up();
}

}  // namespace conventions::core
