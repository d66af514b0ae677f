#!/usr/bin/env bash
# tests/cli/more_cores.t -- a run that does not keep up is run again with more cores, to
# say what they would do; nothing outside changes by that.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# program NAME [LINE]...: these lines between a context of one free core and its start.
program() {
    name=$1
    shift
    {
        echo 'local ssc = StreamingContext("local[2]", "slow", Seconds(1))'
        echo 'local lines = ssc:socketTextStream("localhost", 9999)'
        printf '%s\n' "$@" 'ssc:start()' 'ssc:awaitTermination()'
    } >"$name"
}

# slow FILE [OPTION]...: five lines a second, a quarter of a second each.
slow() {
    run "$SLUICE" run --conf sluice.cost.record=240ms --feed 9999=words.txt:loop \
        --until 12s "$@"
}

# tried: what the message says to try.
tried() {
    sed -n 's/^  try:  //p' err
}

seq 50 >words.txt
program upper.lua 'lines:map(string.upper):print()'
grows='98 % of the work grows with it.'
enough="\"local[3]\": tried on this input, a batch takes 755 ms, none waits."
enough="$enough A longer interval does not help: $grows"

# --- What is said ---------------------------------------------------------------------

for workers in 1 2 5; do
    slow upper.lua --workers $workers
    is "$(tried)" "$enough" "one core more is enough, with $workers workers"
done
is "$(grep -c '^Time:' out)" 12 "what is tried prints nothing"
is "$status" 0 "a warning changes no exit code"
slow upper.lua --strict
is "$status $(tried)" "1 $enough" "--strict: an error, tried as well"
like err 'error: the program does not keep up' "which is what it is called"
slow upper.lua --json
like err '^\{"level":"warning","name":"delay-grows",.*"try":\["."local.3' "--json"
is "$(grep -c . err)" 1 "which is one line"
slow upper.lua --quiet
is "$(cat err)" "" "--quiet says nothing"

slow upper.lua --conf sluice.cost.record=480ms
like err '"local\[5\]": tried on this input, a batch takes 990 ms' "three cores more"
slow upper.lua --conf spark.streaming.blockInterval=1s --master 'local[3]'
is "$(tried)" "more cores do not help: tried up to local[7], a batch takes 1.215 s\
 there. It has 1 partition, so one core works on it; repartition makes more. A longer\
 interval does not help: 99 % of the work grows with it." "one partition"
slow upper.lua --conf sluice.cost.record=1s
like err 'more cores are not enough: tried up to local.6., a batch takes 2.03 s' \
    "cores that help and do not suffice"
slow upper.lua --conf sluice.cost.record=0 --conf sluice.cost.job=600ms
like err 'A longer interval helps: 9[0-9] % of the work is for each batch' \
    "work for each batch"
program window.lua 'lines:window(Seconds(3), Seconds(1)):map(string.upper):print()'
slow window.lua
like err 'more cores are not enough' "windows are tried"
unlike err 'longer interval' "and nothing is said of their interval"

# --- What changes ---------------------------------------------------------------------

program save.lua 'ssc:checkpoint("checkpoint")' \
    'lines:map(string.upper):saveAsTextFiles("saved")'
slow save.lua --trace once.jsonl --view stats -o stats.svg
like err 'local.3.*tried' "a program that saves is tried"
is "$(find . -name 'saved-*' | wc -l)" 12 "and its files are those of the run"
is "$(grep -c '"kind":"run"' once.jsonl)" 1 "so is the trace"
like once.jsonl '"cores":2' "with the cores that it had"

# not_tried NAME: the advice is that of any run.
not_tried() {
    like err 'try:  more cores, fewer records, less work for each' "$1"
}

program log.lua 'local log = io.open("log", "a")' \
    'lines:foreachRDD(function(rdd) log:write(rdd:count(), "\n") end)'
slow log.lua
not_tried "a program that opens files is not run again"
is "$(grep -c . log)" 12 "its file is that of the run"
program long.lua 'local from = os.clock()' 'while os.clock() - from < 1.1 do end' \
    'lines:map(string.upper):print()'
slow long.lua
not_tried "nor is one that took long"
run sh -c "$SLUICE run --conf sluice.cost.record=240ms --feed 9999=words.txt:loop \
    --until 12s - <upper.lua"
not_tried "nor standard input, which can be read only once"
slow upper.lua --master 'local-cluster[1,2,1024]' --until 40s
not_tried "nor a cluster"

# --- The world comes again ------------------------------------------------------------

# at_world LINE...: these lines of a world, and as many records as before.
at_world() {
    printf '%s\n' '0.1..20/0.2 localhost:9999 r{n}' "$@" >outside.world
    run "$SLUICE" run upper.lua --conf sluice.cost.record=240ms --until 20s \
        --world outside.world
}

at_world '3 localhost:9999 hangup'
like err '"local\[3\]": tried on this input' "a source that hangs up"
at_world '4 kill driver' '5 start driver'
like err '"local\[3\]": tried on this input' "a driver that dies"

mkdir tmp
TMPDIR=$PWD/tmp slow save.lua
like err '"local\[3\]": tried on this input' "in a folder that is looked at"
is "$(ls tmp)" "" "nothing of a try stays there"

finish
