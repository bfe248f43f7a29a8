// Rules on what tells rows apart: unique_key, join_table_key, natural_key_unique, unique_nullable.

#include <doctest/doctest.h>

#include "type_facts.hpp"

namespace conventions::core {

extern const Rule join_table_key;
extern const Rule natural_key_unique;
extern const Rule unique_key;
extern const Rule unique_nullable;

namespace {

/// The predicate says that this column is null, and no more.
template <AttributeNumber number>
constexpr Condition absent[] = {{.kind = ConditionKind::is_null, .column = number}};

using test::column_over;
using test::Judged;
using test::Schema;
using test::Table;

Index& unique(Table& table, Text name, std::initializer_list<AttributeNumber> columns) {
    Index& made = table.index(name, columns);
    made.unique = true;
    return made;
}

TEST_CASE("unique_key: none at all") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.index("i", {1});
    const auto said = [&] { return Judged(unique_key, schema.catalog(), table).said(); };
    CHECK(said() == "has neither a primary key nor a unique index");
    CHECK(Judged(unique_key, schema.catalog(), table).fix() == "?ALTER TABLE public.t ADD UNIQUE (<columns>)");
    table.relation.made_by_query = true;
    CHECK(Judged(unique_key, schema.catalog(), table)[0].at_most == Severity::warn);
    unique(table, "u", {1}).predicate = 1;
    CHECK(said().empty());
    Table& keyed = schema.table("keyed");
    keyed.column("a");
    keyed.primary_key("p", {1});
    CHECK(Judged(unique_key, schema.catalog(), keyed).quiet());
}

TEST_CASE("unique_key: a root whose partitions all have one") {
    Schema schema;
    Table& root = schema.table("root", RelationKind::partitioned_table);
    root.column("a");
    const auto quiet = [&] { return Judged(unique_key, schema.catalog(), root).quiet(); };
    CHECK(!quiet());
    Table& first = schema.partition_of(root, "first");
    Table& second = schema.partition_of(root, "second");
    schema.partition_of(root, "far", RelationKind::foreign_table);
    unique(first, "u1", {1});
    CHECK(!quiet());
    unique(second, "u2", {1});
    CHECK(quiet());
}

/// id, user_id, role_id, created_at, and keys of the second and third.
Table& memberships(Schema& schema) {
    Table& table = schema.table("memberships");
    table.column("id");
    table.column("user_id");
    table.column("role_id");
    table.column("created_at", test::timestamptz_type);
    table.foreign_key("u", {2});
    table.foreign_key("r", {3}, 30001);
    return table;
}

TEST_CASE("join_table_key: which tables only join") {
    const auto fires = [](auto&& change) {
        Schema schema;
        Table& table = memberships(schema);
        change(table);
        return !Judged(join_table_key, schema.catalog(), table).quiet();
    };
    CHECK(fires([](Table&) {}));
    CHECK(!fires([](Table& table) { table.column("note"); }));
    CHECK(!fires([](Table& table) { table.constraints.pop_back(); }));
    CHECK(fires([](Table& table) {
        table.column("created_by");
        table.foreign_key("by", {5}, 30002);
    }));
    CHECK(fires([](Table& table) {
        table.column("tenant_id");
        table.foreign_key("of", {5}, 30002);
    }));
    CHECK(fires([](Table& table) { table.column("organization_id"); }));
    CHECK(!fires([](Table& table) {
        table.column("team_id");
        table.foreign_key("of", {5}, 30002);
    }));
    CHECK(!fires([](Table& table) {
        for (const AttributeNumber number : {5, 6, 7}) {
            table.column("x");
            table.foreign_key("k", {number}, 30002);
        }
    }));
}

TEST_CASE("join_table_key: the tenant's column can be a side") {
    Schema schema;
    Table& table = schema.table("seats");
    table.column("user_id");
    table.column("organization_id");
    table.foreign_key("u", {1});
    table.foreign_key("o", {2});
    CHECK(Judged(join_table_key, schema.catalog(), table).said() ==
          "joins (user_id) and (organization_id) without a unique key over both");
}

TEST_CASE("join_table_key: which keys keep pairs apart") {
    Schema schema;
    Table& table = memberships(schema);
    table.column("tenant_id");
    table.column("deleted_at", test::timestamptz_type);
    const auto quiet = [&](std::initializer_list<AttributeNumber> columns, auto&& change) {
        Index& index = unique(table, "i", columns);
        change(index);
        const bool answer = Judged(join_table_key, schema.catalog(), table).quiet();
        table.indexes.pop_back();
        return answer;
    };
    const auto as_it_is = [](Index&) {};
    CHECK(quiet({3, 2}, as_it_is));
    CHECK(quiet({2}, as_it_is));
    CHECK(quiet({5, 2, 3}, as_it_is));
    CHECK(!quiet({2, 3, 1}, as_it_is));
    CHECK(!quiet({2, 0}, as_it_is));
    CHECK(!quiet({2, 3}, [](Index& index) { index.unique = false; }));
    CHECK(!quiet({2, 3}, [](Index& index) { index.predicate = 1; }));
    CHECK(!quiet({2, 3}, [](Index& index) {
        index.predicate = 1;
        index.conditions = absent<4>;
    }));
    CHECK(quiet({2, 3}, [](Index& index) {
        index.predicate = 1;
        index.conditions = absent<6>;
    }));
    CHECK(!quiet({2, 3, 1}, [](Index& index) {
        index.predicate = 1;
        index.conditions = absent<6>;
    }));
}

TEST_CASE("join_table_key: a house that wants a key of its own beside it") {
    Schema schema;
    Table& table = memberships(schema);
    unique(table, "u", {2, 3});
    constexpr Text house = R"({"key": "surrogate_and_unique"})";
    const auto said = [&] { return Judged(join_table_key, schema.catalog(), table, house).said(); };
    constexpr Text lacks = "joins two tables and has no primary key of its own beside what it joins";
    CHECK(said() == lacks);
    CHECK(Judged(join_table_key, schema.catalog(), table, house).fix().empty());
    table.primary_key("p", {2});
    CHECK(said() == lacks);
    table.constraints.pop_back();
    table.primary_key("p", {2, 3});
    CHECK(said() == lacks);
    table.constraints.pop_back();
    table.primary_key("p", {1});
    CHECK(said().empty());
}

TEST_CASE("join_table_key: the fix, and the draft") {
    Schema schema;
    Table& table = memberships(schema);
    table.columns[1].not_null = true;
    const auto fix = [&](Text parameters = {}, bool in_block = false) {
        return Judged(join_table_key, schema.catalog(), table, parameters, {.in_block = in_block}).fix();
    };
    constexpr Text count =
        "SELECT count(*) AS duplicates FROM (SELECT FROM public.memberships WHERE role_id IS NOT NULL GROUP BY "
        "user_id, role_id HAVING count(*) > 1) alike; ";
    CHECK(fix() == Findings::text(count, "ALTER TABLE public.memberships ADD PRIMARY KEY (user_id, role_id)"));
    const std::string beside = Findings::text(
        count,
        "!CREATE UNIQUE INDEX CONCURRENTLY memberships_user_id_role_id_key ON public.memberships (user_id, role_id); "
        "ALTER TABLE public.memberships ADD CONSTRAINT memberships_user_id_role_id_key UNIQUE USING INDEX "
        "memberships_user_id_role_id_key");
    CHECK(fix(R"({"key": "surrogate_and_unique"})") == beside);
    CHECK(Judged(join_table_key, schema.catalog(), table).mended().print().find("PRIMARY KEY (user_id, role_id)") !=
          std::string::npos);
    table.primary_key("p", {1});
    CHECK(fix() == beside);
    CHECK(fix({}, true) ==
          Findings::text(count,
                         "ALTER TABLE public.memberships ADD CONSTRAINT memberships_user_id_role_id_key UNIQUE "
                         "(user_id, role_id)"));
    CHECK(Judged(join_table_key, schema.catalog(), table).undo() ==
          "ALTER TABLE public.memberships DROP CONSTRAINT memberships_user_id_role_id_key");
    table.relation.kind = RelationKind::partitioned_table;
    CHECK(fix().empty());
}

TEST_CASE("natural_key_unique: which columns") {
    Schema schema;
    Table& table = schema.table("users");
    table.column("id");
    table.column("Email", test::text_type);
    table.column("orderNumber", test::integer_type);
    table.column("slug", test::date_type);
    table.column("code", test::text_type);
    table.column("sku", test::text_type).inherited = true;
    table.column("iban", test::text_type);
    table.column("isbn", test::text_type);
    table.foreign_key("k", {7});
    table.primary_key("p", {8, 1});
    constexpr Text all =
        "Email: is named as what tells rows apart, and is not unique|"
        "orderNumber: is named as what tells rows apart, and is not unique|"
        "code: is named as what tells rows apart, and is not unique";
    CHECK(Judged(natural_key_unique, schema.catalog(), table).said() == all);
    CHECK(Judged(natural_key_unique, schema.catalog(), table, R"({"names": [], "strict_names": ["email"]})").count() ==
          1);
    const SettingRow mild = {.rule = "natural_key_unique", .severity = "info"};
    const Policy policy({.profile = "strict", .settings = {&mild, 1}});
    const Situation situation;
    Findings found;
    const Catalog& catalog = schema.catalog();
    natural_key_unique.check({{catalog, policy.settings(natural_key_unique), situation}, catalog.relations[0]}, found);
    CHECK(found.all().size() == 2);
}

TEST_CASE("natural_key_unique: which indexes make it unique") {
    Schema schema;
    Table& table = schema.table("users");
    table.column("email", test::text_type);
    table.column("team_id");
    table.column("tenant_id");
    table.column("deleted_at", test::timestamptz_type);
    table.column("seen_at", test::timestamptz_type);
    table.foreign_key("k", {2});
    const auto quiet = [&](std::initializer_list<AttributeNumber> columns, auto&& change) {
        Index& index = unique(table, "i", columns);
        change(index);
        const bool answer = Judged(natural_key_unique, schema.catalog(), table).quiet();
        table.indexes.pop_back();
        return answer;
    };
    const auto as_it_is = [](Index&) {};
    CHECK(quiet({1}, as_it_is));
    CHECK(quiet({3, 1, 2}, as_it_is));
    CHECK(!quiet({1, 4}, as_it_is));
    CHECK(!quiet({2}, as_it_is));
    CHECK(!quiet({1}, [](Index& index) { index.unique = false; }));
    CHECK(!quiet({1}, [](Index& index) { index.predicate = 1; }));
    const auto partial = [&](AttributeNumber column) {
        return quiet({1}, [&](Index& index) {
            index.predicate = 1;
            index.conditions = column == 4 ? Rows<Condition>(absent<4>) : Rows<Condition>(absent<5>);
        });
    };
    CHECK(partial(4));
    CHECK(!partial(5));
    static constexpr AttributeNumber own[] = {1};
    static constexpr AttributeNumber other[] = {2};
    const auto expression = [&](Text name, Rows<AttributeNumber> columns) {
        return quiet({0}, [&](Index& index) {
            table.last_keys()[0].name = name;
            index.expression_columns = columns;
        });
    };
    CHECK(expression("lower", own));
    CHECK(!expression("md5", own));
    CHECK(!expression("lower", other));
    // Partition columns.
    table.relation.kind = RelationKind::partitioned_table;
    CHECK(!quiet({1, 5}, as_it_is));
    table.primary_key("p", {5, 2});
    CHECK(quiet({1, 5}, as_it_is));
}

TEST_CASE("natural_key_unique: the fix") {
    Schema schema;
    Table& table = schema.table("users");
    table.column("email", test::text_type).not_null = true;
    const auto fix = [&] { return Judged(natural_key_unique, schema.catalog(), table).fix(); };
    const auto undo = [&] { return Judged(natural_key_unique, schema.catalog(), table).undo(); };
    CHECK(fix() ==
          "SELECT count(*) AS duplicates FROM (SELECT FROM public.users GROUP BY email HAVING count(*) > 1) alike; "
          "!CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON public.users (email); "
          "ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key");
    CHECK(undo() == "ALTER TABLE public.users DROP CONSTRAINT users_email_key");
    table.column("tenant_id");
    Column& mark = table.column("archived_at", test::timestamptz_type);
    constexpr Text first =
        "SELECT count(*) AS duplicates FROM (SELECT FROM public.users WHERE archived_at IS NULL AND tenant_id IS NOT "
        "NULL GROUP BY tenant_id, email HAVING count(*) > 1) alike; ";
    CHECK(fix() == Findings::text(first,
                                  "!CREATE UNIQUE INDEX CONCURRENTLY users_tenant_id_email_key ON public.users "
                                  "(tenant_id, email) WHERE archived_at IS NULL"));
    CHECK(undo() == "DROP INDEX public.users_tenant_id_email_key");
    // What is always there marks nothing.
    mark.not_null = true;
    CHECK(fix().find("archived") == std::string::npos);
    mark = table.columns[2];
    mark.base = &test::boolean_type;
    table.columns[2].name = "removed";
    CHECK(fix().find("WHERE NOT removed") != std::string::npos);
    table.columns[2].not_null = false;
    CHECK(fix().find("removed") == std::string::npos);
    table.relation.kind = RelationKind::partitioned_table;
    CHECK(fix().empty());
}

TEST_CASE("unique_nullable: two or more columns, one of them nullable") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a").not_null = true;
    table.column("b");
    table.column("c");
    column_over(table, "d", schema.domain("must", test::text_type), test::text_type).domain_not_null = true;
    const auto said = [&](std::initializer_list<AttributeNumber> columns, auto&& change) {
        change(unique(table, "i", columns));
        const std::string answer = Judged(unique_nullable, schema.catalog(), table).said();
        table.indexes.pop_back();
        return answer;
    };
    const auto as_it_is = [](Index&) {};
    CHECK(said({1, 2}, as_it_is) == "i: lets equal rows in where b is null");
    CHECK(said({3, 1, 2}, as_it_is) == "i: lets equal rows in where c, b are null");
    CHECK(said({2}, as_it_is).empty());
    CHECK(said({1, 4}, as_it_is).empty());
    CHECK(said({1, 0}, as_it_is).empty());
    CHECK(said({1, 2}, [](Index& index) { index.unique = false; }).empty());
    CHECK(said({1, 2}, [](Index& index) { index.primary = true; }).empty());
    CHECK(said({1, 2}, [](Index& index) { index.parent = 5; }).empty());
    CHECK(said({1, 2}, [](Index& index) { index.nulls_not_distinct = true; }).empty());
    static constexpr AttributeNumber proved[] = {2};
    CHECK(said({1, 2}, [](Index& index) { index.not_null_columns = proved; }).empty());
    CHECK(said({1, 3}, [](Index& index) { index.not_null_columns = proved; }) ==
          "i: lets equal rows in where c is null");
    // Another index sees to the nulls.
    unique(table, "rest", {1}).conditions = absent<2>;
    CHECK(said({1, 2}, as_it_is).empty());
    table.indexes[0].unique = false;
    CHECK(!said({1, 2}, as_it_is).empty());
    table.indexes[0].unique = true;
    CHECK(!said({3, 2}, as_it_is).empty());
}

