#!/usr/bin/env bash
# house_rules_run.sh: forbids a house rule that does not run, does not explain itself or has no bad sample.
# Why: a check that is not started, or that nobody understands, protects nothing.

. "$(dirname "$0")/lib.bash"

violations() {
    local tree=$1 script name
    for script in "$tree"/test/house/*.sh; do
        name=$(basename "$script")
        [ -x "$script" ] || echo "$name: not executable"
        sed -n 2p "$script" | grep -qE "^# $name: forbids " || echo "$name: line 2 does not say what it forbids"
        sed -n 3p "$script" | grep -qE '^# Why: ' || echo "$name: line 3 does not say why"
        grep -q '^bad_sample()' "$script" || echo "$name: no bad sample"
        tail -n 1 "$script" | grep -qx 'house_rule' || echo "$name: does not end with house_rule"
    done
    # The runner takes every *.sh of its folder; somebody must start the runner.
    grep -qE '^[[:space:]]+test/house/run$' "$tree/Makefile" 2>/dev/null || echo "Makefile: does not start test/house/run"
    grep -qE '^ *suite house .* make house$' "$tree/check" 2>/dev/null || echo "check: does not run make house"
    grep -qE '"\$here"/\*\.sh' "$tree/test/house/run" 2>/dev/null || echo "test/house/run: does not take every script"
}

bad_sample_shows=('bad.sh: not executable' 'line 2 does not say' 'line 3 does not say why' 'no bad sample' 'does not end with' 'Makefile: does not start' 'check: does not run' 'does not take every script')
bad_sample() {
    mkdir -p "$1/test/house"
    printf '#!/usr/bin/env bash\necho hello\n' >"$1/test/house/bad.sh"
}

house_rule
