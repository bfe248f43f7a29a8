// learn(): styles tried on what is there.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/ascii.hpp"
#include "core/engine/engine.hpp"
#include "core/policy/json.hpp"
#include "core/policy/settings.hpp"
#include "core/rules/lesson.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

constexpr Text names_of_id[] = {"id"};

using test::integer_type;
using test::Schema;
using test::Table;
using test::timestamp_type;
using test::timestamptz_type;

/// What was learned of a schema.
class Learned {
public:
    explicit Learned(Schema& schema, const PolicySource& source = {.profile = "recommended"}, LearnTask task = {})
        : policy_(source), reply_(make_reply()) {
        task.catalog = &schema.catalog();
        status = learn(policy_, task, *reply_);
    }
    ~Learned() { destroy_reply(reply_); }
    Learned(const Learned&) = delete;
    Learned& operator=(const Learned&) = delete;

    const LearnedRow& of(Text rule) const {
        for (const LearnedRow& row : learned(*reply_))
            if (row.rule == rule) return row;
        throw std::logic_error("nothing of that rule");
    }
    const LearnedRow* preset(Text name) const {
        for (const LearnedRow& row : learned(*reply_))
            if (row.rule.empty() && row.style == name) return &row;
        return nullptr;
    }
    /// "snake_case 7 of 7: adopt".
    std::string said(Text rule) const {
        const LearnedRow& row = of(rule);
        return Findings::text(row.style, row.style.empty() ? "" : " ", std::to_string(row.conforming), " of ",
                              std::to_string(row.judged), row.note.empty() ? "" : ", ", row.note);
    }
    std::size_t rows() const { return learned(*reply_).size(); }
    Text failed() const { return failure(*reply_); }

    Status status = Status::failed;

private:
    Policy policy_;
    Reply* reply_;
};

/// Tables of these names, with a key each.
void add_tables(Schema& schema, std::initializer_list<Text> names, Text in_schema = "public") {
    for (const Text name : names) {
        Table& table = schema.table(name, RelationKind::table, in_schema);
        table.column("id");
        table.primary_key(schema.kept(std::string(name) + "_pkey"), {1});
    }
}

TEST_CASE("learn: every style of every rule is one that the rule takes, and each says the same parameters") {
    std::size_t lessons = 0;
    for (const Rule* rule : all_rules()) {
        if (rule->lesson == nullptr) continue;
        ++lessons;
        CAPTURE(rule->id);
        const Lesson& lesson = *rule->lesson;
        CHECK((rule->check != nullptr || (rule->check_type != nullptr && !lesson.nothing.empty())));
        CHECK((!lesson.styles.empty() || lesson.derived != nullptr));
        std::set<std::string> seen;
        std::set<std::vector<std::string>> keys;
        const auto look_at = [&](Text parameters) {
            CAPTURE(parameters);
            CHECK(check_setting(rule->id, {}, parameters).message.empty());
            const std::optional<Json> json = parse_json(parameters);
            REQUIRE(json.has_value());
            keys.insert(json->names);
            CHECK(seen.insert(json_text(*json)).second);
        };
        for (const Style& style : lesson.styles) {
            look_at(style.parameters);
            if (!lesson.loosened.empty()) look_at(merge_parameters(style.parameters, lesson.loosened));
        }
        if (!lesson.nothing.empty()) look_at(lesson.nothing);
        if (!lesson.keys.empty()) look_at(lesson.keys);
        CHECK(keys.size() == 1);
        if (!lesson.styles.empty()) CHECK(!lesson.styles.front().is_loose);
    }
    CHECK(lessons >= 15);
}

