// The result of an assertion in the Test Anything Protocol.

#pragma once

#include "pg/pg.hpp"

namespace conventions::pg {

/// Lines of diagnostics, without "# ".
using Lines = List<core::Text>;

/// "ok" or "not ok" with the description, and the diagnostics of a failure below. By the ok() of pgTAP where that
/// extension is here, so that its plan counts it; else as plain text without a number.
Datum tap_result(bool passed, core::Text description, const Lines& diagnostics);

}  // namespace conventions::pg
