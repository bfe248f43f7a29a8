// Lack of memory at every single allocation: nothing leaks, nothing crashes, and the next call works.

#include <doctest/doctest.h>

#include <cstdlib>
#include <new>

#include "core/engine/engine.hpp"
#include "core/output/draft.hpp"
#include "core/policy/policy.hpp"
#include "table_facts.hpp"

namespace {

constinit bool counting = false;
constinit long left = -1;  // allocations until one fails; negative: none fails
constinit long live = 0;

void* allocate(std::size_t size) {
    if (counting && left >= 0 && left-- == 0) throw std::bad_alloc();
    void* const made = std::malloc(size == 0 ? 1 : size);
    if (made == nullptr) throw std::bad_alloc();
    if (counting) ++live;
    return made;
}

void release(void* gone) noexcept {
    if (counting && gone != nullptr) --live;
    std::free(gone);
}

}  // namespace

// The forms that the libraries use; the others of the standard library call these.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
// std::stable_sort asks so for its buffer, and does without where there is none.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return allocate(size);
    } catch (...) {
        return nullptr;
    }
}
void operator delete(void* gone) noexcept { release(gone); }
void operator delete[](void* gone) noexcept { release(gone); }
void operator delete(void* gone, std::size_t) noexcept { release(gone); }
void operator delete[](void* gone, std::size_t) noexcept { release(gone); }

namespace conventions::core {
namespace {

using test::server;
using test::TableFacts;

/// Calls `work` with the first, second, third ... allocation failing until it gets through; returns how often it did
/// not. Each failure must leave as much memory in use as there was before.
template <class Work>
long failures_of(Work work) {
    // Once without failure: libraries fill their caches.
    work();
    for (long failing = 0;; ++failing) {
        live = 0;
        left = failing;
        counting = true;
        bool failed = false;
        try {
            work();
        } catch (const std::bad_alloc&) {
            failed = true;
        }
        const bool reached = left < 0;
        counting = false;
        left = -1;
        REQUIRE(live == 0);
        if (!reached) return failing;
        // Who swallows the lack of memory must say so by other means; here nobody may.
        REQUIRE(failed);
    }
}

const SettingRow rows[] = {
    {"primary_key", "error", R"({"exclude": "^(a|b)+\\.größe$", "only": ".", "nonsense": [1, {"a": null}]})"},
    {"table_name", "warn", R"({"pattern": "^[a-z]+(_[a-z]+)*$"})"},
    {"no_such_rule", "warn", "{"},
    {"created_at", "fatal", R"({"names": ["created_at", "made_at"]})"},
};

TEST_CASE("a policy compiles or leaves nothing behind") {
    CHECK(failures_of([] { Policy policy(PolicySource{.profile = "strict", .settings = rows}); }) > 50);
}

TEST_CASE("the seam turns lack of memory into an answer") {
    Reply* const reply = make_reply();
    REQUIRE(reply != nullptr);
    const PolicySource source{.profile = "strict", .settings = rows};
    Policy* policy = nullptr;
    long failing = 0;
    for (; policy == nullptr; ++failing) {
        counting = true;
        left = failing;
        policy = compile_policy(source, *reply);
        counting = false;
        left = -1;
        REQUIRE(failing < 100000);
    }
    CHECK(failing > 50);
    destroy_policy(policy);
    destroy_reply(reply);
    counting = true;
    left = 0;
    CHECK(make_reply() == nullptr);
    counting = false;
    left = -1;
}

TEST_CASE("settings are checked or leave nothing behind") {
    CHECK(failures_of([] { check_setting("primary_key", "error", R"({"exclude": "^größe(", "only": "x"})"); }) > 10);
    CHECK(failures_of([] { check_setting("primary_kye", "error", ""); }) > 5);
    CHECK(failures_of([] { merge_parameters(R"({"a": [1, 2, {"b": "c"}]})", R"({"a": null, "d": "e"})"); }) > 5);
    CHECK(failures_of([] {
              const Policy policy(PolicySource{.profile = "strict"});
              parameters_as_json(policy.settings(*all_rules().front()));
          }) > 10);
}

TEST_CASE("patterns compile and match or leave nothing behind") {
    CHECK(failures_of([] { Pattern pattern("^(tbl|t)_([a-z]+)*(?=x)x$"); }) > 3);
    CHECK(failures_of([] { Pattern("^(ä|ö)+[[:alpha:]]$").matches("äöß"); }) > 3);
    // The engine for code points is made by the first name that needs it.
    CHECK(failures_of([] { Pattern("^(a|b)+.$").matches("abaß"); }) > 3);
    CHECK(failures_of([] { Pattern("^(a|b)+.$").matches("abab!"); }) > 3);
    CHECK(failures_of([] {
              try {
                  Pattern("(a+)+$").matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
              } catch (const PatternError&) {}
          }) > 3);
    const Pattern kept("^(a|b)+.$");
    CHECK(failures_of([&] { kept.matches("abaß"); }) >= 1);
    CHECK(kept.matches("abaß"));
}

TEST_CASE("a draft prints or leaves nothing behind") {
    TableFacts facts("Order with a name that is longer than any small string");
    facts.column("a column with a name that is longer than any small string", "character varying(2000)").not_null =
        true;
    Column& number = facts.column("number", "bigint");
    number.has_default = true;
    number.default_text = "nextval('a_sequence_with_a_name_that_is_longer_than_any_small_string'::regclass)";
    facts.constraint(ConstraintKind::primary_key, "a primary key of many words and letters", {1},
                     "PRIMARY KEY (\"a column with a name that is longer than any small string\")");
    facts.foreign_key("a foreign key of many words and letters", {2}, {"id"},
                      "FOREIGN KEY (number) REFERENCES customers(id)");
    facts.constraint(ConstraintKind::check, "a check of many words and letters", {2},
                     "CHECK ((number > 1000000000000))");
    const Relation& table = facts.table();
    CHECK(failures_of([&] {
              Draft draft(server, table);
              draft.name = "another name that is longer than any small string";
              draft.column(2)->name = "another_number_that_is_longer_than_any_small_string";
              draft.add_column(draft.free_column_name("number"), "timestamp with time zone").default_text = "now()";
              draft.further.push_back("CREATE INDEX another_name_that_is_longer_than_any ON %table% (number)");
              draft.print();
          }) > 30);
}

}  // namespace
}  // namespace conventions::core
