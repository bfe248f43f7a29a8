#!/usr/bin/env bash
# tapcheck.sh [FILE ...]: runs the TAP tests (test/tap/*.pl, or those named) with PostgreSQL::Test::Cluster.
#
# Every cluster that a test makes reads TEMP_CONFIG, which leads it to this checkout's build. The tests run as the
# user who runs servers, as many at once as there are processors, from a copy of test/ that this user can read. They find:
#   CONVENTIONS_STAGE   the directory below which the build is installed
#   ZABBIX_SCHEMA       the Zabbix schema as an SQL file, when it could be had
#   CONVENTIONS_CORPORA   the corpora of real schemas, when they lie beside the checkout (../shared/corpora) or where
#                         this variable says
#   CONVENTIONS_PACKAGES  a directory of schemas out of Debian packages, those that could be had

set -euo pipefail
# shellcheck source=scripts/server.sh
. "$(dirname "$0")/server.sh"

cd "$root"
files=("$@")
if [ ${#files[@]} -eq 0 ]; then
    shopt -s nullglob
    files=(test/tap/*.pl)
fi
if [ ${#files[@]} -eq 0 ]; then
    echo "test/tap holds no test"
    exit 0
fi
command -v prove >/dev/null || die "prove is missing" "Run scripts/setup.sh check."
perl -MIPC::Run -e 1 2>/dev/null || die "the Perl module IPC::Run is missing" "Run scripts/setup.sh check."

server_tools_present
server_make_dir
as_server mkdir "$server_dir/stage" "$server_dir/work"
server_stage "$server_dir/stage"
server_settings "$server_dir/stage" | as_server tee "$server_dir/temp.conf" >/dev/null
mkdir -p "$server_dir/checkout"
cp -rL test sql scripts examples doc README.md "$server_dir/checkout/"
zabbix=${ZABBIX_SCHEMA:-$(scripts/zabbix.sh 2>/dev/null || true)}
if [ -n "$zabbix" ]; then
    cp "$zabbix" "$server_dir/zabbix_schema.sql"
    export ZABBIX_SCHEMA=$server_dir/zabbix_schema.sql
fi
corpora=${CONVENTIONS_CORPORA:-$root/../shared/corpora}
unset CONVENTIONS_CORPORA CONVENTIONS_PACKAGES
if [ -r "$corpora/README.md" ]; then
    mkdir -p "$server_dir/corpora"
    cp -r "$corpora"/README.md "$corpora"/{schemas,facts,facts_lists,guides} "$server_dir/corpora/"
    packages=$(scripts/corpora_packages.sh || true)
    if [ -n "$packages" ]; then cp -r "$packages" "$server_dir/packages"; fi
    chmod -R a+rX,u+w "$server_dir/corpora" ${packages:+"$server_dir/packages"}
    export CONVENTIONS_CORPORA=$server_dir/corpora CONVENTIONS_PACKAGES=$server_dir/packages
fi
chmod -R a+rX,u+w "$server_dir/checkout" "$server_dir/stage"

pgxs_src=$(dirname "$("$PG_CONFIG" --pgxs)")/..
export TEMP_CONFIG=$server_dir/temp.conf CONVENTIONS_STAGE=$server_dir/stage
export TESTDIR=$server_dir/work TESTDATADIR=$server_dir/work/data TESTLOGDIR=$server_dir/work/log
export PG_TEST_PORT_DIR=$server_dir/work/ports
export PG_REGRESS=$pgxs_src/test/regress/pg_regress
PATH=$(server_bin):$PATH
export PATH

status=0
(cd "$server_dir/checkout" && as_server prove -I "$pgxs_src/test/perl" -I test/tap -j"$jobs" ${PROVE_FLAGS:-} "${files[@]}") || status=$?
if [ "$status" != 0 ]; then
    rm -rf "$root/build/log/tap"
    mkdir -p "$root/build/log/tap"
    cp -r "$server_dir"/work/tmp_check/log/. "$root/build/log/tap/" 2>/dev/null || true
    cp -r "$server_dir"/work/log/. "$root/build/log/tap/" 2>/dev/null || true
    echo "The logs of the tests and of their servers: build/log/tap" >&2
fi
exit "$status"
