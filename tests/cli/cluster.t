#!/usr/bin/env bash
# tests/cli/cluster.t -- programs on a cluster of several executors: where tasks run,
# how they are tried again, and which settings say so.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# starts TRACE TEXT: how many tasks started whose record has the text.
starts() {
    grep '"kind":"task-started"' "$1" | grep -c -- "$2"
}

# --- Tasks are tried again ------------------------------------------------------------

cat >attempts.lua <<'END_OF_PROGRAM'
local sc = SparkContext(arg[1], "attempts")
local seen = sc:longAccumulator("seen")
local numbers = sc:parallelize({ 1, 2, 3, 4 }, 2):map(function(x)
  seen:add(1)
  local context = TaskContext.get()
  if x > 2 and context:attemptNumber() < 2 then
    error("not yet")
  end
  return x * 10 + context:attemptNumber()
end)
print(table.unpack(numbers:collect()))
print(seen:value())
local ok, err = pcall(function()
  sc:parallelize({ 1, 2, 3 }, 3):foreach(function(x)
    if x == 2 then error("always") end
  end)
end)
print(ok, (err.message:gsub("java.*", "")))
END_OF_PROGRAM

for master in 'local[2,3]' 'local-cluster[2,1,1024]'; do
    run "$SLUICE" run attempts.lua --trace attempts.jsonl -- "$master"
    is "$status" 0 "$master: it ends well"
    # Asked of Spark 3.5.6: an accumulator counts successful attempts only.
    is "$(sed -n 1,2p out)" "$(printf '10\t20\t32\t42\n4')" "$master: two more attempts"
    is "$(starts attempts.jsonl '"stage":0,"index":1,"partition":1,"attempt":')" 3 \
        "$master: which the trace shows"
done
like out 'Lost task 1.3 in stage 1.0 \(TID 9\) \(node-1 executor 1\): ' \
    "Spark's text names node and executor"

run "$SLUICE" run attempts.lua --conf spark.task.maxFailures=2 -- \
    'local-cluster[2,1,1024]'
is "$status" 1 "a job fails that would need one more attempt"

# --- Where tasks run ------------------------------------------------------------------

cat >words.lua <<'END_OF_PROGRAM'
local ssc = StreamingContext(arg[1], "words", Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)
  :print()
ssc:start()
ssc:awaitTermination()
END_OF_PROGRAM
printf 'a b\nb c\nc d\nd e\na b\nb c\n' >lines.txt
feed=9999=lines.txt:rate=5/s

run "$SLUICE" run words.lua --feed $feed -- 'local[4]'
mv out alone
run "$SLUICE" run words.lua --feed $feed --conf spark.default.parallelism=4 \
    --trace words.jsonl -- 'local-cluster[2,2,1024]'
sort alone >alone.sorted
sort out >out.sorted
is "$(cat out.sorted)" "$(cat alone.sorted)" "a cluster counts as one computer does"
is "$(starts words.jsonl '"executor":1,')" \
    "$(starts words.jsonl '"executor":1,"core":[01],')" "cores are counted by executor"
ok "map tasks are where their blocks are" \
    test "$(starts words.jsonl '"locality":"PROCESS_LOCAL"')" -gt 5
ok "reduce tasks are where their input is" \
    test "$(starts words.jsonl '"locality":"NODE_LOCAL"')" -gt 2

# --- Slow nodes and copies ------------------------------------------------------------

cat >slow.lua <<'END_OF_PROGRAM'
local sc = SparkContext("local-cluster[4,1,1024]", "slow")
print(sc:parallelize({ 1, 2, 3, 4 }, 4):map(function(x) return x * 2 end):sum())
END_OF_PROGRAM
slow='--conf sluice.cost.task=1s --conf sluice.cluster.speeds=1,1,0.1,1'
# shellcheck disable=SC2086
run "$SLUICE" run slow.lua $slow --trace slow.jsonl
is "$(cat out)" 20.0 "a slow executor changes no result"
ok "it takes ten times as long" grep -q '"at":10010000,"kind":"task-ended"' slow.jsonl
# shellcheck disable=SC2086
run "$SLUICE" run slow.lua $slow --conf spark.speculation=true --trace slow.jsonl
is "$(cat out)" 20.0 "neither does a copy"
ok "the slower of two copies is killed" \
    grep -q '"at":2600000,"kind":"task-ended".*TaskKilled (another attempt' slow.jsonl

# --- Settings -------------------------------------------------------------------------

for setting in sluice.cluster.speeds=fast sluice.cluster.nodes=-1 \
    spark.locality.wait=-1s spark.speculation.quantile=0 sluice.shortcuts=perhaps; do
    run "$SLUICE" run slow.lua --conf $setting
    is "$status" 1 "$setting is refused"
    like err "${setting%%=*}" "$setting: by its name"
done

finish
