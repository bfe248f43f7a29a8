#!/usr/bin/env bash
# zabbix.sh: prints the path of the Zabbix schema, a real schema of about 170 tables, as one SQL file.
# It comes out of Debian's package zabbix-server-pgsql, which is downloaded and unpacked, never installed.
# The file stays in the user's cache directory, so only the first run needs the network.

set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=scripts/debian_package.sh
. "$(dirname "$0")/debian_package.sh"

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
unpack_package "$package" "$work" || {
    tail -n 5 "$work/apt.log" >&2
    die "Debian's package $package could not be downloaded" \
        "Is there a network, and does /etc/apt name a Debian mirror? Without either, name a schema of your own:" \
        "./demo FILE.sql"
}
gzip -dc "$work/root/usr/share/$package/schema.sql.gz" >"$work/schema.sql" ||
    die "the package $package no longer holds usr/share/$package/schema.sql.gz"
mv "$work/schema.sql" "$schema.$$"
mv "$schema.$$" "$schema"
echo "$schema"
