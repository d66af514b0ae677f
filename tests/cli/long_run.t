#!/usr/bin/env bash
# tests/cli/long_run.t -- a run of many batches lets go of the functions that a batch
# made for itself; a number that is used again is not taken for the function before.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

for workers in 1 2; do
    run "$SLUICE" run --quiet --batches 3000 --workers "$workers" \
        "$ROOT/tests/cli/long_run.lua"
    is "$(cat out)" \
        $'12000\t0\tfew are left' \
        "closures of 3000 batches, $workers workers"
done

finish
