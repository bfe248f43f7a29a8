// Turns what a check said into a flat row: identity, subject, severity, fingerprint.

#include <algorithm>
#include <cstdio>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/engine/judging.hpp"
#include "core/engine/reply.hpp"
#include "core/output/names.hpp"

namespace conventions::core {
namespace {

std::string fingerprint_of(Text rule, Text identity, Text part) {
    std::string text;
    text.append(rule).append(1, '\0').append(identity).append(1, '\0').append(part);
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    char digits[33];
    std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return digits;
}

/// How messages name an object: with its relation, and without it.
struct Subject {
    std::string full;
    std::string brief;
};

/// Of what is not there yet.
Text word_of(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::foreign_table:
        return "foreign table";
    case ObjectKind::view:
        return "view";
    case ObjectKind::materialized_view:
        return "materialized view";
    case ObjectKind::sequence:
        return "sequence";
    case ObjectKind::type:
        return "type";
    case ObjectKind::domain:
        return "domain";
    case ObjectKind::schema:
        return "schema";
    default:
        return "table";
    }
}

/// `relation_identity` stands for the relation itself.
std::string identity_of(const Server& server, const Relation& relation, const std::string& relation_identity,
                        const Finding& finding) {
    switch (finding.object.kind) {
    case ObjectClass::column:
        return Findings::text(relation_identity, ".", ident(server, relation.columns[finding.object.at].name));
    case ObjectClass::constraint:
        return Findings::text(ident(server, relation.constraints[finding.object.at].name), " on ", relation_identity);
    case ObjectClass::index:
        return identity_of(server, relation.indexes[finding.object.at]);
    case ObjectClass::trigger:
        return Findings::text(ident(server, relation.triggers[finding.object.at].name), " on ", relation_identity);
    case ObjectClass::policy:
        return Findings::text(ident(server, relation.policies[finding.object.at].name), " on ", relation_identity);
    default:
        return relation_identity;
    }
}

Subject subject_of(const Relation& relation, const Finding& finding) {
    const std::string table = Findings::text(word_of(relation.kind), " ", shown(relation));
    switch (finding.object.kind) {
    case ObjectClass::column: {
        const std::string brief = Findings::text("column ", shown(relation.columns[finding.object.at].name));
        return {.full = Findings::text(brief, " of ", table), .brief = brief};
    }
    case ObjectClass::constraint: {
        const Constraint& constraint = relation.constraints[finding.object.at];
        const std::string brief = Findings::text(word_of(constraint.kind), " ", shown(constraint.name));
        return {.full = Findings::text(brief, " of ", table), .brief = brief};
    }
    case ObjectClass::index: {
        const Index& index = relation.indexes[finding.object.at];
        return {.full = Findings::text("index ", shown(index.schema, index.name)),
                .brief = Findings::text("index ", shown(index.name))};
    }
    case ObjectClass::trigger:
    case ObjectClass::policy: {
        const bool is_trigger = finding.object.kind == ObjectClass::trigger;
        const Text name =
            is_trigger ? relation.triggers[finding.object.at].name : relation.policies[finding.object.at].name;
        const std::string brief = Findings::text(is_trigger ? "trigger " : "policy ", shown(name));
        return {.full = Findings::text(brief, " of ", table), .brief = brief};
    }
    default:
        return {.full = table, .brief = std::string(word_of(relation.kind))};
    }
}

/// What it is, and where; all of it views of the facts.
void name_object(const Relation& relation, const Finding& finding, FindingRow& row) {
    row.object_type = word_of(relation.kind);
    row.schema_name = relation.schema;
    row.object_name = relation.name;
    row.relation_type = word_of(relation.kind);
    row.relation_name = relation.name;
    row.relation = relation.oid;
    row.object = relation.oid;
    switch (finding.object.kind) {
    case ObjectClass::column:
        row.object_type = "table column";
        row.column_name = relation.columns[finding.object.at].name;
        row.column = relation.columns[finding.object.at].number;
        break;
    case ObjectClass::constraint:
        row.object_type = "table constraint";
        row.object = relation.constraints[finding.object.at].oid;
        break;
    case ObjectClass::index:
        row.object_type = "index";
        row.object_name = relation.indexes[finding.object.at].name;
        row.object = relation.indexes[finding.object.at].oid;
        break;
    case ObjectClass::trigger:
        row.object_type = "trigger";
        row.object = relation.triggers[finding.object.at].oid;
        break;
    case ObjectClass::policy:
        row.object_type = "policy";
        row.object = relation.policies[finding.object.at].oid;
        break;
    default:
        break;
    }
}

}  // namespace

