// Rule repeating_columns: what there may be several of has a table of its own.

#include <algorithm>
#include <tuple>

#include "core/ascii.hpp"
#include "core/output/names.hpp"
#include "core/policy/value.hpp"
#include "core/rules/rule.hpp"

namespace conventions::core {
namespace {

constexpr Parameter exclude = {
    .name = "exclude_names",
    .type = ParameterType::list,
    .initial = "address_line, line",
    .text = "Names, without their number, of columns that pass; also as the last words of a name.",
};
constexpr Parameter least = {
    .name = "min",
    .type = ParameterType::integer,
    .initial = "3",
    .text = "So many columns in a row are found.",
    .minimum = 2,
    .maximum = 1600,
};
constexpr const Parameter* parameters[] = {&exclude, &least};

/// A column whose name ends in a counter: phone_2.
struct Counted {
    Text stem;
    ObjectId type = 0;
    int number = 0;
    const Column* column = nullptr;
};

constexpr std::size_t digits_at_most = 4;

bool split(const Column& column, Counted& counted) {
    Text stem = column.name;
    while (!stem.empty() && is_digit(stem.back())) stem.remove_suffix(1);
    const Text digits = column.name.substr(stem.size());
    while (!stem.empty() && Text("_- ").find(stem.back()) != Text::npos) stem.remove_suffix(1);
    if (stem.empty() || digits.empty() || digits.size() > digits_at_most || column.base == nullptr) return false;
    int number = 0;
    for (const char each : digits) number = number * 10 + (each - '0');
    counted = {stem, column.base->oid, number, &column};
    return true;
}

bool passes(const Input& in, Text stem) {
    const std::string words = snake_case(stem);
    const std::vector<std::string>& stems = in.value(exclude).list();
    return std::any_of(stems.begin(), stems.end(),
                       [&](const std::string& each) { return words == each || Text(words).ends_with("_" + each); });
}

/// From `first` on: of one stem and type, and counted on without a gap. A number that comes twice counts once.
std::size_t end_of_run(const std::vector<Counted>& all, std::size_t first) {
    std::size_t end = first + 1;
    while (end < all.size() && all[end].stem == all[first].stem && all[end].type == all[first].type &&
           all[end].number <= all[end - 1].number + 1)
        ++end;
    return end;
}

void check(const Input& in, Findings& out) {
    std::vector<Counted> all;
    Counted counted;
    for (const Column& column : in.relation.columns)
        if (!column.inherited && split(column, counted)) all.push_back(counted);
    const auto rank = [](const Counted& each) {
        return std::tuple(each.stem, each.type, each.number, each.column->number);
    };
    std::sort(all.begin(), all.end(), [&](const Counted& a, const Counted& b) { return rank(a) < rank(b); });
    for (std::size_t first = 0; first < all.size();) {
        const std::size_t end = end_of_run(all, first);
        const int run = all[end - 1].number - all[first].number + 1;
        if (run >= in.value(least).integer() && !passes(in, all[first].stem)) {
            std::string names;
            for (std::size_t i = first; i < end; ++i)
                names.append(i == first ? "" : ", ").append(shown(all[i].column->name));
            out.add({.object = ObjectAt::relation(),
                     .says = out.text("repeats a column ", std::to_string(run), " times"),
                     .part = out.text(all[first].stem, " ", std::to_string(all[first].number)),
                     .detail = out.text("They are ", names, ".")});
        }
        first = end;
    }
}

}  // namespace

extern constinit const Rule repeating_columns = {
    .id = "repeating_columns",
    .family = Family::design,
    .summary = "what there may be several of has a table of its own",
    .documentation =
        {
            .what = "Finds three or more columns of one base type whose names differ only in a counter at the end, "
                    "without a gap: phone1, phone_2, phone3. Names like sha1, sha256, sha512 count nothing, and pass.",
            .why = "The fourth phone needs an ALTER TABLE, and a search for a number must name each column. No "
                   "constraint sees that one number stands there twice. In a table of their own there may be any "
                   "number of them.",
            .bad = "CREATE TABLE customers (id bigint PRIMARY KEY, phone1 text, phone2 text, phone3 text);",
            .good = "CREATE TABLE customer_phones (customer_id bigint REFERENCES customers, position smallint,\n"
                    "    phone text NOT NULL, PRIMARY KEY (customer_id, position));",
        },
    .parameters = parameters,
    .severities = {.relaxed = Severity::off, .recommended = Severity::info, .strict = Severity::warn},
    .moments = Moment::after | Moment::report | Moment::file,
    .heuristic = true,
    .needs = Need::columns,
    .relation_kinds = tables,
    .check = check,
};

}  // namespace conventions::core
