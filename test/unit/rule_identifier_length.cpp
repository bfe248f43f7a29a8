// Rule identifier_length.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule identifier_length;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

const std::string name63(63, 'a');
const std::string name62(62, 'a');
constexpr Text cut = "has a name of 63 bytes, which the server may have cut";

std::string said_of(Text name, Text parameters = {}, RelationKind kind = RelationKind::table) {
    Schema schema;
    const Table& table = schema.table(name, kind);
    return Judged(identifier_length, schema.catalog(), table, parameters).said();
}

TEST_CASE("identifier_length: 63 bytes and no fewer, whatever the letters") {
    CHECK(said_of(name63) == cut);
    CHECK(said_of(name62).empty());
    CHECK(said_of(std::string(59, 'a') + "öß") == cut);
    CHECK(said_of(std::string(58, 'a') + "öß").empty());
    for (const RelationKind kind : {RelationKind::view, RelationKind::materialized_view, RelationKind::sequence,
                                    RelationKind::partitioned_table, RelationKind::foreign_table})
        CHECK(said_of(name63, {}, kind) == cut);
}

TEST_CASE("identifier_length: not what ends in a hash, or what the server made") {
    CHECK(said_of(std::string(54, 'a') + "_0123abcd").empty());
    CHECK(said_of(std::string(54, 'a') + "_0123abcx") == cut);
    CHECK(said_of(std::string(54, 'a') + "x0123abcd") == cut);
    // A cut takes the end: where the label of the server still stands, nothing was cut.
    CHECK(said_of(std::string(58, 'a') + "_pkey").empty());
    CHECK(said_of(std::string(58, 'a') + "_idx1").empty());
    CHECK(said_of(std::string(58, 'a') + "_pkex") == cut);
    Schema schema;
    Table& sequence = schema.table(name63, RelationKind::sequence);
    sequence.relation.sequence.owner_relation = 1;
    CHECK(Judged(identifier_length, schema.catalog(), sequence).quiet());
}

TEST_CASE("identifier_length: columns, constraints, indexes, types") {
    Schema schema;
    Table& table = schema.table("t");
    table.column(name63);
    table.column(name63).inherited = true;
    table.foreign_key(name63, {1});
    table.index(name63, {1});
    const Judged judged(identifier_length, schema.catalog(), table);
    REQUIRE(judged.count() == 3);
    const std::string column = "public.t RENAME COLUMN " + name63;
    CHECK(judged.fix(0) == "?ALTER TABLE " + column + " TO <name>");
    CHECK(judged.fix(1) == "?ALTER TABLE public.t RENAME CONSTRAINT " + name63 + " TO <name>");
    CHECK(judged.fix(2) == "?ALTER INDEX public." + name63 + " RENAME TO <name>");
    CHECK(judged[0].at_most == Severity::warn);
    table.relation.of_type = 4711;
    CHECK(Judged(identifier_length, schema.catalog(), table).fix(0).empty());
    table.relation.kind = RelationKind::view;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 3);
    table.constraints[0].inherited = true;
    table.indexes[0].parent = 1;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 1);
    table.constraints[0].inherited = false;
    table.constraints[0].parent = 1;
    table.indexes[0].parent = 0;
    table.indexes[0].constraint = 1;
    CHECK(Judged(identifier_length, schema.catalog(), table).count() == 1);

    // What the server made of two long names.
    Table& made = schema.table("orders_of_customers_who_have_not_paid");
    made.column("the_customer_who_has_not_paid_for_it");
    const std::string key =
        server_made_name("orders_of_customers_who_have_not_paid", "the_customer_who_has_not_paid_for_it", "fkey");
    const std::string index =
        server_made_name("orders_of_customers_who_have_not_paid", "the_customer_who_has_not_paid_for_it", "idx");
    REQUIRE(key.size() == 63);
    made.foreign_key(key, {1});
    made.index(index, {1});
    CHECK(Judged(identifier_length, schema.catalog(), made).quiet());

    const Type& mood = schema.type(name63, TypeKind::enumeration);
    const Judged type(identifier_length, schema.catalog(), mood);
    CHECK(type.fix() == "?ALTER TYPE public." + name63 + " RENAME TO <name>");
    const Type& domain = schema.domain(name63, test::text_type);
    CHECK(Judged(identifier_length, schema.catalog(), domain).fix().starts_with("?ALTER DOMAIN "));
}

