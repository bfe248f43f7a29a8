// One cause, one finding: which rule speaks, what it takes along, and when the others speak themselves.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/engine/engine.hpp"
#include "core/engine/reply.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

using test::Schema;
using test::Table;
using test::text_type;
using test::timestamp_type;
using test::timestamptz_type;

constexpr SettingRow at(Text rule, Text severity, Text parameters = {}) {
    return {.rule = rule, .severity = severity, .parameters = parameters};
}

/// "rule identity severity status: detail" of each finding, a line each.
std::string shown(const Reply& reply) {
    std::string text;
    for (const FindingRow& row : findings(reply)) {
        text.append(row.rule).append(" ").append(row.identity).append(" ").append(name_of(row.severity));
        if (row.status != FindingStatus::fresh) text.append(" ").append(name_of(row.status));
        text.append(row.detail.empty() ? "" : ": ").append(row.detail).append("\n");
    }
    return text;
}

struct Trial {
    std::vector<SettingRow> settings;
    std::vector<ExemptionRow> exemptions = {};
    Moment moment = Moment::report;
    std::vector<KnownFinding> known = {};
    Text only_rule = {};
    bool says_all = false;

    std::string said(const Catalog& catalog) const {
        const Policy policy({.settings = settings, .exemptions = exemptions});
        Task task{.catalog = &catalog, .situation = {.moment = moment, .says_all = says_all}, .everything = true};
        task.known = known;
        task.only_rule = only_rule;
        Reply reply;
        REQUIRE(judge(policy, task, reply) == Status::ok);
        return shown(reply);
    }
};

/// Index "second" duplicates "first", and both are the beginning of "long".
const Catalog& duplicated(Schema& schema) {
    Table& table = schema.table("orders");
    table.column("a");
    table.column("b");
    table.index("first", {1});
    table.index("second", {1});
    table.index("long", {1, 2});
    return schema.catalog();
}

TEST_CASE("silences: they name rules, never themselves, and in no circle") {
    std::size_t pairs = 0;
    for (const Rule* rule : all_rules()) {
        std::vector<Text> reached = {rule->id};
        for (std::size_t i = 0; i < reached.size(); ++i) {
            REQUIRE(find_rule(reached[i]) != nullptr);
            for (const Silence& each : find_rule(reached[i])->silences) {
                ++pairs;
                CAPTURE(rule->id);
                CHECK(each.rule != rule->id);
                if (std::find(reached.begin(), reached.end(), each.rule) == reached.end()) reached.push_back(each.rule);
            }
        }
    }
    CHECK(pairs >= 10);
}

TEST_CASE("silence: the one that speaks names the other and takes the higher severity") {
    Schema schema;
    const Catalog& catalog = duplicated(schema);
    const std::string redundant = "redundant_index public.first error\n";
    CHECK(Trial{{at("duplicate_index", "warn"), at("redundant_index", "error")}}.said(catalog) ==
          "duplicate_index public.second error: The other one stays: it is the older one. The same cause breaks "
          "redundant_index, too.\n" +
              std::string("redundant_index public.first error\n"));
    CHECK(Trial{{at("duplicate_index", "error"), at("redundant_index", "info")}}.said(catalog) ==
          "duplicate_index public.second error: The other one stays: it is the older one. The same cause breaks "
          "redundant_index, too.\nredundant_index public.first info\n");
    // Off: the other one speaks. To compare by: both.
    CHECK(Trial{{at("redundant_index", "error")}}.said(catalog) == redundant + "redundant_index public.second error\n");
    CHECK(Trial{.settings = {at("duplicate_index", "warn"), at("redundant_index", "error")}, .says_all = true}.said(
              catalog) == redundant + "redundant_index public.second error\n" +
                              "duplicate_index public.second warn: The other one stays: it is the older one.\n");
}

TEST_CASE("silence: an object that the rule leaves out is the other's") {
    Schema schema;
    const Catalog& catalog = duplicated(schema);
    CHECK(Trial{{at("duplicate_index", "error", R"({"exclude": "second"})"), at("redundant_index", "warn")}}.said(
              catalog) == "redundant_index public.first warn\nredundant_index public.second warn\n");
}

