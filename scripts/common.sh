# shellcheck shell=bash
# common.sh: what every script needs: the checkout's root, the server's tools, progress lines. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
server_major=${SERVER_MAJOR:-15}
export PG_CONFIG=${PG_CONFIG:-/usr/lib/postgresql/$server_major/bin/pg_config}
# shellcheck disable=SC2034  # read by zabbix.sh
cache_dir=${XDG_CACHE_HOME:-${HOME:-$root}/.cache}/pg_conventions
jobs=$(nproc 2>/dev/null || echo 2)

if [ -t 1 ]; then
    bold=$(printf '\033[1m') red=$(printf '\033[31m') plain=$(printf '\033[0m')
else
    bold='' red='' plain=''
fi

step() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# die MESSAGE [LINE ...]: the first line says what is wrong, the others the way out.
die() {
    printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
    shift
    if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
    exit 1
}

# A directory for logs: build/ of the checkout, or a temporary one when the checkout is read-only.
log_dir() {
    if mkdir -p "$root/build/log" 2>/dev/null && [ -w "$root/build/log" ]; then
        echo "$root/build/log"
    else
        mktemp -d "${TMPDIR:-/tmp}/pg_conventions_log.XXXXXX"
    fi
}

# run_logged LOG WHAT COMMAND...: quiet when it works; otherwise the log's end and WHAT failed.
run_logged() {
    local log=$1 what=$2
    shift 2
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 40 "$log" >&2
        die "$what failed" "The whole log: $log"
    fi
}

build_library() {
    local log
    log=$(log_dir)/make.log
    step "building pg_conventions (log: ${log#"$root"/})"
    run_logged "$log" "make" make -C "$root" -j"$jobs" all
}
