#!/usr/bin/env bash
# tests/cli/papers.t -- the studies of examples/papers/, with few seeds: what they print
# has the shape of what was published. The bands are wider than those of 50 seeds.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

papers=$ROOT/examples/papers

# study PROGRAM [ARGUMENT]...: runs a study; its table is in the file out.
study() {
    study=$1
    shift
    run "$SLUICE" run "$papers/$study.lua" --until 100000h "$@"
    is "$status" 0 "$study succeeds"
    # Some are about runs that do not keep up.
    is "$(grep '\]$' err | grep -v '\[delay-grows\]$')" "" "$study: no other word"
}

# within ROW FIELD LOW HIGH NAME: the field of the row that matches is a number from LOW
# to HIGH.
within() {
    value=$(awk -v row="$1" -v field="$2" '$0 ~ row { print $field }' out)
    ok "$5 (is $value)" awk -v value="$value" -v low="$3" -v high="$4" 'BEGIN {
        exit !(value != "" && value + 0 >= low && value + 0 <= high)
    }'
}

# --- Three workflows ------------------------------------------------------------------

study workflows/study -- 3
within '^NWC .* 301 .*160 s' 8 153 255 "NWC: the delay grows to the expected band"
within '^SQLNWC .* 97 s' 8 61 121 "SQLNWC: so does this one"
within '^NFC .* 522 s' 8 489 528 "NFC: and this one"
is "$(grep -c ' 0 s     0.0 s   0.0 s to 0.0 s$' out)" 3 "three settings never wait"

# --- Discretized streams --------------------------------------------------------------

# A lost minute of 59 batches: 59 L / (N (1 - L)) seconds, and a batch more or less.
study discretized-streams/recovery --world "$papers/discretized-streams/recovery.txt" \
    -- 1 1 5
is "$(grep -c '^ *[0-9]' out)" 8 "two clusters with four loads"
for nodes in 1 5; do
    for load in 0.2 0.4 0.6 0.8; do
        formula=$(awk -v n=$nodes -v l=$load 'BEGIN { print 59 * l / n / (1 - l) }')
        within "^ *$nodes +$load " 5 "$(awk "BEGIN { print $formula - 0.5 }")" \
            "$(awk "BEGIN { print $formula + 1 }")" \
            "$nodes nodes with load $load: as the formula says"
    done
done
within '^ *5 +0.8 ' 7 51 70 "tasks that differ take longer: each stage has a last one"

study discretized-streams/failures \
    --world "$papers/discretized-streams/failures.txt" -- 4
within '^every 10 s' 4 0.5 0.6 "a batch takes half a second"
within '^every 10 s' 9 0.8 2.0 "the batch with a loss takes a second longer or less"
within '^every 30 s' 9 2.0 5.0 "with rarer checkpoints there is more to make again"

study discretized-streams/stragglers -- 2
within '^no slow node' 6 0.5 0.6 "without a slow node half a second"
within '^a slow node' 6 2.7 3.3 "all wait for a slow node"
within '^with speculation' 5 0.9 1.3 "copies of its tasks take its work over"

# Every study is told of, with the command that runs it.
for program in "$papers"/*/*.lua; do
    name=${program#"$ROOT/"}
    ok "$name: its README says how to run it" \
        grep -qF "sluice run $name --until 100000h" "$(dirname "$program")/README.md"
    folder=$(basename "$(dirname "$program")")
    ok "$name: so does the list of studies" grep -qF "($folder/README.md)" \
        "$papers/README.md"
done

finish
