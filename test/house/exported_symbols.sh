#!/usr/bin/env bash
# exported_symbols.sh: forbids exported symbols other than those of exports.map, and SQL functions without their symbol.
# Why: the server loads libraries with RTLD_GLOBAL, so every C++ template symbol that leaks out can be bound by, or
#   bind to, another extension's code of another version.

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 library exported name
    library=$tree/pg_conventions.so
    if [ ! -e "$library" ]; then
        echo "pg_conventions.so: not there; run make first"
        return
    fi
    exported=$(nm -D --defined-only "$library" | awk '{print $3}')
    # The patterns of the version script, as a regular expression.
    local allowed
    allowed=$(sed -n '/global:/,/local:/p' "$house_root/exports.map" | grep -oE '[A-Za-z_][A-Za-z0-9_]*\*?;' | tr -d ';' |
        sed 's/\*$/.*/' | paste -sd '|')
    printf '%s\n' "$exported" | grep -vxE "$allowed" | sed 's/^/pg_conventions.so: exports /' || true
    {
        echo Pg_magic_func
        echo _PG_init
        sources "$tree" src/pg | while read -r name; do
            without_comments "$tree/$name" | grep -oE 'PG_FUNCTION_INFO_V1\([a-z0-9_]+\)' |
                sed -E 's/.*\((.*)\)/\1\npg_finfo_\1/' || true
        done
    } | while read -r name; do
        grep -qx "$name" <<<"$exported" || echo "pg_conventions.so: does not export $name"
    done
}

bad_sample_shows=('exports _ZN4leak6leakedEv' 'does not export conventions_enable' 'does not export pg_finfo_conventions_enable' 'does not export Pg_magic_func')
bad_sample() {
    mkdir -p "$1/src/pg"
    echo 'extern "C" void _PG_init() {} namespace leak { int leaked() { return 2; } }' \
        >"$1/src/pg/bad.cpp"
    "${compile[@]}" -shared -o "$1/pg_conventions.so" "$1/src/pg/bad.cpp"
    echo 'PG_FUNCTION_INFO_V1(conventions_enable);' >>"$1/src/pg/bad.cpp"
}

house_rule
