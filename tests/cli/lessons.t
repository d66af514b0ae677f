#!/usr/bin/env bash
# tests/cli/lessons.t -- the numbers that lessons are built on: what a program gives as
# it is handed out, when it is wrong in the usual way, and when it is right.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2016,SC2154 # quoted ` and $ are literal; run sets $status

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

# --- Blocks become partitions ---------------------------------------------------------

blocks() { # blocks INTERVAL OPERATORS
    program 'local[2]' 1 <<END
ssc:socketTextStream("localhost", 9999)$2:foreachRDD(function(rdd, time)
  print(rdd:getNumPartitions(), rdd:count())
end)
END
    lesson 3s --conf spark.streaming.blockInterval="$1"
}

world '0.025..6/0.05 localhost:9999 r{n}'
blocks 200ms ''
is "$(values)" "4 16 5 20 5 20 " \
    "blocks: the one cut at the tick belongs to the next batch"
blocks 100ms ''
is "$(values)" "9 18 10 20 10 20 " "twice as many of half the length"
blocks 200ms ':repartition(10)'
is "$(values) $(count '"kind":"block"')" "10 16 10 20 10 20  15" \
    "repartition deals out again what five blocks hold"
blocks 10ms ''
is "$(values)" "20 20 20 20 20 20 " "an interval without a record makes no block"
world '0.025..1.2/0.05 localhost:9999 r{n}' '1.825..3/0.05 localhost:9999 s{n}'
blocks 100ms ''
is "$(values)" "9 18 4 8 10 20 " "nor does a silence: four blocks of 1000 to 1900"

# --- A core for the receiver ----------------------------------------------------------

cores() { # cores MASTER
    program "$1" 1 <<'END'
local a = ssc:socketTextStream("localhost", 9999)
local b = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
END
}

world '1.525..6/0.1 localhost:9999 a{n}' '1.545..6/0.1 localhost:9998 b{n}'
cores 'local[2]'
lesson 6s
is "$(heads)" "1000 " "cores: the empty batch needs no task, all others wait"
like err '2 receivers hold both cores of local\[2\]; no task can run' "and it is said"
run "$SLUICE" view trace.jsonl stats
like out '^Stuck: batch 2 should be done, and is not; batches 3 to 6 wait behind' \
    "the page of statistics does not call that stable"
cores 'local[3]'
lesson 6s
is "$(heads) $(delays 1 6)" "1000 2000 3000 4000 5000 6000  0 0 0 0 0 0 " \
    "one core more is enough"
cores 'local[*]'
lesson 6s --conf sluice.cluster.cores=2
is "$(heads)" "1000 " "local[*] is as many as the machine has"

cores 'local[2]'
for grace in false true; do
    {
        sed '/awaitTermination/d' p.lua
        echo "ssc:awaitTerminationOrTimeout(4500) ssc:stop(true, $grace)"
    } >stops.lua
    run "$SLUICE" run stops.lua --world world.txt
    case $grace in
    false) expected="1000 2000 3000 4000 " ;;
    true) expected="1000 2000 3000 4000 5000 6000 7000 " ;;
    esac
    is "$(heads)" "$expected" "receivers give back their cores at stop(true, $grace)"
done

# --- Several doors --------------------------------------------------------------------

doors() { # doors INTERVAL STREAM
    program 'local[4]' 1 <<END
local north = ssc:socketTextStream("localhost", 9999)
local south = ssc:socketTextStream("localhost", 9998)
local cars = $2
cars:foreachRDD(function(rdd) print(rdd:getNumPartitions(), rdd:count()) end)
END
    lesson 3s --conf spark.streaming.blockInterval="$1"
}

world '0.025..6/0.05 localhost:9999 n{n}' '0.03..6/0.05 localhost:9998 s{n}'
doors 200ms 'north:union(south)'
is "$(values)" "8 32 10 40 10 40 " "doors: union adds partitions up"
doors 200ms 'north:union(south):repartition(4)'
is "$(values)" "4 32 4 40 4 40 " "repartition behind it makes four"
doors 200ms 'north:repartition(4):union(south:repartition(4))'
is "$(values)" "8 32 8 40 8 40 " "before it, eight"
doors 500ms 'north:union(south)'
is "$(values)" "2 20 4 40 4 40 " "the block interval makes four, except in the first"

# --- Two copies -----------------------------------------------------------------------

copies() { # copies LEVEL OPERATOR
    program 'local-cluster[3,2,1024]' 1 <<END
local lines = ssc:socketTextStream("localhost", 9999$1)
$2
lines:count():print()
END
    lesson 6s
}

world '0.025..9/0.05 localhost:9999 r{n}' '3.5 kill executor of receiver 0'
copies ', StorageLevel.MEMORY_ONLY'
is "$(values)" "16 20 20 6 20 20 " "copies: one copy dies with its executor, 12 records"
like err 'blocks of a batch are not there any more' "and it is said"
copies ''
is "$(values)" "16 20 20 18 20 20 " "two do not"
like trace.jsonl '"stopped","executor":0,"core":0,"text":"killed","lost":2' \
    "two records were in the buffer"
is "$(grep -o '"started","executor":[0-9]' trace.jsonl | grep -o '[0-9]$' |
    tr '\n' ' ')" "0 1 " "the receiver runs elsewhere now"
copies ', StorageLevel.MEMORY_AND_DISK'
is "$(values)" "16 20 20 6 20 20 " "a disk dies with its executor"
copies ', StorageLevel.MEMORY_ONLY' 'lines:persist(StorageLevel.MEMORY_ONLY_2)'
is "$(values)" "16 20 20 6 20 20 " "persist comes too late for a block in no batch yet"

# --- State ----------------------------------------------------------------------------

