#!/usr/bin/env bash
# folder_headers.sh: forbids folders of src that do not say what they are for, and an out-of-date doc/layout.md.
# Why: the map of the code is kept where the code is. A folder's main header (or its README.md) opens with
#   "// folder/: purpose"; doc/layout.md is printed from these lines by: test/house/folder_headers.sh --write

. "$(dirname "$0")/lib.bash"

# Families of rules say what they hold by their name.
folders() { (cd "$1" && find src -mindepth 1 -type d ! -path 'src/core/rules/*' | sort | sed '/^$/d'); }

# purposes TREE FOLDER: every line of purpose found in it.
purposes() {
    local name file
    name=$(basename "$2")
    for file in "$1/$2"/*.hpp "$1/$2/README.md"; do
        [ ! -e "$file" ] || head -n 1 "$file" | sed -nE "s,^(//|#) $name/: +(.+)$,\2,p"
    done
}

layout() {
    local folder depth
    echo '# Layout'
    echo
    printf '%s\n' "Printed by \`test/house/folder_headers.sh --write\` from the first line of each folder's main header."
    echo
    echo '```'
    folders "$1" | while read -r folder; do
        depth=$(($(printf '%s' "$folder" | tr -cd / | wc -c) - 1))
        printf '%*s%s  %s\n' $((depth * 4)) '' "$(printf '%-*s' $((22 - depth * 4)) "$(basename "$folder")/")" "$(purposes "$1" "$folder" | head -n 1)"
    done
    echo '```'
}

violations() {
    local tree=$1 folder count
    folders "$tree" | while read -r folder; do
        count=$(purposes "$tree" "$folder" | grep -c . || true)
        case $count in
            1) ;;
            0) echo "$folder: no header opens with // $(basename "$folder")/: purpose" ;;
            *) echo "$folder: $count files say what the folder is for" ;;
        esac
    done
    layout "$tree" | cmp -s - "$tree/doc/layout.md" || echo "doc/layout.md: out of date; run test/house/folder_headers.sh --write"
}

bad_sample_shows=('^src/core/facts: no header' '^src/core/output: 2 files say' 'layout.md: out of date')
bad_sample() {
    mkdir -p "$1/src/core/facts"
    printf '// Something.\n' >"$1/src/core/facts/facts.hpp"
    mkdir -p "$1/src/core/output" "$1/doc"
    echo '// output/: one.' | tee "$1/src/core/output/a.hpp" >"$1/src/core/output/b.hpp"
    echo '# Layout' >"$1/doc/layout.md"
}

if [ "${1:-}" = --write ]; then
    mkdir -p "$house_root/doc"
    layout "$house_root" >"$house_root/doc/layout.md"
    exit 0
fi
house_rule
