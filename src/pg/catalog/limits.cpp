// limits.cpp: what a CHECK says of single columns.

#include "pg/catalog/reading.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
extern "C" {
#include "miscadmin.h"
#include "utils/lsyscache.h"
}
#pragma GCC diagnostic pop

namespace conventions::pg {
namespace {

using Limits = List<core::ColumnLimit>;

constexpr core::ColumnLimit everything = {.least = true, .most = true, .listed = true, .length = true};

core::ColumnLimit of_column(core::ColumnLimit limit, AttrNumber column) {
    limit.column = column;
    return limit;
}

core::ColumnLimit* find(const Limits& limits, AttrNumber column) {
    for (std::size_t i = 0; i < limits.count; ++i)
        if (limits.items[i].column == column) return &limits.items[i];
    return nullptr;
}

// Both hold: a AND b.
void add(Limits& limits, const core::ColumnLimit& more) {
    core::ColumnLimit* const known = find(limits, more.column);
    if (known == nullptr) {
        limits.add() = more;
        return;
    }
    known->least = known->least || more.least;
    known->most = known->most || more.most;
    known->listed = known->listed || more.listed;
    known->length = known->length || more.length;
}

// One of them holds: a OR b.
void weaken(Limits& limits, const Limits& other) {
    for (std::size_t i = 0; i < limits.count; ++i) {
        core::ColumnLimit& mine = limits.items[i];
        const core::ColumnLimit* const found = find(other, mine.column);
        const core::ColumnLimit theirs = found == nullptr ? core::ColumnLimit{} : *found;
        mine.least = mine.least && theirs.least;
        mine.most = mine.most && theirs.most;
        mine.listed = mine.listed && theirs.listed;
        mine.length = mine.length && theirs.length;
    }
}

// Through casts, which keep the order of values.
Node* without_casts(Node* node) {
    while (node != nullptr) {
        switch (nodeTag(node)) {
        case T_RelabelType:
            node = reinterpret_cast<Node*>(reinterpret_cast<RelabelType*>(node)->arg);
            break;
        case T_CoerceToDomain:
            node = reinterpret_cast<Node*>(reinterpret_cast<CoerceToDomain*>(node)->arg);
            break;
        case T_ArrayCoerceExpr:
            node = reinterpret_cast<Node*>(reinterpret_cast<ArrayCoerceExpr*>(node)->arg);
            break;
        case T_CollateExpr:
            node = reinterpret_cast<Node*>(reinterpret_cast<CollateExpr*>(node)->arg);
            break;
        case T_FuncExpr: {
            FuncExpr* const call = reinterpret_cast<FuncExpr*>(node);
            const bool is_cast = call->funcformat == COERCE_EXPLICIT_CAST || call->funcformat == COERCE_IMPLICIT_CAST;
            if (!is_cast || call->args == nullptr) return node;
            node = static_cast<Node*>(linitial(call->args));
            break;
        }
        default:
            return node;
        }
    }
    return node;
}

AttrNumber column_of(Node* node) {
    Node* const plain = without_casts(node);
    return plain != nullptr && IsA(plain, Var) ? reinterpret_cast<Var*>(plain)->varattno : InvalidAttrNumber;
}

bool is(const char* name, core::Text wanted) { return name != nullptr && core::Text(name) == wanted; }

// length(c), char_length(c) ...: the column.
AttrNumber measured_column(Node* node) {
    Node* const plain = without_casts(node);
    if (plain == nullptr || !IsA(plain, FuncExpr)) return InvalidAttrNumber;
    FuncExpr* const call = reinterpret_cast<FuncExpr*>(plain);
    if (list_length(call->args) != 1) return InvalidAttrNumber;
    const char* const name = get_func_name(call->funcid);
    if (!is(name, "length") && !is(name, "char_length") && !is(name, "character_length") && !is(name, "octet_length"))
        return InvalidAttrNumber;
    return column_of(static_cast<Node*>(linitial(call->args)));
}

bool is_constant(Node* node) {
    Node* const plain = without_casts(node);
    return plain != nullptr && IsA(plain, Const) && !reinterpret_cast<Const*>(plain)->constisnull;
}

bool are_constants(Node* node) {
    using List = ::List;  // for the server's macros
    Node* const plain = without_casts(node);
    if (plain == nullptr || !IsA(plain, ArrayExpr)) return is_constant(plain);
    ListCell* cell;
    foreach (cell, reinterpret_cast<ArrayExpr*>(plain)->elements)
        if (!is_constant(static_cast<Node*>(lfirst(cell)))) return false;
    return true;
}

// side <operator> other
void add_side(Limits& limits, core::Text comparison, Node* side, Node* other) {
    const bool is_equal = comparison == "=";
    const bool is_within = comparison == "<@";
    const bool bounds_above = is_equal || is_within || comparison == "<" || comparison == "<=";
    const bool bounds_below = is_equal || is_within || comparison == ">" || comparison == ">=";
    if (!bounds_above && !bounds_below) return;
    if (const AttrNumber column = column_of(side); column > 0)
        add(limits,
            {.column = column, .least = bounds_below, .most = bounds_above, .listed = is_equal && is_constant(other)});
    if (const AttrNumber column = measured_column(side); column > 0 && bounds_above)
        add(limits, {.column = column, .length = true});
}

core::Text turned(core::Text comparison) {
    if (comparison == "<") return ">";
    if (comparison == "<=") return ">=";
    if (comparison == ">") return "<";
    if (comparison == ">=") return "<=";
    return comparison == "=" ? comparison : core::Text();
}

void add_comparison(Limits& limits, OpExpr* operation) {
    const char* const name = get_opname(operation->opno);
    if (name == nullptr || list_length(operation->args) != 2) return;
    Node* const left = static_cast<Node*>(linitial(operation->args));
    Node* const right = static_cast<Node*>(lsecond(operation->args));
    add_side(limits, name, left, right);
    add_side(limits, turned(name), right, left);
}

void add_any(Limits& limits, ScalarArrayOpExpr* operation) {
    if (!operation->useOr || !is(get_opname(operation->opno), "=")) return;
    const AttrNumber column = column_of(static_cast<Node*>(linitial(operation->args)));
    if (column <= 0 || !are_constants(static_cast<Node*>(lsecond(operation->args)))) return;
    add(limits, {.column = column, .least = true, .most = true, .listed = true});
}

Node* arm_of(BoolExpr* expression, int at) { return static_cast<Node*>(list_nth(expression->args, at)); }

Limits limits_in(Node* node);

Limits limits_of_arms(BoolExpr* expression) {
    Limits limits = {};
    if (expression->boolop == NOT_EXPR) return limits;
    const int count = list_length(expression->args);
    for (int at = 0; at < count; ++at) {
        const Limits arm = limits_in(arm_of(expression, at));
        if (expression->boolop == OR_EXPR && at > 0) {
            weaken(limits, arm);
            continue;
        }
        for (std::size_t i = 0; i < arm.count; ++i) add(limits, arm.items[i]);
    }
    return limits;
}

Limits limits_in(Node* node) {
    check_stack_depth();
    Limits limits = {};
    if (node == nullptr) return limits;
    switch (nodeTag(node)) {
    case T_BoolExpr:
        return limits_of_arms(reinterpret_cast<BoolExpr*>(node));
    case T_OpExpr:
        add_comparison(limits, reinterpret_cast<OpExpr*>(node));
        break;
    case T_ScalarArrayOpExpr:
        add_any(limits, reinterpret_cast<ScalarArrayOpExpr*>(node));
        break;
    case T_NullTest: {
        // A null says nothing against a limit.
        NullTest* const test = reinterpret_cast<NullTest*>(node);
        const AttrNumber column = column_of(reinterpret_cast<Node*>(test->arg));
        if (test->nulltesttype == IS_NULL && column > 0) add(limits, of_column(everything, column));
        break;
    }
    default:
        break;
    }
    return limits;
}

}  // namespace

core::Rows<core::ColumnLimit> limits_of(const Reading& reading, Datum tree) {
    MemoryContext const passing =
        AllocSetContextCreate(CurrentMemoryContext, "limits of a check", ALLOCSET_SMALL_SIZES);
    MemoryContext const before = MemoryContextSwitchTo(passing);
    const Limits found = limits_in(static_cast<Node*>(stringToNode(c_text(tree))));
    core::ColumnLimit* const kept = allocate_in<core::ColumnLimit>(reading.home, found.count);
    std::size_t count = 0;
    for (std::size_t i = 0; i < found.count; ++i) {
        const core::ColumnLimit& each = found.items[i];
        if (each.least || each.most || each.listed || each.length) kept[count++] = each;
    }
    MemoryContextSwitchTo(before);
    MemoryContextDelete(passing);
    return {kept, count};
}

void add_limits(const core::Catalog& database, std::span<const Oid> relations) {
    Reading reading = begin_reading(core::Need::check_limits);
    for (const Oid oid : relations) {
        CHECK_FOR_INTERRUPTS();
        const core::Relation* const relation = database.relation(oid);
        if (relation == nullptr) continue;
        each_row_of(ConstraintRelationId, ConstraintRelidTypidNameIndexId, GetActiveSnapshot(),
                    Anum_pg_constraint_conrelid, oid, [&](const Row& row) {
                        Form_pg_constraint const form = row.form<Form_pg_constraint>();
                        // Its rows are constant for those who judge it; here they are still being made.
                        auto* const known = const_cast<core::Constraint*>(relation->constraint(form->oid));
                        if (known == nullptr || form->contype != CONSTRAINT_CHECK) return;
                        bool is_null = false;
                        const Datum tree = row.get(Anum_pg_constraint_conbin, &is_null);
                        if (!is_null) known->limits = limits_of(reading, tree);
                    });
    }
}

}  // namespace conventions::pg
