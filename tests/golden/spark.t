#!/usr/bin/env bash
# tests/golden/spark.t -- programs whose output and stages were asked of real Spark.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/golden.sh
. "$ROOT/tests/golden/golden.sh"

# These run with more threads than this many partitions need, too.
is_wide() {
    case $1 in
    order-reducebykey-20000-keys | window-of-window | fail-in-foreachrdd) true ;;
    *) false ;;
    esac
}

for file in "$ROOT"/tests/golden/spark/*.lua; do
    name=$(basename "$file" .lua)
    workers=(1 2)
    ! is_wide "$name" || workers+=(4)
    ok "$name" case_passes "$file" "${workers[@]}"
done
finish
