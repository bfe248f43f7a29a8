#!/usr/bin/env bash
# corpora_packages.sh: prints the path of a directory with real schemas out of Debian packages, an SQL file each: kea.sql,
# mediawiki.sql, ejabberd.sql, zabbix.sql. The packages are downloaded and unpacked, never installed. The files stay in
# the user's cache directory, so only the first run needs the network; what cannot be had is named and left out.

set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=scripts/debian_package.sh
. "$(dirname "$0")/debian_package.sh"

schemas=$cache_dir/schemas
mkdir -p "$schemas" || die "$schemas cannot be made" "Set XDG_CACHE_HOME to a directory that you may write."

# schema_of NAME PACKAGE FILE...: the files below /usr/share, in this order, are the schema.
schema_of() {
    local name=$1 package=$2
    shift 2
    if [ -s "$schemas/$name.sql" ]; then return; fi
    local work
    work=$(mktemp -d "${TMPDIR:-/tmp}/pg_conventions_package.XXXXXX")
    if unpack_package "$package" "$work" && (cd "$work/root/usr/share" && cat "$@") >"$work/schema.sql" 2>>"$work/apt.log"; then
        mv "$work/schema.sql" "$schemas/$name.sql.$$"
        mv "$schemas/$name.sql.$$" "$schemas/$name.sql"
    else
        echo "no schema $name: Debian's package $package could not be had:" >&2
        tail -n 3 "$work/apt.log" >&2
    fi
    rm -rf "$work"
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    die "these schemas come out of Debian packages, and apt-get or dpkg-deb is missing here"
fi
schema_of kea kea-admin kea/scripts/pgsql/dhcpdb_create.pgsql
schema_of ejabberd ejabberd ejabberd/sql/pg.sql
schema_of mediawiki mediawiki mediawiki/maintenance/postgres/tables-generated.sql \
    mediawiki/extensions-core/AbuseFilter/db_patches/postgres/tables-generated.sql \
    mediawiki/extensions-core/OATHAuth/sql/postgres/tables-generated.sql
if zabbix=$("$root/scripts/zabbix.sh"); then cp "$zabbix" "$schemas/zabbix.sql"; fi
echo "$schemas"
