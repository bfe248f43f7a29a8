// Rules audit_columns, deleted_at_shape, soft_delete_unique.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule audit_columns;
extern const Rule deleted_at_shape;
extern const Rule soft_delete_unique;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

constexpr Type boolean = {.oid = 16, .schema = "pg_catalog", .name = "bool", .shown = "boolean", .category = 'B'};
constexpr Type uuid = {.oid = 2950, .schema = "pg_catalog", .name = "uuid", .shown = "uuid", .category = 'U'};
constexpr Situation in_block = {.in_block = true};

/// One column of this name and type.
std::string shape(Text name, const Type& type, auto&& change, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("users");
    change(table.column(name, type));
    return Judged(deleted_at_shape, schema.catalog(), table, parameters).said();
}
const auto as_it_is = [](Column&) {};

TEST_CASE("deleted_at_shape: the moment is null for live rows") {
    CHECK(shape("deleted_at", test::timestamptz_type, as_it_is).empty());
    CHECK(shape("deleted_at", test::date_type, as_it_is).empty());
    CHECK(shape("deleted_at", test::time_type, as_it_is) ==
          "deleted_at: is time without time zone, which says no moment");
    CHECK(shape("deleted_at", boolean, [](Column& column) { column.not_null = true; }) ==
          "deleted_at: is boolean, which says no moment");
    CHECK(shape("deleted", test::timestamptz_type, [](Column& column) { column.not_null = true; }) ==
          "deleted: is NOT NULL, so that every row is deleted");
    CHECK_FALSE(shape("deleted_at", test::date_type, [](Column& column) { column.domain_not_null = true; }).empty());
    CHECK(shape("deleted_at", test::date_type, [](Column& column) { column.has_default = true; }) ==
          "deleted_at: has a default, so that new rows are deleted at once");
    CHECK(shape("deleted_at", test::date_type, [](Column& column) {
              column.has_default = column.default_is_null = true;
          }).empty());
    CHECK(shape("deleted_at", test::date_type, [](Column& column) {
              column.not_null = column.inherited = true;
          }).empty());
    CHECK(shape("deleted_at", test::date_type, [](Column& column) {
              column.not_null = true;
              column.generated = Generated::stored;
          }).empty());
    CHECK(shape("removed_at", test::text_type, as_it_is).empty());
    CHECK_FALSE(shape("removed_at", test::text_type, as_it_is, R"({"names": ["removed_at"]})").empty());
    CHECK(shape("deleted_at", test::text_type, as_it_is, R"({"names": []})").empty());
}

TEST_CASE("deleted_at_shape: the flag is never null and false at first") {
    const auto good = [](Column& column) { column.not_null = column.has_default = true; };
    CHECK(shape("is_deleted", boolean, good).empty());
    CHECK(shape("deleted", boolean, as_it_is) ==
          "deleted: may be null, which is neither deleted nor live|deleted: has no default false");
    CHECK(shape("is_deleted", boolean, [](Column& column) { column.domain_not_null = true; }) ==
          "is_deleted: has no default false");
    CHECK(shape("is_deleted", boolean, [](Column& column) {
              column.not_null = column.has_default = column.default_is_null = true;
          }) == "is_deleted: has no default false");
    CHECK(shape("deleted", test::text_type, as_it_is).empty());
    CHECK(shape("deleted", boolean, as_it_is, R"({"flag_names": ["gone"]})").empty());
    CHECK_FALSE(shape("gone", boolean, as_it_is, R"({"flag_names": ["gone"]})").empty());
}

/// Both marks, as they should be; `change` is given the table.
std::string both(auto&& change) {
    Schema schema;
    Table& table = schema.table("users");
    table.column("deleted_at", test::timestamptz_type);
    Column& flag = table.column("is_deleted", boolean);
    flag.not_null = flag.has_default = true;
    change(table);
    const Judged judged(deleted_at_shape, schema.catalog(), table);
    return judged.quiet() ? std::string() : judged.said() + ": " + judged.fix();
}

