// Rule foreign_key_on_delete: what a delete does to the rows that refer was decided, and the house allows it.

#include "core/output/draft.hpp"
#include "core/output/key_text.hpp"
#include "core/output/names.hpp"
#include "core/output/sql.hpp"
#include "core/policy/value.hpp"
#include "core/rules/foreign_keys/key_change.hpp"
#include "core/rules/lesson.hpp"

namespace conventions::core {
namespace {

constexpr Parameter allowed = {
    .name = "allowed",
    .type = ParameterType::list,
    .choices = "no action, restrict, cascade, set null, set default",
    .initial = "cascade, set null, set default, restrict",
    .text = "The actions ON DELETE that pass. Catalog and parser do not tell NO ACTION from nothing written.",
};
constexpr const Parameter* parameters[] = {&allowed};

Text choice_of(ForeignKeyAction action) {
    constexpr Text words[] = {"no action", "restrict", "cascade", "set null", "set default"};
    return words[static_cast<std::size_t>(action)];
}

/// Nobody writes DEFERRABLE without a thought, and only NO ACTION can wait for the end of the transaction.
bool is_decided(const Constraint& key) { return key.on_delete == ForeignKeyAction::no_action && key.deferrable; }

bool is_allowed(const Context& in, const Constraint& key) {
    return is_decided(key) || in.value(allowed).lists(choice_of(key.on_delete));
}

std::string list_of_allowed(const Context& in) {
    std::string text;
    for (const ForeignKeyAction action :
         {ForeignKeyAction::no_action, ForeignKeyAction::restrict_action, ForeignKeyAction::cascade,
          ForeignKeyAction::set_null, ForeignKeyAction::set_default})
        if (in.value(allowed).lists(choice_of(action))) text.append(text.empty() ? "" : ", ").append(words_of(action));
    return text;
}

void check(const Input& in, Findings& out) {
    for (std::size_t i = 0; i < in.relation.constraints.size(); ++i) {
        const Constraint& key = in.relation.constraints[i];
        if (!is_root_key(key) || !key.enforced || is_allowed(in, key)) continue;
        Finding found = {.object = ObjectAt::constraint(i), .says = {}};
        found.says = key.on_delete == ForeignKeyAction::no_action
                         ? std::string("has no action on delete")
                         : out.text("has the action ", words_of(key.on_delete), " on delete");
        const std::string others = list_of_allowed(in);
        if (!others.empty()) found.detail = out.text("Allowed: ", others, ".");
        out.add(std::move(found));
    }
}

void fix(const Input& in, const Finding& finding, Sql& sql) {
    replace_on_delete(in, in.relation.constraints[finding.object.at], "<action>", sql);
}

// RESTRICT refuses what NO ACTION refuses, only at once: the one choice that deletes nothing and that nobody misses.
void mend(const Input& in, const Finding& finding, Draft& draft) {
    const Constraint& key = in.relation.constraints[finding.object.at];
    const bool is_free_to = key.on_delete == ForeignKeyAction::no_action &&
                            in.value(allowed).lists(choice_of(ForeignKeyAction::restrict_action));
    DraftKey* const mended = is_free_to ? draft.key(key.oid) : nullptr;
    if (mended == nullptr || !mended->definition.empty()) return draft.give_up();
    const Text restricted = words_of(ForeignKeyAction::restrict_action);
    mended->tail = tail_of_foreign_key(*in.catalog.server, in.relation, key, restricted).substr(1);
}

// Which action is right is a question of each key: that somebody answered it is the style. NO ACTION stands for
// RESTRICT where nearly all keys have it.
constexpr Style styles[] = {
    {.parameters = R"({"allowed": ["cascade", "set null", "set default", "restrict"]})", .name = "any but NO ACTION"},
    {.parameters = R"({"allowed": ["no action"]})"},
    {.parameters = R"({"allowed": ["no action", "cascade"]})", .is_loose = true},
    {.parameters = R"({"allowed": ["no action", "cascade", "set null"]})", .is_loose = true},
};
constexpr Lesson lesson = {.styles = styles, .nothing = R"({"allowed": []})"};

}  // namespace

extern constinit const Rule foreign_key_on_delete = {
    .id = "foreign_key_on_delete",
    .family = Family::foreign_keys,
    .summary = "what a delete does to the rows that refer is decided",
    .documentation =
        {
            .what = "Finds foreign keys whose action on delete is not among the allowed ones; as long as nobody says "
                    "otherwise, that is NO ACTION, which is also what stands where nothing was written. A DEFERRABLE "
                    "key with NO ACTION passes.",
            .why = "Whether an order goes with its customer is a question of the business. Where nobody answered it, "
                   "the first delete in production does, with an error.",
            .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);",
            .good = "CREATE TABLE orders (\n"
                    "    id bigint PRIMARY KEY,\n"
                    "    customer_id bigint REFERENCES customers ON DELETE RESTRICT\n"
                    ");",
            .fix = "Makes the key again with the action that a person fills in, without proof, and proves it "
                   "afterwards; the first takes ACCESS EXCLUSIVE for a moment, the second lets others read and write. "
                   "A partitioned table is proven at once.",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::off, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .judges_partitions = true,
    .minds_new_columns = false,
    .fix_safety = FixSafety::breaking,
    .needs = Need::columns | Need::constraints,
    .fix_needs = Need::comments,
    .relation_kinds = {RelationKind::table, RelationKind::partitioned_table},
    .check = check,
    .fix = fix,
    .mend = mend,
    .lesson = &lesson,
};

}  // namespace conventions::core
