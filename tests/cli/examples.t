#!/usr/bin/env bash
# tests/cli/examples.t -- every example runs as examples/README.md says, and prints what
# examples/expected/ holds.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

ln -s "$ROOT/examples" examples
ln -s "$SLUICE" sluice

for program in examples/*.lua; do
    name=$(basename "$program" .lua)
    command=$(grep -F "./sluice run $program" examples/README.md)
    shown=$(sed -n 's/^-- *\(\.\/sluice run .*\)/\1/p' "$program")
    is "${shown:-$command}" "$command" "$name: the same command in program and README"

    # The command is a line of words without blanks.
    # shellcheck disable=SC2086
    run $command
    is "$status" 0 "$name succeeds"
    if [ -f "examples/expected/$name.err" ]; then
        same err "examples/expected/$name.err" "$name warns as is expected"
    else
        is "$(cat err)" "" "$name: no word on standard error"
    fi
    same out "examples/expected/$name.txt" "$name prints what is expected"
done

printf '%s\n' examples/*.lua | sed 's|.*/\(.*\)\.lua|\1.txt|' >wanted
(cd examples/expected && printf '%s\n' *.txt) >kept
same kept wanted "one expected output for each example"
finish