TEST_CASE("deleted_at_shape: two marks are tied by a CHECK") {
    CHECK(both([](Table&) {}) ==
          "marks deleted rows by \"deleted_at\" and \"is_deleted\", which no CHECK ties: ALTER TABLE public.users ADD "
          "CONSTRAINT ck_users_is_deleted_tied CHECK (is_deleted = (deleted_at IS NOT NULL)) NOT VALID; ALTER TABLE "
          "public.users VALIDATE CONSTRAINT ck_users_is_deleted_tied");
    static constexpr AttributeNumber two[] = {2, 1};
    const auto with_check = [](Rows<AttributeNumber> columns, ConstraintKind kind) {
        return both([&](Table& table) {
            Constraint made;
            made.kind = kind;
            made.columns = columns;
            table.constraints.push_back(made);
        });
    };
    CHECK(with_check(two, ConstraintKind::check).empty());
    CHECK_FALSE(with_check(two, ConstraintKind::unique).empty());
    CHECK_FALSE(with_check(Rows<AttributeNumber>(two).first(1), ConstraintKind::check).empty());
    CHECK_FALSE(with_check(Rows<AttributeNumber>(two).last(1), ConstraintKind::check).empty());
    CHECK(both([](Table& table) { table.columns[1].generated = Generated::stored; }).empty());
    CHECK(both([](Table& table) { table.columns[0].generated = Generated::stored; }).empty());
    CHECK(both([](Table& table) { table.columns[0].inherited = table.columns[1].inherited = true; }).empty());
    CHECK_FALSE(both([](Table& table) { table.columns[0].inherited = true; }).empty());
}

TEST_CASE("deleted_at_shape: fixes") {
    const auto fix_of = [](Text name, const Type& type, auto&& change, std::size_t at = 0) {
        Schema schema;
        Table& table = schema.table("users");
        table.column("id");
        table.primary_key("users_pkey", {1});
        Column& column = table.column(name, type);
        change(table, column);
        const Judged judged(deleted_at_shape, schema.catalog(), table, {}, in_block);
        return judged.fix(at) + (judged.undo(at).empty() ? "" : " <- ") + judged.undo(at);
    };
    const auto not_null = [](Table&, Column& column) { column.not_null = true; };
    CHECK(fix_of("deleted_at", test::date_type, not_null) ==
          "ALTER TABLE public.users ALTER COLUMN deleted_at DROP NOT NULL");
    CHECK(fix_of("deleted_at", test::date_type, [](Table&, Column& column) { column.domain_not_null = true; }).empty());
    CHECK(fix_of("deleted_at", test::date_type, [](Table& table, Column& column) {
              column.not_null = true;
              table.foreign_key("k", {2});
          }).empty());
    CHECK(fix_of("deleted_at", test::text_type,
                 [](Table&, Column& column) { column.not_null = column.has_default = true; }) ==
          "?ALTER TABLE public.users ALTER COLUMN deleted_at DROP NOT NULL, ALTER COLUMN deleted_at DROP DEFAULT, "
          "ALTER COLUMN deleted_at TYPE timestamptz USING <expression>");
    CHECK(fix_of("deleted_at", test::text_type, [](Table& table, Column&) { table.relation.of_type = 9; }).empty());
    CHECK(fix_of("deleted_at", test::bigint_type, [](Table&, Column& column) {
              column.identity = Identity::always;
          }).empty());
    CHECK(fix_of("deleted_at", test::text_type, [](Table& table, Column&) { table.foreign_key("k", {2}); }).empty());
    const auto by_default = [](Table&, Column& column) {
        column.has_default = true;
        column.default_kind = DefaultKind::current_time;
        column.default_text = "now()";
    };
    CHECK(fix_of("deleted_at", test::date_type, by_default) ==
          "ALTER TABLE public.users ALTER COLUMN deleted_at DROP DEFAULT <- ALTER TABLE public.users ALTER COLUMN "
          "deleted_at SET DEFAULT now()");
    const Type domain = {.oid = 70000, .shown = "moment", .kind = TypeKind::domain};
    CHECK(fix_of("deleted_at", test::date_type, [&](Table&, Column& column) {
              column.type = &domain;
              column.has_default = true;
              column.default_kind = DefaultKind::current_time;
          }) == "ALTER TABLE public.users ALTER COLUMN deleted_at SET DEFAULT NULL");
    const auto nothing = [](Table&, Column&) {};
    CHECK(fix_of("is_deleted", boolean, nothing, 0).starts_with("UPDATE public.users SET is_deleted = false WHERE "));
    CHECK(fix_of("is_deleted", boolean, nothing, 1) ==
          "ALTER TABLE public.users ALTER COLUMN is_deleted SET DEFAULT false <- ALTER TABLE public.users ALTER COLUMN "
          "is_deleted DROP DEFAULT");
}

/// users (id, email, code uuid, deleted_at, is_deleted) with a unique index on the e-mail.
std::string unique_said(auto&& change, Text parameters = {}) {
    Schema schema;
    Table& table = schema.table("users");
    table.column("id");
    table.column("email", test::text_type);
    table.column("code", uuid);
    table.column("deleted_at", test::timestamptz_type);
    table.column("is_deleted", boolean);
    table.index("i", {2}).unique = true;
    change(table, table.indexes[0]);
    return Judged(soft_delete_unique, schema.catalog(), table, parameters).said();
}

