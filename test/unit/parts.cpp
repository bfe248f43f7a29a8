// A report in parts says what it says as a whole.

#include <doctest/doctest.h>

#include <algorithm>

#include "core/engine/engine.hpp"
#include "core/engine/reply.hpp"
#include "schema_facts.hpp"

namespace conventions::core {
namespace {

using test::bigint_type;
using test::Schema;
using test::Table;
using test::timestamp_type;

std::string shown(const FindingRow& row, bool with_texts) {
    std::string text;
    for (const Text each : {row.rule, name_of(row.severity), name_of(row.status), row.identity, row.part})
        text.append(each).append("|");
    if (!with_texts) return text;
    for (const Text each : {row.object_type, row.schema_name, row.object_name, row.column_name, row.relation_identity,
                            row.message, row.brief, row.detail, row.fingerprint, row.fix_safety, row.exempt_reason})
        text.append(each).append("|");
    for (const FixStep& step : row.fix) text.append(step.sql).append(";");
    return text;
}

std::vector<std::string> shown(const Reply& reply, bool with_texts = true) {
    std::vector<std::string> lines;
    for (const FindingRow& row : findings(reply)) lines.push_back(shown(row, with_texts));
    return lines;
}

std::vector<std::string> counted(const Reply& reply) {
    std::vector<std::string> lines;
    for (const RuleCount& each : counts(reply))
        lines.push_back(std::string(each.rule).append(" ").append(std::to_string(each.judged)));
    return lines;
}

/// Seven relations and two types; two fixes want one name for two indexes, in relations that stand apart.
const Catalog& catalog_of(Schema& schema) {
    schema.table("a").column("b_c");
    for (const Text name : {"order", "Mixed", "invoice", "delivery"}) {
        Table& table = schema.table(name);
        table.column("id");
        table.column("at", timestamp_type);
        table.index(name, {1});
        table.index(name == "order" ? "order_twice" : name == "Mixed" ? "mixed_twice" : "again", {1});
    }
    schema.table("a_b").column("c");
    schema.table("last_table").column("id");
    schema.type("user", TypeKind::enumeration);
    schema.type("select", TypeKind::enumeration);
    return schema.catalog();
}

struct Run {
    std::vector<std::string> lines;
    std::vector<std::string> counts;
    std::size_t calls = 0;
};

Run run(const Policy& policy, const Task& task, std::size_t relations) {
    Run made;
    Reply reply;
    do {
        REQUIRE(judge_next(policy, task, relations, reply) == Status::ok);
        ++made.calls;
        const std::vector<std::string> lines = shown(reply, !task.without_texts);
        made.lines.insert(made.lines.end(), lines.begin(), lines.end());
    } while (has_more(reply));
    made.counts = counted(reply);
    return made;
}

/// As the whole says it, which puts errors first.
std::vector<std::string> sorted(std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    return lines;
}

TEST_CASE("parts: all findings, each once, with their texts, fixes, statuses and counts") {
    Schema schema;
    const Catalog& catalog = catalog_of(schema);
    const ExemptionRow exempt[] = {{.id = 7,
                                    .rule = "timestamptz",
                                    .object = "public.invoice.at",
                                    .moments = {},
                                    .reason = "as it came",
                                    .until = INT64_MAX,
                                    .until_text = {}}};
    const Policy policy({.profile = "strict", .exemptions = exempt});
    const KnownFinding known[] = {{.rule = "timestamptz", .identity = "public.delivery.at", .part = {}}};
    Task task{.catalog = &catalog,
              .situation = {.moment = Moment::report},
              .everything = true,
              .with_fixes = true,
              .known = known};
    Reply whole;
    REQUIRE(judge(policy, task, whole) == Status::ok);
    const std::vector<std::string> wanted = sorted(shown(whole));
    REQUIRE(wanted.size() > 20);
    const auto has = [&](Text status) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const std::string& line) { return line.find(status) != std::string::npos; });
    };
    CHECK(has("|known|"));
    CHECK(has("|exempt|"));
    const std::size_t count = catalog.relations.size();
    for (std::size_t relations = 1; relations <= count + 1; ++relations) {
        CAPTURE(relations);
        const Run parts = run(policy, task, relations);
        CHECK(parts.calls == std::max<std::size_t>((count + relations - 1) / relations, 1));
        CHECK(sorted(parts.lines) == wanted);
        CHECK(parts.counts == counted(whole));
    }
}

