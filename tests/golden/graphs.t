#!/usr/bin/env bash
# tests/golden/graphs.t -- the views graph, lineage, window and state of hard
# programs, as kept.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok
# After a change that is meant, tests/golden/renew-graphs shows the differences and
# keeps them. What every picture must be is checked by tests/lua/test_viz_NAME.lua.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/graphs.sh
. "$ROOT/tests/golden/graphs.sh"

graphs_pass() {
    graphs_run "$1" "$PWD/$1" || return 1
    for picture in $pictures; do
        cmp -s "$ROOT/tests/golden/graphs/$picture" "$1/$picture" && continue
        diff -u "$ROOT/tests/golden/graphs/$picture" "$1/$picture" | head -n 30
        return 1
    done
}

# Graphviz accepts what is drawn, if it is there.
accepted() {
    for picture in "$1"/*.dot; do
        neato -n2 -Tsvg "$picture" >svg 2>messages || return 1
        [ ! -s messages ] || { cat messages; return 1; }
        grep -q '<title>' svg || return 1
    done
}

for case in "$ROOT"/tests/golden/graphs/*.run; do
    name=$(basename "$case" .run)
    ok "$name" graphs_pass "$name"
    if command -v neato >/dev/null; then
        ok "$name: Graphviz draws it without a word" accepted "$name"
    fi
done
finish
