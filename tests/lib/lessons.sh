# tests/lib/lessons.sh -- programs and worlds in few lines, for what lessons say.
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034 # tests read what is set here

NO_COST=(--conf sluice.cost.job=0 --conf sluice.cost.task=0)

# program MASTER SECONDS <BODY: makes p.lua, which runs what BODY describes.
program() {
    {
        echo "local ssc = StreamingContext(\"$1\", \"lesson\", Seconds($2))"
        cat
        echo 'ssc:start()'
        echo 'ssc:awaitTermination()'
    } >p.lua
}

# recovering MASTER SECONDS <BODY: the same for a program with a checkpoint. The lines
# of BODY above "--" are functions.
recovering() {
    rm -rf checkpoint
    cat >body
    {
        sed '/^--$/,$d' body
        echo 'local function create()'
        echo "local ssc = StreamingContext(\"$1\", \"lesson\", Seconds($2))"
        echo 'ssc:checkpoint("checkpoint")'
        sed '0,/^--$/d' body
        echo 'return ssc'
        echo 'end'
        echo 'local ssc = StreamingContext.getOrCreate("checkpoint", create)'
        echo 'ssc:start()'
        echo 'ssc:awaitTermination()'
    } >p.lua
}

# world LINE...: makes world.txt.
world() {
    printf '%s\n' "$@" >world.txt
}

# lesson TIME ARGUMENT...: runs p.lua in world.txt until then.
lesson() {
    run "$SLUICE" run p.lua --world world.txt --until "$1" --trace trace.jsonl "${@:2}"
}

# Prints what a run printed on one line, without the heads of batches.
values() {
    grep -v '^---\|^Time\|^$' out | tr '\t\n' '  '
}

# heads: the times of the batches that printed.
heads() {
    sed -n 's/^Time: \(.*\) ms/\1/p' out | tr '\n' ' '
}

# delays FROM TO: scheduling delays of those batches, in ms.
delays() {
    sed -n 's/.*"jobs-started","batch":\([0-9]*\)000000,"waited":\([0-9]*\)}/\1 \2/p' \
        trace.jsonl | awk -v from="$1" -v to="$2" \
        '$1 >= from && $1 <= to {printf "%d ", $2 / 1000}'
}

# count PATTERN: how many records of the trace have it.
count() {
    grep -c "$1" trace.jsonl
}

# cores MASTER: a program with two receivers.
cores() {
    program "$1" 1 <<'END'
local a = ssc:socketTextStream("localhost", 9999)
local b = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
END
}
