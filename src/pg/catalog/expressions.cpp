// expressions.cpp: numbers the expressions of a relation, so that equal numbers mean equal() node trees.
//
// Node trees are equal only by the server's equal(): stored texts of equal trees differ in locations and in how a
// cast was written. But texts that differ in what matters are never equal, so a tree is parsed only where a
// fingerprint of the text repeats, and a lone expression not even that.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

struct Expression {
    std::uint64_t fingerprint = 0;
    const char* text = nullptr;
    Node* node = nullptr;
    core::ExpressionId number = 0;
};

std::uint64_t mixed(std::uint64_t hash, char each) {
    return (hash ^ static_cast<unsigned char>(each)) * 1099511628211ULL;
}

bool begins_with(const char* text, core::Text start) {
    for (std::size_t i = 0; i < start.size(); ++i)
        if (text[i] != start[i]) return false;
    return true;
}

// Fields that equal() compares, and that are printed in one way only.
bool tells_apart(const char* label) {
    switch (label[0]) {
    case 'v':
        return begins_with(label, "varattno ");
    case 'o':
        return begins_with(label, "opno ");
    case 'f':
        return begins_with(label, "funcid ");
    case 'c':
        return begins_with(label, "constvalue ");
    case 'n':
        return begins_with(label, "nulltesttype ");
    default:
        return false;
    }
}

// Node types and some of their fields: enough to tell most trees apart, and equal for equal() trees.
std::uint64_t fingerprint_of(const char* text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (text = strpbrk(text, "{:"); text != nullptr; text = strpbrk(text + 1, "{:")) {
        if (*text == '{') {
            for (const char* at = text; *at != '\0' && *at != ' '; ++at) hash = mixed(hash, *at);
        } else if (tells_apart(text + 1)) {
            for (const char* at = text + 1; *at != '\0' && *at != ':' && *at != '}'; ++at) hash = mixed(hash, *at);
        }
    }
    return hash;
}

Node* node_of(Expression& expression) {
    if (expression.node == nullptr) expression.node = static_cast<Node*>(stringToNode(expression.text));
    return expression.node;
}

core::ExpressionId number_of(List<Expression>& known, const char* text, Node* node) {
    Expression wanted = {0, text, node, 0};
    core::ExpressionId numbers = 0;
    if (known.count == 1) known.items[0].fingerprint = fingerprint_of(known.items[0].text);
    if (known.count > 0) wanted.fingerprint = fingerprint_of(text);
    for (std::size_t i = 0; i < known.count; ++i) {
        Expression& other = known.items[i];
        if (other.number > numbers) numbers = other.number;
        if (other.fingerprint != wanted.fingerprint) continue;
        if (equal(node_of(other), node_of(wanted))) return other.number;
    }
    wanted.number = numbers + 1;
    known.add() = wanted;
    return wanted.number;
}

bool contains(core::Rows<core::AttributeNumber> columns, AttrNumber column) {
    for (const core::AttributeNumber each : columns)
        if (each == column) return true;
    return false;
}

void set_expression_columns(const Reading& reading, IndexDraft& draft, ::List* expressions) {
    using List = ::List;  // for the server's macros
    ::List* const variables = pull_var_clause(reinterpret_cast<Node*>(expressions), 0);
    auto* const columns = allocate_in<core::AttributeNumber>(reading.home, list_length(variables));
    std::size_t count = 0;
    ListCell* cell;
    foreach (cell, variables) {
        const AttrNumber column = static_cast<Var*>(lfirst(cell))->varattno;
        if (!contains({columns, count}, column)) columns[count++] = column;
    }
    draft.fact->expression_columns = {columns, count};
}

void number_keys(Reading& reading, IndexDraft& draft, List<Expression>& known) {
    ::List* const expressions = static_cast<::List*>(stringToNode(draft.expressions));
    int next = 0;
    for (std::size_t i = 0; i < draft.fact->keys.size(); ++i) {
        if (draft.keys[i].column != 0 || next >= list_length(expressions)) continue;
        Node* const node = static_cast<Node*>(list_nth(expressions, next++));
        draft.keys[i].expression = number_of(known, nodeToString(node), node);
        // Where all is read, it came with the row of the column.
        if (!reading.whole) draft.keys[i].name = column_name(reading, draft.fact->oid, static_cast<AttrNumber>(i + 1));
    }
    set_expression_columns(reading, draft, expressions);
}

