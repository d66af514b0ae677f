#!/usr/bin/env bash
# tests/golden/own.t -- our own programs: output, messages, trace and pictures, as kept.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# After a change that is meant, tests/golden/renew shows the differences and keeps them.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/own.sh
. "$ROOT/tests/golden/own.sh"

kept=$ROOT/tests/golden/own

# own_agrees NAME WORKERS [OPTION]...: a run gives what is kept.
own_agrees() {
    name=$1 workers=$2
    shift 2
    own_run "$name" "$workers" "$PWD" "$@"
    echo "$workers workers, $*: exit $status"
    [ "exit $status" = "$(sed -n 2p "$kept/$name.run")" ] || return 1
    sed 's/"sluice.shortcuts":"false",//' "$name.jsonl" >told
    mv told "$name.jsonl"
    for result in $own_results; do
        cmp -s "$kept/$name.$result" "$name.$result" && continue
        diff -u "$kept/$name.$result" "$name.$result" | head -n 30
        return 1
    done
}

# The same with each number of threads, each time in a new process, and without
# shortcuts.
own_passes() {
    own=$1
    shift
    for threads; do
        own_agrees "$own" "$threads" || return 1
    done
    own_agrees "$own" 1 --conf sluice.shortcuts=false
}

for case in "$kept"/*.run; do
    name=$(basename "$case" .run)
    counts=(1 2)
    [ "$name" != demo ] || counts=(0 1 2 4)
    ok "$name" own_passes "$name" "${counts[@]}"
done
finish
