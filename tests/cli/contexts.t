#!/usr/bin/env bash
# tests/cli/contexts.t -- the life of contexts, and those who listen to it, as a program
# sees them; what Spark prints for the same is in tests/golden/spark/context-*.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# program [OPTION]...: runs the program on standard input. What it prints has blanks in
# place of tabs.
program() {
    cat >program.lua
    run "$SLUICE" run program.lua "$@"
    tr '\t' ' ' <out >blanks
    mv blanks out
}

# prints NAME TEXT: the last program printed these lines.
prints() {
    printf '%s\n' "$2" >wanted
    same out wanted "$1"
}

# --- States: the vectors of StreamingContextSuite ------------------------------------

program --batches 1 <<'END'
local ssc = StreamingContext("local[2]", "twice", Seconds(1))
ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)
ssc:start()
ssc:start()
print(ssc:getState())
ssc:awaitTermination()
ssc:stop()
ssc:stop()
print(ssc:getState(), ssc:sparkContext():isStopped())
END
is "$status" 0 "started twice, stopped twice: no error"
prints "started twice, it runs once" "$(printf 'ACTIVE\n1000 ms\nSTOPPED true')"
like err '^program.lua:4: warning: .* \[no-effect\]$' "a second start is a warning"
like err '^  Spark: StreamingContext has already been started$' "in Spark's words"
like err '^program.lua:8: warning: .* \[no-effect\]$' "so is a second stop"
like err '^  Spark: StreamingContext has already been stopped$' "in Spark's words, too"
is "$(grep -c no-effect err)" 4 "and nothing else is said"

program <<'END'
local ssc = StreamingContext("local[2]", "unused", Seconds(1))
ssc:stop(false)
print(ssc:getState(), ssc:sparkContext():isStopped())
ssc:stop(true)
print(ssc:getState(), ssc:sparkContext():isStopped())
END
prints "stopped before the start; then the application" \
    "$(printf 'STOPPED false\nSTOPPED true')"
like err '^  Spark: StreamingContext has not been started yet$' "nothing was to stop"
is "$(grep -c 'no-effect\]$' err)" 1 "the second stop had an effect"

for setting in true false; do
    program --conf spark.streaming.stopSparkContextByDefault=$setting <<'END'
local ssc = StreamingContext("local[2]", "default", Seconds(1))
ssc:queueStream({}):print()
ssc:start()
ssc:stop()
print(ssc:sparkContext():isStopped())
END
    prints "stopSparkContextByDefault=$setting" $setting
done

program --batches 2 <<'END'
local ssc = StreamingContext("local[2]", "task", Seconds(1))
ssc:queueStream({ssc:sparkContext():parallelize({1})})
  :map(function() error("map task", 0) end):print()
ssc:start()
print(pcall(ssc.awaitTerminationOrTimeout, ssc, 500))
local _, err = pcall(ssc.awaitTerminationOrTimeout, ssc, 1000)
print(err.message:match("map task"))
print(ssc:getState())
END
prints "an error in a task reaches the one who waits" \
    "$(printf 'true false\nmap task\nACTIVE')"

# --- Waiting for what never comes ----------------------------------------------------

program <<'END'
local ssc = StreamingContext("local[2]", "await", Seconds(1))
ssc:queueStream({}):print()
print(ssc:awaitTerminationOrTimeout(1500), ssc:sparkContext():startTime())
print(pcall(ssc.awaitTermination, ssc))
repeat until ssc:awaitTerminationOrTimeout(1000)
END
is "$status" 1 "waiting for a context that never runs: exit 1"
like out "^false 0$" "with a deadline, time passes"
like out "^false java.lang.IllegalStateException: awaitTermination would never return: \
the context was never started$" "without one it is an error"
like err '^program.lua:5: error: .* \[await-forever\]$' "a loop ends, too"

program <<'END'
local ssc = StreamingContext("local[2]", "await", Seconds(1))
ssc:queueStream({}):print()
ssc:stop()
ssc:awaitTermination()
END
like err 'the context was stopped before it had run \[await-forever\]$' \
    "nor does a context run that was stopped first"

program <<'END'
local ssc = StreamingContext("local[2]", "await", Seconds(1))
ssc:awaitTerminationOrTimeout(Seconds(2))
END
like err '^  try:  awaitTerminationOrTimeout\(2000\)$' "a Duration is no number"

