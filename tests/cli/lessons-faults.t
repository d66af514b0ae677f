#!/usr/bin/env bash
# tests/cli/lessons-faults.t -- the numbers that lessons are built on, like lessons.t:
# what breaks, and who remembers; worlds that are wrong.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2154 # quoted ` and $ are meant; run sets $status
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/lib/lessons.sh
. "$ROOT/tests/lib/lessons.sh"

# --- A receiver that comes back -------------------------------------------------------

world '0.025..9/0.05 sensor:7000 r{n}' '2.3 sensor:7000 hangup' \
    '2.3 sensor:7000 refuse' '2.5 sensor:7000 answer'
receiver() { # receiver STATEMENTS: for each reading
    program 'local[2]' 1 <<END
ssc:receiverStream(function(rx)
  local wire = Wire.connect("sensor:7000")
  while not rx:isStopped() do
    local reading = wire:read()
    $1
  end
end, StorageLevel.MEMORY_ONLY):count():print()
END
    lesson 6s
}
receiver 'rx:store(reading)'
like err 'p\.lua:6: error: a receiver failed: rx:store wants a record, got nil' \
    "receiver: what read gives at a hang-up is no record"
is "$(values)" "16 20 14 20 20 20 " "Spark starts a fresh copy at once"
receiver 'if not reading then rx:restart("sensor hung up") return end rx:store(reading)'
is "$(values)" "16 20 10 0 10 20 " "who asks to be restarted waits 2 s"

# --- Acknowledge what is safe ---------------------------------------------------------

thanks() { # thanks STATEMENTS: for each list
    program 'local-cluster[3,2,1024]' 1 <<END
ssc:receiverStream(function(rx)
  local queue = Wire.connect("orders")
  while not rx:isStopped() do
    local list = queue:take(10)
    $1
  end
end):count():print()
END
    lesson 5s
}
one_by_one='for _, order in ipairs(list) do rx:store(order) end'

world '0.005..3/0.01 orders order {n}' '1.35 kill executor of receiver 0'
thanks "queue:ack() $one_by_one"
is "$(values)" "80 90 100 20 0 " "thanks: what was thanked for and buffered is lost"
thanks "$one_by_one queue:ack()"
is "$(values)" "80 90 100 20 0 " "also if the thanks come after the buffer"
thanks 'rx:store(list) queue:ack()'
is "$(values)" "100 100 100 0 0 " "a list is a block when store returns"
world '0.005..3/0.01 orders order {n}' \
    'when receiver 0 stores 13 blocks kill executor of receiver 0'
thanks 'rx:store(list) queue:ack()'
is "$(values) $(count '"times":2')" "100 110 100 0 0  10" \
    "death between block and thanks: the list in flight comes twice"

# --- The death of the driver ----------------------------------------------------------

recovering 'local[2]' 2 <<'END'
local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do sum = sum + value end
  return sum
end
--
ssc:socketTextStream("localhost", 9999):map(function(line) return line, 1 end)
  :updateStateByKey(total):print()
END
world '0.5..20/1 localhost:9999 tea' '9.5 kill driver' '15 start driver'
lesson 20s
is "$(heads)" "2000 4000 6000 8000 8000 10000 12000 14000 16000 18000 20000 " \
    "back: the batch that was done last runs again"
is "$(values)" "(tea,2) (tea,4) (tea,6) (tea,8) (tea,1) (tea,3) (tea,5) " \
    "what a socket sent is gone, and the state that came from it"
unlike err 'no record arrived' "the second life is no run without records"
rm -rf checkpoint
lesson 20s --conf spark.streaming.receiver.writeAheadLog.enable=true
is "$(values)" "(tea,2) (tea,4) (tea,6) (tea,8) (tea,8) (tea,9) (tea,9) (tea,9) \
(tea,10) (tea,12) (tea,14) " "a log of what was received brings it back"

once() { # once STATEMENT
    recovering 'local[2]' 2 <<END
--
ssc:textFileStream("inbox"):map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)
  :foreachRDD(function(rdd, time)
    rdd:foreachPartition(function(records)
      local store = Store.open("totals")
      for word, n in records do $1 end
      store:close()
    end)
  end)
