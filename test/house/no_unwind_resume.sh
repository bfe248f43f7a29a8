#!/usr/bin/env bash
# no_unwind_resume.sh: forbids objects with destructors, try, catch, new and throw in src/pg (guard excepted).
# Why: an ERROR of the server is a longjmp. It runs no destructor, so a frame that owns something leaks it or leaves a
#   lock held. An object file that holds a destructor across a call refers to _Unwind_Resume; owners in noexcept
#   functions and catch (...) show by the other symbols, at g++ -O2.

. "$(dirname "$0")/lib.bash"

forbidden='^(_Unwind_Resume|__gxx_personality_v0|__cxa_.*|_Zn.*|_Zd.*|_ZSt.*throw.*)$'

violations() {
    local object source
    objects "$1" pg | while read -r object source; do
        if [ "$object" = missing ]; then
            echo "$source: not compiled; run make first"
            continue
        fi
        [ "$source" != src/pg/guard.cpp ] || continue
        nm -u "$object" | awk '{print $2}' | grep -E "$forbidden" | sed "s|^|$source: refers to |" || true
    done
}

bad_sample_shows=('bad.cpp: refers to _Unwind_Resume' 'bad.cpp: refers to _Zd' 'try.cpp: refers to __gxx_personality_v0' 'late.cpp: not compiled')
bad_sample() {
    mkdir -p "$1/src/pg" "$1/build/pg$house_major/src/pg"
    printf '#include <string>\nvoid call(const char*);\nvoid owner(const char* t) { std::string s(t); s += "x"; call(s.c_str()); }\n' \
        >"$1/src/pg/bad.cpp"
    # This one has no landing pad at all: only the personality betrays it.
    printf 'void call(); void owner() noexcept { call(); try { call(); } catch (...) {} }\n' >"$1/src/pg/try.cpp"
    "${compile[@]}" -c -o "$1/build/pg$house_major/src/pg/bad.o" "$1/src/pg/bad.cpp"
    "${compile[@]}" -c -o "$1/build/pg$house_major/src/pg/try.o" "$1/src/pg/try.cpp"
    touch "$1/src/pg/late.cpp"
}

house_rule