TEST_CASE("identifier_length: a lower limit") {
    CHECK(said_of("abcdefghijk", R"({"max_bytes": 10})") == "has a name of 11 bytes, more than 10");
    CHECK(said_of("abcdefghij", R"({"max_bytes": 10})").empty());
    CHECK(said_of(std::string(54, 'a') + "_0123abcd", R"({"max_bytes": 10})") ==
          "has a name of 63 bytes, more than 10");
    Schema schema;
    Table& table = schema.table("orders");
    table.column("a");
    table.primary_key("orders_pkey", {1});
    CHECK(Judged(identifier_length, schema.catalog(), table, R"({"max_bytes": 10})").quiet());
}

/// A statement that writes one name of so many bytes.
class Writing {
public:
    explicit Writing(StatementKind kind, std::size_t bytes = 70)
        : written_(bytes, 'a'), name_{.written = written_, .kept = Text(written_).substr(0, 63)} {
        target_.kind = ObjectKind::table;
        target_.name = "orders";
        statement.kind = kind;
        statement.targets = {&target_, 1};
        statement.long_names = {&name_, 1};
    }
    Text kept() const { return name_.kept; }
    Target& target() { return target_; }
    std::string said(Text parameters = {}) {
        Schema schema;
        return Judged(identifier_length, schema.catalog(), statement, parameters).said();
    }
    Statement statement;

private:
    std::string written_;
    WrittenName name_;
    Target target_;
};

constexpr Text long70 = " a name of 70 bytes, of which the server keeps 63";

std::string has70(Text what) { return Findings::text(what, long70); }

TEST_CASE("identifier_length: before the statement, the names that it gives") {
    for (const StatementKind kind :
         {StatementKind::create_table, StatementKind::create_table_as, StatementKind::create_view,
          StatementKind::create_materialized_view, StatementKind::create_sequence, StatementKind::create_composite_type,
          StatementKind::create_enum, StatementKind::create_range, StatementKind::create_domain,
          StatementKind::create_schema}) {
        Writing made(kind);
        made.target().name = made.kept();
        CHECK(made.said() == has70("has"));
        // Nothing is made where the name is taken.
        made.statement.exists_ok = true;
        CHECK(made.said() == has70("has"));
        made.target().oid = 1;
        CHECK(made.said().empty());
    }
    Writing table(StatementKind::create_table);
    const ColumnDefinition columns[] = {{.name = "id"}, {.name = table.kept()}};
    table.statement.columns = columns;
    CHECK(table.said() == has70("has a column with"));
    table.statement.kind = StatementKind::comment;
    CHECK(table.said().empty());
    Writing checked(StatementKind::create_domain);
    const ConstraintDefinition constraints[] = {{.name = checked.kept()}};
    checked.statement.constraints = constraints;
    CHECK(checked.said() == has70("has a constraint with"));
    checked.statement.kind = StatementKind::alter_table;
    CHECK(checked.said() == has70("has a constraint with"));
    checked.statement.kind = StatementKind::drop;
    CHECK(checked.said().empty());

    for (const StatementKind kind : {StatementKind::alter_table, StatementKind::alter_domain}) {
        Writing altered(kind);
        const Action adds[] = {{.kind = ActionKind::add_constraint, .name = altered.kept()}};
        altered.statement.actions = adds;
        CHECK(altered.said() == has70("has a constraint with"));
    }
    Writing index(StatementKind::create_index);
    index.statement.name = index.kept();
    CHECK(index.said() == has70("has"));
    Writing trigger(StatementKind::other);
    trigger.statement.name = trigger.kept();
    trigger.statement.tag = "CREATE TRIGGER";
    CHECK(trigger.said() == has70("has a trigger with"));
    trigger.statement.tag = "ALTER POLICY";
    CHECK(trigger.said().empty());
}