END
    lesson 20s --stores
}
world '7 inbox/a.txt "tea\ntea\ntea"' '9.5 kill driver' '15 start driver'
once 'store:add(word, n)'
like err '^  tea[[:space:]]6$' "once: batch 8000 added its three again"
once 'store:put(("%s %s"):format(time, word), n)'
like err '^  8000 ms tea[[:space:]]3$' "a row that is named by its batch stays the same"

# --- On which machine -----------------------------------------------------------------

world '0.1 localhost:9999 1' '0.3 localhost:9999 x' '0.5 localhost:9999 3' \
    '0.7 localhost:9999 y' '1.5 localhost:9999 z'
program 'local[2]' 1 <<'END'
local bad = 0
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  rdd:foreach(function(line) if not tonumber(line) then bad = bad + 1 end end)
  print(bad)
end)
END
lesson 2s
is "$(values)" "0 0 " "whose: a task counts in its own copy"
is "$(count '"changed":"bad"')" 3 "the trace names it"
like err 'longAccumulator\("bad"\)' "the warning says what counts in tasks"
program 'local[2]' 1 <<'END'
local bad = ssc:sparkContext():longAccumulator("bad")
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd)
  rdd:foreach(function(line) if not tonumber(line) then bad:add(1) end end)
  print(bad:value())
end)
END
lesson 2s
is "$(values)" "2 3 " "an accumulator counts for all"
is "$(grep '"kind":"task-ended"' trace.jsonl | grep -vc '"result_bytes":0')" 0 \
    "and no record goes to the driver"

connect() { # connect BODY
    program 'local[3]' 1 <<END
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  $1
end)
END
    lesson 3s "${NO_COST[@]}"
    took=$(grep '"jobs-completed","batch":2000000' trace.jsonl |
        sed 's/.*"took":\([0-9]*\),.*/\1/')
    opened=$(count '"op":"open".*"batch":2000000')
}
world '0.005..4/0.01 localhost:9999 r{n}'
connect 'local store = Store.open("readings")
  rdd:foreach(function(line) store:add(line, 1) end)'
like err 'uses `store`, an open connection of the driver' "connect: it cannot travel"
connect 'rdd:foreach(function(line) Store.open("readings"):add(line, 1) end)'
is "$took $opened" "1200000 100" "100 openings of 20 ms on two free cores take 1.2 s"
connect 'rdd:foreachPartition(function(lines)
    local store = Store.open("readings")
    for line in lines do store:add(line, 1) end
  end)'
is "$took $opened" "60000 5" "one a partition: three rounds of 20 ms"

# --- Ranges of a log ------------------------------------------------------------------

