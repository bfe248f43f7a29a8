#!/usr/bin/env bash
# no_server_header_in_core.sh: forbids the server's headers, and those of src/pg, in src/core.
# Why: core must not be able to call the server, or an ERROR could jump across C++ frames that own something. Its
#   compile line has no directory of the server either; this also catches what an absolute path or a file of the same
#   name would bring in.

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 file
    sources "$tree" src/core | while read -r file; do
        grep -nE '^[[:space:]]*#[[:space:]]*include' "$tree/$file" | grep -vE 'include[[:space:]]*"core/' |
            grep -E 'include[[:space:]]*"|postgres|/server/|pg/|libpq|catalog/|utils/|nodes/|access/|executor/|parser/|commands/|storage/' | sed "s|^|$file:|" || true
    done
    if [ -d "$tree/build/src/core" ]; then
        { grep -rlE --include='*.d' 'postgres(ql)?/|src/pg/|postgres\.h' "$tree/build/src/core" || true; } |
            sed "s|^$tree/||; s|\$|: a dependency of core is a header of the server|"
    fi
}

bad_sample_shows=('bad.cpp:3:.*postgres.h' 'bad.cpp:5:.*executor' 'a dependency of core is a header of the server')
bad_sample() {
    mkdir -p "$1/src/core/facts"
    printf '#include "core/facts/facts.hpp"\nextern "C" {\n#include "postgres.h"\n}\n#include <executor/spi.h>\n' >"$1/src/core/facts/bad.cpp"
    mkdir -p "$1/build/src/core/facts"
    echo 'bad.o: /usr/include/postgresql/15/server/c.h' >"$1/build/src/core/facts/bad.d"
}

house_rule