bool Judging::decide_row(const Settings& settings, const Finding& finding, const ObjectNames& names, FindingRow& row) {
    if (task_.as_facts) {
        const bool counts = !is_out_of_scope(settings, names.identity);
        row.severity = counts ? std::max(settings.severity, Severity::info) : Severity::off;
        return counts;
    }
    const Exemption* exemption = nullptr;
    if (!policy_.exemptions().empty() && settings.severity != Severity::off)
        exemption = policy_.exemptions().find(settings.rule->id, names, task_.situation.moment);
    const Decision decision = decide(settings, exemption, task_.caps, finding, names.identity, task_.situation);
    row.severity = decision.severity;
    row.status = decision.status;
    if (exemption != nullptr && row.severity != Severity::off) {
        row.exemption = exemption->id;
        row.exempt_reason = reply_.keep(exemption->reason);
        row.exempt_until = exemption->until;
        row.exempt_until_text = reply_.keep(exemption->until_text);
    }
    return row.severity != Severity::off;
}

void Judging::keep_neighbour(const Neighbour& neighbour, FindingRow& row) {
    row.neighbour = neighbour.oid;
    row.neighbour_why = reply_.keep(neighbour.why);
    if (neighbour.oid != 0)
        row.neighbour_identity = reply_.keep(ident(*task_.catalog->server, neighbour.schema, neighbour.name));
}

void Judging::mark(const Settings& settings, const Finding& finding, FindingRow& row) {
    row.rule = settings.rule->id;
    row.moment = task_.situation.moment;
    row.waits = settings.rule->waits_in_autocommit || finding.waits;
    row.part = reply_.keep(finding.part);
    row.undo_index = finding.undo_index;
    row.related = finding.related;
    row.fix_safety = name_of(settings.rule->fix_safety);
    row.object_class = finding.object.kind;
}

void Judging::describe(const Finding& finding, const std::string& subject, const std::string& brief_subject,
                       FindingRow& row) {
    row.message = reply_.keep(Findings::text(subject, " ", finding.says));
    row.brief = reply_.keep(Findings::text(brief_subject, " ", finding.says));
    if (row.status == FindingStatus::expired) {
        std::string detail = finding.detail;
        if (!detail.empty()) detail.append(" ");
        detail.append("Its exemption expired on ").append(row.exempt_until_text).append(": ");
        detail.append(row.exempt_reason).append(".");
        row.detail = reply_.keep(detail);
    } else {
        row.detail = reply_.keep(finding.detail);
    }
    if (task_.as_facts) keep_neighbour(finding.neighbour, row);
    row.fingerprint = reply_.keep(fingerprint_of(row.rule, row.identity, row.part));
}

FindingRow Judging::row_of(const Settings& settings, const Relation& relation, const Finding& finding) {
    FindingRow row;
    const Server& server = *task_.catalog->server;
    // Mostly one relation has all findings that follow each other.
    if (identified_ != &relation) {
        identity_ = core::identity_of(server, relation);
        kept_identity_ = {};
    }
    identified_ = &relation;
    const std::string identity = identity_of(server, relation, identity_, finding);
    if (!decide_row(settings, finding, {identity, identity_}, row)) return row;
    if (kept_identity_.empty()) kept_identity_ = reply_.keep(identity_);
    name_object(relation, finding, row);
    row.relation_identity = kept_identity_;
    row.identity = finding.object.kind == ObjectClass::relation ? kept_identity_ : reply_.keep(identity);
    mark(settings, finding, row);
    if (task_.without_texts) return row;
    const Subject subject = subject_of(relation, finding);
    describe(finding, subject.full, subject.brief, row);
    return row;
}