TEST_CASE("unique_nullable: the fix") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.column("b");
    Index& bare = unique(table, "u", {1, 2});
    const auto fix = [&](bool in_block = false) {
        return Judged(unique_nullable, schema.catalog(), table, {}, {.in_block = in_block}).fix();
    };
    CHECK(fix() ==
          "!CREATE UNIQUE INDEX CONCURRENTLY t_a_b_key ON public.t (a, b) NULLS NOT DISTINCT; "
          "!DROP INDEX CONCURRENTLY public.u; ALTER INDEX public.t_a_b_key RENAME TO u");
    CHECK(fix(true) ==
          "CREATE UNIQUE INDEX t_a_b_key ON public.t (a, b) NULLS NOT DISTINCT; DROP INDEX public.u; "
          "ALTER INDEX public.t_a_b_key RENAME TO u");
    const auto refused = [&](auto&& change) {
        const Index before = bare;
        change(bare);
        const bool answer = fix().empty();
        bare = before;
        return answer;
    };
    CHECK(refused([](Index& index) { index.predicate = 1; }));
    CHECK(refused([](Index& index) { index.access_method = "other"; }));
    CHECK(refused([](Index& index) { index.referenced = true; }));
    CHECK(refused([](Index& index) { index.replica_identity = true; }));
    CHECK(refused([](Index& index) { index.clustered = true; }));
    CHECK(refused([](Index& index) { index.partitioned = true; }));
    table.last_keys()[0].descending = true;
    CHECK(fix().empty());
}

TEST_CASE("unique_nullable: a constraint is the object, and is made again") {
    Schema schema;
    Table& table = schema.table("t");
    table.column("a");
    table.column("b");
    table.column("c");
    static constexpr AttributeNumber included[] = {3};
    table.unique_constraint(ConstraintKind::unique, "Uq", {1, 2}).included = included;
    table.constraints[0].deferrable = true;
    const Judged judged(unique_nullable, schema.catalog(), table);
    CHECK(judged.said() == "Uq: lets equal rows in where a, b are null");
    CHECK(judged[0].object.kind == ObjectClass::constraint);
    CHECK(judged.fix() ==
          "!CREATE UNIQUE INDEX CONCURRENTLY t_a_b_key ON public.t (a, b) INCLUDE (c) NULLS NOT DISTINCT; "
          "ALTER TABLE public.t DROP CONSTRAINT \"Uq\", ADD CONSTRAINT \"Uq\" UNIQUE USING INDEX t_a_b_key DEFERRABLE");
}

}  // namespace
}  // namespace conventions::core
