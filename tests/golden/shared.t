#!/usr/bin/env bash
# tests/golden/shared.t -- how many of all programs asked of real Spark agree by now.
# SPDX-License-Identifier: MIT
# Those that use what sluice does not have yet cannot; the others are in spark/, too,
# and spark.t insists on them. So this counts, and judges only those.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/golden.sh
. "$ROOT/tests/golden/golden.sh"

shared=$ROOT/../shared/golden
if [ ! -d "$shared" ]; then
    echo "1..0 # SKIP the folder of all programs, ../shared/golden, is not here"
    exit 0
fi

count=0
passed=0
lost=
for file in "$shared"/*.lua; do
    name=$(basename "$file" .lua)
    count=$((count + 1))
    if case_passes "$file" 1 >log 2>&1; then
        passed=$((passed + 1))
        [ -e "$ROOT/tests/golden/spark/$name.lua" ] || echo "# could be kept: $name"
    elif [ -e "$ROOT/tests/golden/spark/$name.lua" ]; then
        lost="$lost $name"
    fi
done
echo "# $passed of $count programs agree with Spark"
is "$lost" "" "none of those that are kept has stopped agreeing"
finish
