// conditions.cpp: what predicates and checks ask of single columns, and what a check comes to by its constants alone.
//
// No function of a user is run: an expression is worked out only by functions of the server that promise to raise
// nothing (leakproof) and to answer always the same.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "utils/lsyscache.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

using List = ::List;  // for the server's macros

Node* without_relabels(Node* node) {
    while (node != nullptr && IsA(node, RelabelType))
        node = reinterpret_cast<Node*>(reinterpret_cast<RelabelType*>(node)->arg);
    return node;
}

AttrNumber column_of(Node* node) {
    node = without_relabels(node);
    return node != nullptr && IsA(node, Var) ? reinterpret_cast<Var*>(node)->varattno : InvalidAttrNumber;
}

core::Condition about(AttrNumber column, core::ConditionKind kind) {
    if (column <= 0) return {};
    return {.kind = kind, .column = column};
}

core::Condition of_flag(AttrNumber column, bool wanted) {
    return about(column, wanted ? core::ConditionKind::is_true : core::ConditionKind::is_false);
}

core::Condition of_boolean_test(BooleanTest* test) {
    const AttrNumber column = column_of(reinterpret_cast<Node*>(test->arg));
    switch (test->booltesttype) {
    case IS_TRUE:
    case IS_NOT_FALSE:
        return of_flag(column, true);
    case IS_FALSE:
    case IS_NOT_TRUE:
        return of_flag(column, false);
    default:
        return {};
    }
}

const Const* constant_boolean(Node* node) {
    if (node == nullptr || !IsA(node, Const)) return nullptr;
    const Const* const value = reinterpret_cast<Const*>(node);
    return value->consttype == BOOLOID && !value->constisnull ? value : nullptr;
}

// flag = true, false = flag
core::Condition of_comparison(OpExpr* operation) {
    if (operation->opno != BooleanEqualOperator || list_length(operation->args) != 2) return {};
    Node* const left = static_cast<Node*>(linitial(operation->args));
    Node* const right = static_cast<Node*>(lsecond(operation->args));
    const Const* const on_right = constant_boolean(right);
    const Const* const value = on_right != nullptr ? on_right : constant_boolean(left);
    if (value == nullptr) return {};
    return of_flag(column_of(on_right != nullptr ? left : right), DatumGetBool(value->constvalue));
}

core::Condition condition_of(Node* node) {
    switch (nodeTag(node)) {
    case T_NullTest: {
        NullTest* const test = reinterpret_cast<NullTest*>(node);
        // Of a row it asks every field.
        if (test->argisrow) return {};
        return about(column_of(reinterpret_cast<Node*>(test->arg)),
                     test->nulltesttype == IS_NULL ? core::ConditionKind::is_null : core::ConditionKind::is_not_null);
    }
    case T_BooleanTest:
        return of_boolean_test(reinterpret_cast<BooleanTest*>(node));
    case T_OpExpr:
        return of_comparison(reinterpret_cast<OpExpr*>(node));
    case T_Var:
        return of_flag(column_of(node), true);
    case T_BoolExpr: {
        BoolExpr* const expression = reinterpret_cast<BoolExpr*>(node);
        if (expression->boolop != NOT_EXPR) return {};
        return of_flag(column_of(static_cast<Node*>(linitial(expression->args))), false);
    }
    default:
        return {};
    }
}

core::Rows<core::Condition> kept_conditions(const Reading& reading, List* conditions) {
    const std::size_t count = static_cast<std::size_t>(list_length(conditions));
    core::Condition* const rows = allocate_in<core::Condition>(reading.home, count);
    for (std::size_t i = 0; i < count; ++i)
        rows[i] = condition_of(static_cast<Node*>(list_nth(conditions, static_cast<int>(i))));
    return {rows, count};
}

// What an expression may come to.
struct Outcomes {
    bool may_be_true = true;
    bool may_be_false = true;
    bool may_be_null = true;
};
constexpr Outcomes only_true = {true, false, false};
constexpr Outcomes only_false = {false, true, false};
constexpr Outcomes only_null = {false, false, true};
constexpr Outcomes never_null = {true, true, false};

