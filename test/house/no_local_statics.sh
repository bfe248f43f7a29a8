#!/usr/bin/env bash
# no_local_statics.sh: forbids function-local statics that run code, and in src/pg every static that runs code at load.
# Why: the second call after an ERROR in the initialiser of a local static aborts the whole cluster; code at load runs
#   before _PG_init, where no ERROR can be handled. A static is constexpr, constinit or a plain pointer.

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 folder object source
    for folder in core pg; do
        objects "$tree" "$folder" | while read -r object source; do
            if [ "$object" = missing ]; then
                echo "$source: not compiled; run make first"
                continue
            fi
            nm -C "$object" | grep -E 'guard variable for (conventions(::|_)|_PG_)' | sed "s|^[0-9a-f ]*|$source: |" || true
            if [ "$folder" = pg ]; then
                nm "$object" | grep -E ' _GLOBAL__sub_I_' | sed "s|.*|$source: a static of it runs code at load|" || true
            fi
        done
    done
}

bad_sample_shows=('bad.cpp: guard variable for' 'bad.cpp: a static of it runs code at load')
bad_sample() {
    mkdir -p "$1/src/pg" "$1/build/pg$house_major/src/pg"
    printf 'int ask(); namespace conventions::pg { int loaded = ask(); int answer() { static int kept = ask(); return kept; } }\n' >"$1/src/pg/bad.cpp"
    "${compile[@]}" -c -o "$1/build/pg$house_major/src/pg/bad.o" "$1/src/pg/bad.cpp"
}

house_rule
