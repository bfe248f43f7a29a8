#!/usr/bin/env bash
# undefined_symbols_in_server.sh: forbids calls that the server 15.18, or the installed one, does not have.
# Why: a library made with newer headers of the same major release may refer to functions that an older minor release
#   lacks; then every DDL of an enabled database fails there. 15.18 is the oldest release that is supported; its
#   symbols stand in data/server_15_18_symbols.txt.gz (nm -D --defined-only postgres, sorted). What an inline function of
#   newer headers calls (heap_getattr from 15.20 on) is no call of ours: such a library is for that server, and a library
#   for 15.18 is made with the headers of 15.18.

. "$(dirname "$0")/lib.bash"

# What the library takes from nobody that it is linked with.
wanted_from_server() {
    local library=$1 defined=$2
    ldd "$library" | grep -oE '/[^ ]+' | while read -r linked; do
        [ ! -e "$linked" ] || nm -D --defined-only "$linked" 2>/dev/null | awk '{print $3}' | sed 's/@.*//'
    done | LC_ALL=C sort -u >"$defined"
    nm -D --undefined-only "$library" | awk '$1 == "U" {print $2}' | sed 's/@.*//' | LC_ALL=C sort -u |
        LC_ALL=C comm -23 - "$defined"
}

violations() {
    local tree=$1 library work
    library=$tree/pg_conventions.so
    if [ ! -e "$library" ]; then
        echo "pg_conventions.so: not there; run make first"
        return
    fi
    work=$(mktemp -d "${TMPDIR:-/tmp}/house_rule.XXXXXX")
    wanted_from_server "$library" "$work/defined" >"$work/wanted"
    gzip -dc "$house_dir/data/server_15_18_symbols.txt.gz" >"$work/floor"
    LC_ALL=C comm -23 "$work/wanted" "$work/floor" | while read -r symbol; do
        if grep -rqw "$symbol" "$tree/src/pg"; then echo "pg_conventions.so: not in the server 15.18: $symbol"; fi
    done
    local postgres
    postgres=$("${PG_CONFIG:-pg_config}" --bindir)/postgres
    nm -D --defined-only "$postgres" | awk '{print $3}' | sed 's/@.*//' | LC_ALL=C sort -u >"$work/installed"
    LC_ALL=C comm -23 "$work/wanted" "$work/installed" | sed 's/^/pg_conventions.so: not in the installed server: /'
    [ -s "$work/wanted" ] || echo "pg_conventions.so: takes nothing from the server; is it the library?"
    rm -rf "$work"
}

bad_sample_shows=('not in the server 15.18: function_of_a_later_release' 'not in the installed server: function_of_a_later_release')
bad_sample() {
    mkdir -p "$1/src/pg"
    echo 'extern "C" int function_of_a_later_release(); int call() { return function_of_a_later_release(); }' >"$1/src/pg/bad.cpp"
    "${compile[@]}" -shared -o "$1/pg_conventions.so" "$1/src/pg/bad.cpp"
}

house_rule
