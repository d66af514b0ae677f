#!/usr/bin/env bash
# tests/golden/random.t -- random programs, and what real Spark made of them.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/golden/golden.sh
. "$ROOT/tests/golden/golden.sh"

# generate/README.md tells how they are made.
for file in "$ROOT"/tests/golden/random/*.lua; do
    ok "$(basename "$file" .lua)" case_passes "$file" 1 2
done
finish