FindingRow Judging::row_of(const Settings& settings, const Type& type, const Finding& finding) {
    FindingRow row;
    const std::string identity = identity_of(*task_.catalog->server, type);
    if (!decide_row(settings, finding, {identity, {}}, row)) return row;
    row.object_type = "type";
    row.schema_name = type.schema;
    row.object_name = type.name;
    row.identity = reply_.keep(identity);
    row.object = type.oid;
    const bool is_label = finding.object.kind == ObjectClass::label;
    if (is_label) row.column = static_cast<AttributeNumber>(finding.object.at + 1);
    mark(settings, finding, row);
    if (task_.without_texts) return row;
    const std::string name = Findings::text("type ", shown(type.schema, type.name));
    if (is_label) {
        const std::string label = Findings::text("label ", shown(type.labels[finding.object.at]));
        describe(finding, Findings::text(label, " of ", name), label, row);
    } else {
        describe(finding, name, "type", row);
    }
    return row;
}

FindingRow Judging::row_of(const Settings& settings, const Statement& statement, const Finding& finding) {
    const Server& server = *task_.catalog->server;
    const Target& target = statement.targets[finding.object.at];
    const Relation* const relation = task_.catalog->relation(target.relation);
    const Text written = target.schema.empty() ? target.home : target.schema;
    const Text schema = relation != nullptr ? relation->schema : written;
    const Text table = relation != nullptr ? relation->name : target.name;
    const bool is_index = statement.kind == StatementKind::create_index;

    // A future object has the identity that it would get; an unnamed one its table's.
    const std::string table_identity = schema.empty() ? ident(server, table) : ident(server, schema, table);
    std::string identity = table_identity;
    if (!finding.column.empty()) identity.append(".").append(ident(server, finding.column));
    if (is_index && !statement.name.empty()) identity = ident(server, schema, statement.name);

    FindingRow row;
    if (!decide_row(settings, finding, {identity, table_identity}, row)) return row;
    row.schema_name = reply_.keep(schema);
    row.object_name = reply_.keep(is_index && !statement.name.empty() ? statement.name : table);
    row.relation_type = relation != nullptr ? word_of(relation->kind) : word_of(target.kind);
    row.relation_name = reply_.keep(table);
    row.relation_identity = reply_.keep(table_identity);
    row.column_name = reply_.keep(finding.column);
    row.identity = reply_.keep(identity);
    row.relation = target.relation;
    row.object = target.oid;

    const Text word = row.relation_type;
    const std::string where = Findings::text(word, " ", shown(schema, table));
    std::string full = where;
    std::string brief = std::string(word);
    row.object_type = reply_.keep(word);
    if (!finding.column.empty()) {
        brief = Findings::text("column ", shown(finding.column));
        full = Findings::text(brief, " of ", where);
        row.object_type = "table column";
    } else if (is_index) {
        brief = statement.name.empty() ? std::string("index") : Findings::text("index ", shown(statement.name));
        full = Findings::text(brief, " on ", where);
        row.object_type = "index";
    }
    mark(settings, finding, row);
    describe(finding, full, brief, row);
    return row;
}

bool is_same(const Task& before, const FindingRow& old, const FindingRow& row) {
    if (old.rule != row.rule || old.part != row.part || old.object_class != row.object_class) return false;
    // Labels move when another one comes between them; their part is their name.
    if (old.object == row.object) return old.column == row.column || row.object_class == ObjectClass::label;
    // ALTER COLUMN TYPE remakes indexes, checks and foreign keys: a new object is then known by its identity.
    const Relation* const relation = before.catalog->relation(row.relation);
    const bool existed =
        relation != nullptr && (row.object_class == ObjectClass::index ? relation->index(row.object) != nullptr
                                                                       : relation->constraint(row.object) != nullptr);
    return !existed && old.identity == row.identity;
}

}  // namespace conventions::core
