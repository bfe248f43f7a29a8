// print.cpp: facts as text.

#include "pg/catalog/print_line.hpp"

namespace conventions::pg {
namespace {

core::ObjectId oid_of(const core::Type* type) { return type == nullptr ? 0 : type->oid; }

void print_table(StringInfo out, const core::Relation& each) {
    begin(out, "relation", each, {})
        .number("oid", each.oid)
        .number("schema_oid", each.schema_oid)
        .number("kind", static_cast<int>(each.kind))
        .number("persistence", static_cast<int>(each.persistence))
        .number("owner", each.owner)
        .text("access_method", each.access_method)
        .flag("is_partition", each.is_partition)
        .flag("detach_pending", each.detach_pending)
        .numbers("parents", each.parents)
        .numbers("children", each.children)
        .number("of_type", each.of_type)
        .number("extension", each.extension)
        .flag("extension_trusted", each.extension_trusted)
        .letter("replica_identity", each.replica_identity)
        .flag("row_security", each.row_security)
        .flag("row_security_forced", each.row_security_forced)
        .flag("shared", each.shared)
        .flag("owner_bypasses", each.owner_bypasses)
        .number("blocks", each.blocks)
        .real("tuples", each.tuples)
        .comment(each.has_comment, each.comment)
        .end();
}

void print_column(StringInfo out, const core::Relation& relation, const core::Column& each) {
    begin(out, "column", relation, each.name)
        .number("number", each.number)
        .text("type_name", each.type_name)
        .number("modifier", each.modifier)
        .number("type", oid_of(each.type))
        .number("base", oid_of(each.base))
        .number("base_modifier", each.base_modifier)
        .number("scalar", oid_of(each.scalar))
        .flag("is_array", each.is_array)
        .flag("not_null", each.not_null)
        .flag("domain_not_null", each.domain_not_null)
        .number("identity", static_cast<int>(each.identity))
        .number("generated", static_cast<int>(each.generated))
        .flag("has_default", each.has_default)
        .number("default_kind", static_cast<int>(each.default_kind))
        .number("default_sequence", each.default_sequence)
        .flag("default_is_null", each.default_is_null)
        .flag("default_is_null_text", each.default_is_null_text)
        .number("collation", each.collation)
        .flag("collation_given", each.collation_given)
        .flag("inherited", each.inherited)
        .real("null_fraction", each.null_fraction)
        .number("width", each.width)
        .comment(each.has_comment, each.comment)
        .end();
}

void print_conditions(StringInfo out, const core::Relation& relation, core::Text of,
                      core::Rows<core::Condition> conditions) {
    for (const core::Condition& each : conditions)
        begin(out, "condition", relation, of)
            .number("kind", static_cast<int>(each.kind))
            .number("column", each.column)
            .end();
}

void print_index(StringInfo out, const core::Relation& relation, const core::Index& each) {
    begin(out, "index", relation, each.name)
        .number("oid", each.oid)
        .text("schema", each.schema)
        .text("access_method", each.access_method)
        .numbers("included", each.included)
        .number("predicate", each.predicate)
        .numbers("expression_columns", each.expression_columns)
        .flag("unique", each.unique)
        .flag("primary", each.primary)
        .flag("exclusion", each.exclusion)
        .flag("immediate", each.immediate)
        .flag("valid", each.valid)
        .flag("ready", each.ready)
        .flag("live", each.live)
        .flag("building", each.building)
        .flag("clustered", each.clustered)
        .flag("replica_identity", each.replica_identity)
        .flag("nulls_not_distinct", each.nulls_not_distinct)
        .flag("partitioned", each.partitioned)
        .number("parent", each.parent)
        .number("constraint", each.constraint)
        .flag("referenced", each.referenced)
        .comment(each.has_comment, each.comment)
        .end();
    if (each.predicate == 0) return;
    begin(out, "predicate", relation, each.name).numbers("not_null_columns", each.not_null_columns).end();
}

void print_index_keys(StringInfo out, const core::Relation& relation, const core::Index& index) {
    int number = 0;
    for (const core::IndexKey& each : index.keys)
        begin(out, "key", relation, index.name)
            .number("number", ++number)
            .number("column", each.column)
            .number("expression", each.expression)
            .text("name", each.name)
            .number("operator_class", each.operator_class)
            .number("operator_family", each.operator_family)
            .number("input_type", each.input_type)
            .number("collation", each.collation)
            .flag("descending", each.descending)
            .flag("nulls_first", each.nulls_first)
            .text("options", each.options)
            .end();
}

void print_constraint(StringInfo out, const core::Relation& relation, const core::Constraint& each) {
    begin(out, "constraint", relation, each.name)
        .number("oid", each.oid)
        .number("kind", static_cast<int>(each.kind))
        .numbers("columns", each.columns)
        .flag("validated", each.validated)
        .flag("enforced", each.enforced)
        .flag("deferrable", each.deferrable)
        .flag("initially_deferred", each.initially_deferred)
        .flag("inherited", each.inherited)
        .flag("no_inherit", each.no_inherit)
        .number("parent", each.parent)
        .number("index", each.index)
        .number("expression", each.expression)
        .number("outcome", static_cast<int>(each.outcome))
        .comment(each.has_comment, each.comment)
        .end();
    print_conditions(out, relation, each.name, each.conditions);
    for (const core::ColumnLimit& limit : each.limits)
        begin(out, "limit", relation, each.name)
            .number("column", limit.column)
            .flag("least", limit.least)
            .flag("most", limit.most)
            .flag("listed", limit.listed)
            .flag("length", limit.length)
            .end();
}

void print_foreign_key(StringInfo out, const core::Relation& relation, const core::Constraint& each) {
    if (each.kind != core::ConstraintKind::foreign_key) return;
    begin(out, "foreign_key", relation, each.name)
        .number("referenced", each.referenced)
        .text("referenced_schema", each.referenced_schema)
        .text("referenced_name", each.referenced_name)
        .numbers("referenced_columns", each.referenced_columns)
        .texts("referenced_column_names", each.referenced_column_names)
        .flag("referenced_is_self", each.referenced_is_self)
        .number("on_delete", static_cast<int>(each.on_delete))
        .number("on_update", static_cast<int>(each.on_update))
        .number("match", static_cast<int>(each.match))
        .numbers("set_columns", each.set_columns)
        .numbers("proved_indexes", each.proved_indexes)
        .end();
    int number = 0;
    for (const core::KeyLookup& lookup : each.lookups)
        begin(out, "lookup", relation, each.name)
            .number("number", ++number)
            .number("search_operator", lookup.search_operator)
            .numbers("families", lookup.families)
            .number("input_type", lookup.input_type)
            .number("collation", lookup.collation)
            .flag("column_is_cast", lookup.column_is_cast)
            .end();
    number = 0;
    for (const core::ReferencedType& type : each.referenced_types)
        begin(out, "referenced_type", relation, each.name)
            .number("number", ++number)
            .number("base", oid_of(type.base))
            .number("base_modifier", type.base_modifier)
            .text("base_name", type.base_name)
            .flag("stored_alike", type.stored_alike)
            .end();
}

void print_trigger(StringInfo out, const core::Relation& relation, const core::Trigger& each) {
    begin(out, "trigger", relation, each.name)
        .number("oid", each.oid)
        .number("function", each.function)
        .text("function_schema", each.function_schema)
        .text("function_name", each.function_name)
        .letter("enabled", each.enabled)
        .flag("internal", each.internal)
        .flag("before", each.before)
        .flag("instead", each.instead)
        .flag("for_each_row", each.for_each_row)
        .flag("on_insert", each.on_insert)
        .flag("on_update", each.on_update)
        .flag("on_delete", each.on_delete)
        .flag("on_truncate", each.on_truncate)
        .numbers("columns", each.columns)
        .number("constraint", each.constraint)
        .number("parent", each.parent)
        .end();
}

void print_policy(StringInfo out, const core::Relation& relation, const core::RowPolicy& each) {
    begin(out, "policy", relation, each.name)
        .number("oid", each.oid)
        .number("command", static_cast<int>(each.command))
        .flag("permissive", each.permissive)
        .flag("for_everybody", each.for_everybody)
        .texts("roles", each.roles)
        .flag("has_using", each.has_using)
        .flag("using_true", each.using_true)
        .flag("has_check", each.has_check)
        .flag("check_true", each.check_true)
        .end();
}

void print_sequence(StringInfo out, const core::Relation& relation, bool with_value) {
    if (relation.kind != core::RelationKind::sequence) return;
    const core::SequenceFacts& each = relation.sequence;
    begin(out, "sequence", relation, {})
        .number("type", each.type)
        .number("start", each.start)
        .number("increment", each.increment)
        .number("minimum", each.minimum)
        .number("maximum", each.maximum)
        .number("cache", each.cache)
        .flag("cycle", each.cycle)
        .number("owner_relation", each.owner_relation)
        .number("owner_column", each.owner_column)
        .flag("owner_is_identity", each.owner_is_identity)
        .end();
    if (each.value_known && with_value)
        begin(out, "sequence_value", relation, {})
            .number("last_value", each.last_value)
            .flag("called", each.called)
            .end();
    for (const core::ColumnAt& user : each.users)
        begin(out, "user", relation, {}).number("relation", user.relation).number("column", user.column).end();
    for (const core::Grant& grant : each.grants)
        begin(out, "grant", relation, grant.role)
            .text("privileges", grant.privileges)
            .flag("with_grant_option", grant.with_grant_option)
            .end();
}

void print_definitions(StringInfo out, const core::Relation& relation) {
    for (const core::Column& each : relation.columns) {
        if (!each.default_text.empty())
            begin(out, "default", relation, each.name).text("text", each.default_text).end();
        if (!each.collation_name.empty())
            begin(out, "collation", relation, each.name).text("name", each.collation_name).end();
    }
    for (const core::Index& each : relation.indexes)
        if (!each.definition.empty())
            begin(out, "index_definition", relation, each.name).text("text", each.definition).end();
    for (const core::Constraint& each : relation.constraints)
        begin(out, "definition", relation, each.name).text("text", each.definition).end();
}

}  // namespace

void print_relation(StringInfo out, const core::Relation& relation, Printing printing) {
    print_table(out, relation);
    if (printing.origin)
        begin(out, "origin", relation, {})
            .number("origin", static_cast<int>(relation.origin))
            .flag("emptied_here", relation.emptied_here)
            .end();
    // As the origin, what only the present has.
    print_sequence(out, relation, printing.origin);
    for (const core::Column& each : relation.columns) print_column(out, relation, each);
    for (const core::Index& each : relation.indexes) {
        print_index(out, relation, each);
        print_index_keys(out, relation, each);
        print_conditions(out, relation, each.name, each.conditions);
    }
    for (const core::Constraint& each : relation.constraints) {
        print_constraint(out, relation, each);
        print_foreign_key(out, relation, each);
    }
    for (const core::Trigger& each : relation.triggers) print_trigger(out, relation, each);
    for (const core::RowPolicy& each : relation.policies) print_policy(out, relation, each);
    if (printing.definitions) print_definitions(out, relation);
    if (printing.usage) print_usage(out, relation);
}

void print_type(StringInfo out, const core::Type& type) {
    const Line line = {out};
    appendStringInfoString(out, "type ");
    line.raw(type.shown);
    appendStringInfoString(out, ":");
    line.number("oid", type.oid)
        .text("schema", type.schema)
        .text("name", type.name)
        .number("kind", static_cast<int>(type.kind))
        .letter("category", type.category)
        .number("length", type.length)
        .letter("alignment", type.alignment)
        .number("domain_base", type.domain_base)
        .number("domain_modifier", type.domain_modifier)
        .flag("domain_not_null", type.domain_not_null)
        .flag("domain_has_check", type.domain_has_check)
        .texts("domain_not_valid", type.domain_not_valid)
        .number("element", type.element)
        .number("relation", type.relation)
        .number("owner", type.owner)
        .number("extension", type.extension)
        .flag("extension_trusted", type.extension_trusted)
        .comment(type.has_comment, type.comment)
        .texts("labels", type.labels)
        .end();
}

}  // namespace conventions::pg
