#!/usr/bin/env bash
# tests/cli/catalog.t -- every program of `sluice explain NAME` causes NAME, and what is
# said to cure it does.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

"$LUA_TEST" "$ROOT/tests/cli/catalog.lua" >entries

while IFS='|' read -r name arguments cure_arguments; do
    rm -rf checkpoint # each program begins anew
    # Arguments are words without blanks.
    # shellcheck disable=SC2086
    run "$SLUICE" run $arguments --explain "$name.lua"
    like err "\\[$name\\]\$" "$name: its program causes it"
    if [ -e "$name-cured.lua" ]; then
        rm -rf checkpoint
        # shellcheck disable=SC2086
        run "$SLUICE" run $cure_arguments --explain "$name-cured.lua"
        unlike err "\\[$name\\]\$" "$name: the cure cures it"
    fi
done <entries

finish