# --- Applications --------------------------------------------------------------------

program <<'END'
local sc = SparkContext("local[2]", "one")
local old = sc:parallelize({1, 2})
SparkContext("local[2]", "two")
END
like err '^program.lua:3: error: a second SparkContext, .* \[two-contexts\]$' \
    "one application at a time"
like err 'was created at:$' "Spark's text"
like err '^ *program.lua:1$' "names the place of the first one"

program --until 9s <<'END'
local first = StreamingContext("local[2]", "one", Seconds(1))
first:queueStream({first:sparkContext():parallelize({1, 2})}):print()
first:start()
first:awaitTerminationOrTimeout(1500)
local old = first:sparkContext():parallelize({1})
first:sparkContext():stop()
print(first:getState())
local second = StreamingContext("local[3]", "two", Seconds(2))
print(first:getState(), second:sparkContext():parallelize({1}):id())
print(pcall(old.count, old))
second:queueStream({second:sparkContext():parallelize({3})}):foreachRDD(
  function(rdd, time)
    print(time, rdd:count(), rdd:id())
    if rdd:count() == 0 then error("nothing", 0) end
  end)
second:start()
print(StreamingContext.getActive() == second)
pcall(second.awaitTermination, second)
END
like out '^ACTIVE$' "a context outlives its application"
like out '^STOPPED 0$' "until there is another, which numbers its RDDs from 0"
like out '^false java.lang.IllegalStateException: SparkContext has been shutdown$' \
    "what is left of the old one's RDDs says so"
like out '^2000 ms 1 1$' "the second context runs"
like err 'batch 2 \(4000 ms\) failed; the context goes on with batch 3$' \
    "its batches are counted from its own start"

program <<'END'
print(pcall(function() return SparkContext.getorcreate() end))
print(select(2, pcall(function() return StreamingContext:getActive() end)).message)
print(select(2, pcall(function() StreamingContext.getActive = nil end)).message)
END
# shellcheck disable=SC2016 # backquotes stand in messages
prints "functions of a class" "$(printf '%s\n' \
    'false java.lang.NoSuchMethodError: SparkContext has no function `getorcreate`' \
    'getActive belongs to no object; it is called with a dot' \
    'nothing can be added to StreamingContext')"

# --- Listeners -----------------------------------------------------------------------

printf 'a\nb\nc\nd\ne\nf\n' >words.txt
program --feed 9999=words.txt <<'END'
local listener = { count = 0 }
function listener:onBatchCompleted(event)
  self.count = self.count + 1
  local batch = event.batchInfo
  print(("%d: %s, %d records, waited %d, took %d, %d in all"):format(self.count,
    batch.batchTime, batch.numRecords, batch.schedulingDelay, batch.processingDelay,
    batch.totalDelay))
  for id, input in pairs(batch.streamIdToInputInfo) do
    print(id, input.inputStreamId, input.numRecords)
  end
end
function listener.onOutputOperationCompleted(event)
  local output = event.outputOperationInfo
  print(output.id, output.name, output.description, output.duration)
end
local function show(event)
  local receiver = event.receiverInfo
  print(receiver.name, receiver.active, receiver.location, receiver.executorId,
    receiver.lastErrorMessage, receiver.lastErrorTime)
end
listener.onReceiverStarted, listener.onReceiverStopped = show, show
local ssc = StreamingContext("local[2]", "listen", Seconds(1))
ssc:addStreamingListener(listener)
ssc:queueStream({})
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTerminationOrTimeout(1500)
ssc:stop()
END
printf '%s\n' 'SocketReceiver-1 true localhost driver  -1' \
    '0 foreachRDD at program.lua:25 program.lua:25 30' \
    '1: 1000 ms, 4 records, waited 0, took 30, 30 in all' \
    '1 1 4' \
    'SocketReceiver-1 false localhost driver Stopped by driver -1' >wanted
same out wanted "a listener is told of batches, outputs and receivers"

