#!/usr/bin/env bash
# tests/vectors/shared.t -- such cases kept beside this tree, if they are others.
# SPDX-License-Identifier: MIT
shared=$ROOT/../shared/vectors
if [ ! -d "$shared" ]; then
    echo "1..0 # SKIP the folder ../shared/vectors is not here"
    exit 0
fi

new=()
for file in "$shared"/*.json; do
    [ ! -e "$file" ] || cmp -s "$file" "$ROOT/tests/vectors/$(basename "$file")" ||
        new+=("$file")
done
if [ ${#new[@]} -eq 0 ]; then
    echo "1..0 # SKIP every file of ../shared/vectors is in tests/vectors"
    exit 0
fi
exec "$ROOT/tests/run-vectors" "${new[@]}"