TEST_CASE("identifier_length: what a statement only names is left to it") {
    Writing renamed(StatementKind::rename);
    renamed.target().name = renamed.kept();
    renamed.statement.name = renamed.kept();
    renamed.statement.new_name = "short";
    CHECK(renamed.said().empty());
    renamed.statement.new_name = renamed.kept();
    const std::pair<ObjectKind, Text> parts[] = {{ObjectKind::table, "gets"},
                                                 {ObjectKind::column, "gets a column with"},
                                                 {ObjectKind::constraint, "gets a constraint with"},
                                                 {ObjectKind::index, "gets an index with"},
                                                 {ObjectKind::trigger, "gets a trigger with"},
                                                 {ObjectKind::other, "gets a rule or policy with"}};
    for (const auto& [part, says] : parts) {
        renamed.statement.object = part;
        CHECK(renamed.said() == has70(says));
    }

    for (const StatementKind kind :
         {StatementKind::drop, StatementKind::alter_table, StatementKind::create_index, StatementKind::comment}) {
        Writing named(kind);
        named.target().name = named.kept();
        const Action action[] = {{.kind = ActionKind::drop_column, .name = named.kept()}};
        named.statement.actions = action;
        CHECK(named.said().empty());
    }
    Writing nothing(StatementKind::create_table);
    nothing.target().name = nothing.kept();
    nothing.statement.targets = {};
    CHECK(nothing.said().empty());
}

TEST_CASE("identifier_length: IF NOT EXISTS of what is there") {
    Schema schema;
    Table& table = schema.table("orders");
    Writing adding(StatementKind::alter_table);
    Action add{.kind = ActionKind::add_column, .name = adding.kept(), .missing_ok = true};
    adding.statement.actions = {&add, 1};
    adding.target().oid = adding.target().relation = table.relation.oid;
    CHECK(Judged(identifier_length, schema.catalog(), adding.statement).said() == has70("has a column with"));
    table.column(adding.kept());
    CHECK(Judged(identifier_length, schema.catalog(), adding.statement).quiet());
    add.missing_ok = false;
    CHECK(Judged(identifier_length, schema.catalog(), adding.statement).count() == 1);

    Writing index(StatementKind::create_index);
    index.statement.name = index.kept();
    index.statement.exists_ok = true;
    index.target().oid = index.target().relation = table.relation.oid;
    CHECK(Judged(identifier_length, schema.catalog(), index.statement).said() == has70("has"));
    table.index(index.kept(), {1});
    CHECK(Judged(identifier_length, schema.catalog(), index.statement).quiet());
}

TEST_CASE("identifier_length: a lower limit before the statement; each name once") {
    Writing table(StatementKind::create_table, 20);
    table.target().name = table.kept();
    CHECK(table.said().empty());
    CHECK(table.said(R"({"max_bytes": 20})").empty());
    CHECK(table.said(R"({"max_bytes": 19})") == "has a name of 20 bytes, more than 19");
    const WrittenName twice[] = {table.statement.long_names[0], table.statement.long_names[0]};
    table.statement.long_names = twice;
    CHECK(table.said(R"({"max_bytes": 19})") == "has a name of 20 bytes, more than 19");

    Schema schema;
    Writing cut(StatementKind::create_table);
    cut.target().name = cut.kept();
    const Judged judged(identifier_length, schema.catalog(), cut.statement);
    CHECK(judged[0].part == cut.kept());
    CHECK(judged[0].detail ==
          Findings::text("Of \"", std::string(70, 'a'), "\" the server would keep \"", std::string(63, 'a'), "\"."));
    CHECK(judged[0].at_most == Severity::error);
    CHECK(Judged(identifier_length, schema.catalog(), cut.statement, R"({"max_bytes": 19})")[0].says == has70("has"));
}

TEST_CASE("identifier_length: relations are renamed by their own commands") {
    const std::pair<RelationKind, Text> commands[] = {{RelationKind::table, "TABLE"},
                                                      {RelationKind::view, "VIEW"},
                                                      {RelationKind::materialized_view, "MATERIALIZED VIEW"},
                                                      {RelationKind::foreign_table, "FOREIGN TABLE"},
                                                      {RelationKind::sequence, "SEQUENCE"}};
    for (const auto& [kind, word] : commands) {
        Schema schema;
        const Table& table = schema.table(name63, kind);
        CHECK(Judged(identifier_length, schema.catalog(), table).fix() ==
              "?ALTER " + std::string(word) + " public." + name63 + " RENAME TO <name>");
    }
}

}  // namespace
}  // namespace conventions::core
