#!/usr/bin/env bash
# tests/cli/concurrent.t -- outputs at the same time, and Thread.sleep; what Spark
# prints for the same is in tests/golden/more/concurrent-*.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# program [OPTION]...: runs the program on standard input, behind a beginning with
# ssc, input (three batches of three numbers) and now() in ms. What it prints has blanks
# in place of tabs.
program() {
    {
        cat <<'END'
local conf = SparkConf():setMaster("local[4]"):setAppName("concurrent")
local sc = SparkContext(conf)
local ssc = StreamingContext(sc, Seconds(1))
local list = {}
for i = 1, 3 do list[i] = sc:parallelize({ i, i, i }, 2) end
local input = ssc:queueStream(list)
END
        cat
    } >program.lua
    run "$SLUICE" run program.lua --conf spark.streaming.concurrentJobs=2 \
        --trace trace.jsonl "$@"
    tr '\t' ' ' <out >blanks
    mv blanks out
}

# prints NAME TEXT: the last program printed these lines.
prints() {
    printf '%s\n' "$2" >wanted
    same out wanted "$1"
}

# printed: what the last program printed, each line behind its time in ms.
printed() {
    sed -n 's/^{"at":\([0-9]*\)000,"kind":"printed".*"text":"\(.*\)\\n"}$/\1 \2/p' \
        trace.jsonl | sed 's/\\t/ /g'
}

# --- Giving way ---------------------------------------------------------------------

program --batches 1 <<'END'
for _, name in ipairs({ "a", "b", "c" }) do
  input:foreachRDD(function(rdd)
    print(name, rdd:count())
    print(name, rdd:count())
  end)
end
ssc:start()
ssc:awaitTermination()
END
is "$status" 0 "three outputs, two at a time"
is "$(printed | tr '\n' ',')" \
    "1015 a 3,1015 b 3,1030 a 3,1030 b 3,1045 c 3,1060 c 3," \
    "while one waits for its job another one runs"

program --batches 1 <<'END'
input:foreachRDD(function(rdd)
  local numbers = { 3, 1, 2 }
  table.sort(numbers, function(x, y) rdd:count() return x < y end)
  print("sorted", table.concat(numbers, " "))
  print(("xyz"):gsub("y", function() return tostring(rdd:count()) end))
  local in_coroutine = coroutine.wrap(function() coroutine.yield(rdd:count()) end)
  print(in_coroutine(), pcall(rdd.count, rdd))
end)
input:foreachRDD(function(rdd) print("b", rdd:count()) end)
ssc:start()
ssc:awaitTermination()
END
is "$(sort out | tr '\n' ',')" "3 true 3,b 3,sorted 1 2 3,x3z 1," \
    "an action works inside of functions of C and of coroutines"

program --batches 1 <<'END'
input:foreachRDD(function(rdd)
  local keyed = rdd:keyBy(tostring):partitionBy(HashPartitioner(2))
  print(rdd:collect()[3], #rdd:take(2), rdd:first(), keyed:lookup("1")[1])
  print(rdd:sortBy(function(x) return x end, true, 2):glom():count())
  print(rdd:zipWithIndex():max()._2, rdd:reduce(function(x, y) return x + y end))
  rdd:foreach(function(x) print("in a task", x) end)
  rdd:saveAsTextFile("saved")
  print(sc:textFile("saved"):count())
end)
input:foreachRDD(function(rdd) print("b", rdd:count()) end)
ssc:start()
ssc:awaitTermination()
END
is "$(sort out | tr '\n' ',')" \
    "1 2 1 1,2,2 3,3,b 3,in a task 1,in a task 1,in a task 1," \
    "every kind of action gives way"

program --batches 2 <<'END'
input:foreachRDD(function(rdd, time)
  rdd:count()
  if time == Time(1000) then error("not this one") end
  print("a", time)
end)
input:foreachRDD(function(rdd, time)
  rdd:count()
  if time == Time(2000) then coroutine.yield() end
  print("b", time)
end)
ssc:start()
print(pcall(ssc.awaitTermination, ssc))
ssc:awaitTerminationOrTimeout(1)
END
is "$status" 1 "outputs that fail"
prints "fail alone" "$(printf 'b 1000 ms\na 2000 ms\nfalse %s' \
    'java.lang.RuntimeException: program.lua:9: not this one')"
like err '^program.lua:9: error: not this one \[program-failed\]$' \
    "the place is that of the error"
like err '^program.lua:14: error: attempt to yield from outside a coroutine' \
    "an output is no coroutine of the program's"

program --conf spark.streaming.concurrentJobs=0 <<'END'
END
like err 'spark.streaming.concurrentJobs must be at least 1, got 0' \
    "no outputs at a time"

# --- Waiting for a context, and stopping it -----------------------------------------

program --batches 2 --conf spark.streaming.concurrentJobs=1 <<'END'
input:foreachRDD(function(rdd) Thread.sleep(700) print("a", rdd:count()) end)
ssc:start()
print(ssc:awaitTerminationOrTimeout(1300))
ssc:awaitTermination()
END
is "$(printed | tr '\n' ',')" "1300 false,1715 a 3,2715 a 3," \
    "awaitTerminationOrTimeout comes back while an output runs"

program <<'END'
input:foreachRDD(function(rdd)
  local guard <close> = setmetatable({}, { __close = function()
    print("a is closed", rdd:count())
  end })
  Thread.sleep(5000)
  print("not reached", guard)
end)
input:foreachRDD(function(rdd)
  Thread.sleep(100)
  ssc:stop(false)
  print("b goes on", rdd:count())
end)
ssc:start()
print(ssc:awaitTerminationOrTimeout(9000), ssc:getState())
END
is "$(printed | tr '\n' ',')" \
    "3115 a is closed 3,3130 b goes on 3,3130 true STOPPED," \
    "an output that waits when a context stops ends where it is, after 2 s"
is "$(grep '"a is closed' trace.jsonl | grep -c '"output":0')" 1 "as the output it is"

program <<'END'
input:foreachRDD(function() Thread.sleep(5000) end)
ssc:start()
ssc:awaitTerminationOrTimeout(1500)
error("the program fails")
END
is "$status" 1 "a program that ends while an output waits"
like err 'the program fails' "says so"

# --- Thread.sleep ---------------------------------------------------------------------

program --batches 1 <<'END'
Thread.sleep(300)
print("the first")
Thread.sleep(Seconds(1))
print("the second")
input:map(function(x) Thread.sleep(Milliseconds(100)) return x end):foreachRDD(
  function(rdd) print(rdd:count()) end)
ssc:start()
Thread.sleep(2000)
print("the third")
ssc:awaitTermination()
END
is "$(printed | tr '\n' ',')" \
    "300 the first,1300 the second,2215 3,3300 the third," \
    "time passes in the program's lines, and a task takes longer"

program --batches 1 <<'END'
print(pcall(Thread.sleep, -1))
print(pcall(Thread.sleep, Seconds(0) - Seconds(1)))
print(pcall(Thread.sleep, "1"))
print(pcall(Thread.sleep))
print(pcall(function() Thread:sleep(1) end))
print(pcall(function() return sc:parallelize({ 1 }, 1):map(function(x)
  Thread.sleep(-5)
  return x
end):count() end))
END
sed 's/^false //
s/.*localhost executor driver): //
s/^java.lang.IllegalArgumentException: //' out >short
mv short out
prints "what it refuses" "$(printf '%s\n' \
    'timeout value is negative' \
    'timeout value is negative' \
    'Thread.sleep wants a whole number, got "1"' \
    'Thread.sleep wants a whole number, got nothing' \
    'sleep belongs to no object; it is called with a dot' \
    'timeout value is negative')"

