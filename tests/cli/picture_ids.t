#!/usr/bin/env bash
# tests/cli/picture_ids.t -- the views of the runs of all examples have each id once.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

ln -s "$ROOT/examples" examples
ln -s "$SLUICE" sluice
mkdir traces
for program in examples/*.lua; do
    # The command is a line of words without blanks.
    # shellcheck disable=SC2046
    $(grep -F "./sluice run $program" examples/README.md) \
        --provenance --trace "traces/$(basename "$program" .lua).jsonl" \
        </dev/null >/dev/null 2>err || cat err >&2
done
traces=$PWD/traces
cd "$ROOT" && "$LUA_TEST" tests/lua/test_viz_ids.lua "$traces"/*.jsonl
