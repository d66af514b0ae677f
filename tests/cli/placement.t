#!/usr/bin/env bash
# tests/cli/placement.t -- receivers on the executors of a cluster, and executors that
# come and go with the load.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# executors STATE TRACE: where each receiver was when it changed to a state.
executors() {
    sed -n 's/^{"at":[0-9]*,"kind":"receiver","receiver":\([0-9]*\).*"state":"'"$1"'"'`
        `',"executor":\([-0-9]*\).*/\1:\2/p' "$2" | tr '\n' ' '
}

# --- Receivers ------------------------------------------------------------------------

# The ids are those that Spark 3.5.6 prints for this program on such a cluster.
cat >spread.lua <<'END'
local ssc = StreamingContext("local-cluster[3,2,1024]", "spread", Seconds(1))
local a = ssc:socketTextStream("localhost", 9999)
local b = ssc:socketTextStream("localhost", 9998)
a:union(b):foreachRDD(function(rdd)
  print((rdd:toDebugString():gsub(" at [^\n]*", "")))
  rdd:count()
end)
ssc:start()
ssc:awaitTermination()
END
printf '%s\n' a b c d e f g h i j k l >lines.txt
run "$SLUICE" run spread.lua --feed 9999=lines.txt --feed 9998=lines.txt --batches 1 \
    --trace trace.jsonl
is "$status" 0 "two receivers on three executors"
is "$(executors started trace.jsonl)" "0:0 1:1 " "each is on an executor of its own"
cat >want <<'END'
(8) UnionRDD[7]
 |  BlockRDD[5]
 |  BlockRDD[6]
END
same out want "RDDs have the ids of Spark: 3 for its first job, 1 for each receiver"
is "$(grep -c '"kind":"task-started",.*"stage":[01],' trace.jsonl)" 70 \
    "the first job has 50 and 20 tasks"
like trace.jsonl '"kind":"job-started","job":3,' "jobs of batches are numbered after it"

cat >prefers.lua <<'END'
local ssc = StreamingContext("local-cluster[3,2,1024]", "prefers", Seconds(1))
local function store(rx) rx:store("x") end
ssc:addStreamingListener{
  onReceiverStarted = function(event)
    local info = event.receiverInfo
    print("started", info.streamId, info.executorId, info.location)
  end,
  onReceiverStopped = function(event)
    local info = event.receiverInfo
    print("stopped", info.streamId, info.executorId, info.location)
  end,
}
local one = ssc:receiverStream(Receiver{onStart = store, preferredLocation = "node-2"})
local two = ssc:receiverStream(Receiver{onStart = store})
one:union(two):foreachRDD(function(rdd, time) print(time, rdd:count()) end)
ssc:start()
ssc:awaitTerminationOrTimeout(1500)
ssc:stop()
END
run "$SLUICE" run prefers.lua --until 3s
tr '\t' ' ' <out >got
cat >want <<'END'
started 0 2 node-2
started 1 0 node-0
1000 ms 2
stopped 0 2 node-2
stopped 1 0 node-0
END
same got want "a receiver runs where it prefers to; listeners are told where"

# Both want the only core of node-0: Spark lets the second wait for 3 s, and 3 s more.
cat >refused.lua <<'END'
local ssc = StreamingContext("local-cluster[2,1,1024]", "refused", Seconds(1))
local wish = Receiver{onStart = function(rx) rx:store("x") end,
  preferredLocation = "node-0"}
local one, two = ssc:receiverStream(wish), ssc:receiverStream(wish)
one:union(two):foreachRDD(function() end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run refused.lua --until 10s --trace trace.jsonl
like trace.jsonl '^{"at":6[0-9]*,"kind":"receiver","receiver":1,.*"executor":1,'`
    `'.*"Registered unsuccessfully because Driver refused to start receiver 1"' \
    "a receiver that gets another core than it wants is refused"
like err 'receiver 1 did not run: it was refused once \[receiver-refused\]$' \
    "the end of the run says so"
run "$SLUICE" run refused.lua --until 10s --trace trace.jsonl \
    --conf spark.locality.wait=1s
is "$(grep -c 'Driver refused' trace.jsonl)" 4 \
    "spark.locality.wait says how long it waits"

cat >full.lua <<'END'
local ssc = StreamingContext("local-cluster[1,1,1024]", "full", Seconds(1))
ssc:receiverStream(function(rx) rx:store("x") end):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run full.lua --until 3s
like err '1 receiver holds the only core of local-cluster.*; no task can run' \
    "a cluster without a core for tasks is told of"
like err 'try: *2 cores or more: a core for each receiver and one for tasks' \
    "what it needs"

# --- Executors ------------------------------------------------------------------------

cat >load.lua <<'END'
local conf = SparkConf():setAppName("load"):setMaster("local-cluster[1,2,1024]")
  :set("spark.streaming.dynamicAllocation.enabled", "true")
  :set("spark.streaming.dynamicAllocation.scalingInterval", "5s")
  :set("sluice.cost.task", "50ms")
local ssc = StreamingContext(conf, Seconds(1))
ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch < 10 and 60 or 4 do
    list[i] = i
  end
  return list
end, 8):foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run load.lua --conf sluice.cost.record=80ms --trace trace.jsonl \
    --until 60s
is "$status" 0 "a load that grows and goes"
changes() {
    sed -n 's/^{"at":\([0-9]*\)000000,"kind":"executor","executor":\([0-9]*\),.*'`
        `'"state":"\([a-z]*\)".*/\1 s \3 \2/p' trace.jsonl
}
is "$(changes | sed -n '1,2p' | tr '\n' ',')" "10 s added 1,10 s added 2," \
    "a load of 2.6 asks at 5 s for three executors, which join 5 s later"
is "$(changes | grep -c added)" "$(changes | grep -c lost)" \
    "when it is gone, so are they"
like trace.jsonl '"state":"lost","text":"Executor killed by driver."' \
    "killed by the driver"
cp trace.jsonl before.jsonl
run "$SLUICE" run load.lua --conf sluice.cost.record=80ms --trace trace.jsonl \
    --until 60s
same trace.jsonl before.jsonl "the same seed, the same executors"

run "$SLUICE" run load.lua --conf spark.dynamicAllocation.enabled=true
like err 'Dynamic Allocation cannot be enabled for both streaming and core' \
    "not together with that of Spark itself"
run "$SLUICE" run load.lua --until 20s --master 'local[2]' \
    --conf spark.streaming.dynamicAllocation.scalingInterval=0 --trace trace.jsonl
is "$(grep -c '"kind":"executor"' trace.jsonl)" 1 "local mode stays as it is"

finish
