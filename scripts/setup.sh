#!/usr/bin/env bash
# setup.sh [demo|check]: installs the Debian packages that ./demo or ./check needs, and only those that are missing.
#
# - As root, or through sudo when that asks no password; otherwise it names what is missing. When nothing is missing
#   it needs neither rights nor network.
# - The server and its headers must be of the same minor release: a library made with the headers of 15.20 cannot be
#   loaded by 15.18. So the headers follow the installed server; only when Debian no longer has them, and no cluster
#   runs, the server follows the headers.
# - Installing the server makes no cluster and starts none, and no existing cluster is touched.

set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$0")/common.sh"

purpose=${1:-demo}
server_package=postgresql-$server_major
headers_package=postgresql-server-dev-$server_major
client_package=postgresql-client-$server_major

packages=("$server_package" "$client_package" "$headers_package" g++ make
    libboost-regex-dev libicu-dev libfmt-dev libxxhash-dev nlohmann-json3-dev)
case $purpose in
    demo) ;;
    check)
        packages+=(binutils perl doctest-dev "postgresql-$server_major-pgtap" libtap-parser-sourcehandler-pgtap-perl
            libipc-run-perl clang-14 clang-format-14 alembic python3-django python3-psycopg2 ruby-activerecord ruby-pg)
        ;;
    *) die "setup.sh knows demo and check, not \"$purpose\"" ;;
esac

command -v dpkg-query >/dev/null || die "this is not Debian: the packages cannot be installed by this script" \
    "pg_conventions needs: ${packages[*]}" "Install the like of them, then: make && make install"

# The version of an installed package, or nothing.
installed() { { dpkg-query -W -f '${db:Status-Abbrev} ${Version}\n' "$1" 2>/dev/null || true; } | sed -n 's/^.i  *//p'; }
# 15.18-0+deb12u1 -> 15.18
release_of() { printf '%s\n' "${1%%-*}"; }
candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -vx '(none)' || true; }
# The newest listed version of package $1 that belongs to release $2, or nothing.
listed() {
    LC_ALL=C apt-cache madison "$1" 2>/dev/null | awk '{print $3}' | sort -ruV |
        while read -r version; do [ "$(release_of "$version")" = "$2" ] && echo "$version"; done | head -n 1 || true
}

find_missing() {
    missing=()
    local package
    for package in "${packages[@]}"; do
        [ -n "$(installed "$package")" ] || missing+=("$package")
    done
    mismatch=''
    local server headers
    server=$(installed "$server_package") headers=$(installed "$headers_package")
    if [ -n "$server" ] && [ -n "$headers" ] && [ "$(release_of "$server")" != "$(release_of "$headers")" ]; then
        mismatch="$headers_package is of release $(release_of "$headers"), the server $(release_of "$server")"
    fi
}

