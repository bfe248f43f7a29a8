// rules/: one rule, one file: id, documentation, parameters, severities, check, fix and mend together.
//
// A check looks at facts and adds findings; it never reads policy but its own parameters. A fix is SQL that mends an
// existing object; a mend changes the draft of an object that was refused, so that the HINT can print it whole.
// How to add a rule: doc/adding-a-rule.md.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/engine/findings.hpp"
#include "core/facts/facts.hpp"

namespace conventions::core {

enum class Severity : std::uint8_t { off, info, warn, error };

enum class Family : std::uint8_t {
    naming,
    keys,
    foreign_keys,
    types,
    columns,
    timestamps,
    indexes,
    constraints,
    documentation,
    design,
    security,
    partitioning,
    sequences,
    migration,
    destructive,
    process,
};

/// When a rule is judged; a set of bits.
enum class Moment : std::uint16_t {
    none = 0,
    before = 1U << 0,   // from the parse tree, nothing has happened
    rewrite = 1U << 1,  // a table is about to be rewritten
    after = 1U << 2,    // the command has run
    drop = 1U << 3,     // the command has run and took something away; judged on the image from before it
    commit = 1U << 4,   // the transaction is about to commit
    report = 1U << 5,   // SQL functions
    file = 1U << 6,     // lint
};

constexpr Moment operator|(Moment a, Moment b) {
    return static_cast<Moment>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr bool has(Moment set, Moment member) {
    return (static_cast<std::uint16_t>(set) & static_cast<std::uint16_t>(member)) != 0;
}

enum class FixSafety : std::uint8_t { none, safe, locks, breaking, review };

/// What a fix does to the object that the finding is about; two fixes of one object may not suit each other.
enum class FixEffect : std::uint8_t {
    changes,  // the object is another afterwards
    adds,     // something beside it is made; the object stays as it is
    drops,    // the object goes
    renames,  // every rule on names
};

/// What kind of value a parameter takes in JSON.
enum class ParameterType : std::uint8_t {
    boolean,
    integer,  // between minimum and maximum
    text,
    choice,          // one of `choices`
    pattern,         // a regular expression
    list,            // of texts
    name_template,   // idx_{table}_{columns}; output/name_template.hpp
    name_templates,  // a list of them
    objects,         // a list of JSON objects with `members`
};

struct Parameter {
    Text name;
    ParameterType type = ParameterType::text;
    /// Comma-separated, for ParameterType::choice (one of; without an initial value also none) and list (each of;
    /// empty: anything).
    Text choices = {};
    /// The value in force when nobody set one, written as text; a list or templates comma-separated; a boolean true or
    /// false.
    Text initial = {};
    Text text;
    std::int64_t minimum = 0;
    std::int64_t maximum = 2147483647;
    /// ParameterType::objects: the keys of each object; the first must be given.
    std::span<const Parameter* const> members = {};
    /// ParameterType::pattern: the whole text must fit, not a part of it.
    bool whole = false;
};

class Value;       // policy/value.hpp
class Settings;    // policy/settings.hpp: the parameters of one rule as they are in force
class Policy;      // policy/policy.hpp
class TakenNames;  // rules/proposed_name.hpp: the names of the catalog, to find free ones

/// What the command or transaction looks like in which a rule is judged.
struct Situation {
    /// An explicit transaction block, a DO block, a function: CONCURRENTLY is impossible.
    bool in_block = false;
    /// The command has committed inside (every CONCURRENTLY form): an error cannot undo it.
    bool committed_inside = false;
    Moment moment = Moment::report;
    /// What another rule speaks for is said, too: of a state to compare with nothing may be missing.
    bool says_all = false;
};

struct Context {
    const Catalog& catalog;
    const Settings& settings;
    const Situation& situation;
    /// Kept over many fixes; null where only a few are made.
    const TakenNames* names = nullptr;
    /// For fixes that follow another rule, see house_templates(); null where nobody set one. Never for a check.
    const Policy* policy = nullptr;

    /// The value in force of one of the rule's own parameters.
    const Value& value(const Parameter& parameter) const;
};

struct Input : Context {
    const Relation& relation;
};
struct TypeInput : Context {
    const Type& type;
};
struct StatementInput : Context {
    const Statement& statement;
};

struct Lesson;  // rules/lesson.hpp: the styles that conventions.learn() tries

class Sql;    // output/sql.hpp: collects the statements of a fix
class Draft;  // output/draft.hpp: a table that has not been made, as it should be

struct Documentation {
    Text what;
    Text why;
    Text bad;
    Text good;
    Text fix = {};
};

struct Severities {
    Severity relaxed = Severity::off;
    Severity recommended = Severity::off;
    Severity strict = Severity::off;
};

/// One cause, one finding: while a rule fires, another one has nothing to add. It takes that one's severity where it is
/// higher, and names it.
struct Silence {
    /// Its id.
    Text rule;
    /// Whether two findings have one cause; null: that they are about the same object is enough. The context is that of
    /// the rule that speaks.
    bool (*has_one_cause)(const Context&, const Finding& speaking, const Finding& silent) = nullptr;
    /// The rule need not even fire: where it is on and judges what the silent finding is about, it has been content.
    /// `relation` is null for a type. Null: it must fire.
    bool (*judges)(const Relation* relation, const Finding& silent) = nullptr;
};

struct Rule {
    Text id;
    Family family;
    /// One line, lower case, no full stop.
    Text summary;
    Documentation documentation;
    std::span<const Parameter* const> parameters = {};
    Severities severities;
    Moment moments = Moment::none;
    /// Those of them at which it is judged under these settings; null for all.
    Moment (*moments_in_force)(const Settings&) = nullptr;
    /// C+ of the catalogue: one CREATE TABLE cannot satisfy it; in autocommit its finding waits, with a NOTICE. A
    /// single finding says so by Finding::waits.
    bool waits_in_autocommit = false;
    /// Rests on words, samples or statistics: rejects only where somebody set its severity by hand.
    bool heuristic = false;
    /// Partitions are judged themselves; otherwise only their root is.
    bool judges_partitions = false;
    /// False where a new column without constraints (NOT NULL and DEFAULT apart) can make no finding that was not
    /// there: a command that adds nothing else then costs no reading of what this rule needs.
    bool minds_new_columns = true;
    /// Its mend gives names that are made of other names: it is called once, after those of all other rules, whether
    /// there is a finding or not.
    bool mends_last = false;
    FixSafety fix_safety = FixSafety::none;
    FixEffect fix_effect = FixEffect::changes;
    /// The rules that it speaks for at the moments of both. At the commit it also does if it is judged after the
    /// command only, as long as it is not the milder one: it has spoken then. One that is judged later silences nothing
    /// before.
    std::span<const Silence> silences = {};
    /// The facts that check reads.
    Need needs = Need::none;
    /// Facts that check reads only to excuse: without them it finds no less. While a command runs they are fetched when
    /// there is a finding, or where the rule silences another one that is on.
    Need excuse_needs = Need::none;
    /// The facts that only fix and mend read: fetched when there is a finding.
    Need fix_needs = Need::none;

    /// The statements that check_statement is given; one that no enabled rule looks at is not even read.
    Interest looks_at = {};
    /// The parameter that says how long a name may be; also looks at the statements that write a longer one.
    const Parameter* longest_name = nullptr;

    /// The relations that check is given, and that count as judged; all unless said otherwise.
    SetOf<RelationKind> relation_kinds = SetOf<RelationKind>::all();
    void (*check)(const Input&, Findings&) = nullptr;
    void (*check_type)(const TypeInput&, Findings&) = nullptr;
    void (*check_statement)(const StatementInput&, Findings&) = nullptr;
    void (*fix)(const Input&, const Finding&, Sql&) = nullptr;
    void (*fix_type)(const TypeInput&, const Finding&, Sql&) = nullptr;
    void (*fix_statement)(const StatementInput&, const Finding&, Sql&) = nullptr;
    void (*mend)(const Input&, const Finding&, Draft&) = nullptr;
    const Lesson* lesson = nullptr;
};

/// Every rule, sorted by id.
std::span<const Rule* const> all_rules();

/// The rule with that id, or null.
const Rule* find_rule(Text id);

/// The names of the enumerators as SQL shows them: "recommended", "warn", "after".
Text name_of(Severity severity);
Text name_of(Family family);
Text name_of(Moment single);
Text name_of(FixSafety safety);

}  // namespace conventions::core
