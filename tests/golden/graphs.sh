# tests/golden/graphs.sh -- draws kept pictures of hard programs, for graphs.t and
# renew-graphs.
# SPDX-License-Identifier: MIT
#
# A case is graphs/NAME.lua and graphs/NAME.run: its first line has the arguments of
# `sluice run` behind the program. Each further line is a picture, "KEY VIEW":
# NAME.KEY.dot and NAME.KEY.txt are kept.
# shellcheck shell=bash

# graphs_run NAME FOLDER: runs the program in FOLDER, which is made empty, and draws all
# its pictures there; their files stand in $pictures.
graphs_run() {
    graphs_kept=$ROOT/tests/golden/graphs
    graphs_arguments=$(sed -n 1p "$graphs_kept/$1.run")
    pictures=
    rm -rf "$2"
    mkdir -p "$2"
    ln -s "$ROOT/examples/text" "$2/text"
    [ ! -e "$graphs_kept/$1.world" ] || cp "$graphs_kept/$1.world" "$2"
    # The arguments are words without blanks.
    # shellcheck disable=SC2086
    (cd "$2" && exec "$SLUICE" run "$graphs_kept/$1.lua" $graphs_arguments --quiet \
        --workers 1 --trace trace.jsonl) </dev/null >"$2/out" || return 1
    while read -r key view; do
        for format in dot txt; do
            "$SLUICE" view "$2/trace.jsonl" "$view" -o "$2/$1.$key.$format" || return 1
            pictures="$pictures $1.$key.$format"
        done
    done <<EOF
$(sed 1d "$graphs_kept/$1.run")
EOF
}