TEST_CASE("silence: also by what is exempt or known, which does not grow worse by what is exempt or known itself") {
    Schema schema;
    const Catalog& catalog = duplicated(schema);
    const std::vector<SettingRow> settings = {at("duplicate_index", "warn"), at("redundant_index", "error")};
    const ExemptionRow duplicate = {
        .id = 1, .rule = "duplicate_index", .object = "public.second", .reason = "x", .until = 9};
    const ExemptionRow redundant = {
        .id = 2, .rule = "redundant_index", .object = "public.second", .reason = "x", .until = 9};
    const std::string detail =
        ": The other one stays: it is the older one. The same cause breaks redundant_index, too.\n";
    const std::string first = "redundant_index public.first error\n";
    CHECK(Trial{settings, {duplicate}}.said(catalog) == "duplicate_index public.second error exempt" + detail + first);
    CHECK(Trial{settings, {duplicate}, Moment::commit}.said(catalog) == first);
    CHECK(Trial{settings, {redundant}}.said(catalog) == first + "duplicate_index public.second warn" + detail);
    const KnownFinding known_duplicate = {"duplicate_index", "public.second", "first"};
    const KnownFinding known_redundant = {"redundant_index", "public.second", "long"};
    CHECK(Trial{settings, {}, Moment::report, {known_duplicate}}.said(catalog) ==
          "duplicate_index public.second error known" + detail + first);
    CHECK(Trial{settings, {}, Moment::report, {known_redundant}}.said(catalog) ==
          first + "duplicate_index public.second warn" + detail);
}

TEST_CASE("silence: one rule by itself says what it says among all") {
    Schema schema;
    const Catalog& catalog = duplicated(schema);
    Trial trial{{at("duplicate_index", "warn"), at("redundant_index", "error"), at("table_name_number", "error")}};
    trial.only_rule = "duplicate_index";
    CHECK(trial.said(catalog) ==
          "duplicate_index public.second error: The other one stays: it is the older one. The same cause breaks "
          "redundant_index, too.\n");
    trial.only_rule = "redundant_index";
    CHECK(trial.said(catalog) == "redundant_index public.first error\n");
    trial.only_rule = "invalid_index";
    CHECK(trial.said(catalog).empty());
    // "Of how many" is told of that rule alone.
    const Policy policy({.settings = trial.settings});
    Task task{.catalog = &catalog, .everything = true, .only_rule = "redundant_index"};
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    REQUIRE(counts(reply).size() == 1);
    CHECK(counts(reply)[0].rule == "redundant_index");
    CHECK(counts(reply)[0].judged == 1);
}

TEST_CASE("silence: invalid_index speaks for all rules on indexes, in reports") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("a");
    table.column("b");
    table.index("long", {1, 2});
    table.index("idx_orders_a", {1});
    Index& second = table.index("second", {1});
    second.valid = false;
    const Catalog& catalog = schema.catalog();
    const std::vector<SettingRow> settings = {at("duplicate_index", "warn"), at("index_name", "warn"),
                                              at("invalid_index", "warn"), at("redundant_index", "error")};
    CHECK(Trial{settings}.said(catalog) ==
          "invalid_index public.second error: No query uses it, but every write keeps it up: its build was broken off. "
          "The same cause breaks duplicate_index, index_name and redundant_index, too.\n"
          "redundant_index public.idx_orders_a error\nindex_name public.long warn\n");
    // It is not judged when a command ends, so the others speak then.
    CHECK(Trial{settings, {}, Moment::after}.said(catalog) ==
          "index_name public.long warn\nindex_name public.second warn\n");
}

TEST_CASE("silence: required_columns and the columns of the rules on timestamps") {
    constexpr Text parameters =
        R"({"columns": [{"name": "created_at"}, {"name": "made_at|born_at"}, {"name": "updated_at", "type": "text"}]})";
    const auto said = [&](auto&& fill, Text names) {
        Schema schema;
        Table& table = schema.table("orders");
        fill(table);
        return Trial{
            {at("created_at", "error", names), at("required_columns", "warn", parameters), at("updated_at", "error")}}
            .said(schema.catalog());
    };
    const std::string updated =
        "updated_at public.orders error: A trigger must set it at each UPDATE; the default only "
        "tells when the row was made. The same cause breaks required_columns, too.\n";
    CHECK(said([](Table&) {}, {}) == "created_at public.orders error: The same cause breaks required_columns, too.\n" +
                                         updated +
                                         "required_columns public.orders warn: Names that fit: made_at|born_at.\n");
    // Another accepted name is the same cause.
    CHECK(said([](Table&) {}, R"({"names": ["made_at", "created_at"]})") ==
          "created_at public.orders error: Also accepted: created_at. The same cause breaks required_columns, too.\n" +
              updated);
    // At the column itself.
    CHECK(said(
              [](Table& table) {
                  table.column("created_at", timestamptz_type).not_null = true;
                  table.column("updated_at", timestamptz_type);
                  table.column("made_at");
              },
              {}) == "updated_at public.orders.updated_at error: The same cause breaks required_columns, too.\n");
    // The one is content, the other is not.
    CHECK(said(
              [](Table& table) {
                  table.column("created_at", timestamptz_type).not_null = true;
                  table.column("updated_at", timestamptz_type).not_null = true;
                  table.column("made_at");
              },
              {}) == "required_columns public.orders.updated_at warn\n");
}

