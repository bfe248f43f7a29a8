// Fixes of many findings as one list, their names, and rules judged as facts.

#include <doctest/doctest.h>

#include "core/engine/engine.hpp"
#include "core/engine/reply.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

using test::bigint_type;
using test::integer_type;
using test::Schema;
using test::Table;
using test::timestamp_type;

Policy policy_of(std::initializer_list<Text> rules) {
    std::vector<SettingRow> settings;
    for (const Rule* rule : all_rules()) {
        const bool is_on = std::find(rules.begin(), rules.end(), rule->id) != rules.end();
        settings.push_back({.rule = rule->id, .severity = is_on ? "error" : "off", .parameters = {}});
    }
    return Policy({.profile = "strict", .settings = settings});
}

void judge_all(const Policy& policy, Schema& schema, bool in_block, Reply& reply) {
    const Task task{.catalog = &schema.catalog(),
                    .situation = {.in_block = in_block, .moment = Moment::report},
                    .everything = true,
                    .with_fixes = true};
    REQUIRE(judge(policy, task, reply) == Status::ok);
}

/// The statements that the HINT of a rejection lists.
std::string hint(Schema& schema, std::initializer_list<Text> rules, Moment moment = Moment::report) {
    const Policy policy = policy_of(rules);
    Reply reply;
    judge_all(policy, schema, false, reply);
    for (FindingRow& row : reply.rows) row.moment = moment;
    const Message* const message =
        compose({.policy = &policy, .situation = {.moment = Moment::after}, .can_exempt = false}, reply);
    REQUIRE(message != nullptr);
    return std::string(message->hint);
}

/// The statements that fix all findings of these rules, a line each.
std::string plan(Schema& schema, std::initializer_list<Text> rules, bool in_block = false,
                 bool (*is_wanted)(const FindingRow&) = nullptr) {
    const Policy policy = policy_of(rules);
    Reply reply;
    judge_all(policy, schema, in_block, reply);
    const Rows<FindingRow> found = findings(reply);
    const auto wanted = std::make_unique<bool[]>(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) wanted[i] = is_wanted == nullptr || is_wanted(found[i]);
    REQUIRE(plan_fixes({wanted.get(), found.size()}, reply) == Status::ok);
    std::string text;
    for (const PlannedStep& step : planned_steps(reply)) {
        if (!text.empty()) text += "\n";
        text += step.outside_transaction ? "!" : "";
        text += step.is_template ? "?" : "";
        text += step.sql;
    }
    return text;
}

TEST_CASE("plan: one name for two columns goes to one of them") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("order");
    table.column("Order");
    table.column("order_value_3");
    Table& other = schema.table("heir");
    other.column("userId");
    other.column("user id");
    CHECK(plan(schema, {"column_name", "reserved_word"}) ==
          "ALTER TABLE public.heir RENAME COLUMN \"user id\" TO user_id_2\n"
          "ALTER TABLE public.heir RENAME COLUMN \"userId\" TO user_id\n"
          "ALTER TABLE public.t RENAME COLUMN \"Order\" TO \"Order_value\"\n"
          "ALTER TABLE public.t RENAME COLUMN \"order\" TO order_value_2");
    CHECK(plan(schema, {"reserved_word"}) ==
          "ALTER TABLE public.t RENAME COLUMN \"Order\" TO \"Order_value\"\n"
          "ALTER TABLE public.t RENAME COLUMN \"order\" TO order_value");
}

TEST_CASE("plan: a parent's column and its heir's do not get one name") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("order");
    Table& heir = schema.table("heir");
    heir.column("Order", test::integer_type);
    heir.parents.push_back(table.relation.oid);
    table.children.push_back(heir.relation.oid);
    CHECK(plan(schema, {"column_name", "reserved_word"}, false,
               [](const FindingRow& row) { return row.rule == "column_name" || row.column_name == "order"; }) ==
          "ALTER TABLE public.heir RENAME COLUMN \"Order\" TO order_value_2\n"
          "ALTER TABLE public.t RENAME COLUMN \"order\" TO order_value");
}

TEST_CASE("plan: a column that another one becomes is not added") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("createdAt", test::timestamptz_type);
    CHECK(plan(schema, {"created_at"}) ==
          "ALTER TABLE public.t ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()");
    CHECK(plan(schema, {"column_name", "created_at"}) ==
          "ALTER TABLE public.t RENAME COLUMN \"createdAt\" TO created_at");
}