TEST_CASE("learn: a style needs five objects and four of five that conform") {
    Schema schema;
    add_tables(schema, {"OrderLine", "Customer", "PriceList", "StockItem"});
    CHECK(Learned(schema).said("table_name") == "4 of 4, too few to tell");
    add_tables(schema, {"order_lines"});
    Learned enough(schema);
    CHECK(enough.status == Status::ok);
    CHECK(enough.said("table_name") == "PascalCase 4 of 5");
    CHECK(enough.of("table_name").exceptions == "public.order_lines");
    CHECK(enough.of("table_name").current == R"json({"pattern":"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"})json");
    CHECK(enough.of("table_name").proposed == R"json({"pattern":"^([A-Z][a-z0-9]*)+$"})json");
    CHECK(enough.of("table_name").adopt ==
          "SELECT conventions.set_rule('table_name', parameters => '{\"pattern\":\"^([A-Z][a-z0-9]*)+$\"}');");
    add_tables(schema, {"two_words"});
    Learned mixed(schema);
    CHECK(mixed.said("table_name") == "4 of 6, mixed: PascalCase 4 of 6, snake_case 2 of 6, lower case 2 of 6");
    CHECK(mixed.of("table_name").proposed.empty());
    CHECK(mixed.of("table_name").adopt.empty());
    CHECK(mixed.said("check_name") == "0 of 0, nothing to tell it by");
}

TEST_CASE("learn: names of types and their labels") {
    Schema schema;
    static constexpr Text labels[] = {"OPEN", "IN_WORK", "DONE", "LATE", "LOST", "odd one"};
    schema.type("OrderState", TypeKind::enumeration).labels = labels;
    for (const Text name : {"OrderKind", "Price", "Span", "Place", "_array"}) schema.type(name, TypeKind::composite);
    // Not the types that follow another name.
    schema.array_of(schema.domain("Amount", test::bigint_type));
    for (const Text name : {"OrderKind", "Price", "Span", "Place", "_array"}) {
        Table& relation = schema.table(name, RelationKind::composite_type);
        schema.type(schema.kept(std::string(name) + "s"), TypeKind::composite).relation = relation.relation.oid;
    }
    const Learned found(schema);
    CHECK(found.said("enum_label") == "UPPER_CASE 5 of 6");
    CHECK(found.of("enum_label").exceptions == "public.\"OrderState\"");
    CHECK(found.said("type_name") == "PascalCase 6 of 7");
}

TEST_CASE("learn: what is in force stays where nothing has more support") {
    Schema schema;
    add_tables(schema, {"orders", "users", "tags", "posts", "roles"});
    CHECK(Learned(schema).said("table_name") == "snake_case 5 of 5, in force");
    CHECK(Learned(schema).of("table_name").adopt.empty());
    CHECK(Learned(schema).said("table_name_number") == "plural 5 of 5, off in this policy");
    CHECK(Learned(schema).of("table_name_number").adopt == "SELECT conventions.set_rule('table_name_number', 'warn');");
    CHECK(Learned(schema, {.profile = "strict"}).said("table_name_number") == "plural 5 of 5, in force");
    // camelCase fits as well as what the house has chosen.
    const SettingRow house = {
        .rule = "table_name", .severity = "warn", .parameters = R"({"pattern": "^[a-z][a-zA-Z]*$"})"};
    CHECK(Learned(schema, {.profile = "recommended", .settings = {&house, 1}}).said("table_name") ==
          "^[a-z][a-zA-Z]*$ 5 of 5, in force");
    // Out of sight is not out of style: parameters of the house other than those that are learned go on.
    const SettingRow without = {.rule = "table_name", .severity = {}, .parameters = R"({"exclude": "orders|users"})"};
    CHECK(Learned(schema, {.profile = "recommended", .settings = {&without, 1}}).said("table_name") ==
          "3 of 3, too few to tell");
}

TEST_CASE("learn: names that say nothing are not counted") {
    Schema schema;
    add_tables(schema, {"orders", "users", "data", "history", "xyzzy", "posts", "tags", "news", "item"});
    CHECK(Learned(schema).said("table_name_number") == "plural 4 of 5, off in this policy");
    CHECK(Learned(schema).of("table_name_number").exceptions == "public.item");
    // Keys that the server named.
    CHECK(Learned(schema).of("primary_key_name").judged == 0);
}