find_missing
if [ ${#missing[@]} -eq 0 ] && [ -z "$mismatch" ]; then
    step "packages: all ${#packages[@]} are installed"
    exit 0
fi
if [ -n "$mismatch" ]; then step "packages: $mismatch"; fi
if [ ${#missing[@]} -gt 0 ]; then step "packages: ${#missing[@]} missing: ${missing[*]}"; fi

# ---- the rights --------------------------------------------------------------------------------------------------
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        step "packages: installing them with sudo"
        exec sudo -n env SERVER_MAJOR="$server_major" "$0" "$purpose"
    fi
    lacking=${missing[*]} wanted=()
    server_release=$(release_of "$(installed "$server_package")")
    for package in "${missing[@]}"; do
        [ "$package" = "$headers_package" ] || wanted+=("$package")
    done
    if [ ${#wanted[@]} -ne ${#missing[@]} ] || [ -n "$mismatch" ]; then
        headers_version=$([ -z "$server_release" ] || listed "$headers_package" "$server_release")
        wanted+=("$headers_package${headers_version:+=$headers_version}")
    fi
    die "without root or sudo the packages cannot be installed: ${lacking:-$mismatch}" \
        "Ask an administrator for: apt-get install ${wanted[*]}" \
        "The server and its headers must be of the same minor release."
fi

# ---- what to install ---------------------------------------------------------------------------------------------
log=$(mktemp "${TMPDIR:-/tmp}/pg_conventions_setup.XXXXXX")
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

step "packages: reading Debian's package lists"
apt-get -q update >"$log" 2>&1 </dev/null || true
lists_are_bad=''
grep -qE '^(W: Failed|E: |Err:)' "$log" && lists_are_bad=yes

no_package() {
    if [ -n "$lists_are_bad" ]; then
        grep -E '^(W|E|Err)' "$log" | head -n 5 >&2
        die "package $1 is not to be had: the package lists could not be read" \
            "Is there a network, and does /etc/apt name a Debian mirror? The whole log: $log"
    fi
    die "package $1 is not to be had from the mirrors in /etc/apt" "This set-up is made for Debian 12 (bookworm) and its updates."
}

running_clusters() {
    command -v pg_lsclusters >/dev/null || return 0
    pg_lsclusters -h | awk -v major="$server_major" '$1 == major && $4 ~ /online/ {print $1 "/" $2}'
}

# Decides server_version and headers_version; both are of one release.
choose_versions() {
    local server
    server=$(installed "$server_package")
    if [ -z "$server" ]; then
        local release
        release=$(release_of "$(candidate "$server_package")")
        [ -n "$release" ] || no_package "$server_package"
        headers_version=$(listed "$headers_package" "$release")
        [ -n "$headers_version" ] || no_package "$headers_package"
        server_version=$(listed "$server_package" "$release")
        return
    fi
    server_version=$server
    headers_version=$(listed "$headers_package" "$(release_of "$server")")
    if [ -n "$headers_version" ]; then return; fi

    headers_version=$(installed "$headers_package")
    [ -n "$headers_version" ] || headers_version=$(candidate "$headers_package")
    [ -n "$headers_version" ] || no_package "$headers_package"
    server_version=$(listed "$server_package" "$(release_of "$headers_version")")
    [ -n "$server_version" ] || no_package "$server_package of release $(release_of "$headers_version")"
    step "packages: Debian no longer has the headers of release $(release_of "$server"); the server has to become $server_version"
    if [ -n "$(running_clusters)" ]; then
        die "cluster $(running_clusters | tr '\n' ' ')is running, so the server is not upgraded behind your back" \
            "Upgrade it when it suits: apt-get install $server_package=$server_version $headers_package=$headers_version"
    fi
}

choose_versions
to_install=()
for package in "${missing[@]}"; do
    case $package in
        "$server_package" | "$headers_package" | "$client_package") ;;
        *)
            [ -n "$(candidate "$package")" ] || no_package "$package"
            to_install+=("$package")
            ;;
    esac
done
client_version=$(installed "$client_package")
# The client goes with the server: pg_dump of another release must not be tested by accident.
if [ -z "$client_version" ] || [ "$(release_of "$client_version")" != "$(release_of "$server_version")" ]; then
    client_version=$(listed "$client_package" "$(release_of "$server_version")")
    [ -n "$client_version" ] || no_package "$client_package of release $(release_of "$server_version")"
fi
# All three are always named: apt upgrades what the packages that it installs depend on, so that an unnamed server would
# silently become the newest.
pinned=("$server_package=$server_version" "$headers_package=$headers_version" "$client_package=$client_version")
kept_automatic=$(apt-mark showauto "$server_package" "$headers_package" "$client_package")

# ---- no cluster is made, none is started, none is restarted --------------------------------------------------------
undo=()
undo_all() {
    local i
    for ((i = ${#undo[@]} - 1; i >= 0; i--)); do eval "${undo[i]}"; done
    undo=()
}
trap undo_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

keep_services_quiet() {
    local policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        undo+=("rm -f $policy")
        printf '#!/bin/sh\n# Made by pg_conventions for the time of an installation.\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
}

make_no_cluster() {
    local conf=/etc/postgresql-common/createcluster.conf
    # The file belongs to postgresql-common, which makes no cluster by itself.
    if [ ! -e "$conf" ]; then
        apt_install postgresql-common
    fi
    cp -p "$conf" "$conf.before_pg_conventions"
    undo+=("mv -f $conf.before_pg_conventions $conf")
    sed -i '/^[[:space:]]*create_main_cluster/d' "$conf"
    echo 'create_main_cluster = false' >>"$conf"
}

apt_install() {
    apt-get -q -y --no-install-recommends --allow-downgrades -o Dpkg::Use-Pty=0 install "$@" >>"$log" 2>&1 </dev/null && return
    grep -E '^(E|W|Err)' "$log" | tail -n 8 >&2
    if grep -qE 'Could not resolve|Failed to fetch|Could not connect|Temporary failure|Unable to connect' "$log"; then
        die "apt-get could not download packages" "Is there a network, and does /etc/apt name a Debian mirror? The whole log: $log"
    fi
    if grep -qE 'Could not get lock|is another process using it' "$log"; then
        die "another package manager is at work" "Wait for it to end, then run this again. The whole log: $log"
    fi
    die "apt-get install $* failed" "The whole log: $log"
}

news=("${to_install[@]}")
for package in "${pinned[@]}"; do
    [ "$(installed "${package%%=*}")" = "${package#*=}" ] || news+=("$package")
done
step "packages: installing ${#news[@]}: ${news[*]}"
keep_services_quiet
if [ -z "$(installed "$server_package")" ]; then make_no_cluster; fi
apt_install "${to_install[@]}" "${pinned[@]}"
# shellcheck disable=SC2086
if [ -n "$kept_automatic" ]; then apt-mark auto $kept_automatic >>"$log" 2>&1; fi
undo_all

find_missing
if [ ${#missing[@]} -gt 0 ]; then die "still missing after the installation: ${missing[*]}" "The whole log: $log"; fi
if [ -n "$mismatch" ]; then die "$mismatch" "The whole log: $log"; fi
rm -f "$log"
step "packages: all ${#packages[@]} are installed"