TEST_CASE("plan: one name for two indexes goes to one of them; two keys over the same columns share one index") {
    Schema schema;
    Table& a = schema.table("a");
    a.column("b_c");
    a.foreign_key("one", {1});
    a.foreign_key("same", {1});
    Table& a_b = schema.table("a_b");
    a_b.column("c");
    a_b.foreign_key("two", {1});
    schema.table("idx_a_b_c_2");
    CHECK(plan(schema, {"foreign_key_index"}, true) ==
          "CREATE INDEX idx_a_b_c ON public.a (b_c)\nCREATE INDEX idx_a_b_c_3 ON public.a_b (c)");
    CHECK(plan(schema, {"foreign_key_index"}) ==
          "!CREATE INDEX CONCURRENTLY idx_a_b_c ON public.a (b_c)\n"
          "!CREATE INDEX CONCURRENTLY idx_a_b_c_3 ON public.a_b (c)");
    // The first is not wanted: the second asks whether the index is there.
    CHECK(plan(schema, {"foreign_key_index"}, true, [](const FindingRow& row) {
              return row.identity.starts_with("same");
          }) == "CREATE INDEX IF NOT EXISTS idx_a_b_c ON public.a (b_c)");
}

TEST_CASE("plan: additions, what goes, new names; a thing that goes gets no name and no index") {
    Schema schema;
    Table& table = schema.table("Odd");
    table.column("id");
    table.column("Parent");
    table.primary_key("pk_odd", {1});
    table.index("x", {2});
    table.index("y", {2});
    CHECK(plan(schema, {"created_at", "duplicate_index", "index_name", "table_name", "column_name"}) ==
          "ALTER TABLE public.\"Odd\" ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()\n"
          "!DROP INDEX CONCURRENTLY public.y\n"
          "ALTER INDEX public.x RENAME TO \"idx_Odd_Parent\"\n"
          "ALTER TABLE public.\"Odd\" RENAME COLUMN \"Parent\" TO parent\n"
          "ALTER TABLE public.\"Odd\" RENAME TO odd");
    // A rejection says them in the same order.
    CHECK(hint(schema, {"created_at", "duplicate_index", "index_name", "table_name", "column_name"}) ==
          "This mends it:\n"
          "ALTER TABLE public.\"Odd\" ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();\n"
          "DROP INDEX CONCURRENTLY public.y; -- outside a transaction block\n"
          "ALTER INDEX public.x RENAME TO \"idx_Odd_Parent\";\n"
          "ALTER TABLE public.\"Odd\" RENAME COLUMN \"Parent\" TO parent;\n"
          "ALTER TABLE public.\"Odd\" RENAME TO odd;");
    // What has not happened is mended by another command.
    CHECK(hint(schema, {"created_at", "table_name"}, Moment::before).empty());
}

TEST_CASE("plan: a rejection lists the fixes of ten findings at most") {
    Schema schema;
    for (const Text name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"})
        schema.table(name).column("id");
    const std::string text = hint(schema, {"created_at"});
    CHECK(std::count(text.begin(), text.end(), ';') == 10);
}

TEST_CASE("plan: a key that goes gets no index") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("p");
    table.foreign_key("first", {1});
    table.foreign_key("second", {1});
    CHECK(plan(schema, {"foreign_key_duplicate", "foreign_key_index"}, true) ==
          "CREATE INDEX idx_t_p ON public.t (p)\nALTER TABLE public.t DROP CONSTRAINT second");
}

TEST_CASE("plan: one object is renamed once and changed once; a new primary key leaves the indexes for the next time") {
    Schema schema;
    Table& named = schema.table("Order");
    named.column("id");
    named.primary_key("pk", {1});
    CHECK(plan(schema, {"table_name", "reserved_word"}) == "ALTER TABLE public.\"Order\" RENAME TO orders");

    Schema keyless;
    Table& table = keyless.table("t");
    table.column("id").not_null = true;
    table.index("a", {1}).unique = true;
    table.index("b", {1});
    CHECK(plan(keyless, {"primary_key", "duplicate_index", "unique_name", "index_name"}) ==
          "ALTER TABLE public.t ADD PRIMARY KEY USING INDEX a");
    CHECK(plan(keyless, {"duplicate_index", "unique_name", "index_name"}) ==
          "!DROP INDEX CONCURRENTLY public.b\nALTER INDEX public.a RENAME TO uq_t_id");
}