TEST_CASE("silence: at the commit, by what was said after the command, unless it was said more mildly") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("parent_id");
    table.foreign_key("first", {1});
    table.foreign_key("second", {1});
    const Catalog& catalog = schema.catalog();
    const auto said = [&](Moment moment, Text duplicate, Text index, Text on_delete) {
        return Trial{{at("foreign_key_duplicate", duplicate), at("foreign_key_index", index),
                      at("foreign_key_on_delete", on_delete)},
                     {},
                     moment}
            .said(catalog);
    };
    const std::string scan = ": Each delete or change of a key in \"public.parents\" reads the whole table.\n";
    const std::string first = "foreign_key_index first on public.orders error" + scan;
    const std::string second = "foreign_key_index second on public.orders error" + scan;
    CHECK(said(Moment::commit, "error", "error", "off") == first);
    CHECK(said(Moment::commit, "warn", "error", "off") == first + second);
    CHECK(said(Moment::commit, "off", "error", "off") == first + second);
    CHECK(said(Moment::after, "warn", "error", "off") == "foreign_key_duplicate second on public.orders warn\n");
    CHECK(said(Moment::after, "warn", "off", "error").find("foreign_key_on_delete second") == std::string::npos);
    CHECK(said(Moment::after, "warn", "off", "error")
              .starts_with("foreign_key_duplicate second on public.orders error: "
                           "The same cause breaks foreign_key_on_delete, too.\n"));
    CHECK(said(Moment::report, "warn", "error", "error")
              .starts_with("foreign_key_duplicate second on public.orders error: "
                           "The same cause breaks foreign_key_index and foreign_key_on_delete, too.\n"));
    // What is exempt has been passed over after the command as well.
    const ExemptionRow exemption = {
        .id = 1, .rule = "foreign_key_duplicate", .object = "second on public.orders", .reason = "x", .until = 9};
    CHECK(Trial{{at("foreign_key_duplicate", "warn"), at("foreign_key_index", "error")}, {exemption}, Moment::commit}
              .said(catalog) == first);
    // The facts that it needs there are read.
    const Policy policy(
        {.settings = std::vector{at("foreign_key_duplicate", "warn"), at("foreign_key_index", "warn")}});
    CHECK(has(policy.needs(Moment::commit), find_rule("foreign_key_duplicate")->needs));
}

/// Which rules speak of a table, for whom.
std::string spoken(const Catalog& catalog, std::vector<SettingRow> settings, Moment moment = Moment::report) {
    std::string text;
    const Policy policy({.settings = settings});
    REQUIRE(policy.problems().empty());
    const Task task{.catalog = &catalog, .situation = {.moment = moment}, .everything = true};
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    constexpr Text start = "The same cause breaks ";
    for (const FindingRow& row : findings(reply)) {
        text.append(text.empty() ? "" : "|").append(row.rule);
        const std::size_t at = row.detail.find(start);
        if (at != Text::npos) text.append(" for ").append(row.detail.substr(at + start.size()));
    }
    return text;
}

