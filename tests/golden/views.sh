# tests/golden/views.sh -- runs our kept programs whose pictures are kept, for views.t
# and renew-views.
# SPDX-License-Identifier: MIT
#
# A case is views/NAME.run: the arguments of `sluice run` in its first line, seen from
# the top of the tree, and a view with its options in each further line. What has to
# come is beside it: the picture as NAME.N.dot, the text of 80 columns as NAME.N.txt,
# where N counts the views. Programs that need a folder for checkpoints use
# checkpoint/views, which is gone before each run.
# shellcheck shell=bash disable=SC2034 # views.t and renew-views read what is set here

# views_run NAME FOLDER: leaves FOLDER/NAME.1.dot and so on; $count says how many views.
views_run() {
    views_case=$ROOT/tests/golden/views/$1.run
    views_arguments=$(sed -n 1p "$views_case")
    views_trace=$2/$1.jsonl
    rm -rf "$ROOT/checkpoint/views"
    # The arguments are words without blanks.
    # shellcheck disable=SC2086
    (cd "$ROOT" && exec "$SLUICE" run $views_arguments --color never \
        --trace "$views_trace") </dev/null >"$2/$1.out" 2>&1
    rm -rf "$ROOT/checkpoint/views"
    count=0
    while read -r view; do
        count=$((count + 1))
        for format in dot txt; do
            "$SLUICE" view "$views_trace" "$view" --color never \
                -o "$2/$1.$count.$format" </dev/null || return 1
        done
    done < <(sed 1d "$views_case")
}
