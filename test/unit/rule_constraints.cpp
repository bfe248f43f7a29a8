// Rules check_constant, check_not_null, constraint_not_valid, trigger_disabled.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule check_constant;
extern const Rule check_not_null;
extern const Rule constraint_not_valid;
extern const Rule trigger_disabled;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

/// A table with columns a and "B b" and the check "c"; `change` is given it and the table.
struct Checked {
    explicit Checked(auto&& change) {
        table.column("a");
        table.column("B b");
        Constraint made;
        made.oid = table.next_oid();
        made.name = "c";
        made.definition = "CHECK ((a > 0))";
        table.constraints.push_back(made);
        change(table.constraints[0], table);
    }
    Checked(const Checked&) = delete;
    std::string said(const Rule& rule) { return Judged(rule, schema.catalog(), table).said(); }
    std::string fix(const Rule& rule) {
        const Judged judged(rule, schema.catalog(), table);
        return judged.count() == 1 ? judged.fix() : "no single finding";
    }
    std::string undo(const Rule& rule) { return Judged(rule, schema.catalog(), table).undo(); }

    Schema schema;
    Table& table = schema.table("t");
};

TEST_CASE("check_constant: what is never false") {
    const auto with = [](CheckOutcome outcome, bool inherited = false) {
        Checked checked([&](Constraint& check, Table&) {
            check.outcome = outcome;
            check.inherited = inherited;
        });
        const Judged judged(check_constant, checked.schema.catalog(), checked.table);
        return judged.quiet() ? std::string() : judged.said() + ": " + judged[0].detail.substr(0, 11);
    };
    CHECK(with(CheckOutcome::open).empty());
    CHECK(with(CheckOutcome::always_true) == "c: refuses no row: It is true,");
    CHECK(with(CheckOutcome::always_null) == "c: refuses no row: It is null,");
    CHECK(with(CheckOutcome::never_false) == "c: refuses no row: It is true ");
    CHECK(with(CheckOutcome::always_true, true).empty());
}

TEST_CASE("check_constant: the fix drops it, where its table may") {
    const auto always = [](Constraint& check, Table&) { check.outcome = CheckOutcome::always_true; };
    CHECK(Checked(always).fix(check_constant) == "ALTER TABLE public.t DROP CONSTRAINT c");
    CHECK(Checked(always).undo(check_constant) == "ALTER TABLE public.t ADD CONSTRAINT c CHECK ((a > 0))");
    const auto child_of = [](bool no_inherit, Text name, ConstraintKind kind = ConstraintKind::check) {
        Checked child([&](Constraint& check, Table&) { check.outcome = CheckOutcome::always_true; });
        Table& parent = child.schema.table("parent");
        Constraint same;
        same.name = name;
        same.kind = kind;
        same.no_inherit = no_inherit;
        parent.constraints.push_back(same);
        child.table.parents.push_back(parent.relation.oid);
        return child.fix(check_constant);
    };
    CHECK(child_of(false, "c").empty());
    CHECK_FALSE(child_of(true, "c").empty());
    CHECK_FALSE(child_of(false, "d").empty());
    CHECK_FALSE(child_of(false, "c", ConstraintKind::unique).empty());
}

constexpr Condition b_there[] = {{.kind = ConditionKind::is_not_null, .column = 2}};
constexpr Condition b_null[] = {{.kind = ConditionKind::is_null, .column = 2}};
constexpr Condition and_more[] = {{.kind = ConditionKind::is_not_null, .column = 2}, {}};

TEST_CASE("check_not_null: exactly that one column is not null, validated") {
    const auto with = [](auto&& change) {
        return Checked([&](Constraint& check, Table& table) {
                   check.conditions = b_there;
                   change(check, table);
               })
            .said(check_not_null);
    };
    CHECK(with([](Constraint&, Table&) {}) == "c: stands in place of a NOT NULL of column \"B b\"");
    CHECK(with([](Constraint&, Table& table) { table.columns[1].not_null = true; }) ==
          "c: repeats the NOT NULL of column \"B b\"");
    CHECK(with([](Constraint& check, Table&) { check.conditions = b_null; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.conditions = and_more; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.conditions = {}; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.validated = false; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.enforced = false; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.inherited = true; }).empty());
}

