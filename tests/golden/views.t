#!/usr/bin/env bash
# tests/golden/views.t -- pictures of runs of our own programs, as kept.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok
# After a change that is meant, tests/golden/renew-views shows the differences and keeps
# them.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/views.sh
. "$ROOT/tests/golden/views.sh"

kept=$ROOT/tests/golden/views

# The kept picture, which Graphviz takes, too.
same_views() {
    views_run "$1" "$PWD" || return 1
    for ((i = 1; i <= count; i++)); do
        for result in "$1.$i.dot" "$1.$i.txt"; do
            cmp -s "$kept/$result" "$result" && continue
            diff -u "$kept/$result" "$result" | head -n 30
            return 1
        done
        neato -n2 -Tsvg "$1.$i.dot" >"$1.svg" 2>warnings || return 1
        [ ! -s warnings ] || { cat warnings && return 1; }
    done
}

for case in "$kept"/*.run; do
    name=$(basename "$case" .run)
    ok "$name" same_views "$name"
done
finish
