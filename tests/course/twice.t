#!/usr/bin/env bash
# tests/course/twice.t -- what sluice check says of a program is the same each time, to
# the byte, and names no folder of ours: whoever keeps reports can compare them.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# said FOLDER LESSON FILE: what is said to FOLDER.json, with temporary files there.
said() {
    mkdir -p "$1"
    (cd "$1" && cp "$3" program.lua &&
        TMPDIR=$PWD exec "$SLUICE" check --lesson "$2" --json program.lua) \
        >"$1.json" 2>"$1.err"
    echo "exit $?" >>"$1.json"
}

# Errors of Spark with places in them, names of RDDs, failed tasks, lives of a driver
# and their checkpoints.
for wrong in 1.3-start/second_conf 1.4-outputs/the_rdd 3.1-many/map_with_emit \
    5.3-back/folder 5.4-once/memory; do
    file=$ROOT/lessons/${wrong%/*}/wrong/${wrong#*/}.lua
    said folder "${wrong%%-*}" "$file"
    said another/place "${wrong%%-*}" "$file"
    like folder.json "^exit 1\$" "$wrong fails"
    same another/place.json folder.json "$wrong: twice the same"
    unlike folder.json "$PWD|sluice-box" "$wrong: no folder of ours"
    is "$(cat folder.err another/place.err)" "" "$wrong: nothing else is said"
done

finish
