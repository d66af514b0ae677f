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
    is "$(cat err)" "" "$name: no word on standard error"
    same out "examples/expected/$name.txt" "$name prints what is expected"
done

printf '%s\n' examples/*.lua | sed 's|.*/\(.*\)\.lua|\1.txt|' >wanted
ls examples/expected >kept
same kept wanted "one expected output for each example"
finish
