#!/usr/bin/env bash
# documentation.sh: forbids functions, settings and rules that the documentation does not know, and the other way round.
# Why: a DBA decides by the documentation what he lets into his server.

. "$(dirname "$0")/lib.bash"

named() { # named PATTERN FILE...: what PATTERN captures, each once
    local pattern=$1
    shift
    sed -n "s/$pattern/\\1/p" "$@" 2>/dev/null | sort -u
}

violations() {
    local tree=$1 name functions settings pages
    functions=$(named '^CREATE FUNCTION conventions\.\([a-z_]*\)(.*' "$tree"/sql/[0-9]*.sql)
    for name in $functions; do
        grep -q "\`$name(" "$tree/doc/functions.md" || echo "doc/functions.md does not know $name()"
        grep -qE "^COMMENT ON FUNCTION conventions\.$name\(" "$tree"/sql/[0-9]*.sql || echo "sql: $name() has no COMMENT"
    done
    for name in $(named '^| `\([a-z_]*\)(.*' "$tree/doc/functions.md"); do
        grep -qx "$name" <<<"$functions" || echo "doc/functions.md tells of $name(), which sql/ does not make"
    done
    # A long call breaks after its parenthesis.
    settings=$(perl -0ne 'print "$1\n" while /DefineCustom\w+Variable\(\s*"(conventions\.\w+)"/g' "$tree/src/pg/settings.cpp")
    for name in $settings; do
        grep -qx "## $name" "$tree/doc/settings.md" || echo "doc/settings.md has no section on $name"
    done
    for name in $(named '^## \(conventions\.[a-z_]*\)$' "$tree/doc/settings.md"); do
        grep -qx "$name" <<<"$settings" || echo "doc/settings.md tells of $name, which the code does not define"
    done
    pages=$(mktemp -d)
    "$house_root/build/rule_pages" "$pages"
    diff -rq "$pages" "$tree/doc/rules" | sed 's|^|doc/rules is out of date (make doc): |'
    rm -rf "$pages"
}

bad_sample_shows=('does not know hidden' 'hidden\(\) has no COMMENT' 'tells of gone\(\)' 'no section on conventions\.hidden' 'tells of conventions\.gone' 'out of date')
bad_sample() {
    mkdir -p "$1/sql" "$1/doc/rules" "$1/src/pg"
    echo 'CREATE FUNCTION conventions.hidden() RETURNS int' >"$1/sql/10_bad.sql"
    echo '| `gone()` | all | nothing |' >"$1/doc/functions.md"
    echo '## conventions.gone' >"$1/doc/settings.md"
    echo 'DefineCustomBoolVariable("conventions.hidden", "x",' >"$1/src/pg/settings.cpp"
    echo old >"$1/doc/rules/README.md"
}

house_rule