TEST_CASE("soft_delete_unique: what counts deleted rows") {
    constexpr Text found = "i: also counts deleted rows, so that they keep their values taken";
    CHECK(unique_said([](Table&, Index&) {}) == found);
    CHECK(unique_said([](Table&, Index& index) { index.unique = false; }).empty());
    CHECK(unique_said([](Table&, Index& index) { index.primary = true; }).empty());
    CHECK(unique_said([](Table&, Index& index) { index.exclusion = true; }).empty());
    CHECK(unique_said([](Table&, Index& index) { index.referenced = true; }).empty());
    CHECK(unique_said([](Table&, Index& index) { index.parent = 9; }).empty());
    CHECK(unique_said([](Table&, Index&) {}, R"({"names": ["x"], "flag_names": ["y"]})").empty());
    CHECK(unique_said([](Table&, Index&) {}, R"({"names": ["x"]})") == found);
    CHECK(
        unique_said([](Table& table, Index&) { table.columns[3].base = &test::text_type; }, R"({"flag_names": ["y"]})")
            .empty());
    const auto where = [](ConditionKind kind, AttributeNumber column) {
        const Condition condition[] = {{}, {.kind = kind, .column = column}};
        return unique_said([&](Table&, Index& index) {
            index.predicate = 1;
            index.conditions = condition;
        });
    };
    CHECK(where(ConditionKind::is_null, 4).empty());
    CHECK(where(ConditionKind::is_not_null, 4).empty());
    CHECK(where(ConditionKind::is_false, 5).empty());
    CHECK(where(ConditionKind::is_null, 2) == found);
    CHECK(where(ConditionKind::other, 0) == found);
}

TEST_CASE("soft_delete_unique: keys that tell a deleted row, and those that nobody wants twice") {
    static constexpr AttributeNumber mark[] = {4};
    CHECK(unique_said([](Table& table, Index&) { table.last_keys()[0].column = 4; }).empty());
    CHECK(unique_said([](Table& table, Index&) { table.last_keys()[0].column = 5; }).empty());
    CHECK(unique_said([](Table&, Index& index) { index.expression_columns = mark; }).empty());
    CHECK(unique_said([](Table& table, Index&) { table.last_keys()[0].column = 3; }).empty());
    CHECK(unique_said([](Table& table, Index&) { table.columns[1].identity = Identity::always; }).empty());
    CHECK(unique_said([](Table& table, Index&) {
              table.columns[1].has_default = true;
              table.columns[1].default_kind = DefaultKind::sequence;
          }).empty());
    CHECK_FALSE(unique_said([](Table& table, Index&) {
                    table.last_keys()[0].column = 3;
                    table.foreign_key("k", {3});
                }).empty());
}

TEST_CASE("soft_delete_unique: a unique index of the live rows") {
    const auto fix_with = [](auto&& change,
                             Text definition = "CREATE UNIQUE INDEX u ON public.users USING btree (email)") {
        Schema schema;
        Table& table = schema.table("users");
        table.column("email", test::text_type);
        table.column("is_deleted", boolean);
        table.unique_constraint(ConstraintKind::unique, "u", {1}).definition = definition;
        change(table);
        return Judged(soft_delete_unique, schema.catalog(), table).fix();
    };
    const auto nothing = [](Table&) {};
    CHECK(fix_with(nothing) ==
          "!CREATE UNIQUE INDEX CONCURRENTLY idx_users_email ON public.users USING btree (email) WHERE NOT is_deleted; "
          "ALTER TABLE public.users DROP CONSTRAINT u; ALTER INDEX public.idx_users_email RENAME TO u");
    CHECK(
        fix_with([](Table& table) { table.column("deleted_at", test::timestamptz_type); })
            .starts_with("!CREATE UNIQUE INDEX CONCURRENTLY idx_users_email ON public.users USING btree (email) WHERE "
                         "deleted_at IS NULL; "));
    CHECK(fix_with([](Table& table) {
              table.constraints.clear();
              table.indexes[0].constraint = 0;
          }) ==
          "!CREATE UNIQUE INDEX CONCURRENTLY idx_users_email ON public.users USING btree (email) WHERE NOT "
          "is_deleted; !DROP INDEX CONCURRENTLY public.u; ALTER INDEX public.idx_users_email RENAME TO u");
    CHECK(fix_with(nothing, {}).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].immediate = false; }).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].predicate = 1; }).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].replica_identity = true; }).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].clustered = true; }).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].valid = false; }).empty());
    CHECK(fix_with([](Table& table) { table.indexes[0].has_comment = true; }).empty());
    CHECK(fix_with([](Table& table) { table.constraints[0].has_comment = true; }).empty());
    CHECK(fix_with([](Table& table) { table.constraints[0].inherited = true; }).empty());
}

