# tests/golden/golden.sh -- runs kept programs, compares what they print and what ran.
# SPDX-License-Identifier: MIT
#
# A case is NAME.lua, NAME.out (the wanted standard output, byte for byte) and
# NAME.events (batches, outputs, jobs, stages and tasks, see events.lua). Its first line
# says how many batches run: -- batches: 6  interval: 1000  master: local[2]
# shellcheck shell=bash

# first_field FILE NAME: the word behind "NAME:" in the first line.
first_field() {
    sed -n "1s/.*\\b$2: *\\([^ ]*\\).*/\\1/p" "$1"
}

# run_case FILE WORKERS: into out.WORKERS, err.WORKERS and trace.WORKERS, from an empty
# folder. A program of no batches is one that makes its mistakes before the first.
run_case() {
    batches=$(first_field "$1" batches)
    here=$PWD
    rm -rf work && mkdir work
    limit=()
    [ "$batches" = 0 ] || limit=(--batches "$batches")
    status=0
    (cd work && exec "$SLUICE" run "$1" "${limit[@]}" --workers "$2" \
        --trace "$here/trace.$2") </dev/null >"out.$2" 2>"err.$2" || status=$?
    echo "$status" >"status.$2"
}

# events_of TRACE: its events, on standard output.
events_of() {
    if [ -s "$1" ]; then
        (cd "$ROOT" && "$LUA_TEST" tests/golden/events.lua "$OLDPWD/$1")
    fi
}

# agrees FILE WORKERS: one run prints what is kept, and runs the stages that are kept.
agrees() {
    run_case "$1" "$2"
    echo "$(basename "$1"), $2 workers: exit $status"
    head -n 20 "err.$2"
    [ "$status" -le 1 ] || return 1
    diff -u "${1%.lua}.out" "out.$2" || return 1
    events_of "trace.$2" >events
    diff -u "${1%.lua}.events" events
}

# case_passes FILE WORKERS...: with each number of workers, in a process of its own, and
# the exit code and the trace are the same every time.
case_passes() {
    file=$1
    first=$2
    shift
    rm -f trace.* status.*
    for workers; do
        agrees "$file" "$workers" || return 1
        cmp "status.$first" "status.$workers" || return 1
        [ ! -e "trace.$first" ] || cmp "trace.$first" "trace.$workers" || return 1
    done
}
