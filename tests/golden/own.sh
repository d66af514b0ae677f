# tests/golden/own.sh -- runs our own kept programs, for own.t and renew.
# SPDX-License-Identifier: MIT
#
# A case is own/NAME.run: the arguments of `sluice run` in its first line, seen from the
# top of the tree, and the exit code in its second. What it has to give is beside it:
# NAME.out and NAME.err (what stands on the terminal), NAME.jsonl (the trace), NAME.dot
# and NAME.txt (the timeline as a picture and as text). Programs that need a folder for
# checkpoints use checkpoint/own, which is gone before each run.
# shellcheck shell=bash disable=SC2034 # own.t and renew read what is set here

own_results="out err jsonl dot txt"

# own_run NAME WORKERS FOLDER [OPTION]...: leaves FOLDER/NAME.out and so on, the status
# in $status.
own_run() {
    own_name=$1 own_workers=$2
    own_arguments=$(sed -n 1p "$ROOT/tests/golden/own/$own_name.run")
    own_to=$3/$own_name
    shift 3
    status=0
    rm -rf "$ROOT/checkpoint/own"
    # The arguments are words without blanks.
    # shellcheck disable=SC2086
    (cd "$ROOT" && exec "$SLUICE" run $own_arguments --workers "$own_workers" "$@" \
        --color never \
        --trace "$own_to.jsonl" --view timeline -o "$own_to.dot" \
        --view timeline -o "$own_to.txt") \
        </dev/null >"$own_to.out" 2>"$own_to.err" || status=$?
}
