// statement/: server parse trees to plain rows, one function for each kind of node.
//
// Names are looked up as the caller's search_path resolves them, without a lock and without an error for what is
// missing. Memory: the context that is current at the call. Errors: any call may raise ERROR.

#pragma once

#include "pg/pg.hpp"

namespace conventions::pg {

/// The facts of one utility statement as the parser made it (raw, before analysis). `tag` may be empty: then the
/// server's own name for it. Never null; what is not known becomes StatementKind::other with the tag.
const core::Statement* read_statement(Node* utility_statement, core::Text tag,
                                      core::Rows<core::WrittenName> long_names = {});

// written.cpp

/// The text of the statement that the client sent, where this tree is that whole statement; empty for what a function
/// or a DO block runs, whose text is not the client's. A view of the portal's source. No memory, no error.
core::Text own_text(const Node* utility_statement);
/// The names in a text that the server has parsed already, of more than so many bytes; tokens are those of the server's
/// scanner.
core::Rows<core::WrittenName> long_names_in(core::Text text, Size longer_than);

/// What such a tree says by its words alone: no look-up, no memory, no error. The kind that read_statement() finds.
core::StatementShape shape_of(const Node* utility_statement);
/// CREATE INDEX, DROP and ALTER TABLE: a form that commits inside.
bool says_concurrently(const Node* utility_statement);
/// ALTER TABLE that adds columns, without other constraints than NOT NULL and DEFAULT, and nothing else.
bool only_adds_columns(const Node* utility_statement);

}  // namespace conventions::pg
