#!/usr/bin/env bash
# tests/golden/shared.t -- programs asked of real Spark that are kept beside this tree,
# as far as tests/golden/spark does not have them.
# SPDX-License-Identifier: MIT
shared=$ROOT/../shared/golden
kept=$ROOT/tests/golden/spark
if [ ! -d "$shared" ]; then
    echo "1..0 # SKIP the folder ../shared/golden is not here"
    exit 0
fi

# is_kept NAME: all files of the case are here, byte for byte.
is_kept() {
    for ending in lua out events; do
        [ ! -e "$shared/$1.$ending" ] ||
            cmp -s "$shared/$1.$ending" "$kept/$1.$ending" || return 1
    done
}

new=()
for file in "$shared"/*.lua; do
    is_kept "$(basename "$file" .lua)" || new+=("$file")
done
if [ ${#new[@]} -eq 0 ]; then
    echo "1..0 # SKIP every case of ../shared/golden is in tests/golden/spark"
    exit 0
fi
exec "$ROOT/tests/run-golden" "${new[@]}"