kafka() { # kafka OPERATORS
    recovering 'local[1]' 1 <<END
--
local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({ "orders" },
    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
orders$1:foreachRDD(function(rdd, time)
  local row = {}
  for _, r in ipairs(rdd:offsetRanges()) do
    row[#row + 1] = ("%d-%d"):format(r.fromOffset, r.untilOffset)
  end
  local n = rdd:count()
  Store.open("shop"):put(tostring(time), n .. ": " .. table.concat(row, " "))
end)
END
    lesson 5s --stores
}
world '0 kafka:orders partitions 3' '0..6 kafka:orders rate=40/s order {n}' \
    '4 kafka:orders partitions 4' '3.02 kill driver' '3.6 start driver'
kafka ':repartition(4)'
like err 'only the RDD of a direct stream itself knows its offsets' \
    "kafka: another RDD has no offsets"
kafka ''
is "$(sed -n 's/^  [0-9]* ms[[:space:]]//p' err | tr '\n' '|')" "40: 0-14 0-13 0-13|\
40: 14-27 13-27 13-26|40: 27-40 27-40 26-40|40: 40-54 40-53 40-53|\
40: 54-64 53-63 53-63 0-10|" \
    "each range begins where the last ended, also after a death"

# --- A program for a year -------------------------------------------------------------

trending() { # trending OPERATOR
    recovering 'local[3]' 2 <<END
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do sum = sum + value end
  return sum
end
--
local tags = ssc:receiverStream(function(rx)
  local queue = Wire.connect("posts")
  while not rx:isStopped() do
    local list = queue:take(10)
    if not list then return end
    rx:store(list)
    queue:ack()
  end
end):map(function(tag) return tag, 1 end)
local recent = tags:reduceByKeyAndWindow(add, sub, Seconds(30), Seconds(10), 2,
  function(_, n) return n > 0 end)
local ever = tags:updateStateByKey(total)
recent:join(ever$1):foreachRDD(function(rdd, time)
  for _, row in ipairs(rdd:collect()) do
    Store.open("trends"):put(("%s %s"):format(time, row._1), tostring(row._2))
  end
end)
END
    lesson 60s --stores "${@:2}"
    table=$(sed -n 's/^  \([0-9]*\)000 ms #all[[:space:]]/\1 /p' err | tr '\n' ' ')
}
world '0.1..60/0.1 posts "#all"'
trending ''
like err 'requirement failed: Some of the DStreams have different slide durations' \
    "trending: slides of 10 s and 2 s do not join"
like err 'window\(Seconds\(2\), Seconds\(10\)\), the last RDD' \
    "the error names the cure"
calm="10 (90,90) 20 (190,190) 30 (290,290) 40 (300,390) 50 (300,490) 60 (300,590) "
trending ':window(Seconds(2), Seconds(10))'
is "$table" "$calm" "a window of one batch has the right slide"
world '0.1..60/0.1 posts "#all"' '41 kill driver' '47 start driver'
trending ':window(Seconds(2), Seconds(10))' \
    --conf spark.streaming.receiver.writeAheadLog.enable=true
is "$table" "$calm" "with a log of what was received a death changes no table"

# --- Worlds that are wrong ------------------------------------------------------------

world '1 posts #all'
lesson 2s
like err 'try:  "" is an empty line; and "#all" in quotes is a text, not a comment' \
    "worlds: a text that begins with # wants quotes"
cores 'local[3]'
world '0.5 localhost:9999 x' '0.5 localhost:9998 x' '0.5 localhost:9997 x'
lesson 2s
like err 'world\.txt:3: warning: nobody connected to localhost:9997' \
    "a place that nobody reads is named"
is "$status" 0 "and does not fail the run"
world '0.5 localhost:9999 x' '0.5 locahost:9998 x'
lesson 2s
like err 'nothing feeds localhost:9998' "a place that is misspelt feeds nothing"
like err 'why:  world\.txt:2 is about locahost:9998' "and the line is named"
is "$status" 2 "with exit code 2"
world '0.5 localhost:9999 x' '0.5 localhost:9998 x' 'when batch 1500 starts kill driver'
lesson 2s
like err 'world\.txt:3: warning: the condition of this line did not come true' \
    "a batch that never comes is named"
world '0.5 localhost:9999 x' '1 kill driver' '1.5 kill driver'
lesson 2s
like err 'the driver is dead since 1 s, line 2: it cannot die again at 1.5 s' \
    "a driver dies once"
is "$status" 2 "before anything runs"
world '0.5 localhost:9999 x' '0.5 localhost:9998 x'
lesson 2s --master 'local-cluster[2,2,1024]'
is "$status" 0 "--master takes a cluster"
lesson 2s --master 'local-cluster[0,2,1024]'
like err 'try:  local, local\[2\], local\[\*\], or local-cluster\[2,2,1024\]' \
    "and says how they are written"
lesson 2s --conf sluice.startTime=-5s
like err 'sluice.startTime must be from 0 s to 100000 days \[wrong-type\]' \
    "a clock does not start before 0"

# --- An interrupt ---------------------------------------------------------------------

program 'local[2]' 1 <<'END'
ssc:socketTextStream("localhost", 9999):print()
END

# An interrupt while the driver is dead ends the run as any other does.
echo '0..100000000 localhost:9999 rate=1000/s r
1.2 kill driver
100000000 start driver' >dead.txt
rm -f dead.jsonl*
"$SLUICE" run p.lua --world dead.txt --until 200000000s --trace dead.jsonl \
    </dev/null >out 2>err &
dead=$!
until grep -qs '"state":"killed"' dead.jsonl.*; do
    sleep 0.02
done
kill -INT "$dead"
status=0
wait "$dead" || status=$?
is "$status" 130 "an interrupt during a death ends the run"
like err '^sluice: stopped at [0-9]* s, while the driver was dead$' "it is said"
is "$(tail -1 dead.jsonl | sed 's/.*"reason":"\([a-z]*\)".*/\1/')" interrupted \
    "and the trace is whole"
rm -f dead.jsonl

finish
