// One line of facts as text.

#pragma once

#include "pg/catalog/print.hpp"

namespace conventions::pg {

/// Appends " name=value" pairs to a line.
struct Line {
    StringInfo out;

    void name(const char* name) const { appendStringInfo(out, " %s=", name); }

    void raw(core::Text text) const {
        for (const char each : text) {
            if (each == '\n')
                appendStringInfoString(out, "\\n");
            else
                appendStringInfoChar(out, each);
        }
    }
    const Line& text(const char* label, core::Text value) const {
        name(label);
        raw(value);
        return *this;
    }
    const Line& number(const char* label, int64 value) const {
        name(label);
        appendStringInfo(out, "%lld", static_cast<long long>(value));
        return *this;
    }
    const Line& real(const char* label, double value) const {
        name(label);
        appendStringInfo(out, "%g", value);
        return *this;
    }
    const Line& letter(const char* label, char value) const {
        name(label);
        appendStringInfoChar(out, value);
        return *this;
    }
    /// Only where it is set.
    const Line& flag(const char* label, bool value) const {
        if (value) appendStringInfo(out, " %s", label);
        return *this;
    }
    template <class T>
    const Line& numbers(const char* label, core::Rows<T> values) const {
        name(label);
        for (std::size_t i = 0; i < values.size(); ++i)
            appendStringInfo(out, "%s%lld", i == 0 ? "" : ",", static_cast<long long>(values[i]));
        return *this;
    }
    const Line& texts(const char* label, core::Rows<core::Text> values) const {
        name(label);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) appendStringInfoChar(out, ',');
            raw(values[i]);
        }
        return *this;
    }
    const Line& comment(bool has_comment, core::Text comment) const {
        return has_comment ? text("comment", comment) : *this;
    }
    void end() const { appendStringInfoChar(out, '\n'); }
};

inline Line begin(StringInfo out, const char* what, const core::Relation& relation, core::Text part) {
    const Line line = {out};
    appendStringInfo(out, "%s ", what);
    line.raw(relation.schema);
    appendStringInfoChar(out, '.');
    line.raw(relation.name);
    if (!part.empty()) appendStringInfoChar(out, '.');
    line.raw(part);
    appendStringInfoString(out, ":");
    return line;
}

}  // namespace conventions::pg
