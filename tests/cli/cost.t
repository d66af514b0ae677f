#!/usr/bin/env bash
# tests/cli/cost.t -- what work costs in simulated time: settings, cost, instructions.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

FREE="--conf sluice.cost.job=0 --conf sluice.cost.task=0"

# program NAME BODY: `lines` has lines, and what the body makes of them is counted.
program() {
    cat >"$1.lua" <<END
local ssc = StreamingContext("local[2]", "$1", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
$2
ssc:addStreamingListener({ onBatchCompleted = function(event)
  local batch = event.batchInfo
  print(batch.batchTime .. " " .. batch.numRecords .. " " .. batch.schedulingDelay
    .. " " .. batch.processingDelay)
end })
ssc:start()
ssc:awaitTermination()
END
}

# work NAME ARGUMENTS...: runs it on lines, 1000 a second.
work() {
    name=$1
    shift
    # shellcheck disable=SC2086 # several words
    run "$SLUICE" run "$name.lua" --feed 9999=lines:rate=1000/s $FREE "$@"
}

yes "a line of text" | head -n 12000 >lines

program stable 'lines:map(function(line) return line:upper() end)
  :cost(Microseconds(1200))
  :foreachRDD(function(rdd) rdd:count() end)'
work stable --batches 11
is "$status" 0 "a program whose operator has a cost runs"
is "$(sed -n 1p out)" "1000 ms 800 0 960" "batch 1 has 4 blocks, which take 0.96 s"
is "$(sed -n 2p out)" "2000 ms 1000 0 1200" "batch 2 takes 1.2 s"
is "$(sed -n 10p out)" "10000 ms 1000 1600 1200" "so batch 10 waits 1.6 s"
work stable --batches 11 --conf spark.master='local[3]'
is "$(sed -n 1p out)" "1000 ms 800 0 480" "the command line takes another core"
is "$(sed -n 10p out)" "10000 ms 1000 0 720" "with which nobody waits"

program counts 'lines:map(function(line) return line, 1 end)
  :reduceByKey(function(a, b) return a + b end, 1):cost(Milliseconds(1))
  :foreachRDD(function(rdd) rdd:count() end)'
work counts --batches 2
is "$(sed -n 2p out)" "2000 ms 1000 0 1005" \
    "reduceByKey: 1000 pairs before the shuffle and 5 after it"

program inside 'lines:transform(function(rdd)
  return rdd:mapPartitions(function(list) return list end):cost(Microseconds(500))
end):foreachRDD(function(rdd) rdd:count() end)'
work inside --batches 2
is "$(sed -n 2p out)" "2000 ms 1000 0 500" \
    "an RDD of the program has a cost, and a list costs what its records do"

program windowed 'lines:map(function(line) return line, 1 end)
  :reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(2), Seconds(1), 1)
  :cost(Milliseconds(1)):foreachRDD(function(rdd) rdd:count() end)'
work windowed --batches 2
is "$(sed -n 2p out)" "2000 ms 1000 0 1007" \
    "each part of a window: so many in the batch, and one pair of each batch in it"

# What does not change: ids, partitions, what is printed, and the trace but for times.
program plain 'lines:map(function(line) return line:upper() end)
  :foreachRDD(function(rdd) rdd:count() end)'
work stable --batches 3 --trace cost.jsonl
work plain --batches 3 --trace plain.jsonl
shape() { # what the run did, without times and costs
    grep -E '"kind":"(rdd|job-started|stage-started)"' "$1" | sed 's/"at":[0-9]*,//'
}
is "$(shape cost.jsonl)" "$(shape plain.jsonl)" "a cost changes no RDD, job or stage"

# Instructions.
program loops 'lines:map(function(line)
  local sum = 0
  for i = 1, #line < 5 and 1 or 1000 do sum = sum + i end
  return sum, 1
end):reduceByKey(function(a, b) return a + b end)
  :foreachRDD(function(rdd) rdd:count() end)'
work loops --batches 2 --conf sluice.cost=instructions
took=$(sed -n 2p out | cut -d ' ' -f 5)
ok "1000 loops of 1000 rounds at 10 ns an instruction take some 20 ms (took $took)" \
    test "$took" -ge 18 -a "$took" -le 24
cp out charged
for workers in 0 1 3; do
    work loops --batches 2 --conf sluice.cost=instructions --workers $workers \
        --trace "instructions-$workers"
done
same instructions-0 instructions-1 "instructions are the same in another thread"
same instructions-0 instructions-3 "and with several"
work loops --batches 2
is "$(sed -n 2p out | cut -d ' ' -f 5)" 0 "without the setting they cost nothing"

program sum 'lines:map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)
  :foreachRDD(function(rdd) rdd:count() end)'
work sum --batches 2 --conf sluice.cost=instructions \
    --conf sluice.cost.instruction=1us
took=$(sed -n 2p out | cut -d ' ' -f 5)
ok "functions that C computes are charged as if Lua did (took $took)" \
    test "$took" -ge 4 -a "$took" -le 20

# How long it really takes: each record 20 us more, or none, in few threads or many.
program spins 'local turns = tonumber(os.getenv("TURNS"))
lines:map(function(line)
  for _ = 1, turns do end
  return line, turns * 0
end):reduceByKey(function(a, b) return a + b end):print()'
TURNS=0 work spins --batches 3 --workers 1 --trace swift
TURNS=5000 work spins --batches 3 --workers 1 --trace slow
same slow swift "a function that takes long by the clock on the wall"
TURNS=5000 work spins --batches 3 --workers 8 --trace slow
same slow swift "and does so in many threads"

# Chance.
work stable --batches 6 --conf sluice.cost.noise=0.2
cp out once
work stable --batches 6 --conf sluice.cost.noise=0.2
same once out "noise is the same in every run"
unlike out ' 1200$' "and changes each batch"
work stable --batches 6 --conf sluice.cost.noise=0.2 --seed 2
ok "and another seed has another one" test "$(cat out)" != "$(cat once)"
cp out once
work stable --batches 6 --conf sluice.cost.noise=0.2 --conf sluice.seed=2
same once out "sluice.seed is that seed, and wins over --seed"
work stable --batches 3 --conf sluice.cost.stragglers=1 --conf sluice.cost.slowdown=2
is "$(sed -n 1p out)" "1000 ms 800 0 1920" "a straggler takes longer"

# Mistakes.
# refused NAME MESSAGE BODY
refused() {
    program refused "$3"
    work refused --batches 1
    is "$status" 1 "$1: exit 1"
    like err "$2" "$1: the message"
}
refused "a cost of an operator without a function" \
    'cost charges each record that a function of yours gets; window calls none' \
    'lines:window(Seconds(2)):cost(Microseconds(5)):print()'
refused "a cost of such an RDD" 'gets; groupByKey calls none' \
    'lines:foreachRDD(function(rdd)
  rdd:map(function(x) return x, 1 end):groupByKey():cost(Microseconds(5)):count()
end)'
refused "a number" 'cost wants a length of time, got 50' \
    'lines:filter(function() return true end):cost(50):print()'
like err 'try:  Microseconds\(50\)' "a number: what to try"
refused "a negative cost" 'cost wants a length of time from 0 on' \
    'lines:filter(function() return true end):cost(Microseconds(-1)):print()'
refused "a fraction" 'Microseconds wants a whole number' \
    'lines:filter(function() return true end):cost(Microseconds(0.5)):print()'
work stable --batches 1 --conf sluice.cost.byte=fast
like err 'sluice.cost.byte wants a time such as 10ms' "a setting: the message"

finish