program --batches 3 <<'END'
local ssc = StreamingContext("local[2]", "broken", Seconds(1))
ssc:addStreamingListener({ onBatchStarted = function() error("broken") end })
ssc:addStreamingListener({ onBatchStarted = function(event)
  print(event.batchInfo.batchTime)
end })
ssc:queueStream({}):foreachRDD(function() end)
ssc:start()
ssc:awaitTermination()
END
is "$status" 1 "a listener that raises an error: exit 1"
prints "others are told, and the run goes on" "$(printf '1000 ms\n2000 ms\n3000 ms')"
like err '^program.lua:2: error: broken \[listener-failed\]$' "the error is said"
like err '^  why:  onBatchStarted of a listener raised it; the run goes on$' "and whose"
like err '^listener-failed: 2 more, batches 2 to 3$' "once"

program <<'END'
local ssc = StreamingContext("local[2]", "misspelt", Seconds(1))
ssc:addStreamingListener({ onBatchComplete = function() end })
END
# shellcheck disable=SC2016
like err 'a listener has no function `onBatchComplete` \[unknown-method\]$' \
    "a function that would never be called"
like err '^  try:  onBatchCompleted' "the right one is near"

# A listener that runs a job keeps others waiting, and nothing else.
program --batches 2 <<'END'
local ssc = StreamingContext("local[2]", "slow", Seconds(1))
local sc = ssc:sparkContext()
ssc:addStreamingListener({
  onBatchSubmitted = function(event)
    print("submitted", event.batchInfo.batchTime, sc:parallelize({1, 2}):count())
  end,
  onBatchCompleted = function(event) print("completed", event.batchInfo.batchTime) end,
})
ssc:queueStream({}):foreachRDD(function(_, time) print("output", time) end)
ssc:start()
ssc:awaitTermination()
END
is "$status" 0 "a listener may run a job"
prints "and is told of the rest when it has ended" "$(printf '%s\n' 'output 1000 ms' \
    'submitted 1000 ms 2' 'completed 1000 ms' 'output 2000 ms' 'submitted 2000 ms 2' \
    'completed 2000 ms')"

# An output that runs meanwhile is no listener.
program <<'END'
local ssc = StreamingContext("local[2]", "stop", Seconds(1))
local sc = ssc:sparkContext()
ssc:addStreamingListener({
  onBatchSubmitted = function() sc:parallelize({1}):count() end,
})
ssc:queueStream({}):foreachRDD(function() ssc:stop(false) end)
ssc:start()
ssc:awaitTermination()
print(ssc:getState())
END
prints "an output may stop the context while a listener waits" STOPPED

program --batches 3 <<'END'
local ssc = StreamingContext("local[2]", "stats", Seconds(1))
ssc:addStreamingListener(StatsReportListener(2))
ssc:queueStream({}):foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
END
is "$(cat out)" "" "StatsReportListener prints nothing"
is "$(grep -c '^Total delay: (count: ' err)" 3 "it says something after each batch"
like err '^Processing time: \(count: 2, mean: 15.000000, stdev: 0.00' "of the last two"

# --- Many applications ----------------------------------------------------------------

cat >many.lua <<'END_OF_PROGRAM'
-- Pages in memory; 1 where the system does not tell.
local function resident()
  local file = io.open("/proc/self/statm")
  local _, pages = 0, 1
  if file then
    _, pages = file:read("n", "n")
    file:close()
  end
  return pages
end

local keys, few = {}, nil
for i = 1, 200 do
  keys[i] = i
end
for i = 1, 6 do
  local ssc = StreamingContext("local-cluster[10,1,1024]", "many", Seconds(1))
  ssc:checkpoint("checkpoint")
  ssc:generatorStream(function() return keys end, 40)
    :map(function(key) return key, 1 end)
    :updateStateByKey(function(values, state) return (state or 0) + #values end, 200)
    :checkpoint(Seconds(60))
    :foreachRDD(function(rdd) rdd:count() end)
  ssc:start()
  ssc:awaitTerminationOrTimeout(100000)
  ssc:stop()
  few = few or resident()
end
print(resident() < 2 * few)
END_OF_PROGRAM
# AddressSanitizer would keep what was freed for a while.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1"
run "$SLUICE" run many.lua --until 1h
# ThreadSanitizer keeps what was freed for good.
if ! grep -q __tsan_init "$SLUICE"; then
    is "$(cat out)" true "what a stopped application has stored is forgotten"
fi

finish
