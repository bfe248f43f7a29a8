#!/usr/bin/env bash
# with_server.sh [NAME=VALUE ...] -- COMMAND...: runs a command against a throw-away server that has this checkout's
# build; PGHOST, PGPORT, PGUSER and PGDATABASE lead to it. Example: scripts/with_server.sh -- make installcheck

set -euo pipefail
# shellcheck source=scripts/server.sh
. "$(dirname "$0")/server.sh"

settings=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    settings+=("$1")
    shift
done
[ $# -gt 1 ] || die "usage: with_server.sh [NAME=VALUE ...] -- COMMAND..."
shift

server_start "${settings[@]}"
"$@"
