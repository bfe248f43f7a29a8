// defaults.cpp: what a column default is made of.

#include "pg/catalog/reading.hpp"

namespace conventions::pg {
namespace {

// The server's macros mean its own.
using List = ::List;

// One step down through a cast of any kind; null where there is none.
Node* under_cast(Node* node) {
    switch (nodeTag(node)) {
    case T_RelabelType:
        return reinterpret_cast<Node*>(reinterpret_cast<RelabelType*>(node)->arg);
    case T_CoerceViaIO:
        return reinterpret_cast<Node*>(reinterpret_cast<CoerceViaIO*>(node)->arg);
    case T_ArrayCoerceExpr:
        return reinterpret_cast<Node*>(reinterpret_cast<ArrayCoerceExpr*>(node)->arg);
    case T_CoerceToDomain:
        return reinterpret_cast<Node*>(reinterpret_cast<CoerceToDomain*>(node)->arg);
    case T_CollateExpr:
        return reinterpret_cast<Node*>(reinterpret_cast<CollateExpr*>(node)->arg);
    case T_FuncExpr: {
        FuncExpr* const call = reinterpret_cast<FuncExpr*>(node);
        // AT TIME ZONE: the same moment, written down otherwise.
        if (call->funcid == F_TIMEZONE_TEXT_TIMESTAMPTZ || call->funcid == F_TIMEZONE_INTERVAL_TIMESTAMPTZ)
            return static_cast<Node*>(lsecond(call->args));
        const bool cast = call->funcformat == COERCE_EXPLICIT_CAST || call->funcformat == COERCE_IMPLICIT_CAST;
        return cast && call->args != NIL ? static_cast<Node*>(linitial(call->args)) : nullptr;
    }
    default:
        return nullptr;
    }
}

bool is_point_in_time(Oid type) { return type == TIMESTAMPOID || type == TIMESTAMPTZOID; }
bool loses_time(Oid type) { return type == DATEOID || type == TIMEOID || type == TIMETZOID; }

bool is_current_time(Node* node) {
    if (IsA(node, SQLValueFunction)) return reinterpret_cast<SQLValueFunction*>(node)->op <= SVFOP_LOCALTIMESTAMP_N;
    if (!IsA(node, FuncExpr)) return false;
    const Oid function = reinterpret_cast<FuncExpr*>(node)->funcid;
    return function == F_NOW || function == F_TRANSACTION_TIMESTAMP || function == F_STATEMENT_TIMESTAMP ||
           function == F_CLOCK_TIMESTAMP;
}

Oid known_sequence(Node* node) {
    if (!IsA(node, FuncExpr)) return InvalidOid;
    FuncExpr* const call = reinterpret_cast<FuncExpr*>(node);
    if (call->funcid != F_NEXTVAL || call->args == NIL) return InvalidOid;
    Node* const argument = static_cast<Node*>(linitial(call->args));
    if (!IsA(argument, Const) || reinterpret_cast<Const*>(argument)->constisnull) return InvalidOid;
    return DatumGetObjectId(reinterpret_cast<Const*>(argument)->constvalue);
}

// The word NULL as a text. A type of an extension that holds these four bytes is a string, too, or no rule asks.
bool is_null_text(const Const* constant) {
    if (constant->constisnull || constant->constlen != -1) return false;
    const bool is_string = constant->consttype == TEXTOID || constant->consttype == VARCHAROID ||
                           constant->consttype == BPCHAROID || constant->consttype >= FirstUnpinnedObjectId;
    if (!is_string) return false;
    auto* const value = reinterpret_cast<varlena*>(DatumGetPointer(constant->constvalue));
    if (VARATT_IS_EXTERNAL(value) || VARATT_IS_COMPRESSED(value)) return false;
    std::size_t size = VARSIZE_ANY_EXHDR(value);
    const char* const text = VARDATA_ANY(value);
    while (size > 4 && constant->consttype == BPCHAROID && text[size - 1] == ' ') --size;
    return size == 4 && (memcmp(text, "NULL", 4) == 0 || memcmp(text, "null", 4) == 0);
}

bool skip(const char*& text, core::Text start) {
    for (std::size_t i = 0; i < start.size(); ++i)
        if (text[i] != start[i]) return false;
    text += start.size();
    return true;
}

/// The value of the field in the node that the text begins with; null where it is not there.
const char* field(const char* node, const char* label) {
    const char* const found = strstr(node, label);
    return found == nullptr || memchr(node + 1, '{', static_cast<std::size_t>(found - node - 1)) != nullptr
               ? nullptr
               : found + strlen(label);
}

/// The value of a constant that is not null: so long as the word NULL, or padded.
bool may_be_null_text(const char* node) {
    const char* const length = field(node, " :constlen ");
    const char* const type = field(node, ":consttype ");
    const char* const size = field(node, " :constvalue ");
    if (length == nullptr || type == nullptr || size == nullptr) return true;
    return *length == '-' && (atoi(size) == VARHDRSZ + 4 || static_cast<Oid>(atol(type)) == BPCHAROID);
}

/// The outermost node alone tells of most defaults what they are, and its text begins with what tells: to parse them
/// all takes a twentieth of a report. False for the others.
bool is_told_by_its_start(const char* node_tree, Default& found) {
    const char* text = node_tree;
    if (skip(text, "{CONST ")) {
        const char* const is_null = field(node_tree, " :constisnull ");
        if (is_null == nullptr || (*is_null != 't' && may_be_null_text(node_tree))) return false;
        found = {core::DefaultKind::constant, InvalidOid, *is_null == 't', false};
        return true;
    }
    if (skip(text, "{SQLVALUEFUNCTION :op ")) {
        const int op = atoi(text);
        found = {op <= SVFOP_LOCALTIMESTAMP_N ? core::DefaultKind::current_time : core::DefaultKind::expression};
        return true;
    }
    if (skip(text, "{FUNCEXPR :funcid ") && atoi(text) == F_NOW) {
        found = {core::DefaultKind::current_time};
        return true;
    }
    return false;
}

Default told_by_tree(const char* node_tree) {
    Node* node = static_cast<Node*>(stringToNode(node_tree));
    if (node == nullptr) return {core::DefaultKind::expression};
    const bool wants_time = is_point_in_time(exprType(node));
    bool time_lost = false;
    // now()::date as a timestamp is midnight.
    while (true) {
        time_lost = time_lost || (wants_time && loses_time(exprType(node)));
        Node* const inner = under_cast(node);
        if (inner == nullptr) break;
        node = inner;
    }
    if (IsA(node, Const)) {
        const auto* const constant = reinterpret_cast<const Const*>(node);
        return {core::DefaultKind::constant, InvalidOid, constant->constisnull, is_null_text(constant)};
    }
    if (const Oid sequence = known_sequence(node); OidIsValid(sequence)) return {core::DefaultKind::sequence, sequence};
    if (is_current_time(node) && !time_lost) return {core::DefaultKind::current_time};
    return {core::DefaultKind::expression};
}

}  // namespace

Default default_of(const char* node_tree) {
    Default found = {};
    if (!is_told_by_its_start(node_tree, found)) return told_by_tree(node_tree);
#ifdef USE_ASSERT_CHECKING
    const Default parsed = told_by_tree(node_tree);
    Assert(found.kind == parsed.kind && found.sequence == parsed.sequence && found.is_null == parsed.is_null &&
           found.is_null_text == parsed.is_null_text);
#endif
    return found;
}

void set_default(RelationDraft& draft, AttrNumber column, const char* node_tree) {
    const std::size_t at = static_cast<std::size_t>(column) - 1;
    if (column <= 0 || at >= draft.column_room || draft.columns[at].number == 0) return;
    const Default found = default_of(node_tree);
    draft.columns[at].default_kind = found.kind;
    draft.columns[at].default_sequence = found.sequence;
    draft.columns[at].default_is_null = found.is_null;
    draft.columns[at].default_is_null_text = found.is_null_text;
}

}  // namespace conventions::pg