Outcomes outcomes_of(Node* node);

Outcomes all_of(Outcomes a, Outcomes b) {
    return {.may_be_true = a.may_be_true && b.may_be_true,
            .may_be_false = a.may_be_false || b.may_be_false,
            .may_be_null = (a.may_be_null && (b.may_be_null || b.may_be_true)) || (b.may_be_null && a.may_be_true)};
}

Outcomes negated(Outcomes a) { return {a.may_be_false, a.may_be_true, a.may_be_null}; }

Outcomes of_arms(BoolExpr* expression) {
    if (expression->boolop == NOT_EXPR) return negated(outcomes_of(static_cast<Node*>(linitial(expression->args))));
    const bool is_or = expression->boolop == OR_EXPR;
    Outcomes together = only_true;
    ListCell* cell;
    foreach (cell, expression->args) {
        const Outcomes arm = outcomes_of(static_cast<Node*>(lfirst(cell)));
        together = all_of(together, is_or ? negated(arm) : arm);
    }
    return is_or ? negated(together) : together;
}

bool can_be_run(Oid function) {
    return OidIsValid(function) && function < FirstUnpinnedObjectId && get_func_leakproof(function) &&
           func_strict(function) && func_volatile(function) == PROVOLATILE_IMMUTABLE;
}

const Const* constant_of(Node* node);

const Const* result_of(Oid function, Oid type, Oid collation, List* arguments) {
    constexpr int most = 2;
    const int count = list_length(arguments);
    if (count < 1 || count > most || !can_be_run(function)) return nullptr;
    const Const* values[most] = {};
    bool is_null = false;
    for (int i = 0; i < count; ++i) {
        values[i] = constant_of(static_cast<Node*>(list_nth(arguments, i)));
        if (values[i] == nullptr) return nullptr;
        is_null = is_null || values[i]->constisnull;
    }
    Datum result = 0;
    if (!is_null) {
        FmgrInfo called;
        fmgr_info(function, &called);
        LOCAL_FCINFO(call, most);
        InitFunctionCallInfoData(*call, &called, static_cast<short>(count), collation, nullptr, nullptr);
        for (int i = 0; i < count; ++i) {
            call->args[i].value = values[i]->constvalue;
            call->args[i].isnull = false;
        }
        result = FunctionCallInvoke(call);
        is_null = call->isnull;
    }
    int16 length = 0;
    bool by_value = false;
    get_typlenbyval(type, &length, &by_value);
    return makeConst(type, -1, collation, length, result, is_null, by_value);
}

// Its value where that is certain, or null.
const Const* constant_of(Node* node) {
    check_stack_depth();
    node = without_relabels(node);
    if (node == nullptr) return nullptr;
    if (IsA(node, Const)) return reinterpret_cast<Const*>(node);
    if (IsA(node, FuncExpr)) {
        FuncExpr* const call = reinterpret_cast<FuncExpr*>(node);
        if (call->funcretset) return nullptr;
        return result_of(call->funcid, call->funcresulttype, call->inputcollid, call->args);
    }
    if (IsA(node, OpExpr)) {
        OpExpr* const operation = reinterpret_cast<OpExpr*>(node);
        return result_of(get_opcode(operation->opno), operation->opresulttype, operation->inputcollid, operation->args);
    }
    return nullptr;
}

bool is_null_constant(Node* node) {
    const Const* const value = constant_of(node);
    return value != nullptr && value->constisnull;
}

bool has_null(List* arguments) {
    ListCell* cell;
    foreach (cell, arguments)
        if (is_null_constant(static_cast<Node*>(lfirst(cell)))) return true;
    return false;
}

