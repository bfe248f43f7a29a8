// What created_at and updated_at have in common: a column that says when something happened to the row.

#include "core/rules/timestamps/row_moment.hpp"

#include <algorithm>

#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/alter_table.hpp"
#include "core/rules/join_table.hpp"
#include "core/rules/proposed_name.hpp"

namespace conventions::core {
namespace {

constexpr Text nullable = "nullable";
constexpr Text type = "type";
constexpr Text usual_names[] = {
    "created_at",  "updated_at",   "created",       "updated",       "modified",      "created_on",   "updated_on",
    "modified_on", "inserted_at",  "modified_at",   "createdAt",     "updatedAt",     "CreatedAt",    "UpdatedAt",
    "modifiedAt",  "ModifiedAt",   "created_date",  "updated_date",  "modified_date", "create_date",  "update_date",
    "create_time", "update_time",  "creation_date", "creation_time", "date_created",  "date_updated", "date_modified",
    "last_update", "last_updated", "last_modified", "ModifiedDate"};

// In one command, so that no moment shows a column that is half of each; the old default is of the old type.
void fix_type(const Input& in, const Column& column, Sql& sql) {
    // The server would refuse it: columns of a typed table are its type's, an identity is a number.
    if (in.relation.of_type != 0 || column.generated != Generated::none || column.identity != Identity::none) return;
    const Server& server = sql.server();
    const std::string alter = Findings::text("ALTER COLUMN ", ident(server, column.name));
    std::string steps = Findings::text(alter, " TYPE timestamptz USING <expression>, ", alter, " SET DEFAULT now()");
    if (column.has_default) steps = Findings::text(alter, " DROP DEFAULT, ", steps);
    if (in.value(row_moment_not_null).boolean() && !column.not_null)
        steps += Findings::text(", ", alter, " SET NOT NULL");
    sql.statement(alter_start(server, in.relation), " ", steps);
}

}  // namespace

bool is_moment(const Column& column) {
    return column.base != nullptr && column.base->category == 'D' && column.base->name != "time" &&
           column.base->name != "timetz";
}

Rows<Text> names_of_row_moments() { return usual_names; }

bool is_same_column(const RowMoment& moment, const Context& in, const Finding& speaking, const Finding& silent) {
    if (speaking.object.kind != silent.object.kind) return false;
    if (speaking.object.kind == ObjectClass::column) return speaking.object.at == silent.object.at;
    const std::vector<std::string>& accepted = in.value(moment.names).list();
    return std::find(accepted.begin(), accepted.end(), silent.column) != accepted.end();
}

void check_row_moment(const RowMoment& moment, const Input& in, Findings& out) {
    const Relation& table = in.relation;
    const std::vector<std::string>& accepted = in.value(moment.names).list();
    if (accepted.empty()) return;
    const bool must_be_not_null = in.value(row_moment_not_null).boolean();
    Finding found;
    bool is_there = false;
    for (const std::string& name : accepted) {
        const Column* const column = table.column(Text(name));
        if (column == nullptr) continue;
        const bool is_null = must_be_not_null && !column->not_null && !column->domain_not_null;
        // What a parent table says of the column is the parent's to mend.
        if (column->inherited || (is_moment(*column) && !is_null)) return;
        if (is_there) continue;
        is_there = true;
        found.object = ObjectAt::column(static_cast<std::size_t>(column - table.columns.data()));
        found.part = std::string(is_moment(*column) ? nullable : type);
        found.says = is_moment(*column) ? out.text("may be null, though it says when the row was ", moment.happening)
                                        : out.text("is ", column->type_name, ", which is no date or time");
    }
    if (in.value(row_moment_exclude_join_tables).boolean() && join_table_of(table).joins_something()) return;
    if (!is_there) {
        found.part = accepted.front();
        found.says = out.text("has no column ", shown(accepted.front()));
        for (std::size_t i = 1; i < accepted.size(); ++i)
            found.detail += out.text(i == 1 ? "Also accepted: " : ", ", accepted[i]);
        if (!found.detail.empty()) found.detail += ".";
        if (!moment.remark.empty()) found.detail += out.text(found.detail.empty() ? "" : " ", moment.remark);
    }
    out.add(std::move(found));
}

void fix_row_moment(const Input& in, const Finding& finding, Sql& sql) {
    const Server& server = sql.server();
    const std::string start = alter_start(server, in.relation);
    if (finding.object.kind == ObjectClass::column) {
        const Column& column = in.relation.columns[finding.object.at];
        return finding.part == nullable ? set_not_null(in, column, "<moment>", sql) : fix_type(in, column, sql);
    }
    // Rows live elsewhere: the column must be made there first. A typed table has the columns of its type.
    if (in.relation.kind == RelationKind::foreign_table || in.relation.of_type != 0) return;
    const std::string name = ident(server, finding.part);
    // Another column gets that name: then it is there.
    const std::string purpose = "add";
    if (is_promised_column(in, in.relation, finding.part, purpose)) return;
    propose_column(in, in.relation, finding.part, purpose);
    // now() is evaluated once for all old rows, so that none is written.
    sql.statement(start, " ADD COLUMN ", name, " timestamptz",
                  in.value(row_moment_not_null).boolean() ? " NOT NULL" : "", " DEFAULT now()");
    sql.undo(start, " DROP COLUMN ", name);
}

void mend_row_moment(const Input& in, const Finding& finding, Draft& draft) {
    const bool must_be_not_null = in.value(row_moment_not_null).boolean();
    if (finding.object.kind == ObjectClass::relation) {
        DraftColumn& added = draft.add_column(finding.part, "timestamptz");
        added.not_null = must_be_not_null;
        added.default_text = "now()";
        return;
    }
    DraftColumn* const column = draft.column(in.relation.columns[finding.object.at].number);
    if (column == nullptr) return;
    column->not_null = column->not_null || must_be_not_null;
    if (finding.part != type) return;
    const auto refers = [&](const DraftKey& key) {
        return key.kind == ConstraintKind::foreign_key &&
               std::find(key.columns.begin(), key.columns.end(), column->number) != key.columns.end();
    };
    if (draft.is_in_expression(column->number, true) || std::any_of(draft.keys.begin(), draft.keys.end(), refers))
        return draft.give_up();
    column->retype("timestamptz");
    column->default_text = "now()";
}

}  // namespace conventions::core
