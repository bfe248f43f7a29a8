# shellcheck shell=bash
# lib.bash: what the parts of the soak share. To be sourced after scripts/common.sh or scripts/server.sh.

# How a part says that it could not run here; it has said why.
# shellcheck disable=SC2034
status_skipped=77
soak_minutes=${SOAK_MINUTES:-5}

skip() {
    printf 'skipped: %s\n' "$1"
    shift
    if [ $# -gt 0 ]; then printf '         %s\n' "$@"; fi
    exit "$status_skipped"
}

# A directory for what a part leaves behind, emptied.
soak_log_dir() {
    local dir
    dir=$(log_dir)/soak/$1
    rm -rf "$dir"
    mkdir -p "$dir"
    echo "$dir"
}

# keep_server_log FILE: false, with the lines, where the server crashed or we failed inside.
# shellcheck disable=SC2154  # server_dir comes from server.sh
keep_server_log() {
    cp "$server_dir/server.log" "$1"
    local found
    found=$(grep -nE 'PANIC: |TRAP: |terminated by signal|pg_conventions could not judge|server process .* exited with exit code' "$1" | head -n 20)
    [ -n "$found" ] || return 0
    printf 'in the log of the server (%s):\n%s\n' "${1#"$root"/}" "$found"
    return 1
}

# Every role may call every function of ours: what it may not do the function itself refuses.
grant_our_functions() {
    psql -Xqv ON_ERROR_STOP=1 -d "$1" -c "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA conventions TO $2"
}

enforcing_database() {
    psql -Xqv ON_ERROR_STOP=1 -c "CREATE DATABASE $1"
    psql -Xqv ON_ERROR_STOP=1 -d "$1" -o /dev/null -c 'CREATE EXTENSION pg_conventions' \
        -c "SELECT conventions.enable('$2')"
}
