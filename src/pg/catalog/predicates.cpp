// predicates.cpp: the columns that are not null wherever the predicate of a partial index is true.
//
// Only what can be told from the tree is told: no function of anybody is run for it, and strictness is asked of
// operators that initdb made.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "nodes/nodeFuncs.h"
#include "utils/lsyscache.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

AttrNumber column_of(Node* node) {
    while (node != nullptr && IsA(node, RelabelType))
        node = reinterpret_cast<Node*>(reinterpret_cast<RelabelType*>(node)->arg);
    return node != nullptr && IsA(node, Var) ? reinterpret_cast<Var*>(node)->varattno : InvalidAttrNumber;
}

bool is_strict(Oid operation) { return operation < FirstUnpinnedObjectId && op_strict(operation); }

void add_arguments(List<core::AttributeNumber>& columns, ::List* arguments) {
    using List = ::List;  // for the server's macros
    ListCell* cell;
    foreach (cell, arguments)
        if (const AttrNumber column = column_of(static_cast<Node*>(lfirst(cell))); column > 0) columns.add() = column;
}

void add_not_null(List<core::AttributeNumber>& columns, Node* condition) {
    AttrNumber column = column_of(condition);  // a flag by itself
    switch (nodeTag(condition)) {
    case T_NullTest: {
        NullTest* const test = reinterpret_cast<NullTest*>(condition);
        if (test->nulltesttype == IS_NOT_NULL && !test->argisrow)
            column = column_of(reinterpret_cast<Node*>(test->arg));
        break;
    }
    case T_BoolExpr:
        if (is_notclause(condition)) column = column_of(reinterpret_cast<Node*>(get_notclausearg(condition)));
        break;
    case T_BooleanTest: {
        BooleanTest* const test = reinterpret_cast<BooleanTest*>(condition);
        const bool says =
            test->booltesttype == IS_TRUE || test->booltesttype == IS_FALSE || test->booltesttype == IS_NOT_UNKNOWN;
        if (says) column = column_of(reinterpret_cast<Node*>(test->arg));
        break;
    }
    case T_OpExpr: {
        OpExpr* const operation = reinterpret_cast<OpExpr*>(condition);
        if (is_strict(operation->opno)) add_arguments(columns, operation->args);
        break;
    }
    case T_ScalarArrayOpExpr: {
        ScalarArrayOpExpr* const operation = reinterpret_cast<ScalarArrayOpExpr*>(condition);
        // <> ALL of an empty array is true of anything.
        if (operation->useOr && is_strict(operation->opno)) add_arguments(columns, operation->args);
        break;
    }
    default:
        break;
    }
    if (column > 0) columns.add() = column;
}

}  // namespace

void set_not_null_columns(const Reading& reading, IndexDraft& index) {
    using List = ::List;  // for the server's macros
    ::List* const conditions = conditions_of(index);
    pg::List<core::AttributeNumber> columns = {};
    ListCell* cell;
    foreach (cell, conditions) add_not_null(columns, static_cast<Node*>(lfirst(cell)));
    auto* const rows = allocate_in<core::AttributeNumber>(reading.home, columns.count);
    for (std::size_t i = 0; i < columns.count; ++i) rows[i] = columns.items[i];
    index.fact->not_null_columns = {rows, columns.count};
}

}  // namespace conventions::pg
