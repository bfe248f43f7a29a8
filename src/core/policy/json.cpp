// Reads JSON by events, and writes it.

#include "core/policy/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/policy/policy.hpp"

namespace conventions::core {
namespace {

using Library = nlohmann::json;

/// Deeper than any parameter is; bounds the recursion of the destructor.
constexpr std::size_t deepest = 10;

/// Takes the parser's events and builds a Json. Each returns whether to go on.
class Builder {
public:
    explicit Builder(Json& root) : root_(root) {}

    bool null() { return add({}); }
    bool boolean(bool value) { return add({.kind = Json::Kind::boolean, .boolean = value}); }
    bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
    bool number_float(double, const std::string& written) { return number(written); }
    bool string(std::string& value) { return add({.kind = Json::Kind::string, .text = std::move(value)}); }
    bool binary(Library::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Json::Kind::object); }
    bool start_array(std::size_t) { return open(Json::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        name_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

private:
    bool number(std::string written) { return add({.kind = Json::Kind::number, .text = std::move(written)}); }

    Json& place() {
        if (path_.empty()) return root_;
        Json& parent = *path_.back();
        return parent.kind == Json::Kind::object ? parent.member(name_) : parent.items.emplace_back();
    }
    bool add(Json value) {
        place() = std::move(value);
        return true;
    }
    bool open(Json::Kind kind) {
        if (path_.size() == deepest) return false;
        Json& opened = place();
        opened = Json{.kind = kind};
        // A parent does not grow while a child of it is open, so the pointer stays good.
        path_.push_back(&opened);
        return true;
    }
    bool close() {
        path_.pop_back();
        return true;
    }

    Json& root_;
    std::vector<Json*> path_;
    std::string name_;
};

void print(const Json& json, std::string& text) {
    switch (json.kind) {
    case Json::Kind::null:
        text.append("null");
        return;
    case Json::Kind::boolean:
        text.append(json.boolean ? "true" : "false");
        return;
    case Json::Kind::number:
        text.append(json.text);
        return;
    case Json::Kind::string:
        text.append(json_string(json.text));
        return;
    case Json::Kind::array:
    case Json::Kind::object:
        break;
    }
    const bool is_object = json.kind == Json::Kind::object;
    text.push_back(is_object ? '{' : '[');
    for (std::size_t i = 0; i < json.items.size(); ++i) {
        if (i > 0) text.push_back(',');
        if (is_object) text.append(json_string(json.names[i])).append(":");
        print(json.items[i], text);
    }
    text.push_back(is_object ? '}' : ']');
}

}  // namespace

Json& Json::member(Text name) {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    const auto at = found - names.begin();
    if (found != names.end() && *found == name) return items[static_cast<std::size_t>(at)];
    names.emplace(found, name);
    return *items.emplace(items.begin() + at);
}

void Json::remove(Text name) {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) return;
    items.erase(items.begin() + (found - names.begin()));
    names.erase(found);
}

std::optional<Json> parse_json(Text text) {
    Json root;
    Builder builder(root);
    if (!Library::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
    return root;
}

std::string json_text(const Json& json) {
    std::string text;
    print(json, text);
    return text;
}

std::string json_string(Text text) {
    return Library(std::string(text)).dump(-1, ' ', false, Library::error_handler_t::replace);
}

namespace {

/// The object in a text; an empty one for anything else.
Json object_in(Text text) {
    std::optional<Json> json = parse_json(text);
    if (json.has_value() && json->kind == Json::Kind::object) return std::move(*json);
    return {.kind = Json::Kind::object};
}

}  // namespace

std::string merge_parameters(Text present, Text change) {
    Json merged = object_in(present);
    Json changes = object_in(change);
    for (std::size_t i = 0; i < changes.items.size(); ++i) {
        if (changes.items[i].kind == Json::Kind::null)
            merged.remove(changes.names[i]);
        else
            merged.member(changes.names[i]) = std::move(changes.items[i]);
    }
    return json_text(merged);
}

}  // namespace conventions::core
