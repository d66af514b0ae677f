#!/usr/bin/env bash
# tests/course/lessons.t -- all lessons hold together, and none passes by what is not
# its own.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

run "$SLUICE" learn verify --lessons "$ROOT/lessons"
is "$status" 0 "all lessons verify" || note <out
is "$(grep -c '^ok ' out)" 28 "there are 28"

# What is part of the program is what lies in the folder.
run "$SLUICE" learn list
for folder in "$ROOT"/lessons/*/; do
    name=${folder%/}
    name=${name##*/}
    ok "$name is part of the program" grep -q " ${name/-/ }" out
done

# The solution of the next lesson, handed in for this one.
folders=("$ROOT"/lessons/*/)
for i in "${!folders[@]}"; do
    this=${folders[$i]}
    next=${folders[$(((i + 1) % ${#folders[@]}))]}
    name=$(basename "$this")
    cp "$next/solution.lua" "$name.lua"
done
run "$SLUICE" check .
is "$(grep -Ec '^[0-9]+\.[0-9]+ ' out)" 28 "28 programs are graded"
is "$(tail -1 out | sed 's/.*points, //')" "0 of 28 lessons done" \
    "the solution of another lesson is none"

finish
