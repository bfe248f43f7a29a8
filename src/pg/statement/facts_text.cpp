// facts_text.cpp: conventions.statement_facts(), the facts of statements in words, a line each.
// Memory: the per-call context. Errors: syntax errors, with their place in the given text.

#include "pg/statement/words.hpp"

extern "C" {
#include "parser/parser.h"
#include "utils/tuplestore.h"
}

namespace conventions::pg {

namespace {

/// Lines under the number of a statement: "2: ...", "2.1: ..." for an element of CREATE SCHEMA.
struct Lines {
    ReturnSetInfo* result;
    const char* number;
    StringInfoData line;
};

void begin_line(Lines& lines, const char* fact) {
    initStringInfo(&lines.line);
    appendStringInfo(&lines.line, "%s: %s", lines.number, fact);
}

void end_line(Lines& lines) {
    Datum value = PointerGetDatum(cstring_to_text_with_len(lines.line.data, lines.line.len));
    bool is_null = false;
    tuplestore_putvalues(lines.result->setResult, lines.result->setDesc, &value, &is_null);
}

void add(Lines& lines, const char* word) { appendStringInfo(&lines.line, " %s", word); }

void add_if(Lines& lines, bool given, const char* word) {
    if (given) add(lines, word);
}

void add_pair(Lines& lines, const char* word, const char* value) {
    appendStringInfo(&lines.line, " %s %s", word, value);
}

void add_place(Lines& lines, std::int32_t location) {
    if (location >= 0) appendStringInfo(&lines.line, " at %d", location);
}

void add_names(Lines& lines, core::Rows<core::Text> names) {
    appendStringInfoString(&lines.line, " (");
    const char* between = "";
    for (const core::Text name : names) {
        appendStringInfo(&lines.line, "%s%s", between, shown_name(name));
        between = ", ";
    }
    appendStringInfoChar(&lines.line, ')');
}

void write_flag(Lines& lines, bool given, const char* flag) {
    if (!given) return;
    begin_line(lines, flag);
    end_line(lines);
}

void write_target(Lines& lines, const core::Target& target) {
    begin_line(lines, "target");
    add(lines, word(target.kind));
    add(lines, shown_name(target.schema, target.name));
    const bool is_type = target.kind == core::ObjectKind::type || target.kind == core::ObjectKind::domain;
    if (target.oid == InvalidOid)
        add(lines, "is nothing");
    else if (target.kind == core::ObjectKind::schema)
        add(lines, "is a schema");
    else
        add_pair(lines, "is", is_type ? shown_type(target.oid) : shown_relation(target.oid));
    if (target.relation != target.oid && target.relation != InvalidOid)
        add_pair(lines, "with facts of", shown_relation(target.relation));
    end_line(lines);
}

void add_column(Lines& lines, const core::ColumnDefinition& column) {
    add(lines, column.name.empty() ? "(no name)" : shown_name(column.name));
    if (!column.type_name.empty()) {
        add_pair(lines, "type", c_string(column.type_name));
        add_pair(lines, "is", shown_type(column.type));
    }
    add_if(lines, column.serial, "serial");
    add_if(lines, column.not_null, "not_null");
    add_if(lines, column.has_default, "default");
    add_if(lines, column.identity, "identity");
    add_if(lines, column.generated, "generated");
    add_if(lines, column.primary_key, "primary_key");
    add_if(lines, column.unique, "unique");
    add_if(lines, column.references, "references");
    add_place(lines, column.location);
}

void add_constraint(Lines& lines, const core::ConstraintDefinition& constraint) {
    add(lines, word(constraint.kind));
    if (!constraint.name.empty()) add_pair(lines, "named", shown_name(constraint.name));
    add_names(lines, constraint.columns);
    if (constraint.kind == core::ConstraintKind::foreign_key) {
        add_pair(lines, "references", shown_name(constraint.referenced_schema, constraint.referenced_name));
        add_names(lines, constraint.referenced_columns);
        add_pair(lines, "is", shown_relation(constraint.referenced));
        add_pair(lines, "on_delete", word(constraint.on_delete));
    }
    if (!constraint.using_index.empty()) add_pair(lines, "using_index", shown_name(constraint.using_index));
    add_if(lines, constraint.not_valid, "not_valid");
    add_if(lines, constraint.deferrable, "deferrable");
    add_place(lines, constraint.location);
}

void write_action(Lines& lines, const core::Action& action) {
    begin_line(lines, "action");
    add(lines, word(action.kind));
    if (!action.name.empty()) add(lines, shown_name(action.name));
    add_if(lines, action.missing_ok, "missing_ok");
    add_if(lines, action.cascade, "cascade");
    add_if(lines, action.has_using, "using");
    end_line(lines);
    if (action.kind == core::ActionKind::add_column || action.kind == core::ActionKind::alter_column_type) {
        begin_line(lines, "action column");
        add_column(lines, action.column);
        end_line(lines);
    }
    if (action.kind == core::ActionKind::add_constraint) {
        begin_line(lines, "action constraint");
        add_constraint(lines, action.constraint);
        end_line(lines);
    }
}

const char* shown_column(Oid relation, AttrNumber column) {
    // Read without a lock: it may be gone by now.
    const char* const name = get_attname(relation, column, true);
    return name == nullptr ? "nothing" : quote_identifier(name);
}

void write_key(Lines& lines, Oid relation, const core::IndexKey& key) {
    begin_line(lines, "index key");
    add(lines, key.column == 0 ? "(unknown)" : shown_column(relation, key.column));
    add_pair(lines, "class", shown_operator_class(key.operator_class));
    add_pair(lines, "of", shown_operator_family(key.operator_family));
    add_pair(lines, "for", shown_type(key.input_type));
    if (key.collation != InvalidOid) add_pair(lines, "collation", shown_collation(key.collation));
    add_if(lines, key.descending, "descending");
    add_if(lines, key.nulls_first, "nulls_first");
    if (!key.options.empty()) add_pair(lines, "options", c_string(key.options));
    end_line(lines);
}

void write_index(Lines& lines, const core::Statement& statement) {
    const core::Index& index = statement.index;
    begin_line(lines, "index");
    add(lines, shown_name(index.access_method));
    add_pair(lines, "schema", index.schema.empty() ? "unknown" : shown_schema(index.schema));
    add_if(lines, index.unique, "unique");
    add_if(lines, index.nulls_not_distinct, "nulls_not_distinct");
    add_if(lines, index.partitioned, "partitioned");
    add(lines, statement.index_exact ? "exact" : "not exact");
    end_line(lines);
    const Oid relation = statement.targets.empty() ? InvalidOid : statement.targets[0].oid;
    for (const core::IndexKey& key : index.keys) write_key(lines, relation, key);
    for (const core::AttributeNumber column : index.included) {
        begin_line(lines, "index includes");
        add(lines, shown_column(relation, column));
        end_line(lines);
    }
}

void write_flags(Lines& lines, const core::Statement& statement) {
    write_flag(lines, statement.missing_ok, "if exists");
    write_flag(lines, statement.exists_ok, "if not exists");
    write_flag(lines, statement.concurrently, "concurrently");
    write_flag(lines, statement.cascade, "cascade");
    write_flag(lines, statement.only, "only");
    write_flag(lines, statement.temporary, "temporary");
}

void write_name(Lines& lines, const char* fact, core::Text name) {
    if (name.empty()) return;
    begin_line(lines, fact);
    add(lines, shown_name(name));
    end_line(lines);
}

void write_head(Lines& lines, const core::Statement& statement, std::int32_t location) {
    begin_line(lines, "statement");
    add(lines, c_string(statement.tag));
    add_pair(lines, "kind", word(statement.kind));
    add_pair(lines, "object", word(statement.object));
    add_place(lines, location);
    end_line(lines);
}

void write_statement(ReturnSetInfo* result, const char* number, const core::Statement& statement,
                     std::int32_t location) {
    Lines lines = {result, number, {}};
    write_head(lines, statement, location);
    for (const core::Target& target : statement.targets) write_target(lines, target);
    write_name(lines, "name", statement.name);
    write_name(lines, "new name", statement.new_name);
    write_flags(lines, statement);
    for (const core::ColumnDefinition& column : statement.columns) {
        begin_line(lines, "column");
        add_column(lines, column);
        end_line(lines);
    }
    for (const core::ConstraintDefinition& constraint : statement.constraints) {
        begin_line(lines, "constraint");
        add_constraint(lines, constraint);
        end_line(lines);
    }
    for (const core::Action& action : statement.actions) write_action(lines, action);
    if (statement.kind == core::StatementKind::create_index) write_index(lines, statement);
    for (const core::Text label : statement.labels) {
        begin_line(lines, "label");
        add(lines, quote_literal_cstr(c_string(label)));
        end_line(lines);
    }
    for (const core::WrittenName& long_name : statement.long_names) {
        begin_line(lines, "long name");
        add(lines, shown_name(long_name.written));
        add_pair(lines, "kept as", shown_name(long_name.kept));
        end_line(lines);
    }
    int place = 0;
    for (const core::Statement& element : statement.elements)
        write_statement(result, psprintf("%s.%d", number, ++place), element, element.location);
}

/// Releases before 18 count the space before a statement as part of it.
std::int32_t first_letter(const char* source, std::int32_t location) {
    if (location < 0) return location;
    return location + static_cast<std::int32_t>(strspn(source + location, " \t\n\r\f\v"));
}

/// Otherwise the place would be taken as one in the query that calls the function.
void tell_place_in_text(void* source) {
    const int position = geterrposition();
    if (position <= 0) return;
    errposition(0);
    internalerrposition(position);
    internalerrquery(static_cast<const char*>(source));
}

::List* parse(char* source) {
    ErrorContextCallback callback = {error_context_stack, tell_place_in_text, source};
    error_context_stack = &callback;
    ::List* const statements = raw_parser(source, RAW_PARSE_DEFAULT);
    error_context_stack = callback.previous;
    return statements;
}

void write_facts(ReturnSetInfo* result, char* source) {
    const ::List* const statements = parse(source);
    for (int i = 0; i < list_length(statements); ++i) {
        CHECK_FOR_INTERRUPTS();
        const auto* const raw = static_cast<const RawStmt*>(list_nth(statements, i));
        const core::Text rest = source + raw->stmt_location;
        const core::Text text = raw->stmt_len > 0 ? core::Text(rest.data(), static_cast<Size>(raw->stmt_len)) : rest;
        const core::Statement* const statement =
            read_statement(static_cast<Node*>(list_nth(statements, i)), {}, long_names_in(text, NAMEDATALEN - 1));
        write_statement(result, psprintf("%d", i + 1), *statement, first_letter(source, statement->location));
    }
}

}  // namespace

}  // namespace conventions::pg

extern "C" {
PG_FUNCTION_INFO_V1(conventions_statement_facts);

Datum conventions_statement_facts(PG_FUNCTION_ARGS) {
    InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
    conventions::pg::write_facts(reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo),
                                 text_to_cstring(PG_GETARG_TEXT_PP(0)));
    PG_RETURN_NULL();
}
}
