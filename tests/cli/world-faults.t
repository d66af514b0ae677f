#!/usr/bin/env bash
# tests/cli/world-faults.t -- copies of blocks that a world drops, and nodes it slows.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

mkdir tmp
export TMPDIR=$PWD/tmp
# shellcheck disable=SC2154 # run sets $status

# Prints what a run printed on one line, without the heads of batches.
values() {
    grep -v '^---\|^Time\|^$' out | tr '\n' ' '
}

# --- Copies and nodes -----------------------------------------------------------------

cat >copies.lua <<'END'
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies", Seconds(1))
ssc:socketTextStream("sensor", 7000, StorageLevel.MEMORY_ONLY_2):count():print()
ssc:start()
ssc:awaitTermination()
END
removed() { # which block was removed from which executor
    grep '"block-removed".*"why":"lost"' trace.jsonl |
        sed 's/.*"block":"\(.*\)","executor":\(.\),.*/\1 \2/' | tr '\n' ' '
}
echo '0.05..0.95/0.1 sensor:7000 x
0.9 drop replica input-0-200
0.9 drop replica input-0-0 on 1' >copies.txt
run "$SLUICE" run copies.lua --world copies.txt --batches 1 --trace trace.jsonl
is "$(removed)" "input-0-200 0 input-0-0 1 " \
    "the first copy of a block is lost, or that on an executor"
is "$(values)" "8 " "the other one is read"

cat >>copies.txt <<'END'
0.9 drop replica input-0-200 on 0
0.9 drop replica input-0-200
0.9 drop replica input-0-200
0.9 drop replica shuffle_0_0
0.9 drop replica input-0-0200
END
run "$SLUICE" run copies.lua --world copies.txt --batches 1
is "$(sed -n 's/^copies.txt:\([0-9]*: error: .*\), at .*/\1/p' err)" \
    "4: error: executor 0 has no copy of block input-0-200
6: error: there is no block input-0-200
7: error: shuffle_0_0 is output of a shuffle, which has no replicas
8: error: input-0-0200 is no name of a block; input-0-1000 and rdd_3_0 are" \
    "what has no copy cannot lose one"
is "$(values)" "6 " "a batch is formed without a block that is gone"

echo '0.05..0.95/0.1 sensor:7000 x
when batch 1000 is formed drop replica input-0-200
when batch 1000 is formed drop replica input-0-200' >late_drop.txt
run "$SLUICE" run copies.lua --world late_drop.txt --batches 1
like err 'Could not compute split, block input-0-200 of RDD [0-9]* not found' \
    "its tasks fail if it goes later"

cat >kept.lua <<'END'
local ssc = StreamingContext("local-cluster[2,1,1024]", "kept", Seconds(1))
local sc = ssc:sparkContext()
local calls = sc:longAccumulator("calls")
local kept = sc:parallelize({1, 2, 3, 4}, 2):map(function(n)
  calls:add(1)
  return n
end):cache()
ssc:queueStream({kept, kept, kept}):foreachRDD(function(rdd)
  print(rdd:count(), calls:value())
end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run kept.lua --batches 2 --trace trace.jsonl
name=$(sed -n 's/.*"kind":"cached","block":"\(rdd_[0-9]*_1\)".*/\1/p' trace.jsonl)
echo "1.5 drop replica $name" >kept.txt
run "$SLUICE" run kept.lua --world kept.txt --batches 2
is "$(tr '\t\n' '= ' <out)" "4=4 4=6 " "a kept partition is computed again"

cat >nodes.lua <<'END'
local ssc = StreamingContext("local-cluster[2,1,1024]", "nodes", Seconds(1))
local sc = ssc:sparkContext()
ssc:queueStream{sc:parallelize({1, 2}, 2), sc:parallelize({1, 2}, 2),
  sc:parallelize({1, 2}, 2)}:foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
END
echo '1.005 slow node 0 by 3
1.02 slow node 1 by 2.5
2.5 slow node 0 by 1
2.6 slow node 7 by 2' >nodes.txt
run "$SLUICE" run nodes.lua --world nodes.txt --batches 3 --trace trace.jsonl \
    --conf sluice.cost.task=20ms
took() { # "EXECUTOR MS" of each task
    local time='^{"at":\([0-9]*\)000,"kind":"task-\([a-z]*\)","task":\([0-9]*\)'
    sed -n "s/$time\(.*\"executor\":\([0-9]*\)\)\{0,1\}.*/\\2 \\3 \\1 \\5/p" \
        trace.jsonl |
        awk '$1 == "started" {at[$2] = $3; on[$2] = $4}
            $1 == "ended" {printf "%s=%d ", on[$2], $3 - at[$2]}'
}
is "$(took)" "1=20 0=60 1=50 0=60 0=20 1=50 " \
    "tasks on a slow node take longer, those that run keep their end"
like err '^nodes.txt:4: error: there is no node 7' \
    "a node that is not there is an error"
finish