TEST_CASE("learn: key types are those in use") {
    Schema schema;
    add_tables(schema, {"a", "b", "c", "d"});
    Table& other = schema.table("e");
    other.column("id", integer_type);
    other.primary_key("e_pkey", {1});
    Learned most(schema);
    CHECK(most.said("primary_key_type") == "bigint 4 of 5");
    CHECK(most.of("primary_key_type").adopt ==
          "SELECT conventions.set_rule('primary_key_type', 'warn', '{\"types\":[\"bigint\"]}');");
    Table& more = schema.table("f");
    more.column("id", integer_type);
    more.primary_key("f_pkey", {1});
    CHECK(Learned(schema).said("primary_key_type") == "bigint or integer 6 of 6");
}

TEST_CASE("learn: a table is counted once for its moment") {
    Schema schema;
    for (const Text name : {"a", "b", "c", "d", "e"}) {
        Table& table = schema.table(name);
        table.column("id");
        table.column("created", timestamptz_type).not_null = true;
    }
    CHECK(Learned(schema).said("created_at") == "created 5 of 5");
    CHECK(Learned(schema).said("updated_at") == "0 of 5, none of the styles that are known");
    schema.table("f").column("created", timestamptz_type);
    schema.table("g").column("created", timestamptz_type);
    CHECK(Learned(schema).said("created_at") == "created, not_null false 7 of 7");
    CHECK(Learned(schema).of("created_at").proposed == R"({"names":["created"],"not_null":false})");
}

TEST_CASE("learn: actions on delete are those in use") {
    Schema schema;
    std::vector<Table*> tables;
    for (const Text name : {"a", "b", "c", "d", "e"}) {
        tables.push_back(&schema.table(name));
        tables.back()->column("parent_id");
        tables.back()->foreign_key("fk", {1}).on_delete = ForeignKeyAction::cascade;
    }
    CHECK(Learned(schema).said("foreign_key_on_delete") == "any but NO ACTION 5 of 5, off in this policy");
    const auto decide = [&](std::initializer_list<int> which, ForeignKeyAction action) {
        for (const int i : which) tables[static_cast<std::size_t>(i)]->constraints[0].on_delete = action;
    };
    decide({0}, ForeignKeyAction::no_action);
    const Learned most(schema);
    CHECK(most.said("foreign_key_on_delete") == "any but NO ACTION 4 of 5, off in this policy");
    CHECK(most.of("foreign_key_on_delete").exceptions == "fk on public.a");
    decide({1}, ForeignKeyAction::no_action);
    CHECK(Learned(schema).said("foreign_key_on_delete") == "no action or cascade 5 of 5");
    decide({2, 3}, ForeignKeyAction::set_null);
    CHECK(Learned(schema).said("foreign_key_on_delete") == "no action or cascade or set null 5 of 5");
    decide({1, 2, 3, 4}, ForeignKeyAction::no_action);
    CHECK(Learned(schema).said("foreign_key_on_delete") == "no action 5 of 5");
    decide({1, 2}, ForeignKeyAction::restrict_action);
    CHECK(Learned(schema).of("foreign_key_on_delete").proposed.empty());
}

TEST_CASE("learn: moments with a default are those in use") {
    Schema schema;
    for (const Text name : {"a", "b", "c", "d", "e"}) {
        Table& table = schema.table(name);
        table.column("created", timestamptz_type).default_kind = DefaultKind::current_time;
        table.column("at", timestamptz_type);
    }
    CHECK(Learned(schema).said("timestamp_default") == "created 5 of 5");
    CHECK(Learned(schema).of("timestamp_default").proposed == R"({"names":["created"]})");
    schema.table("f").column("modified", timestamptz_type);
    const Learned some(schema);
    CHECK(some.said("timestamp_default") == "created or modified 5 of 6");
    CHECK(some.of("timestamp_default").exceptions == "public.f.modified");
    schema.table("g").column("modified", timestamptz_type);
    CHECK(Learned(schema).of("timestamp_default").proposed.empty());
    Schema usual;
    for (const Text name : {"a", "b", "c", "d", "e"})
        usual.table(name).column("created_at", timestamptz_type).default_kind = DefaultKind::current_time;
    CHECK(Learned(usual).said("timestamp_default") == "created_at or updated_at 5 of 5, in force");
    Schema none;
    none.table("a").column("at", timestamptz_type);
    CHECK(Learned(none).said("timestamp_default") == "0 of 0, nothing to tell it by");
}

