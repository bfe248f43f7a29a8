# shellcheck shell=bash
# server.sh: a throw-away server of our own, with this checkout's build of the extension. To be sourced.
#
#   server_start [NAME=VALUE ...]   makes and starts it; settings go into its postgresql.conf; exports PGHOST, PGPORT, PGUSER
#   server_stop                     stops and removes it; happens by itself at exit, also on Ctrl-C
#   server_restart [NAME=VALUE ...] adds settings and restarts it
#   server_stage DIR                installs the build below DIR, nothing into the system
#   server_settings DIR             prints the settings that make a server look for the extension below DIR
#   as_server COMMAND...            runs a command as the user who runs servers: never root
#
# The server has its own data directory and a unix socket in a private directory; it opens no TCP port, so its port
# number cannot clash with another server's. PostgreSQL refuses to run as root: root runs it as user postgres.

# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

server_dir=''
# What starts in place of the server's postgres; empty for that one.
server_program=''

server_user() {
    if [ "$(id -u)" != 0 ]; then
        id -un
    elif id postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

as_server() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    else
        local user
        user=$(server_user)
        setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups -- env HOME="${server_dir:-/tmp}" "$@"
    fi
}

server_bin() { "$PG_CONFIG" --bindir; }

server_stage() {
    local stage=$1
    (umask 022 && make -C "$root" -s install DESTDIR="$stage" PG_CONFIG="$PG_CONFIG") >"$stage.log" 2>&1 ||
        { cat "$stage.log" >&2; die "make install failed"; }
}

# Debian's servers have extension_destdir, which is put before the paths of control files and scripts and before what
# $libdir stands for. A library without a path (shared_preload_libraries = 'pg_conventions') is found by
# dynamic_library_path alone. PostgreSQL 18 has a search path of its own for each.
server_settings() {
    local stage=$1 known
    known=$("$(server_bin)/postgres" --describe-config 2>/dev/null)
    case $known in
        *extension_destdir*) printf "extension_destdir = '%s'\n" "$stage" ;;
        *extension_control_path*) printf "extension_control_path = '%s:\$system'\n" "$stage$("$PG_CONFIG" --sharedir)" ;;
        *)
            die "this server can load extensions from its own directory only: $("$PG_CONFIG" --version)" \
                "Use Debian's PostgreSQL packages, or PostgreSQL 18."
            ;;
    esac
    printf "dynamic_library_path = '%s:\$libdir'\n" "$stage$("$PG_CONFIG" --pkglibdir)"
}

server_tools_present() {
    [ -x "$PG_CONFIG" ] || die "$PG_CONFIG is missing" "Run scripts/setup.sh, or name another with PG_CONFIG."
    local tool
    for tool in initdb pg_ctl postgres psql; do
        [ -x "$(server_bin)/$tool" ] || die "$(server_bin)/$tool is missing" \
            "The server package of $("$PG_CONFIG" --version) is not installed; run scripts/setup.sh."
    done
}

# Makes server_dir, a private directory that vanishes at exit.
server_make_dir() {
    [ -n "$server_dir" ] && return
    local parent=${TMPDIR:-/tmp}
    # A socket's path has at most 107 bytes.
    [ ${#parent} -gt 60 ] && parent=/tmp
    server_dir=$(mktemp -d "$parent/pg_conventions.XXXXXX")
    if [ "$(id -u)" = 0 ]; then chown "$(server_user)" "$server_dir"; fi
    trap 'server_stop' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

server_start() {
    server_tools_present
    server_make_dir
    # Debian's psql in /usr/bin is a wrapper that may choose another release.
    PATH=$(server_bin):$PATH
    local data=$server_dir/data log=$server_dir/server.log
    as_server mkdir "$server_dir/socket" "$server_dir/stage"
    server_stage "$server_dir/stage"
    (cd "$server_dir" && as_server "$(server_bin)/initdb" -D "$data" -U postgres -A trust -E UTF8 \
        --locale=C.UTF-8 --no-sync --no-instructions) >"$server_dir/initdb.log" 2>&1 </dev/null ||
        { cat "$server_dir/initdb.log" >&2; die "initdb failed"; }
    {
        printf "listen_addresses = ''\nunix_socket_directories = '%s'\nport = 5432\n" "$server_dir/socket"
        printf 'fsync = off\nfull_page_writes = off\nmax_wal_senders = 0\nwal_level = minimal\n'
        server_settings "$server_dir/stage"
    } | as_server tee -a "$data/postgresql.conf" >/dev/null
    server_set "$@"
    export PGHOST=$server_dir/socket PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
    unset PGSERVICE PGPASSWORD PGOPTIONS PGDATA PGHOSTADDR
    server_control start
}

server_set() {
    local setting
    for setting in "$@"; do
        printf "%s = '%s'\n" "${setting%%=*}" "${setting#*=}"
    done | as_server tee -a "$server_dir/data/postgresql.conf" >/dev/null
}

server_control() {
    (cd "$server_dir" && as_server "$(server_bin)/pg_ctl" ${server_program:+-p "$server_program"} -D "$server_dir/data" -l "$server_dir/server.log" -w -t 60 "$@") \
        >/dev/null 2>&1 </dev/null ||
        { tail -n 30 "$server_dir/server.log" >&2; die "the throw-away server did not $1"; }
}

server_restart() {
    server_set "$@"
    server_control restart -m fast
}

server_stop() {
    local status=$?
    trap - EXIT
    # A second Ctrl-C must not leave a server behind.
    trap '' HUP INT TERM
    if [ -n "$server_dir" ]; then
        if [ -e "$server_dir/data/postmaster.pid" ]; then
            (cd / && as_server "$(server_bin)/pg_ctl" -D "$server_dir/data" -m immediate -w -t 30 stop) >/dev/null 2>&1 || true
        fi
        rm -rf "$server_dir"
        server_dir=''
    fi
    exit "$status"
}
