#!/usr/bin/env bash
# version_only_in_compat.sh: forbids tests of the server's version outside src/pg/compat.hpp.
# Why: a difference between releases that is met in one place can be tested and one day removed in one place.

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 file
    sources "$tree" src test bench cli | while read -r file; do
        [ "$file" != src/pg/compat.hpp ] || continue
        without_comments "$tree/$file" | grep -nE 'PG_VERSION_NUM|PG_MAJORVERSION|PG_VERSION\b|CATALOG_VERSION_NO' |
            sed "s|^|$file:|" || true
    done
}

bad_sample_shows=('^src/pg/bad.cpp:2:')
bad_sample() {
    mkdir -p "$1/src/pg"
    printf '// PG_VERSION_NUM in a comment is fine\n#if PG_VERSION_NUM >= 160000\n#endif\n' >"$1/src/pg/bad.cpp"
}

house_rule
