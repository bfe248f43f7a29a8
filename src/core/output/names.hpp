// output/: names, SQL and drafts of tables as text, for messages and fixes.
// Names in two spellings: shown() for messages, ident() for SQL.

#pragma once

#include <string>
#include <vector>

#include "core/facts/facts.hpp"

namespace conventions::core {

/// The keyword with exactly that spelling (lower case), or null.
const Keyword* find_keyword(const Server& server, Text word);

/// As the server's quote_ident(): quoted where it must be.
std::string ident(const Server& server, Text name);
/// schema.name, each quoted where it must be.
std::string ident(const Server& server, Text schema, Text name);
std::string ident(const Server& server, const Relation& relation);
/// 'text' with quotes doubled, E'' where it holds a backslash.
std::string literal(Text text);

/// "table", "partitioned table", "view" ... as the server's messages say it.
Text word_of(RelationKind kind);
/// "primary key", "foreign key", "unique constraint", "check constraint" ...
Text word_of(ConstraintKind kind);

/// "public.orders" in double quotes, unquoted inside.
std::string shown(Text schema, Text name);
std::string shown(const Relation& relation);
/// "name" in double quotes.
std::string shown(Text name);
/// a, b, c
std::string column_list(const Relation& relation, Rows<AttributeNumber> columns);
/// a, b, c; each quoted where it must be
std::string ident_list(const Server& server, const Relation& relation, Rows<AttributeNumber> columns);

/// As pg_identify_object() prints it.
std::string identity_of(const Server& server, const Relation& relation);
std::string identity_of(const Server& server, const Relation& relation, const Column& column);
std::string identity_of(const Server& server, const Relation& relation, const Constraint& constraint);
std::string identity_of(const Server& server, const Index& index);
std::string identity_of(const Server& server, const Type& type);

/// "CamelCase Name" -> "camel_case_name": lower case, words joined by underscores; letters outside ASCII stay.
/// Never empty: a name without letters and digits becomes "unnamed".
std::string snake_case(Text name);

/// NAMEDATALEN - 1: bytes of a name that the server keeps.
constexpr std::size_t longest_identifier = 63;

/// The longest beginning of at most `size` bytes that cuts no character of UTF-8: as the server cuts.
Text cut_to(Text name, std::size_t size);

/// At most 63 bytes: a longer name is cut on a character boundary, and "_" + 8 hex digits of a stable hash of the full
/// name follow. Underscores at the cut go, so that snake case stays snake case.
std::string fit_identifier(const std::string& name);

/// 8 hex digits of a stable hash of the text.
std::string hash_of(Text text);

/// The name that the server gives to what nobody named: table_addition_label, the longer of the first two shortened to
/// fit into 63 bytes. An empty addition is left out.
std::string server_made_name(Text table, Text addition, Text label);
/// Whether the server could have made it, numbers behind the label included (orders_total_check1).
bool looks_server_made(Text name, Text table, Text addition, Text label);
/// False where it could not with any addition: to be asked first.
bool may_look_server_made(Text name, Text table, Text label);
/// The addition for several columns: a_b_c, cut as the server cuts it.
std::string server_made_addition(const std::vector<Text>& columns);

}  // namespace conventions::core