std::string audited(std::initializer_list<Text> names, Text parameters = {}, const Type& type = test::bigint_type) {
    Schema schema;
    Table& table = schema.table("prices");
    for (const Text name : names) table.column(name, type);
    return Judged(audit_columns, schema.catalog(), table, parameters).said();
}

TEST_CASE("audit_columns: what is lacking") {
    CHECK(audited({}) == "has no column \"created_by\"|has no column \"updated_by\"");
    CHECK(audited({"created_by", "updated_by_id"}).empty());
    CHECK(audited({"created_by", "updated_by", "deleted_at"}) == "has no column \"deleted_by\"");
    CHECK(audited({"created_by", "updated_by", "is_deleted"}, {}, boolean) == "has no column \"deleted_by\"");
    CHECK(audited({"created_by", "updated_by", "deleted_by_id", "deleted_at"}).empty());
    CHECK(audited({"author"}, R"({"names": ["author"]})").empty());
    CHECK(audited({"author"}, R"({"names": ["author"], "type": "text"})") == "author: is bigint, not text as required");
    CHECK(audited({"author"}, R"({"names": ["author"], "type": "bigint"})").empty());
}

TEST_CASE("audit_columns: fixes, and what it speaks for") {
    Schema schema;
    Table& table = schema.table("prices");
    table.column("deleted_at", test::date_type);
    constexpr Text typed = R"({"type": "uuid"})";
    const Judged judged(audit_columns, schema.catalog(), table, typed);
    REQUIRE(judged.count() == 3);
    CHECK(
        judged.fix(0) ==
        "ALTER TABLE public.prices ADD COLUMN created_by uuid; ?UPDATE public.prices SET created_by = <user> WHERE "
        "created_by IS NULL; ALTER TABLE public.prices ADD CONSTRAINT created_by_not_null CHECK (created_by IS NOT "
        "NULL) NOT VALID; ALTER TABLE public.prices VALIDATE CONSTRAINT created_by_not_null; ALTER TABLE public.prices "
        "ALTER COLUMN created_by SET NOT NULL; ALTER TABLE public.prices DROP CONSTRAINT created_by_not_null");
    CHECK(judged.fix(2) == "ALTER TABLE public.prices ADD COLUMN deleted_by uuid");
    CHECK(judged.undo(2) == "ALTER TABLE public.prices DROP COLUMN deleted_by");
    CHECK(Judged(audit_columns, schema.catalog(), table).fix(2) ==
          "?ALTER TABLE public.prices ADD COLUMN deleted_by <type>");
    const Policy policy = test::policy_with(audit_columns, {});
    const Situation situation;
    const Context in{schema.catalog(), policy.settings(audit_columns), situation};
    const auto speaks_for = [&](const Finding& silent) {
        return audit_columns.silences[0].has_one_cause(in, judged[0], silent);
    };
    CHECK(speaks_for({.object = ObjectAt::relation(), .says = {}, .column = "created_by"}));
    CHECK(speaks_for({.object = ObjectAt::relation(), .says = {}, .column = "created_by_id"}));
    CHECK_FALSE(speaks_for({.object = ObjectAt::relation(), .says = {}, .column = "updated_by"}));
    CHECK_FALSE(speaks_for({.object = ObjectAt::column(0), .says = {}, .column = "created_by"}));
    table.relation.of_type = 9;
    CHECK(Judged(audit_columns, schema.catalog(), table).fix().empty());
    table.relation.of_type = 0;
    table.relation.kind = RelationKind::foreign_table;
    CHECK(Judged(audit_columns, schema.catalog(), table).fix().empty());
}

TEST_CASE("audit_columns: the fix of another type") {
    const auto fix_with = [](auto&& change) {
        Schema schema;
        Table& table = schema.table("prices");
        Column& column = table.column("author", test::text_type);
        change(column);
        const Judged judged(audit_columns, schema.catalog(), table, R"({"names": ["author"], "type": "bigint"})");
        return judged.quiet() ? "quiet" : judged.fix();
    };
    CHECK(fix_with([](Column&) {}) == "?ALTER TABLE public.prices ALTER COLUMN author TYPE bigint USING <expression>");
    CHECK(fix_with([](Column& column) { column.has_default = true; }) ==
          "?ALTER TABLE public.prices ALTER COLUMN author DROP DEFAULT, ALTER COLUMN author TYPE bigint USING "
          "<expression>");
    CHECK(fix_with([](Column& column) { column.generated = Generated::stored; }).empty());
    CHECK(fix_with([](Column& column) { column.identity = Identity::always; }).empty());
    CHECK(fix_with([](Column& column) { column.inherited = true; }) == "quiet");
}

}  // namespace
}  // namespace conventions::core