TEST_CASE("check_not_null: NOT NULL in its place") {
    const auto plain = [](Constraint& check, Table&) { check.conditions = b_there; };
    CHECK(Checked(plain).fix(check_not_null) ==
          "ALTER TABLE public.t ALTER COLUMN \"B b\" SET NOT NULL; ALTER TABLE public.t DROP CONSTRAINT c");
    CHECK(Checked(plain).undo(check_not_null).empty());
    const auto repeated = [](Constraint& check, Table& table) {
        check.conditions = b_there;
        table.columns[1].not_null = true;
    };
    CHECK(Checked(repeated).fix(check_not_null) == "ALTER TABLE public.t DROP CONSTRAINT c");
    CHECK(Checked(repeated).undo(check_not_null) == "ALTER TABLE public.t ADD CONSTRAINT c CHECK ((a > 0))");
    const auto alone = [](Constraint& check, Table& table) {
        check.conditions = b_there;
        check.no_inherit = true;
        table.children.push_back(4711);
    };
    CHECK(Checked(alone).fix(check_not_null).empty());
    CHECK_FALSE(Checked([](Constraint& check, Table&) {
                    check.conditions = b_there;
                    check.no_inherit = true;
                })
                    .fix(check_not_null)
                    .empty());
}

TEST_CASE("constraint_not_valid: of a table") {
    const auto with = [](auto&& change) {
        return Checked([&](Constraint& check, Table& table) {
                   check.validated = false;
                   change(check, table);
               })
            .said(constraint_not_valid);
    };
    CHECK(with([](Constraint&, Table&) {}) == "c: is not validated");
    CHECK(with([](Constraint& check, Table&) { check.validated = true; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.enforced = false; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.parent = 9; }).empty());
    CHECK(with([](Constraint& check, Table&) { check.inherited = true; }).empty());
}

TEST_CASE("constraint_not_valid: the fix counts, then validates") {
    const auto with = [](auto&& change) {
        return Checked([&](Constraint& check, Table& table) {
                   check.validated = false;
                   change(check, table);
               })
            .fix(constraint_not_valid);
    };
    constexpr Text counted =
        "SELECT count(*) AS offenders FROM public.t WHERE NOT (a > 0); ALTER TABLE public.t VALIDATE CONSTRAINT c";
    constexpr Text plain = "ALTER TABLE public.t VALIDATE CONSTRAINT c";
    const auto defined = [&](Text definition) {
        return with([&](Constraint& check, Table&) { check.definition = definition; });
    };
    CHECK(defined("CHECK ((a > 0)) NOT VALID") == counted);
    CHECK(defined("CHECK ((a > 0)) NO INHERIT NOT VALID") == counted);
    CHECK(defined("NOT NULL a NOT VALID") == plain);
    CHECK(defined({}) == plain);
    CHECK(with([](Constraint&, Table& table) { table.relation.kind = RelationKind::foreign_table; }).empty());
    Schema schema;
    Table& table = schema.table("lines");
    table.column("a");
    table.column("B b");
    table.foreign_key("k", {2, 1}).validated = false;
    CHECK(Judged(constraint_not_valid, schema.catalog(), table).fix() ==
          "SELECT count(*) AS orphans FROM public.lines child WHERE child.\"B b\" IS NOT NULL AND child.a IS NOT NULL "
          "AND NOT EXISTS (SELECT FROM public.parents parent WHERE parent.x = child.\"B b\" AND parent.y = child.a); "
          "ALTER TABLE public.lines VALIDATE CONSTRAINT k");
    table.constraints[0].match = ForeignKeyMatch::full;
    CHECK(Judged(constraint_not_valid, schema.catalog(), table).fix() ==
          "ALTER TABLE public.lines VALIDATE CONSTRAINT k");
}

TEST_CASE("constraint_not_valid: of a domain") {
    Schema schema;
    Type& domain = schema.domain("Positive", test::integer_type);
    constexpr Text names[] = {"one", "is it"};
    CHECK(Judged(constraint_not_valid, schema.catalog(), domain).quiet());
    domain.domain_not_valid = names;
    const Judged judged(constraint_not_valid, schema.catalog(), domain);
    REQUIRE(judged.count() == 2);
    CHECK(judged[1].part == "is it");
    CHECK(judged[1].says == "has constraint \"is it\", which is not validated");
    CHECK(judged.fix(1) == "ALTER DOMAIN public.\"Positive\" VALIDATE CONSTRAINT \"is it\"");
}

constexpr Trigger asleep = {.oid = 1, .name = "T t", .enabled = 'D'};