TEST_CASE("learn: required columns are those that nearly all tables have") {
    Schema schema;
    std::vector<Table*> tables;
    for (const Text name : {"a", "b", "c", "d", "e", "f"}) {
        Table& table = schema.table(name);
        tables.push_back(&table);
        table.column("id");
        table.column("tenant", integer_type).not_null = true;
        table.column("note", test::text_type);
        table.column("created_at", timestamptz_type);
        table.primary_key("pk", {1});
    }
    CHECK(Learned(schema).said("required_columns") == "note text, tenant integer 6 of 6");
    CHECK(Learned(schema).of("required_columns").proposed ==
          R"({"columns":[{"name":"note","type":"text"},{"name":"tenant","type":"integer","not_null":true}]})");
    tables[0]->columns[2].name = "remark";
    const Learned some(schema);
    CHECK(some.said("required_columns") == "tenant integer, note text 5 of 6");
    CHECK(some.of("required_columns").exceptions == "public.a");
    // Not enough tables have both.
    tables[1]->columns[1].name = "owner";
    CHECK(Learned(schema).said("required_columns").starts_with("note text 5 of 6"));
    tables[1]->columns[2].name = "remark";
    tables[2]->columns[1].base = tables[2]->columns[1].type = &test::text_type;
    CHECK(Learned(schema).of("required_columns").proposed.empty());
}

TEST_CASE("learn: keys in camelCase") {
    Schema schema;
    for (const Text name : {"User", "Order", "Item", "Tag", "Post"}) {
        Table& table = schema.table(name);
        table.column(schema.kept(lower(name) + "Id"));
        table.primary_key("pk", {1});
        table.column("authorId");
        table.column("parentId");
        Constraint& author = table.foreign_key("fk", {2});
        author.referenced_name = "User";
        author.referenced_column_names = names_of_id;
        Constraint& parent = table.foreign_key("fk2", {3});
        parent.referenced_name = "Parent";
        parent.referenced_column_names = names_of_id;
    }
    CHECK(Learned(schema).said("primary_key_column_name") == "{table_singular}Id 5 of 5");
    CHECK(Learned(schema).said("foreign_key_column_name") == "{ref_table_singular}Id 10 of 10");
}

TEST_CASE("learn: what a rule tolerates is proposed where it is needed") {
    Schema schema;
    Table& table = schema.table("events");
    for (int i = 0; i < 8; ++i) table.column("at", timestamptz_type);
    table.column("old", timestamp_type);
    CHECK(Learned(schema).said("timestamptz") == "with time zone 8 of 9, in force");
    for (int i = 0; i < 6; ++i) table.column("old", timestamp_type);
    CHECK(Learned(schema).said("timestamptz") == "timestamp 15 of 15");
}

TEST_CASE("learn: one schema alone, by its own settings") {
    Schema schema;
    add_tables(schema, {"OrderLine", "Customer", "PriceList", "StockItem", "Shelf"}, "a.pp");
    add_tables(schema, {"orders", "users", "tags", "posts", "roles"});
    CHECK(Learned(schema).said("table_name").find("mixed") != std::string::npos);
    Learned app(schema, {.profile = "recommended"}, {.schema = "a.pp"});
    CHECK(app.said("table_name") == "PascalCase 5 of 5");
    CHECK(app.of("table_name").adopt ==
          "SELECT conventions.set_rule('table_name', parameters => '{\"pattern\":\"^([A-Z][a-z0-9]*)+$\"}', in_schema "
          "=> E'a\\\\.pp');");
    CHECK(app.preset("prisma") == nullptr);
    const SettingRow set = {.rule = "table_name",
                            .severity = "error",
                            .parameters = R"json({"pattern": "^([A-Z][a-z0-9]*)+$"})json",
                            .in_schema = "a.pp"};
    CHECK(Learned(schema, {.profile = "recommended", .settings = {&set, 1}}, {.schema = "a.pp"}).said("table_name") ==
          "PascalCase 5 of 5, in force");
}

