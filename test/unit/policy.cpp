// Policies over the rules of this release, and the registry itself.

#include "core/policy/policy.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/engine/engine.hpp"
#include "core/policy/settings.hpp"

namespace conventions::core {
namespace {

TEST_CASE("the registry is sorted, whole and well described") {
    REQUIRE_FALSE(all_rules().empty());
    Text previous;
    for (const Rule* rule : all_rules()) {
        CAPTURE(rule->id);
        CHECK(previous < rule->id);
        previous = rule->id;
        CHECK(find_rule(rule->id) == rule);
        CHECK(is_snake_case(rule->id));
        CHECK(rule->moments != Moment::none);
        CHECK_FALSE(rule->summary.empty());
        CHECK_FALSE(rule->summary.ends_with('.'));
        CHECK_FALSE(rule->documentation.what.empty());
        CHECK_FALSE(rule->documentation.why.empty());
        CHECK_FALSE(rule->documentation.bad.empty());
        CHECK_FALSE(rule->documentation.good.empty());
        CHECK((rule->check != nullptr || rule->check_type != nullptr || rule->check_statement != nullptr));
        CHECK(rule->severities.relaxed <= rule->severities.strict);
        CHECK(without(rule->excuse_needs, rule->needs) == rule->excuse_needs);
        for (const Parameter* parameter : rule->parameters) {
            CAPTURE(parameter->name);
            CHECK(is_snake_case(parameter->name));
            CHECK_FALSE(parameter->text.empty());
            for (const Text common : {"severity", "exclude", "only"}) CHECK(parameter->name != common);
        }
    }
    CHECK(find_rule("") == nullptr);
    CHECK(find_rule("zzz") == nullptr);
    CHECK(find_rule("primary_keys") == nullptr);
}

TEST_CASE("every enumerator has a name") {
    for (int i = 0; i <= static_cast<int>(Family::process); ++i) CHECK(is_snake_case(name_of(static_cast<Family>(i))));
    for (int i = 0; i <= static_cast<int>(FixSafety::review); ++i)
        CHECK(is_snake_case(name_of(static_cast<FixSafety>(i))));
    for (const Moment moment : {Moment::none, Moment::before, Moment::rewrite, Moment::after, Moment::drop,
                                Moment::commit, Moment::report, Moment::file})
        CHECK(is_snake_case(name_of(moment)));
    CHECK(name_of(Severity::warn) == "warn");
    CHECK(name_of(Family::foreign_keys) == "foreign_keys");
    CHECK(name_of(Moment::rewrite) == "rewrite");
    CHECK(name_of(FixSafety::locks) == "locks");
    CHECK(name_of(Moment::before | Moment::after) == "");
}

TEST_CASE("profiles give the severities, initial values fit") {
    const std::pair<Text, Severity Severities::*> profiles[] = {
        {"relaxed", &Severities::relaxed}, {"recommended", &Severities::recommended}, {"strict", &Severities::strict}};
    for (const auto& [name, member] : profiles) {
        const Policy policy(PolicySource{.profile = name});
        CHECK(policy.problems().empty());
        for (const Rule* rule : all_rules()) {
            CAPTURE(rule->id);
            const Settings& settings = policy.settings(*rule);
            CHECK(settings.rule == rule);
            CHECK(settings.severity == rule->severities.*member);
            CHECK_FALSE(settings.severity_by_hand);
            CHECK(settings.values.size() == rule->parameters.size());
            // What is printed can be given back.
            CHECK(check_setting(rule->id, "", parameters_as_json(settings)).message == "");
        }
    }
}

TEST_CASE("house settings come after the profile") {
    const Rule& first = *all_rules().front();
    const Rule& last = *all_rules().back();
    const SettingRow rows[] = {{first.id, "off", ""},
                               {last.id, "error", R"({"exclude": "^x", "only": "y"})"},
                               {last.id, "", R"({"only": ""})"}};
    const Policy policy(PolicySource{.profile = "strict", .settings = rows});
    CHECK(policy.problems().empty());
    CHECK(policy.settings(first).severity == Severity::off);
    CHECK(policy.settings(first).severity_by_hand);
    CHECK(policy.settings(last).severity == Severity::error);
    CHECK(policy.settings(last).exclude.matches("xy"));
    CHECK_FALSE(policy.settings(last).only.has_pattern());
    const std::vector<const Settings*> active = policy.rules_at(first.moments);
    CHECK(std::none_of(active.begin(), active.end(), [&](const Settings* each) { return each->rule == &first; }));
}

TEST_CASE("what does not fit is left out and named") {
    const Rule& first = *all_rules().front();
    const SettingRow rows[] = {
        {"no_such_rule", "error", ""}, {first.id, "fatal", R"({"exclude": "(", "nonsense": 1})"}, {first.id, "", "{"}};
    const Policy policy(PolicySource{.profile = "recommended", .settings = rows});
    REQUIRE(policy.problems().size() == 5);
    CHECK(policy.problems()[0] == "rule \"no_such_rule\" does not exist");
    CHECK(policy.problems()[3].starts_with("severity \"fatal\" does not exist"));
    CHECK(policy.settings(first).severity == first.severities.recommended);
    CHECK_FALSE(policy.settings(first).severity_by_hand);
    CHECK_FALSE(policy.settings(first).exclude.has_pattern());
}

TEST_CASE("without a profile of ours only house settings count") {
    const Rule& first = *all_rules().front();
    const SettingRow rows[] = {{first.id, "warn", ""}};
    for (const Text profile : {"", "paranoid"}) {
        const Policy policy(PolicySource{.profile = profile, .settings = rows});
        CHECK(policy.problems().size() == (profile.empty() ? 0 : 1));
        for (const Rule* rule : all_rules())
            CHECK(policy.settings(*rule).severity == (rule == &first ? Severity::warn : Severity::off));
    }
    const Policy newer(PolicySource{.profile = "strict", .version = profile_version + 1});
    REQUIRE(newer.problems().size() == 1);
    CHECK(newer.settings(first).severity == first.severities.strict);
}

/// It is loud enough under strict to be heard while commands run.
bool is_heard(const Rule& rule) {
    return rule.severities.strict >= Severity::warn ||
           std::any_of(rule.silences.begin(), rule.silences.end(),
                       [](const Silence& each) { return is_heard(*find_rule(each.rule)); });
}

TEST_CASE("rules and needs of a moment") {
    const Policy policy(PolicySource{.profile = "strict"});
    for (const Moment moment : {Moment::before, Moment::after, Moment::drop, Moment::commit, Moment::report,
                                Moment::after | Moment::commit, Moment::none}) {
        std::vector<const Rule*> wanted;
        Need needs = Need::none;
        Need to_pass = Need::none;
        Need fix_needs = Need::none;
        for (const Rule* rule : all_rules()) {
            const Moment moments =
                rule->moments_in_force != nullptr ? rule->moments_in_force(policy.settings(*rule)) : rule->moments;
            if (rule->severities.strict == Severity::off || !has(moments, moment)) continue;
            if (moment != Moment::report && !is_heard(*rule)) continue;
            wanted.push_back(rule);
            needs = needs | rule->needs | rule->excuse_needs;
            const bool silences_some = std::any_of(
                rule->silences.begin(), rule->silences.end(),
                [](const Silence& each) { return find_rule(each.rule)->severities.strict != Severity::off; });
            to_pass = to_pass | rule->needs | (silences_some ? rule->excuse_needs : Need::none);
            fix_needs = fix_needs | rule->fix_needs;
        }
        std::vector<const Rule*> found;
        for (const Settings* each : policy.rules_at(moment)) found.push_back(each->rule);
        CHECK(found == wanted);
        CHECK(policy.needs(moment) == needs);
        CHECK(policy.needs_to_pass(moment) == to_pass);
        CHECK(policy.fix_needs(moment) == fix_needs);
    }
    const Policy off(PolicySource{});
    CHECK(off.rules_at(Moment::report).empty());
    CHECK(off.needs(Moment::report) == Need::none);
}

TEST_CASE("what excuses is read at once where a rule silences another one that is on") {
    const SettingRow alone[] = {{"nullable_boolean", "warn", ""}};
    const SettingRow both[] = {{"nullable_boolean", "warn", ""}, {"nullable_column", "warn", ""}};
    const Policy one(PolicySource{.settings = alone});
    const Policy two(PolicySource{.settings = both});
    REQUIRE(has(find_rule("nullable_boolean")->excuse_needs, Need::comments));
    CHECK_FALSE(has(one.needs_to_pass(Moment::commit), Need::comments));
    CHECK(has(one.needs(Moment::commit), Need::comments));
    CHECK(has(two.needs_to_pass(Moment::commit), Need::comments));
}

TEST_CASE("info is nothing while commands run") {
    const auto judged = [](std::vector<SettingRow> rows, Text rule, Moment moment) {
        const Policy policy(PolicySource{.settings = rows});
        const std::vector<const Settings*>& rules = policy.rules_of(moment);
        return std::any_of(rules.begin(), rules.end(), [&](const Settings* each) { return each->rule->id == rule; });
    };
    const SettingRow quiet = {"redundant_index", "info", ""};
    CHECK_FALSE(judged({quiet}, "redundant_index", Moment::before));
    CHECK_FALSE(judged({quiet}, "redundant_index", Moment::commit));
    CHECK(judged({quiet}, "redundant_index", Moment::report));
    CHECK(judged({quiet}, "redundant_index", Moment::file));
    // Louder somewhere.
    const SettingRow loud_here = {.rule = "redundant_index", .severity = "warn", .parameters = {}, .in_schema = "app"};
    CHECK(judged({quiet, loud_here}, "redundant_index", Moment::commit));
    // It takes the severity of what it silences.
    const SettingRow speaker = {"duplicate_index", "info", ""};
    CHECK_FALSE(judged({speaker, quiet}, "duplicate_index", Moment::commit));
    CHECK(judged({speaker, {"redundant_index", "warn", ""}}, "duplicate_index", Moment::commit));
    CHECK_FALSE(
        judged({{"duplicate_index", "off", ""}, {"redundant_index", "warn", ""}}, "duplicate_index", Moment::commit));
    // Nor are its facts read.
    const SettingRow named = {"foreign_key_missing", "info", ""};
    const Policy policy(PolicySource{.settings = {&named, 1}});
    CHECK(policy.needs(Moment::commit) == Need::none);
    CHECK(policy.needs(Moment::report) != Need::none);
}

TEST_CASE("a rule that is not registered has no settings") {
    const Policy policy(PolicySource{.profile = "strict"});
    const Rule stranger{.id = "stranger", .family = Family::keys};
    CHECK_THROWS_AS(policy.settings(stranger), std::logic_error);
    const Rule impostor{.id = all_rules().front()->id, .family = Family::keys};
    CHECK_THROWS_AS(policy.settings(impostor), std::logic_error);
}

TEST_CASE("settings are checked before they are stored") {
    const Text id = all_rules().front()->id;
    CHECK(check_setting(id, "", "").message == "");
    CHECK(check_setting(id, "warn", "{}").message == "");
    const SettingProblem severity = check_setting(id, "fatal", "");
    CHECK(severity.message == "severity \"fatal\" does not exist");
    CHECK(severity.hint == "Severities are off, info, warn and error.");
    CHECK_FALSE(check_setting(id, "warn", "{\"exclude\": \"(\"}").message.empty());
    const SettingProblem rule = check_setting("zzzzzzzzzzz", "warn", "");
    CHECK(rule.message == "rule \"zzzzzzzzzzz\" does not exist");
    CHECK(rule.hint == "SELECT rule FROM conventions.rules(); lists the rules.");
    CHECK(check_setting("", "", "").message == "rule \"\" does not exist");
}

TEST_CASE("misspelt rules are recognised") {
    for (const Rule* each : all_rules()) {
        std::string misspelt(each->id);
        std::swap(misspelt[1], misspelt[2]);
        CAPTURE(misspelt);
        const std::vector<Text> near = nearest_rules(misspelt);
        REQUIRE_FALSE(near.empty());
        CHECK(near.front() == each->id);
        CHECK(near.size() <= 3);
    }
    REQUIRE(find_rule("primary_key") != nullptr);
    CHECK(check_setting("primarykey", "", "").hint.starts_with("Perhaps you meant \"primary_key\""));
    CHECK(nearest_rules("PrimaryKey").front() == "primary_key");
    CHECK(nearest_rules("").empty());
    CHECK(nearest_rules("xqwvz").empty());
}

TEST_CASE("misspelt schemas are recognised") {
    const Text names[] = {"shop", "Shop 2", "archive", "a", "\xc3\xa9"};
    CHECK(no_such_schema("shops", names).message == "schema \"shops\" does not exist");
    CHECK(no_such_schema("\"shop\"", names).hint == "Perhaps you meant \"shop\" or \"Shop 2\".");
    CHECK(no_such_schema("archive.*", names).hint == "Perhaps you meant \"archive\".");
    // Letters of other scripts do not make everything near.
    CHECK(no_such_schema("billing", names)
              .hint.starts_with("The name is given without quotes and is no pattern; SELECT"));
    CHECK(no_such_schema("", names).hint.starts_with("The name"));
    CHECK(no_such_schema("billing", {}).hint.starts_with("The name"));
}

TEST_CASE("a rule that judges statements says which") {
    constexpr int kinds = static_cast<int>(StatementKind::comment);
    constexpr int actions = static_cast<int>(ActionKind::disable_trigger);
    static_assert(kinds < 32 && actions < 32);
    for (const Rule* rule : all_rules()) {
        if (rule->check_statement == nullptr) continue;
        CAPTURE(rule->id);
        bool any = false;
        bool all = true;
        for (int kind = 0; kind <= kinds; ++kind) {
            for (int action = 0; action <= actions; ++action) {
                const Action one[] = {{.kind = static_cast<ActionKind>(action)}};
                const WrittenName name[] = {{.written = "written", .kept = "kept"}};
                Statement statement{.kind = static_cast<StatementKind>(kind), .actions = one};
                const bool covers = rule->looks_at.covers(statement.shape());
                all &= covers;
                statement.long_names = name;
                any |= rule->looks_at.covers(statement.shape());
            }
        }
        CHECK(any);
        // Every statement would be read for it.
        CHECK_FALSE(all);
    }
}

TEST_CASE("interest is what some rule looks at") {
    const Interest all;
    CHECK(all.covers({}));
    CHECK(all.covers({.kind = StatementKind::alter_table}));
    const Interest drops{.kinds = {StatementKind::alter_table, StatementKind::drop},
                         .actions = {ActionKind::drop_column}};
    CHECK(drops.covers({.kind = StatementKind::drop}));
    CHECK_FALSE(drops.covers({.kind = StatementKind::create_index}));
    CHECK_FALSE(drops.covers({.kind = StatementKind::alter_table, .actions = {ActionKind::add_column}}));
    CHECK(drops.covers(
        {.kind = StatementKind::alter_table, .actions = {ActionKind::add_column, ActionKind::drop_column}}));
    CHECK_FALSE(drops.covers({.kind = StatementKind::alter_domain, .actions = {ActionKind::add_constraint}}));

    const Interest names{.kinds = {}, .actions = {}, .names_over = 10};
    CHECK_FALSE(names.covers({.kind = StatementKind::create_table, .longest_name = 10}));
    CHECK(names.covers({.kind = StatementKind::create_table, .longest_name = 11}));
    CHECK_FALSE(drops.covers({.kind = StatementKind::create_index, .longest_name = 70}));

    // The actions of a rule that looks at no ALTER TABLE ask for none.
    const Interest interest = interest_before(Policy(PolicySource{.profile = "strict"}));
    CHECK(interest.covers({.kind = StatementKind::create_index}));
    CHECK(interest.covers({.kind = StatementKind::alter_table, .actions = {ActionKind::drop_column}}));
    CHECK_FALSE(interest_before(Policy(PolicySource{})).covers({.kind = StatementKind::create_index}));
}

}  // namespace
}  // namespace conventions::core