TEST_CASE("silence: rules on the type of a column, on its default and on its nulls") {
    constexpr Type timestamp = {.oid = 1114,
                                .schema = "pg_catalog",
                                .name = "timestamp",
                                .shown = "timestamp without time zone",
                                .category = 'D'};
    constexpr Type boolean = {.oid = 16, .schema = "pg_catalog", .name = "bool", .shown = "boolean", .category = 'B'};
    constexpr Type text = {.oid = 25, .schema = "pg_catalog", .name = "text", .shown = "text", .category = 'S'};
    constexpr Type character = {
        .oid = 1042, .schema = "pg_catalog", .name = "bpchar", .shown = "character", .category = 'S'};
    Schema schema;
    Table& table = schema.table("t");
    table.relation.blocks = 0;
    const auto said = [&](std::vector<SettingRow> settings) { return spoken(schema.catalog(), std::move(settings)); };
    const auto only = [&](Text name, const Type& type) -> Column& {
        table.columns.clear();
        table.indexes.clear();
        table.constraints.clear();
        return table.column(name, type);
    };
    only("at", timestamp).modifier = 0;
    CHECK(said({at("timestamp_precision", "warn"), at("timestamptz", "warn")}) ==
          "timestamptz for timestamp_precision, too.");
    CHECK(said({at("timestamp_precision", "warn")}) == "timestamp_precision");
    constexpr Text bounded = R"({"style": "bounded"})";
    constexpr Text integers = R"({"types": ["bigint"]})";
    for (const Text name : {Text("status"), Text("payload"), Text("uuid")}) {
        CAPTURE(name);
        only(name, text);
        const Text speaks = name == "status" ? "enum_like_column" : name == "payload" ? "json_in_text" : "uuid_in_text";
        CHECK(said({at(speaks, "warn"), at("string_length", "warn", bounded)}) ==
              Findings::text(speaks, " for string_length, too."));
        if (speaks == "enum_like_column") continue;
        table.primary_key("t_pkey", {1});
        CHECK(said({at(speaks, "warn"), at("primary_key_type", "warn", integers),
                    at("string_length", "warn", bounded)}) ==
              Findings::text(speaks, " for primary_key_type and string_length, too."));
    }
    only("code", character);
    table.primary_key("t_pkey", {1});
    CHECK(said({at("char_type", "warn"), at("primary_key_type", "warn", integers)}) ==
          "char_type for primary_key_type, too.");
    constexpr Text by_type = R"({"types": ["boolean", "text", "timestamptz"]})";
    only("flag", boolean).not_null = true;
    CHECK(said({at("boolean_default", "warn"), at("default_required", "warn", by_type)}) ==
          "boolean_default for default_required, too.");
    only("status", text).not_null = true;
    CHECK(said({at("status_default", "warn"), at("default_required", "warn", by_type)}) ==
          "status_default for default_required, too.");
    only("created_at", timestamptz_type).not_null = true;
    CHECK(said({at("timestamp_default", "warn"), at("default_required", "warn", by_type)}) ==
          "timestamp_default for default_required, too.");
    only("flag", boolean);
    CHECK(said({at("nullable_boolean", "warn"), at("nullable_column", "warn")}) ==
          "nullable_boolean for nullable_column, too.");
    only("created_at", timestamptz_type);
    CHECK(said({at("created_at", "warn"), at("nullable_column", "warn")}) == "created_at for nullable_column, too.");
    only("updated_at", timestamptz_type);
    CHECK(said({at("nullable_column", "warn"), at("updated_at", "warn")}) == "updated_at for nullable_column, too.");
    only("id", test::bigint_type).not_null = true;
    constexpr Text two = R"({"columns": [{"name": "note"}, {"name": "tenant_id"}]})";
    CHECK(said({at("required_columns", "warn", two), at("tenant_column", "warn")}) ==
          "required_columns|tenant_column for required_columns, too.");
}

TEST_CASE("silence: before a statement") {
    Schema schema;
    Table& table = schema.table("orders");
    table.column("a");
    table.column("b");
    table.index("first", {1});
    table.index("long", {1, 2});
    Target target;
    target.oid = target.relation = table.relation.oid;
    Statement statement;
    statement.kind = StatementKind::create_index;
    statement.targets = {&target, 1};
    statement.name = "second";
    statement.index_exact = true;
    statement.index = table.index("second", {1});
    statement.index.oid = 0;
    table.indexes.pop_back();
    const Catalog& catalog = schema.catalog();
    const auto said = [&](std::vector<SettingRow> settings, std::vector<ExemptionRow> exemptions) {
        const Policy policy({.settings = settings, .exemptions = exemptions});
        const Task task{.catalog = &catalog, .situation = {.moment = Moment::before}, .statement = &statement};
        Reply reply;
        REQUIRE(judge(policy, task, reply) == Status::ok);
        return shown(reply);
    };
    CHECK(said({at("duplicate_index", "warn"), at("redundant_index", "error")}, {}) ==
          "duplicate_index public.second error: The other one stays: it is the older one. The same cause breaks "
          "redundant_index, too.\n");
    CHECK(said({at("redundant_index", "error")}, {}) == "redundant_index public.second error\n");
    const ExemptionRow exemption = {
        .id = 1, .rule = "duplicate_index", .object = "public.second", .reason = "x", .until = 9};
    CHECK(said({at("duplicate_index", "warn"), at("redundant_index", "error")}, {exemption}).empty());
}

TEST_CASE("silence: the ratchet knows what another rule spoke for") {
    Schema before;
    const Catalog& old = duplicated(before);
    Schema after;
    Table& table = after.table("orders");
    table.column("a");
    table.column("b");
    table.index("gone", {1});
    table.index("second", {1});
    table.index("long", {1, 2});
    table.indexes.erase(table.indexes.begin());
    const Catalog& present = after.catalog();
    const std::vector<SettingRow> settings = {at("duplicate_index", "error"), at("redundant_index", "error")};
    const Policy policy({.settings = settings});
    Task task{.catalog = &present, .situation = {.moment = Moment::commit}, .everything = true};
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    CHECK(shown(reply) == "redundant_index public.second error\n");
    task.catalog = &old;
    REQUIRE(forget_known(policy, task, reply) == Status::ok);
    CHECK(shown(reply).empty());
}

}  // namespace
}  // namespace conventions::core