TEST_CASE("learn: presets by what they say of what is there") {
    Schema schema;
    const auto add_stamped = [&](std::initializer_list<Text> names) {
        for (const Text name : names) {
            Table& table = schema.table(name);
            table.column("id");
            table.primary_key(schema.kept(std::string(name) + "_pkey"), {1});
            for (const Text moment : {"createdAt", "updatedAt"}) table.column(moment, timestamptz_type).not_null = true;
        }
    };
    add_stamped({"OrderLine", "Customer", "PriceList", "StockItem", "Shelf"});
    Learned before(schema);
    REQUIRE(before.preset("prisma") != nullptr);
    CHECK(before.preset("prisma")->conforming == 35);
    CHECK(before.preset("prisma")->judged == 35);
    CHECK(before.preset("prisma")->proposed == R"({"presets":["prisma"]})");
    CHECK(before.preset("prisma")->adopt == "SELECT conventions.enable('recommended', '{prisma}');");
    // rails tolerates what nobody has, and names what nobody named so.
    CHECK((before.preset("rails") == nullptr || before.preset("rails")->adopt.empty()));
    const Text enabled[] = {"rails"};
    Learned beside(schema, {.profile = "strict", .presets = enabled}, {.profile = "strict", .presets = enabled});
    CHECK(beside.preset("prisma")->current == R"({"presets":["rails"]})");
    CHECK(beside.preset("prisma")->adopt == "SELECT conventions.enable('strict', '{rails,prisma}');");
    const Text both[] = {"prisma", "rails"};
    Learned after(schema, {.profile = "strict", .presets = both}, {.profile = "strict", .presets = both});
    CHECK(after.preset("prisma")->note == "in force");
    CHECK(after.preset("prisma")->adopt.empty());
    add_stamped({"two_word", "and_three_word"});
    Learned less(schema);
    CHECK(less.preset("prisma")->note == "differs: table_name 5 of 7");
    CHECK(less.preset("prisma")->exceptions == "public.two_word, public.and_three_word");
    CHECK(less.preset("prisma")->adopt.empty());
}

TEST_CASE("learn: a preset that turns rules off which nothing breaks is not proposed") {
    Schema schema;
    const auto add_keyed = [&](Text name, bool counted) {
        Table& table = schema.table(name);
        Column& column = table.column("id", integer_type);
        if (counted) column.identity = Identity::always;
        table.primary_key(schema.kept("pk_" + std::string(name)), {1});
    };
    for (const Text name : {"orders", "users", "tags", "posts", "roles"}) add_keyed(name, false);
    CHECK(Learned(schema).preset("guide_integer")->note ==
          "turns off what nothing breaks: primary_key_int4, serial_column");
    CHECK(Learned(schema).preset("guide_integer")->adopt.empty());
    CHECK(Learned(schema).preset("guide_uuid")->note == "differs: primary_key_type 0 of 5");
    add_keyed("lines", true);
    CHECK(Learned(schema).preset("guide_integer")->adopt ==
          "SELECT conventions.enable('recommended', '{guide_integer}');");
}

TEST_CASE("learn: failure and cancel come back as a status") {
    Schema schema;
    for (int i = 0; i < 70; ++i) add_tables(schema, {"orders"});
    CHECK(Learned(schema, {.profile = "strict"}, {.fault = Fault::exception}).status == Status::failed);
    CHECK(Learned(schema, {.profile = "strict"}, {.fault = Fault::memory}).status == Status::out_of_memory);
    Learned stopped(schema, {.profile = "strict"}, {.cancelled = [] { return true; }});
    CHECK(stopped.status == Status::cancelled);
    CHECK(stopped.rows() == 0);
    CHECK(has(needs_to_learn(), Need::constraints));
}

}  // namespace
}  // namespace conventions::core
