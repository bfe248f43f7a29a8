#!/usr/bin/env bash
# rule_files.sh: forbids a rule whose file, id, family, registry line and test pair do not bear the same name.
# Why: a rule is found by its id everywhere; a rule without its test pair, or one that is not registered, would be a
#   promise that nobody keeps. The registry is sorted, so two authors do not meet in its last line.

. "$(dirname "$0")/lib.bash"

# Files that define a rule; a family's helpers do not.
rule_sources() { (cd "$1" && grep -rlE --include='*.cpp' '^(extern )?constinit const Rule ' src/core/rules 2>/dev/null | sort) || true; }

registry_lines() { grep -oE '^RULE\([a-z0-9_]+, *[a-z0-9_]+\)' "$1/src/core/rules/registry.def" 2>/dev/null | sed -E 's/RULE\(([^,]*), *(.*)\)/\1 \2/' || true; }

violations() {
    local tree=$1 file id family
    rule_sources "$tree" | while read -r file; do
        id=$(basename "$file" .cpp) family=$(basename "$(dirname "$file")")
        grep -qE "\.id = \"$id\"" "$tree/$file" || echo "$file: its id is not \"$id\""
        grep -qE "\.family = Family::$family\b" "$tree/$file" || echo "$file: its family is not $family"
        grep -qE "constinit const Rule $id\b" "$tree/$file" || echo "$file: its object is not named $id"
        registry_lines "$tree" | grep -qx "$family $id" || echo "$file: registry.def has no RULE($family, $id)"
        [ -s "$tree/test/sql/$id.sql" ] || echo "$file: no test/sql/$id.sql"
        [ -s "$tree/expected/$id.out" ] || echo "$file: no expected/$id.out"
    done
    registry_lines "$tree" | while read -r family id; do
        [ -e "$tree/src/core/rules/$family/$id.cpp" ] || echo "registry.def: no file src/core/rules/$family/$id.cpp"
    done
    registry_lines "$tree" | LC_ALL=C sort -c 2>/dev/null || echo "registry.def: not sorted"
    registry_lines "$tree" | awk '{print $2}' | sort | uniq -d | sed 's/^/registry.def: twice: /'
    [ -n "$(registry_lines "$tree")" ] || echo "registry.def: no rule found"
}

bad_sample_shows=('its id is not' 'its family is not keys' 'its object is not named other_key' 'no RULE\(keys, other_key\)' 'no test/sql/primary_key.sql' 'no expected/primary_key.out' 'no file src/core/rules/keys/gone.cpp' 'not sorted' 'twice: gone')
bad_sample() {
    mkdir -p "$1/src/core/rules/keys" "$1/test/sql" "$1/expected"
    printf 'extern constinit const Rule primary_key = {\n    .id = "primary-key",\n};\n' >"$1/src/core/rules/keys/primary_key.cpp"
    printf 'extern constinit const Rule third_key = {};\n' >"$1/src/core/rules/keys/other_key.cpp"
    printf 'RULE(keys, primary_key)\nRULE(keys, gone)\nRULE(keys, gone)\n' >"$1/src/core/rules/registry.def"
}

house_rule
