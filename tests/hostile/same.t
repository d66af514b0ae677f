#!/usr/bin/env bash
# tests/hostile/same.t -- what Spark has answered for is the same in a box.
# SPDX-License-Identifier: MIT
. "$ROOT/tests/lib/tap.sh"

# Every sixth, of those that see no files and nothing outside.
PROGRAMS=$(grep -LE '\b(io|os|require|dofile)\b' "$ROOT"/tests/golden/spark/*.lua \
    "$ROOT"/tests/golden/rdd/*.lua | sort | awk 'NR % 6 == 0')
export PROGRAMS
wanted=$(echo "$PROGRAMS" | wc -l)
run "$SLUICE" run none.lua --load "$ROOT/tests/hostile/same.lua"
is "$status" 0 "all are run" || note <err
is "$(cat out)" "$(printf '%d programs\t' "$wanted")" "and print the same"
finish