// What eval_const_expressions() does to NOT and to row tests, without its running of functions: those belong to the
// owner of the table.
Node* simplified(Node* node);

::List* conditions_in(::List* conditions, Node* node) {
    using List = ::List;  // for the server's macros
    node = simplified(node);
    if (!is_andclause(node)) return lappend(conditions, node);
    ListCell* cell;
    foreach (cell, reinterpret_cast<BoolExpr*>(node)->args)
        conditions = conditions_in(conditions, static_cast<Node*>(lfirst(cell)));
    return conditions;
}

NullTest* not_null_test(Expr* argument) {
    NullTest* const test = makeNode(NullTest);
    test->arg = argument;
    test->nulltesttype = IS_NOT_NULL;
    test->argisrow = false;
    test->location = -1;
    return test;
}

// NOT goes to the arms: NOT (a OR b) is NOT a AND NOT b.
Node* negated(Node* node) {
    using List = ::List;  // for the server's macros
    if (is_notclause(node)) return simplified(reinterpret_cast<Node*>(get_notclausearg(node)));
    if (is_orclause(node) || is_andclause(node)) {
        ::List* arms = NIL;
        ListCell* cell;
        foreach (cell, reinterpret_cast<BoolExpr*>(node)->args)
            arms = lappend(arms, negated(static_cast<Node*>(lfirst(cell))));
        return simplified(reinterpret_cast<Node*>(is_orclause(node) ? make_andclause(arms) : make_orclause(arms)));
    }
    if (IsA(node, NullTest)) {
        NullTest* const test = reinterpret_cast<NullTest*>(node);
        if (!test->argisrow && test->nulltesttype == IS_NULL) return reinterpret_cast<Node*>(not_null_test(test->arg));
    }
    return reinterpret_cast<Node*>(make_notclause(reinterpret_cast<Expr*>(node)));
}

Node* simplified_null_test(NullTest* test) {
    using List = ::List;  // for the server's macros
    if (!test->argisrow || test->nulltesttype != IS_NOT_NULL || !IsA(test->arg, RowExpr))
        return reinterpret_cast<Node*>(test);
    ::List* tests = NIL;
    ListCell* cell;
    foreach (cell, reinterpret_cast<RowExpr*>(test->arg)->args)
        tests = lappend(tests, not_null_test(static_cast<Expr*>(lfirst(cell))));
    return reinterpret_cast<Node*>(make_ands_explicit(tests));
}

Node* simplified(Node* node) {
    using List = ::List;  // for the server's macros
    if (IsA(node, NullTest)) return simplified_null_test(reinterpret_cast<NullTest*>(node));
    if (is_notclause(node)) return negated(reinterpret_cast<Node*>(get_notclausearg(node)));
    if (is_orclause(node)) {
        ::List* arms = NIL;
        ListCell* cell;
        foreach (cell, reinterpret_cast<BoolExpr*>(node)->args)
            arms = lappend(arms, make_ands_explicit(conditions_in(NIL, static_cast<Node*>(lfirst(cell)))));
        return reinterpret_cast<Node*>(make_orclause(arms));
    }
    return node;
}

}  // namespace

::List* conditions_of(IndexDraft& index) {
    using List = ::List;  // for the server's macros
    if (index.conditions == nullptr)
        index.conditions = conditions_in(NIL, static_cast<Node*>(stringToNode(index.predicate)));
    return index.conditions;
}

::List* conditions_of(Node* expression) {
    using List = ::List;  // for the server's macros
    return conditions_in(NIL, expression);
}

void number_expressions(Reading& reading, std::span<IndexDraft*> indexes, std::span<ConstraintDraft*> constraints) {
    List<Expression> known = {};
    for (IndexDraft* const index : indexes) {
        if (index->expressions != nullptr) number_keys(reading, *index, known);
        if (index->predicate != nullptr) index->fact->predicate = number_of(known, index->predicate, nullptr);
    }
    for (ConstraintDraft* const constraint : constraints)
        if (constraint->expression != nullptr)
            constraint->fact->expression = number_of(known, constraint->expression, nullptr);
}

}  // namespace conventions::pg
