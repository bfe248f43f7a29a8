#!/usr/bin/env bash
# zabbix.sh: prints the path of the Zabbix schema, a real schema of about 170 tables, as one SQL file.
# It comes out of Debian's package zabbix-server-pgsql, which is downloaded and unpacked, never installed.
# The file stays in the user's cache directory, so only the first run needs the network.

set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$0")/common.sh"

package=zabbix-server-pgsql
schema=$cache_dir/zabbix_schema.sql
if [ -s "$schema" ]; then
    echo "$schema"
    exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    die "the Zabbix schema comes out of a Debian package, and apt-get or dpkg-deb is missing here" \
        "Name a schema of your own: ./demo FILE.sql"
fi
mkdir -p "$cache_dir" || die "$cache_dir cannot be made" "Set XDG_CACHE_HOME to a directory that you may write."
work=$(mktemp -d "${TMPDIR:-/tmp}/pg_conventions_zabbix.XXXXXX")
trap 'rm -rf "$work"' EXIT
log=$work/apt.log

# The package lists may be missing or older than the archive: then they are read into a directory of our own, which
# needs no rights.
own_lists=(-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
download() { (cd "$work" && apt-get -q "$@" download "$package") >>"$log" 2>&1 </dev/null; }
if ! download -o APT::Sandbox::User=root; then
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    apt-get -q "${own_lists[@]}" update >>"$log" 2>&1 </dev/null || true
    download "${own_lists[@]}" || {
        tail -n 5 "$log" >&2
        die "Debian's package $package could not be downloaded" \
            "Is there a network, and does /etc/apt name a Debian mirror? Without either, name a schema of your own:" \
            "./demo FILE.sql"
    }
fi
dpkg-deb -x "$work/$package"_*.deb "$work/root"
gzip -dc "$work/root/usr/share/$package/schema.sql.gz" >"$work/schema.sql" ||
    die "the package $package no longer holds usr/share/$package/schema.sql.gz"
mv "$work/schema.sql" "$schema.$$"
mv "$schema.$$" "$schema"
echo "$schema"
