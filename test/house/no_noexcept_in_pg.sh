#!/usr/bin/env bash
# no_noexcept_in_pg.sh: forbids noexcept in src/pg (guard excepted).
# Why: noexcept makes the compiler leave out the very landing pads by which no_unwind_resume.sh sees an owner, and a
#   function that may raise an ERROR is never free of jumps. A function that calls no server function and must be
#   noexcept says so on its line: // calls no server function

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 file line
    sources "$tree" src/pg | while read -r file; do
        case $file in src/pg/guard.*) continue ;; esac
        without_comments "$tree/$file" | grep -nw 'noexcept' | cut -d: -f1 | while read -r line; do
            sed -n "${line}p" "$tree/$file" | grep -q '// calls no server function$' || echo "$file:$line: noexcept"
        done || true
    done
}

bad_sample_shows=('^src/pg/bad.cpp:1: noexcept')
bad_sample() {
    mkdir -p "$1/src/pg"
    printf 'void ask() noexcept;\n' >"$1/src/pg/bad.cpp"
}

house_rule
