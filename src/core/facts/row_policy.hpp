// A policy of row security, as CREATE POLICY makes it.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

enum class RowPolicyCommand : std::uint8_t { all, select, insert, update, remove };

struct RowPolicy {
    ObjectId oid = 0;
    Text name;
    RowPolicyCommand command = RowPolicyCommand::all;
    /// False for AS RESTRICTIVE.
    bool permissive = true;
    /// TO PUBLIC; then there are no roles.
    bool for_everybody = false;
    Rows<Text> roles;
    /// The clause is there, and it is the constant true. WITH CHECK is only there where somebody wrote it: a policy
    /// without one checks new rows by USING.
    bool has_using = false;
    bool using_true = false;
    bool has_check = false;
    bool check_true = false;
};

}  // namespace conventions::core