program --batches 3 <<'END'
ssc:receiverStream(Receiver{ onStart = function(rx)
  rx:store("one")
  Thread.sleep(1500)
  rx:store("two")
end }):foreachRDD(function(rdd) print(table.concat(rdd:collect(), " ")) end)
ssc:start()
ssc:awaitTermination()
END
is "$(printed | tr '\n' ',')" "1015 one,2015 two,3010 ," "in a receiver it is rx:sleep"

begun=$(date +%s%N)
program --clock wall --batches 1 <<'END'
Thread.sleep(200)
input:foreachRDD(function(rdd) Thread.sleep(300) print(rdd:count()) end)
ssc:start()
ssc:awaitTermination()
END
is "$(cat out)" 3 "under the wall clock"
ok "the driver really waits" test $((($(date +%s%N) - begun) / 1000000)) -ge 500

# --- The same values ------------------------------------------------------------------

# same_lines FILE: the case prints the same lines with four outputs at a time, in
# whatever order.
same_lines() {
    local first batches
    read -r first <"$1"
    batches=${first#*batches: }
    "$SLUICE" run "$1" --batches "${batches%% *}" --quiet \
        --conf spark.streaming.concurrentJobs=4 2>/dev/null | sort >four
    sort "${1%.lua}.out" | cmp -s - four || note "$1"
}

# same_random: so do all random programs.
same_random() {
    local file
    for file in "$ROOT"/tests/golden/random/*.lua; do
        same_lines "$file" >>different
    done
    cat different
    [ ! -s different ]
}
ok "random programs print the same lines with four outputs at a time" same_random

# States are computed by several jobs at once, and one replaces what others stand on.
cat >states.lua <<'END'
local conf = SparkConf():setMaster("local[8]"):setAppName("states")
  :set("spark.streaming.concurrentJobs", "4"):set("sluice.cost.task", "250ms")
local ssc = StreamingContext(conf, Milliseconds(100))
ssc:checkpoint("checkpoint")
local function count(_, n, state)
  state:update((state:exists() and state:get() or 0) + n)
  return n
end
ssc:generatorStream(function(batch) return { pair("k" .. batch % 3, 1) } end, 1)
  :mapWithState(StateSpec(count):numPartitions(1)):stateSnapshots()
  :foreachRDD(function(rdd, time)
    local texts = rdd:collect()
    for i, x in ipairs(texts) do texts[i] = tostring(x) end
    table.sort(texts)
    print(time:milliseconds() // 100, table.concat(texts, " "))
  end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run states.lua --batches 12
for batch in 1 2 3 4 5 6 7 8 9 10 11 12; do
    counts="(k1,$(((batch + 2) / 3)))"
    [ $batch -lt 2 ] || counts="$counts (k2,$(((batch + 1) / 3)))"
    [ $batch -lt 3 ] || counts="(k0,$((batch / 3))) $counts"
    printf '%d\t%s\n' $batch "$counts"
done >want
sort -n out >got
same got want \
    "states are right with four outputs at a time, and tasks longer than a batch"

finish
