// Words of names, and their number.

#include "core/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "core/words_table.hpp"

namespace conventions::core {
namespace {

std::string joined(Text name) {
    std::string text;
    for (const Text word : words_of(name)) text.append(text.empty() ? "" : "|").append(word);
    return text;
}

TEST_CASE("words: a name is split into its words") {
    const std::pair<Text, Text> cases[] = {
        {"orders", "orders"},
        {"order_items", "order|items"},
        {"orderItems", "order|Items"},
        {"OrderItems", "Order|Items"},
        {"HTTPServer", "HTTP|Server"},
        {"userIDs", "user|IDs"},
        {"ORDER_ITEMS", "ORDER|ITEMS"},
        {"address2", "address|2"},
        {"v2orders", "v|2|orders"},
        {"__a__b__", "a|b"},
        {"größenListe", "größen|Liste"},
        {"a b-c.d\"e", "a|b|c|d|e"},
        {"", ""},
        {"___", ""},
        {"x", "x"},
    };
    for (const auto& [name, words] : cases) {
        const Text split = name;  // clang 14 captures no structured binding
        CAPTURE(split);
        CHECK(joined(name) == words);
    }
}

/// Nouns of schemas, singular and plural, written down apart from the table of the code.
constexpr std::pair<Text, Text> nouns[] = {
    {"account", "accounts"},
    {"activity", "activities"},
    {"agency", "agencies"},
    {"alias", "aliases"},
    {"analysis", "analyses"},
    {"answer", "answers"},
    {"api", "apis"},
    {"appendix", "appendices"},
    {"area", "areas"},
    {"article", "articles"},
    {"attribute", "attributes"},
    {"audit", "audits"},
    {"author", "authors"},
    {"axis", "axes"},
    {"badge", "badges"},
    {"bank", "banks"},
    {"batch", "batches"},
    {"bench", "benches"},
    {"bonus", "bonuses"},
    {"book", "books"},
    {"box", "boxes"},
    {"branch", "branches"},
    {"bus", "buses"},
    {"business", "businesses"},
    {"cache", "caches"},
    {"campus", "campuses"},
    {"canvas", "canvases"},
    {"case", "cases"},
    {"category", "categories"},
    {"child", "children"},
    {"church", "churches"},
    {"city", "cities"},
    {"class", "classes"},
    {"clause", "clauses"},
    {"coach", "coaches"},
    {"code", "codes"},
    {"company", "companies"},
    {"cookie", "cookies"},
    {"copy", "copies"},
    {"country", "countries"},
    {"course", "courses"},
    {"crisis", "crises"},
    {"criterion", "criteria"},
    {"currency", "currencies"},
    {"customer", "customers"},
    {"database", "databases"},
    {"day", "days"},
    {"delivery", "deliveries"},
    {"device", "devices"},
    {"diagnosis", "diagnoses"},
    {"discount", "discounts"},
    {"employee", "employees"},
    {"entry", "entries"},
    {"event", "events"},
    {"expense", "expenses"},
    {"fee", "fees"},
    {"file", "files"},
    {"foot", "feet"},
    {"franchise", "franchises"},
    {"half", "halves"},
    {"hash", "hashes"},
    {"hero", "heroes"},
    {"house", "houses"},
    {"image", "images"},
    {"index", "indexes"},
    {"invoice", "invoices"},
    {"item", "items"},
    {"key", "keys"},
    {"knife", "knives"},
    {"language", "languages"},
    {"leaf", "leaves"},
    {"license", "licenses"},
    {"life", "lives"},
    {"logo", "logos"},
    {"man", "men"},
    {"match", "matches"},
    {"matrix", "matrices"},
    {"message", "messages"},
    {"mouse", "mice"},
    {"movie", "movies"},
    {"order", "orders"},
    {"patch", "patches"},
    {"payment", "payments"},
    {"person", "people"},
    {"phase", "phases"},
    {"photo", "photos"},
    {"policy", "policies"},
    {"potato", "potatoes"},
    {"prefix", "prefixes"},
    {"price", "prices"},
    {"prize", "prizes"},
    {"process", "processes"},
    {"product", "products"},
    {"property", "properties"},
    {"purchase", "purchases"},
    {"query", "queries"},
    {"quiz", "quizzes"},
    {"quota", "quotas"},
    {"quote", "quotes"},
    {"radius", "radii"},
    {"receipt", "receipts"},
    {"reply", "replies"},
    {"response", "responses"},
    {"review", "reviews"},
    {"role", "roles"},
    {"route", "routes"},
    {"salary", "salaries"},
    {"schema", "schemas"},
    {"search", "searches"},
    {"session", "sessions"},
    {"shelf", "shelves"},
    {"story", "stories"},
    {"strategy", "strategies"},
    {"subsidiary", "subsidiaries"},
    {"supply", "supplies"},
    {"survey", "surveys"},
    {"switch", "switches"},
    {"tax", "taxes"},
    {"tooth", "teeth"},
    {"toy", "toys"},
    {"type", "types"},
    {"university", "universities"},
    {"user", "users"},
    {"value", "values"},
    {"vertex", "vertices"},
    {"veto", "vetoes"},
    {"video", "videos"},
    {"virus", "viruses"},
    {"warehouse", "warehouses"},
    {"wife", "wives"},
    {"wish", "wishes"},
    {"wolf", "wolves"},
    {"woman", "women"},
    {"zoo", "zoos"},
    {"subcategory", "subcategories"},
    {"username", "usernames"},
    {"timestamp", "timestamps"},
    {"webhook", "webhooks"},
    {"workflow", "workflows"},
    {"attendee", "attendees"},
    {"certificate", "certificates"},
    {"reference", "references"},
    {"edge", "edges"},
    {"node", "nodes"},
};

TEST_CASE("words: nouns and their plurals are told apart, and lead to each other") {
    for (const auto& [one, many] : nouns) {
        const Text noun = one;
        CAPTURE(noun);
        CHECK(number_of(one) == GrammaticalNumber::singular);
        CHECK(number_of(many) == GrammaticalNumber::plural);
        CHECK(plural_of(one) == many);
        CHECK(singular_of(many) == one);
        CHECK(plural_of(many).empty());
        CHECK(singular_of(one).empty());
    }
}

TEST_CASE("words: plurals of nouns that no table knows") {
    const std::pair<Text, Text> cases[] = {
        {"widgets", "widget"},   {"gizmos", ""},         {"fizzlers", "fizzler"},  {"lorries", "lorry"},
        {"crosses", "cross"},    {"splashes", "splash"}, {"suffixes", "suffix"},   {"gadgetries", "gadgetry"},
        {"licences", "licence"}, {"wrenches", ""},       {"gloves", ""},           {"waltzes", ""},
        {"turquoises", ""},      {"statuses", "status"}, {"addresses", "address"}, {"blueprints", "blueprint"},
    };
    for (const auto& [many, one] : cases) {
        const Text noun = many;
        CAPTURE(noun);
        CHECK(singular_of(many) == one);
    }
    CHECK(number_of("fizzlers") == GrammaticalNumber::plural);
    CHECK(number_of("wrenches") == GrammaticalNumber::plural);
    CHECK(number_of("gizmos") == GrammaticalNumber::uncertain);
    // Singular is what is known to be a noun.
    CHECK(number_of("fizzler") == GrammaticalNumber::uncertain);
}

TEST_CASE("words: silent where it is not certain") {
    for (const Text word :
         {"data",    "news",     "status", "address",  "media",       "series",   "equipment", "history",
          "sheep",   "species",  "info",   "info",     "information", "metadata", "analytics", "logistics",
          "physics", "sms",      "dns",    "gps",      "https",       "chaos",    "corps",     "lens",
          "glass",   "previous", "active", "archived", "raw",         "pending",  "old",       "temporary",
          "has",     "this",     "always", "towards",  "kubernetes",  "diabetes", "james",     "consensus",
          "nexus",   "census",   "texas",  "staff",    "money",       "feedback", "inventory", "security",
          "bss",     "xs",       "s",      "",         "2024",        "größen",   "tbls",      "headquarters",
          "means",   "iris",     "paris",  "tennis",   "aws",         "postgres", "x",         "is"}) {
        CAPTURE(word);
        CHECK(number_of(word) == GrammaticalNumber::uncertain);
        CHECK(plural_of(word).empty());
        CHECK(singular_of(word).empty());
    }
}

TEST_CASE("words: the case stays") {
    CHECK(plural_of("Order") == "Orders");
    CHECK(plural_of("ORDER") == "ORDERS");
    CHECK(plural_of("Person") == "People");
    CHECK(singular_of("CHILDREN") == "CHILD");
    CHECK(singular_of("Categories") == "Category");
    CHECK(plural_of("API") == "APIS");
}

TEST_CASE("words: the singular of a name is that of its last word") {
    CHECK(in_singular("orders") == "order");
    CHECK(in_singular("order_items") == "order_item");
    CHECK(in_singular("OrderItems") == "OrderItem");
    CHECK(in_singular("people_") == "person_");
    CHECK(in_singular("order_status") == "order_status");
    CHECK(in_singular("orders_2024") == "orders_2024");
    CHECK(in_singular("staff") == "staff");
    CHECK(in_singular("größen") == "größen");
    CHECK(in_singular("").empty());
}

TEST_CASE("words: the plural of a name, to look it up") {
    CHECK(likely_plural("order") == "orders");
    CHECK(likely_plural("order_category") == "order_categories");
    CHECK(likely_plural("OrderItem") == "OrderItems");
    CHECK(likely_plural("fizzly") == "fizzlies");
    CHECK(likely_plural("status") == "statuses");
    CHECK(likely_plural("person") == "people");
    CHECK(likely_plural("größe") == "größes");
    CHECK(likely_plural("v2") == "v2s");
    CHECK(likely_plural("") == "s");
}

std::vector<Text> split(Text list) {
    std::vector<Text> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        words.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

TEST_CASE("words: the tables are sorted and agree with each other") {
    for (const Text list : {known_nouns, irregular_nouns, no_plurals, uncountables}) {
        const std::vector<Text> words = split(list);
        for (std::size_t i = 0; i < words.size(); ++i) {
            CAPTURE(words[i]);
            CHECK(!words[i].empty());
            if (i > 0) CHECK(words[i - 1] < words[i]);
        }
    }
    for (const Text noun : split(known_nouns)) {
        CAPTURE(noun);
        CHECK(number_of(noun) == GrammaticalNumber::singular);
        const std::string many = plural_of(noun);
        CHECK(number_of(many) == GrammaticalNumber::plural);
        CHECK(singular_of(many) == noun);
    }
}

}  // namespace
}  // namespace conventions::core