Trigger of_key(ObjectId oid, Text name, ObjectId key, Text function = "RI_FKey_check_ins") {
    return {.oid = oid,
            .name = name,
            .function_schema = "pg_catalog",
            .function_name = function,
            .enabled = 'D',
            .internal = true,
            .constraint = key};
}

/// A table with these triggers and the foreign key "k", which has OID 100001.
struct Triggered {
    explicit Triggered(std::initializer_list<Trigger> made) : triggers(made) {
        table.column("a");
        table.foreign_key("k", {1});
        table.relation.triggers = triggers;
    }
    Triggered(const Triggered&) = delete;

    std::vector<Trigger> triggers;
    Schema schema;
    Table& table = schema.table("t");
};

TEST_CASE("trigger_disabled: of a user") {
    Triggered one({asleep});
    const Judged judged(trigger_disabled, one.schema.catalog(), one.table);
    CHECK(judged.said() == "has trigger \"T t\", which is disabled");
    CHECK(judged[0].part == "T t");
    CHECK(judged.fix() == "ALTER TABLE public.t ENABLE TRIGGER \"T t\"");
    CHECK(judged.undo() == "ALTER TABLE public.t DISABLE TRIGGER \"T t\"");
    for (const char enabled : {'O', 'R', 'A'}) {
        Trigger awake = asleep;
        awake.enabled = enabled;
        Triggered other({awake});
        CHECK(Judged(trigger_disabled, other.schema.catalog(), other.table).quiet());
    }
}

TEST_CASE("trigger_disabled: of a foreign key, once for each, and no other internal one") {
    Triggered own({of_key(1, "c1", 100001), of_key(2, "c2", 100001), of_key(3, "a1", 7, "RI_FKey_noaction_del"),
                   of_key(4, "a2", 7, "RI_FKey_noaction_upd"), of_key(5, "u", 8, "unique_key_recheck")});
    const Judged judged(trigger_disabled, own.schema.catalog(), own.table);
    CHECK(judged.said() ==
          "k: is not checked: its triggers are disabled|has disabled triggers of a foreign key that refers to it");
    CHECK(judged.fix(0) == "ALTER TABLE public.t ENABLE TRIGGER c1; ALTER TABLE public.t ENABLE TRIGGER c2");
    CHECK(judged.fix(1) == "ALTER TABLE public.t ENABLE TRIGGER a1; ALTER TABLE public.t ENABLE TRIGGER a2");
    CHECK(judged.undo(1).empty());
    // The triggers' own names hold OIDs.
    Triggered referenced({of_key(1, "a3", 101001, "RI_FKey_noaction_del")});
    Table& child = referenced.schema.table("child");
    child.column("a");
    child.foreign_key("to_t", {1});
    const Judged from_child(trigger_disabled, referenced.schema.catalog(), referenced.table);
    CHECK(from_child.said() == "has disabled triggers of foreign key \"to_t\" of \"public.child\"");
    CHECK(from_child[0].part == "foreign key \"to_t\" of \"public.child\"");
    CHECK(from_child.fix() == "ALTER TABLE public.t ENABLE TRIGGER a3");
    Trigger foreign_name = of_key(1, "c", 100001);
    foreign_name.function_schema = "public";
    Triggered other({foreign_name});
    CHECK(Judged(trigger_disabled, other.schema.catalog(), other.table).quiet());
}

TEST_CASE("trigger_disabled: a copy on a partition is its root's, unless it sleeps alone") {
    for (const bool root_sleeps : {true, false}) {
        Trigger above = asleep;
        above.enabled = root_sleeps ? 'D' : 'O';
        Trigger below = asleep;
        below.oid = 2;
        below.parent = 1;
        const std::vector<Trigger> of_root = {above};
        const std::vector<Trigger> of_leaf = {below};
        Schema schema;
        Table& root = schema.table("root", RelationKind::partitioned_table);
        root.relation.triggers = of_root;
        Table& leaf = schema.partition_of(root, "leaf");
        leaf.relation.triggers = of_leaf;
        CHECK(Judged(trigger_disabled, schema.catalog(), leaf).quiet() == root_sleeps);
        CHECK(Judged(trigger_disabled, schema.catalog(), root).quiet() != root_sleeps);
    }
    CHECK(trigger_disabled.judges_partitions);
}

}  // namespace
}  // namespace conventions::core