# Prints keys kept and calls of the function, for batches 1000 to 4000.
cat >states.lua <<'END'
local records = require("json").lines(arg[1])
table.remove(records, 1) -- the line with the version
local run = require("sluice.trace").new(records)
for _, stream in ipairs(run:streams()) do
  if #run:states({ stream = stream.number }) > 0 then
    for time = 1000, 4000, 1000 do
      local state = run:state(stream.number, time)
      io.write(state.keys, "/", state.visited, " ")
    end
  end
end
END

# state OPERATOR: prints the totals of names and numbers.
state() {
    rm -rf checkpoint
    program 'local[2]' 1 <<END
ssc:checkpoint("checkpoint")
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:match("%a+"), tonumber(line:match("%d+")) end)
   :$1:print()
END
    lesson 4s
    here=$PWD
    (cd "$ROOT" && "$LUA_TEST" "$here/states.lua" "$here/trace.jsonl") >states
}
world '0.5 localhost:9999 ann 3' '0.5 localhost:9999 bob 1' '0.5 localhost:9999 cy 5' \
    '1.5 localhost:9999 ann 4'
state 'updateStateByKey(function(values, old)
     local sum = old or 0
     for _, value in ipairs(values) do sum = sum + value end
     return sum
   end)'
is "$(cat states)" "3/3 3/3 3/3 3/3 " "state: every key is visited in every batch"
state 'updateStateByKey(function(values, old)
     if #values == 0 then return nil end
     return (old or 0) + values[1]
   end)'
is "$(cat states)" "3/3 1/3 0/1 0/0 " "nil forgets a key"
state 'mapWithState(StateSpec(function(name, value, state)
     state:update((state:exists() and state:get() or 0) + value)
     return name
   end))'
is "$(cat states)" "3/3 3/1 3/0 3/0 " "mapWithState visits those with data"

# --- State that is only visited when touched ------------------------------------------

touched() { # touched LINE: the first of the function
    rm -rf checkpoint
    program 'local[2]' 1 <<END
ssc:checkpoint("checkpoint")
local spec = StateSpec(function(sensor, value, state)
  $1
  state:update(value)
  return sensor .. " " .. value
end):timeout(Seconds(3))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:match("%a+"), tonumber(line:match("%d+")) end)
   :mapWithState(spec):print()
END
    lesson 11s
}

world '4.5 localhost:9999 ann 7' '6.5 localhost:9999 bob 1'
touched 'if state:isTimingOut() then return sensor .. " silent" end'
is "$(values)" "ann 7 bob 1 ann silent " \
    "touched: each tenth batch looks for silent keys"
is "$(grep -n 'ann silent' out | cut -d: -f1)" "$(grep -n 'Time: 10000' out |
    awk -F: '{print $1 + 2}')" "ann, last seen in 5000, in that of 10000"
touched ''
like err 'Cannot update the state that is timing out' "an update there is refused"
touched 'if state:isTimingOut() then state:remove() end'
like err 'Cannot remove the state that is timing out' "and so is a removal"

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
like err '^  tea	6$' "once: batch 8000 added its three again"
once 'store:put(("%s %s"):format(time, word), n)'
like err '^  8000 ms tea	3$' "a row that is named by its batch stays the same"

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

# --- Keeping up -----------------------------------------------------------------------

stable() { # stable MASTER SECONDS
    program "$1" "$2" <<'END'
ssc:socketTextStream("localhost", 9999):map(function(line) return line:upper() end)
   :cost(Microseconds(1200)):foreachRDD(function(rdd) rdd:count() end)
END
    lesson 10s "${NO_COST[@]}"
}
world '0.0005..60/0.001 localhost:9999 r{n}'
stable 'local[2]' 1
is "$(delays 1 10)" "0 0 200 400 600 800 1000 1200 1400 1600 " \
    "stable: 1.2 s of work every second wait longer and longer"
stable 'local[3]' 1
is "$(delays 1 10)" "0 0 0 0 0 0 0 0 0 0 " "a second free core bears it"
stable 'local[2]' 2
is "$(delays 4 10)" "160 560 960 1360 " "longer batches do not"

press() { # press COST CONF...
    program 'local[2]' 1 <<END
ssc:socketTextStream("localhost", 9999):filter(function(line) return line ~= "" end)
   :cost(Microseconds($1)):foreachRDD(function(rdd) print(rdd:count()) end)
END
    lesson 40s "${NO_COST[@]}" "${@:2}"
    worst=$(delays 1 40 | tr ' ' '\n' | sort -n | tail -1)
    lines=$(awk '{n += $1} END {print n}' out)
}
world '0..30 localhost:9999 rate=3000/s r{n}' '5 rate localhost:9999 8000/s' \
    '8 rate localhost:9999 3000/s'
press 250
is "$worst $lines" "2750 105000" "press: a burst makes batches wait 2.75 s"
press 250 --conf spark.streaming.backpressure.enabled=true
is "$worst $lines" "950 105000" "with back-pressure the source waits"
press 250 --conf spark.streaming.receiver.maxRate=1000
is "$worst $lines $(grep '"kind":"waiting"' trace.jsonl | tail -1 |
    sed 's/.*"records":\([0-9]*\).*/\1/')" "0 39800 65000" \
    "a low limit leaves 65,000 lines at the source"
press 300 --conf spark.streaming.receiver.maxRate=4000
is "$worst" 3340 "a limit that fits one machine does not fit a slower one"

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
is "$(sed -n 's/^  [0-9]* ms	//p' err | tr '\n' '|')" "40: 0-14 0-13 0-13|\
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
    table=$(sed -n 's/^  \([0-9]*\)000 ms #all	/\1 /p' err | tr '\n' ' ')
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
finish