TEST_CASE("plan: a template is told as a whole, and stands in nobody's way") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("id");
    table.index("a", {1});
    CHECK(plan(schema, {"primary_key", "index_name"}) ==
          "?ALTER TABLE public.t ADD PRIMARY KEY (<columns>)\nALTER INDEX public.a RENAME TO idx_t_id");
}

TEST_CASE("plan: constraints named by two rules get two names") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("x");
    table.column("y");
    table.foreign_key("t_x_fkey", {1});
    table.foreign_key("whatever", {2});
    CHECK(plan(schema, {"foreign_key_name", "generated_constraint_name"}) ==
          "ALTER TABLE public.t RENAME CONSTRAINT t_x_fkey TO fk_t_x\n"
          "ALTER TABLE public.t RENAME CONSTRAINT whatever TO fk_t_parents");
}

TEST_CASE("plan: the number of findings does not fit") {
    Reply reply;
    CHECK(plan_fixes({}, reply) == Status::ok);
    CHECK(planned_steps(reply).empty());
}

std::string as_facts(Schema& schema, Text rule, const PolicySource& source) {
    const Policy policy(source);
    Reply reply;
    const Task task{.catalog = &schema.catalog(),
                    .situation = {.moment = Moment::report},
                    .caps = {.mode = Mode::off},
                    .everything = true,
                    .with_fixes = true,
                    .only_rule = rule,
                    .as_facts = true};
    REQUIRE(judge(policy, task, reply) == Status::ok);
    std::string text;
    for (const FindingRow& row : findings(reply)) {
        text.append(row.identity).append(" ").append(name_of(row.status)).append(" ").append(name_of(row.severity));
        text.append(row.neighbour_identity.empty() ? "" : " ").append(row.neighbour_identity);
        text.append(row.neighbour_why.empty() ? "" : ": ").append(row.neighbour_why).append("\n");
    }
    return text;
}

TEST_CASE("facts: whatever the severity, exemptions, the mode; by parameters, for the tables of people") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("kind");
    table.column("p");
    table.index("near", {1, 2});
    table.foreign_key("k", {2});
    Table& own = schema.table("alembic_version");
    own.column("version_num", test::text_type);
    const SettingRow off[] = {{.rule = "foreign_key_index", .severity = "off", .parameters = {}},
                              {.rule = "created_at", .severity = "off", .parameters = R"({"exclude": "[.]alem"})"}};
    const ExemptionRow exempt[] = {{.id = 1, .rule = "*", .object = "public.*", .reason = "x", .until = 1}};
    const PolicySource source{.profile = "strict", .settings = off, .exemptions = exempt};
    CHECK(as_facts(schema, "foreign_key_index", source) ==
          "k on public.t new info public.near: It has p behind kind.\n");
    CHECK(as_facts(schema, "created_at", source) == "public.t new info\n");
    CHECK(as_facts(schema, "created_at", {.profile = "strict"}) == "public.t new error\n");
    CHECK(as_facts(schema, "no_such_rule", source).empty());

    const SettingRow elsewhere[] = {{.rule = "created_at", .severity = "off", .parameters = {}},
                                    {.rule = "created_at",
                                     .severity = {},
                                     .parameters = R"({"names": ["kind"], "exclude": "^$"})",
                                     .in_schema = "public"}};
    CHECK(as_facts(schema, "created_at", {.profile = "strict", .settings = elsewhere}) == "public.t.kind new info\n");
    CHECK(needs_of_rule("no_such_rule") == Need::none);
    CHECK(has(needs_of_rule("foreign_key_index"), Need::lookups));
    CHECK(has(needs_of_rule("foreign_key_index"), Need::statistics));
}

TEST_CASE("facts: the index that stays, and why") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.column("b");
    table.index("short", {1});
    table.index("long", {1, 2});
    table.index("copy", {1, 2});
    const PolicySource source{.profile = "relaxed"};
    CHECK(as_facts(schema, "redundant_index", source) ==
          "public.short new warn public.long: It goes on with more keys.\n");
    CHECK(as_facts(schema, "duplicate_index", source) == "public.copy new warn public.long: It is the older one.\n");
}

}  // namespace
}  // namespace conventions::core
