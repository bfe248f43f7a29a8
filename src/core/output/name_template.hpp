// Names made of what they are about: idx_{table}_{columns}.

#pragma once

#include <string>
#include <vector>

#include "core/facts/basic.hpp"

namespace conventions::core {

enum class Placeholder : std::uint8_t {
    schema,
    table,
    table_singular,
    columns,
    first_column,
    ref_table,
    ref_table_singular,
    ref_columns,
    ref_column,
    rule,  // free text
    method,
    hash,  // 6 to 10 hex digits, as tools put them behind a name
};

/// {schema}, {table}, ... as messages list them.
std::string placeholders_enumerated();

class NameTemplateError {
public:
    explicit NameTemplateError(std::string what) : what_(std::move(what)) {}
    /// Follows "parameter "template" of rule "index_name"".
    const std::string& what() const { return what_; }

private:
    std::string what_;
};

/// A column of an index or a constraint. One without a name stands for an expression: any text fits.
struct NamedColumn {
    Text name;
    /// What an expression contributes to a proposal.
    std::string proposed = {};

    bool is_expression() const { return name.empty(); }
};

/// What the placeholders stand for in one name.
struct NameParts {
    Text schema;
    Text table;
    std::vector<NamedColumn> columns = {};
    Text ref_table = {};
    std::vector<Text> ref_columns = {};
    Text method = {};
};

/// How the part of a name for {columns} must follow the columns. `exact`: their names, joined by underscores.
/// `abbreviated`: each column, in order, by words of its name or prefixes of them; behind an expression, anything.
/// `free`: anything.
enum class ColumnsMatch : std::uint8_t { exact, abbreviated, free };

/// {table:11} is the beginning of the table's name, of that many bytes at most; {columns:_and_} joins the columns by
/// that text in place of an underscore.
class NameTemplate {
public:
    /// Throws NameTemplateError: for a placeholder that does not exist or takes no such argument, a brace without its
    /// partner, {columns}, {hash} or {rule} twice, too long a text.
    explicit NameTemplate(Text source);

    const std::string& source() const { return source_; }
    bool uses(Placeholder wanted) const;
    /// The whole name, however long; `rule` for {rule}. {hash} becomes 8 digits that depend on all the rest.
    std::string expand(const NameParts& parts, Text rule = {}) const;
    /// Whether a name is what expand() makes, by the letter but for what `match` lets pass, and with any hash. A name
    /// of more than 63 bytes also fits as fit_identifier() shortens it, as the server cuts what was written too long,
    /// as the server shortens the names that it makes (makeObjectName), and as migration tools shorten theirs. Numbers
    /// behind a name are the caller's.
    bool fits(Text name, const NameParts& parts, ColumnsMatch match = ColumnsMatch::exact) const;
    /// False for a name that fits no parts at all, with or without a number, by its beginning: to be asked first.
    bool may_fit(Text name) const { return name.starts_with(start_); }

private:
    struct Piece {
        bool is_placeholder = false;
        Placeholder placeholder = Placeholder::schema;
        std::string text = {};    // of a placeholder: what joins the columns
        std::size_t at_most = 0;  // bytes; 0 for all
    };
    void add_placeholder(Text word);
    static void take_argument(Text argument, Piece& piece);
    static std::string text_of(const Piece& piece, const NameParts& parts, Text rule);

    // name_fits.cpp
    std::string shortened_by_server(const NameParts& parts) const;
    bool fits_cut_by_tool(Text name, const NameParts& parts) const;
    bool fits_shortened(Text name, const NameParts& parts) const;

    std::string source_;
    std::vector<Piece> pieces_;
    /// What every name that fits begins with, as far as no shortening touches it.
    std::string start_;
};

/// The name without the number that makes it unlike another one: idx_orders_total_2 -> idx_orders_total. Empty where it
/// ends in no such number.
Text without_number(Text name);

}  // namespace conventions::core
