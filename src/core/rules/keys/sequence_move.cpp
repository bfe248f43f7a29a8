// A sequence gives way to that of an identity column: what it says is kept.

#include "core/rules/keys/sequence_move.hpp"

#include <algorithm>
#include <limits>

#include "core/output/names.hpp"
#include "core/rules/tree.hpp"

namespace conventions::core {
namespace {

constexpr ObjectId smallint_oid = 21;
constexpr ObjectId integer_oid = 23;

std::int64_t largest_of(ObjectId type) {
    if (type == smallint_oid) return std::numeric_limits<std::int16_t>::max();
    if (type == integer_oid) return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

struct Limits {
    std::int64_t minimum;
    std::int64_t maximum;
};

/// Those of a sequence that nobody gave any.
Limits usual_limits(const SequenceFacts& sequence, ObjectId type) {
    const std::int64_t largest = largest_of(type);
    return sequence.increment < 0 ? Limits{-largest - 1, -1} : Limits{1, largest};
}

}  // namespace

const Relation* feeding_sequence(const Catalog& catalog, const Column& column) {
    if (column.default_sequence == 0) return nullptr;
    const Relation* const sequence = catalog.relation(column.default_sequence);
    return sequence != nullptr && sequence->kind == RelationKind::sequence ? sequence : nullptr;
}

bool is_serial(const Catalog& catalog, const Relation& table, const Column& column) {
    if (column.default_kind != DefaultKind::sequence) return false;
    const Relation* const fed_by = feeding_sequence(catalog, column);
    if (fed_by == nullptr) return false;
    const SequenceFacts& sequence = fed_by->sequence;
    if (sequence.owner_relation != table.oid || sequence.owner_column != column.number) return false;
    const std::vector<const Relation*> tree = tree_of(catalog, table);
    bool is_user = false;
    for (const ColumnAt& user : sequence.users) {
        const auto member =
            std::find_if(tree.begin(), tree.end(), [&](const Relation* each) { return each->oid == user.relation; });
        const Column* const same = member != tree.end() ? (*member)->column(user.column) : nullptr;
        if (same == nullptr || same->name != column.name) return false;
        is_user = is_user || user.relation == table.oid;
    }
    // Otherwise the default is that of a domain, which others may use.
    return is_user;
}

std::string identity_options(const std::string& name, const SequenceFacts& sequence, ObjectId column_type) {
    std::string options = Findings::text("SEQUENCE NAME ", name);
    const Limits was = usual_limits(sequence, sequence.type);
    const Limits is = usual_limits(sequence, column_type);
    const auto add = [&](Text word, std::int64_t number) {
        options += Findings::text(" ", word, " ", std::to_string(number));
    };
    // A limit that is none for the old type is none for the new one, and one beyond the new type cannot be reached.
    const bool has_minimum = sequence.minimum != was.minimum && sequence.minimum >= -largest_of(column_type) - 1;
    const bool has_maximum = sequence.maximum != was.maximum && sequence.maximum <= largest_of(column_type);
    const std::int64_t usual_start = sequence.increment < 0 ? sequence.maximum : sequence.minimum;
    if (sequence.start != usual_start) add("START WITH", sequence.start);
    if (sequence.increment != 1) add("INCREMENT BY", sequence.increment);
    if (has_minimum && sequence.minimum != is.minimum) add("MINVALUE", sequence.minimum);
    if (has_maximum && sequence.maximum != is.maximum) add("MAXVALUE", sequence.maximum);
    if (sequence.cache != 1) add("CACHE", sequence.cache);
    if (sequence.cycle) options += " CYCLE";
    return options;
}

std::string take_over(const std::string& new_name, const std::string& old_name) {
    return Findings::text("SELECT pg_catalog.setval(", literal(new_name), ", last_value, is_called) FROM ", old_name);
}

void repeat_grants(const Server& server, const Relation& old, const std::string& name,
                   std::vector<std::string>& steps) {
    for (const Grant& grant : old.sequence.grants)
        steps.push_back(Findings::text("GRANT ", grant.privileges, " ON SEQUENCE ", name, " TO ",
                                       grant.role.empty() ? std::string("PUBLIC") : ident(server, grant.role),
                                       grant.with_grant_option ? " WITH GRANT OPTION" : ""));
    if (old.has_comment) steps.push_back(Findings::text("COMMENT ON SEQUENCE ", name, " IS ", literal(old.comment)));
}

void add_transaction(const Input& in, const std::vector<std::string>& steps, Sql& sql) {
    if (in.situation.in_block) {
        for (const std::string& step : steps) sql.statement(step);
        return;
    }
    std::string whole = "BEGIN";
    for (const std::string& step : steps) whole += "; " + step;
    sql.outside_transaction(whole, "; COMMIT");
}

}  // namespace conventions::core