// Of the array of IN and ANY.
bool has_null_element(Node* array) {
    array = without_relabels(array);
    // Nulls stay nulls when the elements are cast.
    while (array != nullptr && IsA(array, ArrayCoerceExpr))
        array = without_relabels(reinterpret_cast<Node*>(reinterpret_cast<ArrayCoerceExpr*>(array)->arg));
    if (array != nullptr && IsA(array, ArrayExpr)) return has_null(reinterpret_cast<ArrayExpr*>(array)->elements);
    const Const* const value = constant_of(array);
    return value != nullptr && !value->constisnull && array_contains_nulls(DatumGetArrayTypeP(value->constvalue));
}

// c = NULL, 1 < 2
Outcomes of_call(Node* node, Oid function, List* arguments) {
    const Const* const value = constant_of(node);
    if (value != nullptr)
        return value->constisnull ? only_null : DatumGetBool(value->constvalue) ? only_true : only_false;
    if (OidIsValid(function) && func_strict(function) && has_null(arguments)) return only_null;
    return {};
}

// c IN ('a', NULL) is true or null, c NOT IN ('a', NULL) false or null.
Outcomes of_any(ScalarArrayOpExpr* operation) {
    const Oid function = get_opcode(operation->opno);
    Node* const array = static_cast<Node*>(lsecond(operation->args));
    if (!OidIsValid(function) || !func_strict(function)) return {};
    if (is_null_constant(array)) return only_null;
    if (!has_null_element(array)) return {};
    return {.may_be_true = operation->useOr, .may_be_false = !operation->useOr, .may_be_null = true};
}

Outcomes of_null_test(NullTest* test) {
    const Const* const value = test->argisrow ? nullptr : constant_of(reinterpret_cast<Node*>(test->arg));
    if (value == nullptr) return never_null;
    return value->constisnull == (test->nulltesttype == IS_NULL) ? only_true : only_false;
}

Outcomes outcomes_of(Node* node) {
    check_stack_depth();
    if (node == nullptr) return {};
    switch (nodeTag(node)) {
    case T_Const: {
        const Const* const value = reinterpret_cast<Const*>(node);
        return value->constisnull ? only_null : DatumGetBool(value->constvalue) ? only_true : only_false;
    }
    case T_BoolExpr:
        return of_arms(reinterpret_cast<BoolExpr*>(node));
    case T_OpExpr: {
        OpExpr* const operation = reinterpret_cast<OpExpr*>(node);
        return of_call(node, get_opcode(operation->opno), operation->args);
    }
    case T_FuncExpr: {
        FuncExpr* const call = reinterpret_cast<FuncExpr*>(node);
        return of_call(node, call->funcid, call->args);
    }
    case T_ScalarArrayOpExpr:
        return of_any(reinterpret_cast<ScalarArrayOpExpr*>(node));
    case T_NullTest:
        return of_null_test(reinterpret_cast<NullTest*>(node));
    case T_DistinctExpr:
    case T_BooleanTest:
        return never_null;
    default:
        return {};
    }
}

core::CheckOutcome outcome_of(Node* node) {
    const Outcomes outcomes = outcomes_of(node);
    if (outcomes.may_be_false) return core::CheckOutcome::open;
    if (!outcomes.may_be_null) return core::CheckOutcome::always_true;
    return outcomes.may_be_true ? core::CheckOutcome::never_false : core::CheckOutcome::always_null;
}

}  // namespace

void set_conditions(const Reading& reading, core::Constraint& check, Datum tree) {
    MemoryContext const passing =
        AllocSetContextCreate(CurrentMemoryContext, "conditions of a check", ALLOCSET_SMALL_SIZES);
    MemoryContext const before = MemoryContextSwitchTo(passing);
    Node* const node = static_cast<Node*>(stringToNode(c_text(tree)));
    check.outcome = outcome_of(node);
    check.conditions = kept_conditions(reading, conditions_of(node));
    MemoryContextSwitchTo(before);
    MemoryContextDelete(passing);
}

void set_conditions(const Reading& reading, IndexDraft& index) {
    index.fact->conditions = kept_conditions(reading, conditions_of(index));
}

}  // namespace conventions::pg