TEST_CASE("parts: without texts what counts is the same") {
    Schema schema;
    const Catalog& catalog = catalog_of(schema);
    const Policy policy(PolicySource{.profile = "strict"});
    Task task{.catalog = &catalog, .situation = {.moment = Moment::report}, .everything = true};
    Reply whole;
    REQUIRE(judge(policy, task, whole) == Status::ok);
    task.without_texts = true;
    CHECK(sorted(run(policy, task, 2).lines) == sorted(shown(whole, false)));
    Reply reply;
    REQUIRE(judge(policy, task, reply) == Status::ok);
    for (const FindingRow& row : findings(reply)) {
        CHECK(row.message.empty());
        CHECK(row.detail.empty());
        CHECK(row.fingerprint.empty());
    }
}

TEST_CASE("parts: fixes of different parts claim no one name twice") {
    Schema schema;
    Table& a = schema.table("a");
    a.column("b_c");
    a.foreign_key("one", {1});
    schema.table("between").column("id");
    Table& a_b = schema.table("a_b");
    a_b.column("c");
    a_b.foreign_key("two", {1});
    const Policy policy(PolicySource{.profile = "strict"});
    const Task task{.catalog = &schema.catalog(),
                    .situation = {.in_block = true, .moment = Moment::report},
                    .everything = true,
                    .with_fixes = true,
                    .only_rule = "foreign_key_index"};
    const Run parts = run(policy, task, 1);
    REQUIRE(parts.lines.size() == 2);
    CHECK(parts.lines[0].ends_with("CREATE INDEX idx_a_b_c ON public.a (b_c);"));
    CHECK(parts.lines[1].ends_with("CREATE INDEX idx_a_b_c_2 ON public.a_b (c);"));
}

TEST_CASE("parts: of an empty catalog, and where no rule is on") {
    Schema schema;
    const Catalog& nothing = schema.catalog();
    const Policy strict(PolicySource{.profile = "strict"});
    Task task{.catalog = &nothing, .situation = {.moment = Moment::report}, .everything = true};
    CHECK(run(strict, task, 3).calls == 1);
    Schema other;
    task.catalog = &catalog_of(other);
    std::vector<SettingRow> off;
    for (const Rule* rule : all_rules()) off.push_back({.rule = rule->id, .severity = "off", .parameters = {}});
    const Policy silent({.profile = "strict", .settings = off});
    const Run run_silent = run(silent, task, 3);
    CHECK(run_silent.calls == 1);
    CHECK(run_silent.lines.empty());
}

TEST_CASE("parts: a cancelled one can be told from a finished one") {
    Schema schema;
    const Policy policy(PolicySource{.profile = "strict"});
    Task task{.catalog = &catalog_of(schema), .situation = {.moment = Moment::report}, .everything = true};
    task.fault = Fault::exception;
    Reply reply;
    CHECK(judge_next(policy, task, 2, reply) == Status::failed);
    CHECK(failure(reply) == "fault injected in core");
}

TEST_CASE("texts: copies stay where they are until all of them go") {
    Texts texts;
    std::vector<Text> kept;
    std::string source;
    for (int i = 0; i < 3000; ++i) {
        source = std::to_string(i) + std::string(static_cast<std::size_t>(i % 97), 'x');
        kept.push_back(texts.keep(source));
    }
    kept.push_back(texts.keep(std::string(200000, 'y')));
    for (int i = 0; i < 3000; ++i)
        CHECK(kept[static_cast<std::size_t>(i)] ==
              std::to_string(i) + std::string(static_cast<std::size_t>(i % 97), 'x'));
    CHECK(kept.back() == std::string(200000, 'y'));
    CHECK(texts.keep({}).empty());
    texts.clear();
    CHECK(texts.keep("again") == "again");
}

}  // namespace
}  // namespace conventions::core
