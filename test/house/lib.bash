# shellcheck shell=bash
# lib.bash: what the house rules share. A rule sources it, defines two functions and a list, and calls house_rule:
#   violations TREE    prints a line for each breach found in the checkout TREE
#   bad_sample TREE    makes, in the empty directory TREE, a checkout that breaks the rule in every way that it knows
#   bad_sample_shows   what the breaches found in that sample must hold, each a regular expression
# Every run first lets the rule find its own bad sample, so no rule can go blind unseen.

set -euo pipefail
export LC_ALL=C.UTF-8
house_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
house_root=$(cd "$house_dir/../.." && pwd)
house_major=$("${PG_CONFIG:-pg_config}" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
# shellcheck disable=SC2034
compile=(g++ -std=c++20 -O2 -fPIC -fno-threadsafe-statics -x c++)

house_rule() {
    local sample found wanted
    sample=$(mktemp -d "${TMPDIR:-/tmp}/house_rule.XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$sample'" EXIT
    bad_sample "$sample"
    found=$(violations "$sample" || true)
    for wanted in "${bad_sample_shows[@]}"; do
        if ! grep -qE "$wanted" <<<"$found"; then
            echo "the rule does not find \"$wanted\" in its own bad sample; it found:"
            printf '%s\n' "$found"
            exit 1
        fi
    done
    # Whatever a tool complains of is a breach too: a check that cannot look must not pass.
    found=$(violations "$house_root" 2>&1 || true)
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
        exit 1
    fi
}

# sources TREE FOLDER...: the C++ files below the folders of TREE, relative to it.
sources() {
    local tree=$1
    shift
    (cd "$tree" && find "$@" \( -name '*.cpp' -o -name '*.hpp' -o -name '*.def' \) 2>/dev/null | sort) || true
}

# objects TREE FOLDER: "OBJECT SOURCE" for every source below src/FOLDER, made for the server of PG_CONFIG;
# "missing SOURCE" for one that was not compiled.
objects() {
    local tree=$1 folder=$2 source object found=''
    while read -r source; do
        found=yes
        for object in "$tree/build/pg$house_major/${source%.cpp}.o" "$tree/build/${source%.cpp}.o" ''; do
            if [ -z "$object" ]; then
                echo "missing $source"
            elif [ -e "$object" ]; then
                echo "$object $source"
                break
            fi
        done
    done < <(cd "$tree" && find "src/$folder" -name '*.cpp' 2>/dev/null | sort)
    if [ -z "$found" ] && [ "$tree" = "$house_root" ]; then echo "missing src/$folder"; fi
}

# without_comments FILE: the file with comments and string literals blanked, line numbers kept.
without_comments() {
    perl -0pe 's{("(?:\\.|[^"\\\n])*")|(//[^\n]*)|(/\*.*?\*/)}{ my $t = $&; if (defined $1) { "\"\"" } else { (my $n = $t) =~ s/[^\n]//g; $n } }ges' "$1"
}
