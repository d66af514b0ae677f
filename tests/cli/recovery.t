#!/usr/bin/env bash
# tests/cli/recovery.t -- a program that is killed and started again goes on.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# Batch n brings n; the state is the sum of all batches. The program kills itself in
# batch 5 if there is a file "kill".
cat >sums.lua <<'END'
local function create()
  print("creating")
  local ssc = StreamingContext("local[2]", "sums", Seconds(1))
  ssc:checkpoint("checkpoint")
  local input = ssc:generatorStream(function(batch)
    return {pair("n", batch), pair("k" .. batch % 7, 1)}
  end, 2)
  local sums = input:updateStateByKey(function(values, state)
    local sum = state or 0
    for _, v in ipairs(values) do
      sum = sum + v
    end
    return sum
  end)
  sums:checkpoint(Seconds(3))
  sums:filter(function(key) return key == "n" end):foreachRDD(function(rdd, time)
    local batch = time:milliseconds() // 1000
    local sum = rdd:collect()[1]._2
    print(batch .. (sum == batch * (batch + 1) // 2 and " right" or " wrong"))
    io.stdout:flush()
    if batch == 5 and os.remove("kill") then
      os.execute("kill -9 $PPID")
    end
  end)
  local counts = input:mapWithState(StateSpec(function(_, value, state)
    state:update((state:exists() and state:get() or 0) + value)
    return value
  end))
  counts:checkpoint(Seconds(2))
  counts:stateSnapshots():foreachRDD(function(rdd)
    local all = rdd:collect()
    table.sort(all, function(a, b) return a._1 < b._1 end)
    local texts = {}
    for i, count in ipairs(all) do
      texts[i] = tostring(count)
    end
    print(table.concat(texts, " "))
  end)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END

# --- A run without an end, and the same in two ---------------------------------------

run "$SLUICE" run sums.lua --batches 9
is "$status" 0 "a run of nine batches"
sed 1d out >whole
rm -rf checkpoint

touch kill
{ run "$SLUICE" run sums.lua --batches 9; } 2>/dev/null # the shell's own "Killed"
is "$status" 137 "a run that is killed in batch 5"
unlike err . "it says nothing"
run "$SLUICE" run sums.lua --batches 4
is "$status" 0 "started again: exit 0"
unlike out creating "nothing is seen of how its streams are made"
is "$(sed -n 1p out)" "5 right" "it begins with the batch that was not done"
tail -n 10 whole >wanted
same out wanted "batches 5 to 9 print what they print in one run"
is "$(find checkpoint -name 'checkpoint-*' | wc -l | tr -d ' ')" 10 "ten files stay"
ok "data checkpoints that nobody needs are deleted" \
    test "$(find checkpoint -name 'part-*' | wc -l)" -le 10

# --- At any moment -------------------------------------------------------------------

rm -rf checkpoint
for pause in 0.02 0.05 0.03 0.08 0.04 0.11 0.06 0.02 0.07 0.05; do
    timeout -s KILL "$pause" "$SLUICE" run sums.lua --batches 1000000 </dev/null \
        >>killed 2>>killed.err
done 2>/dev/null
run "$SLUICE" run sums.lua --batches 2
is "$status" 0 "killed ten times at any moment, and it goes on"
ok "the killed ones came to work" grep -q right killed
is "$(grep -c wrong killed out)" "killed:0
out:0" "every sum was right"
is "$(cat killed.err)" "" "no start found a folder that it could not read"

# --- Files ----------------------------------------------------------------------------

rm -rf checkpoint
cat >files.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "files", Seconds(1))
  ssc:checkpoint("checkpoint")
  local lines = ssc:textFileStream("in")
  lines:foreachRDD(function(rdd, time)
    print(tostring(time) .. ": " .. (rdd:isEmpty() and "none" or rdd:first()))
    io.stdout:flush()
    if time:milliseconds() == 4000 and os.remove("kill") then
      os.execute("kill -9 $PPID")
    end
  end)
  lines:window(Seconds(3)):count():foreachRDD(function(rdd) print(rdd:first()) end)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END
for n in 1 2 3 4 5; do
    echo "line $n" >"$n.txt"
done
files=in=1.txt@0.5s,2.txt@1.5s,3.txt@2.5s,4.txt@3.5s,5.txt@4.2s
touch kill
{ run "$SLUICE" run files.lua --files "$files" --batches 7; } 2>/dev/null
is "$status" 137 "a file stream that is killed in batch 4"
run "$SLUICE" run files.lua --files "$files" --batches 2
is "$(cat out)" "4000 ms: line 4
3
5000 ms: line 5
3
6000 ms: none
2" "each file comes once, and the windows are whole"

# --- In one run -----------------------------------------------------------------------

rm -rf checkpoint
cat >twice.lua <<'END'
local function create()
  local ssc = StreamingContext("local[2]", "twice", Seconds(1))
  ssc:checkpoint("checkpoint")
  ssc:generatorStream(function(batch) return {batch} end, 1):print()
  return ssc
end
print(StreamingContext.getActive())
local first = StreamingContext.getActiveOrCreate("checkpoint", create)
first:start()
print(StreamingContext.getActiveOrCreate(create) == first)
first:awaitTerminationOrTimeout(1500)
first:stop()
local second = StreamingContext("checkpoint")
print(second == first)
print(second:getState() .. " " .. second:sparkContext():appName())
local _, err = pcall(StreamingContext, "nothing")
print(err.message)
print(second:sparkContext():parallelize({1, 2}, 2):count())
END
run "$SLUICE" run twice.lua --batches 9
rest="SparkContext and checkpoint as null"
is "$(cat out)" "nil
true
-------------------------------------------
Time: 1000 ms
-------------------------------------------
1

false
INITIALIZED twice
requirement failed: Spark Streaming cannot be initialized with both $rest
2" "active, created, recovered"

cat >set.lua <<'END'
local conf = SparkConf():setAppName("set"):setMaster("local[2]")
conf:set("spark.streaming.checkpoint.directory", "by-setting")
local ssc = StreamingContext(conf, Seconds(1))
ssc:generatorStream(function(batch) return {batch} end, 1):print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run set.lua --batches 1
ok "spark.streaming.checkpoint.directory sets the folder" \
    test -f by-setting/checkpoint-1000
sed 's/getActiveOrCreate("checkpoint", create)/open/' twice.lua |
    sed 's/StreamingContext.open/StreamingContext("by-setting")/' >foreign.lua
run "$SLUICE" run foreign.lua --batches 1
like err 'another run wrote it, and a checkpoint holds no functions' \
    "StreamingContext(folder) of another run: why not"

# --- What cannot be recovered --------------------------------------------------------

rm -rf checkpoint
run "$SLUICE" run sums.lua --batches 2
sed 's/"sums", Seconds(1)/"sums", Seconds(2)/' sums.lua >other.lua
run "$SLUICE" run other.lua --batches 2
is "$status" 1 "another batch interval: exit 1"
like err 'the program has changed: batches came every 1000 ms' "it says what differs"
like err 'Failed to read checkpoint from directory checkpoint' "and Spark's text"
like err '\[cannot-recover\]' "and its name"

sed 's/sums:filter(.*):foreachRDD/sums:foreachRDD/' sums.lua >other.lua
run "$SLUICE" run other.lua --batches 2
like err 'stream 2 was filter and is mapWithState now' "a stream is missing: which"

for file in checkpoint/checkpoint-*; do
    head -c 100 "$file" >part && cp part "$file"
done
run "$SLUICE" run sums.lua --batches 2
is "$status" 1 "files that were cut: exit 1"
like err 'checkpoint/checkpoint-[0-9]*: line 1' "it says where, in the newest"
unlike out creating "and no context is made"

sed 's/("checkpoint", create)/("checkpoint", create, null, true)/' sums.lua \
    >anew.lua
run "$SLUICE" run anew.lua --batches 1
is "$(sed -n 1p out)" creating "createOnError: a new context"

finish
