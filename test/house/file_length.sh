#!/usr/bin/env bash
# file_length.sh: forbids C++ files of more than 400 lines.
# Why: a longer file holds two things. Those that may be longer are listed here, each with its reason and its own limit;
#   an entry that is no longer needed is a breach too.

. "$(dirname "$0")/lib.bash"

limit=400
# PATH LIMIT: reason
exceptions=''

violations() {
    local tree=$1 file lines own
    sources "$tree" src test bench cli | while read -r file; do
        lines=$(wc -l <"$tree/$file")
        own=$(printf '%s\n' "$exceptions" | awk -v f="$file" '$1 == f {print $2 + 0}')
        if [ "$lines" -gt "${own:-$limit}" ]; then echo "$file: $lines lines, at most ${own:-$limit}"; fi
        if [ -n "$own" ] && [ "$lines" -le "$limit" ]; then echo "$file: $lines lines, no exception needed any more"; fi
    done
    printf '%s\n' "$exceptions" | while read -r file _; do
        if [ -n "$file" ] && [ "$tree" = "$house_root" ] && [ ! -e "$tree/$file" ]; then echo "$file: an exception for a file that is gone"; fi
    done
}

bad_sample_shows=('bad.cpp: 401 lines')
bad_sample() {
    mkdir -p "$1/src/core"
    seq 401 | sed 's|^|// |' >"$1/src/core/bad.cpp"
}

house_rule
