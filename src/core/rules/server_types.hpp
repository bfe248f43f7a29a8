// Types of the server, by the OIDs that they have everywhere: a comparison of numbers, where names would be compared
// for every column.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core::server_type {

constexpr ObjectId boolean = 16;
constexpr ObjectId bigint = 20;
constexpr ObjectId smallint = 21;
constexpr ObjectId integer = 23;
constexpr ObjectId regproc = 24;
constexpr ObjectId text = 25;
constexpr ObjectId real = 700;
constexpr ObjectId double_precision = 701;
constexpr ObjectId money = 790;
constexpr ObjectId character = 1042;
constexpr ObjectId varchar = 1043;
constexpr ObjectId date = 1082;
constexpr ObjectId time = 1083;
constexpr ObjectId timestamp = 1114;
constexpr ObjectId timestamptz = 1184;
constexpr ObjectId timetz = 1266;
constexpr ObjectId numeric = 1700;
constexpr ObjectId regprocedure = 2202;
constexpr ObjectId regoper = 2203;
constexpr ObjectId regoperator = 2204;
constexpr ObjectId uuid = 2950;
constexpr ObjectId regconfig = 3734;
constexpr ObjectId regdictionary = 3769;
constexpr ObjectId regnamespace = 4089;
constexpr ObjectId regcollation = 4191;

/// What the modifier of a type with a length holds above it: VARHDRSZ.
constexpr std::int32_t modifier_header = 4;

}  // namespace conventions::core::server_type
