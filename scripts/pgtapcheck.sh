#!/usr/bin/env bash
# pgtapcheck.sh [FILE ...]: runs the pgTAP tests (test/pgtap/*.sql, or those named) through pg_prove.
#
# Each file gets a fresh database with the extensions pgtap and pg_conventions, nothing enabled, so a test may commit.
# The server is the one that PGHOST names, or a throw-away one.

set -euo pipefail
# shellcheck source=scripts/server.sh
. "$(dirname "$0")/server.sh"

cd "$root"
files=("$@")
if [ ${#files[@]} -eq 0 ]; then
    shopt -s nullglob
    files=(test/pgtap/*.sql)
fi
if [ ${#files[@]} -eq 0 ]; then
    echo "test/pgtap holds no test"
    exit 0
fi
command -v pg_prove >/dev/null || die "pg_prove is missing" "Run scripts/setup.sh check."
[ -n "${PGHOST:-}" ] || server_start

run() { psql -X -q -v ON_ERROR_STOP=1 -d postgres "$@"; }
# A template once, then each file's database is a copy of it.
run -c 'DROP DATABASE IF EXISTS pgtap_template'
run -c 'CREATE DATABASE pgtap_template TEMPLATE template0'
psql -X -q -v ON_ERROR_STOP=1 -d pgtap_template -c 'CREATE EXTENSION pgtap' -c 'CREATE EXTENSION pg_conventions'
status=0
for file in "${files[@]}"; do
    run -c 'DROP DATABASE IF EXISTS pgtap_check' -c 'CREATE DATABASE pgtap_check TEMPLATE pgtap_template'
    pg_prove -d pgtap_check ${PG_PROVE_FLAGS:-} "$file" || status=1
done
run -c 'DROP DATABASE pgtap_check' -c 'DROP DATABASE pgtap_template'
exit "$status"
