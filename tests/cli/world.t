#!/usr/bin/env bash
# tests/cli/world.t -- programs in a world: what arrives, what breaks, and what is left.
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

# field NAME: the values of a field in lines of a trace on standard input.
field() {
    sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^,\"}]*\\).*/\\1/p" | tr '\n' ' '
}

# times KIND: of the records of a kind, in ms.
times() {
    grep "\"kind\":\"$1\"" trace.jsonl | sed 's/{"at":\([0-9]*\).*/\1/' | tr '\n' ' '
}

# --- A source that hangs up -----------------------------------------------------------

cat >sensor.txt <<'END'
0.025..6/0.05 sensor:7000 r{n}   # one every 50 ms
2.3 sensor:7000 hangup
2.3 sensor:7000 refuse
2.5 sensor:7000 answer
END

cat >socket.lua <<'END'
local ssc = StreamingContext("local[2]", "socket", Seconds(1))
ssc:socketTextStream("sensor", 7000):count():print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run socket.lua --world sensor.txt --until 6s
is "$(values)" "16 20 10 0 10 20 " "a socket stream waits 2 s and connects again"

receiver() { # receiver NAME <BODY: a program whose receiver reads the sensor
    {
        echo 'local ssc = StreamingContext("local[2]", "receiver", Seconds(1))'
        echo 'ssc:receiverStream(function(rx)'
        cat
        echo 'end, StorageLevel.MEMORY_ONLY):count():print()'
        echo 'ssc:start()'
        echo 'ssc:awaitTermination()'
    } >"$1.lua"
}

receiver restarts <<'END'
  local wire = Wire.connect("sensor:7000")
  while not rx:isStopped() do
    local reading = wire:read()
    if not reading then rx:restart("sensor hung up") return end
    rx:store(reading)
  end
END
run "$SLUICE" run restarts.lua --world sensor.txt --until 6s --trace trace.jsonl
is "$(values)" "16 20 10 0 10 20 " "a receiver that asks to be restarted does the same"
like trace.jsonl '"at":2300000,"kind":"receiver".*"stopped".*sensor hung up' \
    "it stopped when the sensor hung up"
like trace.jsonl '"at":4300000,"kind":"receiver".*"started"' "and started 2 s later"
is "$(grep '"kind":"arrived"' trace.jsonl | grep -c '"lost":true')" 40 \
    "what came in between is lost"

receiver ignores <<'END'
  local wire = Wire.connect("sensor:7000")
  while true do
    local reading = wire:read()
    if reading then rx:store(reading) else rx:sleep(Milliseconds(100)) end
  end
END
run "$SLUICE" run ignores.lua --world sensor.txt --until 6s
is "$(values)" "16 20 10 0 0 0 " "without a restart nothing comes any more"

receiver spins <<'END'
  while true do
    local wire = Wire.connect("sensor:7000")
    local reading = wire and wire:read()
    while reading do rx:store(reading) reading = wire:read() end
  end
END
run "$SLUICE" run spins.lua --world sensor.txt --until 4s
like err '10000 tries to connect to sensor:7000 at one moment: time passes only while' \
    "a loop of tries is stopped"
is "$status" 1 "and the run has failed"

receiver asks <<'END'
  local wire = Wire.connect("sensor:7000")
  while true do
    local reading = wire:read()
    if reading then rx:store(reading) end
  end
END
run "$SLUICE" run asks.lua --world sensor.txt --until 4s
like err '10000 reads of sensor:7000, which has hung up, at one moment: time' \
    "and so is a loop of reads behind the end"

receiver waits <<'END'
  local wire, why
  repeat
    wire, why = Wire.connect("sensor:7000")
    if not wire then print(why) rx:sleep(Milliseconds(150)) end
  until wire
  rx:store(wire:read())
END
echo '0 sensor:7000 refuse
0.2 sensor:7000 answer
0.4 sensor:7000 hello' >late.txt
run "$SLUICE" run waits.lua --world late.txt
refused="connection refused by sensor:7000"
is "$(values)" "$refused $refused 1 " \
    "a receiver may wait for a place that refuses"

receiver unknown <<'END'
  Wire.connect("sensr:7000")
END
run "$SLUICE" run unknown.lua --world sensor.txt --until 1s
like err 'nothing outside is called "sensr:7000"; the world has sensor:7000' \
    "a place that is not there is named"

cat >captured.lua <<'END'
local ssc = StreamingContext("local[2]", "captured", Seconds(1))
local wire = Wire.connect("sensor:7000")
ssc:receiverStream(function(rx) rx:store(wire:read()) end):print()
END
run "$SLUICE" run captured.lua --world sensor.txt
like err 'uses .wire., an open connection of the driver; it cannot go to an executor' \
    "a connection of the driver cannot travel"
like err 'Spark: Task not serializable' "in Spark's words"

# --- A source that keeps --------------------------------------------------------------

receiver thanks <<'END'
  local queue = Wire.connect("orders")
  while true do
    local list = queue:take(10)
    if not list then rx:restart("hung up", nil, 100) return end
    rx:store(list)
    print(#list, queue:ack())
  end
END
echo '0.01..2/0.03 orders order {n}
0.8 orders refuse ack
1 orders hangup
1 orders accept ack' >orders.txt
run "$SLUICE" run thanks.lua --world orders.txt --trace trace.jsonl
is "$status" 0 "a source that keeps: the run ends by itself"
is "$(grep -c '"kind":"arrived"' trace.jsonl)" 67 "67 orders came"
is "$(grep '"kind":"taken"' trace.jsonl | field number | tr ' ' '\n' | sort -n |
    uniq | grep -c .)" 67 "each was taken"
is "$(grep '"kind":"taken".*"times":2' trace.jsonl | field number)" \
    "21 22 23 24 25 26 27 28 29 30 " \
    "what was not acknowledged when the connection ended came again, and nothing else"
is "$(grep -c '"accepted":false' trace.jsonl)" 1 "one acknowledgement was refused"
is "$(tr '\t' ' ' <out | grep '^[0-9]* true' | tail -1)" "7 true" \
    "the last list has the rest"

# A receiver that stores single orders, and thanks for those that are in a block.
cat >blocks.lua <<'END'
local ssc = StreamingContext(arg[1], "blocks", Seconds(1))
local queue
local orders = ssc:receiverStream(Receiver{
  onStart = function(rx)
    queue = Wire.connect("orders")
    for order in function() return queue:read() end do
      rx:store(order, queue:number())
    end
    rx:restart("hung up", nil, 50)
  end,
  onBlockStored = function(rx, numbers)
    queue:ack(numbers)
    print(#numbers)
  end,
})
orders:foreachRDD(function(rdd)
  rdd:foreachPartition(function(records)
    local store = Store.open("seen")
    for order in records do store:add(order, 1) end
  end)
end)
ssc:start()
ssc:awaitTermination()
END
echo '0.01..2/0.03 orders order {n}' >calm_orders.txt
run "$SLUICE" run blocks.lua --world calm_orders.txt --stores --trace trace.jsonl -- \
    'local[2]'
is "$(tr '\n' ' ' <out)" "7 6 7 7 6 7 7 6 7 7 " \
    "a receiver is told of the records of each block"
is "$(grep -c '^ *order .*1$' err)" 67 "each order came once"
is "$(grep '"kind":"ack"' trace.jsonl | head -1 | sed 's/.*numbers/numbers/')" \
    'numbers":[1,2,3,4,5,6,7]}' "what is in a block is acknowledged"
is "$(awk -F'[:,]' '/"kind":"block"/ {at = $2}
    /"kind":"ack"/ && $2 != at' trace.jsonl)" \
    "" "when the block is stored"

# The executor dies at 29 moments: what was in no block comes again, nothing is lost.
lost=0 twice=0
for ms in $(seq 300 7 500); do
    {
        cat calm_orders.txt
        echo "${ms}ms kill executor of receiver 0"
        echo '1.005 orders hangup'
    } >death.txt
    run "$SLUICE" run blocks.lua --world death.txt --stores -- \
        'local-cluster[2,2,1024]'
    ((lost += 67 - $(grep -c '^ *order ' err)))
    ((twice += $(grep '^ *order ' err | grep -vc '1$')))
done
is "$lost" 0 "whenever the executor dies, no order is lost"
ok "and some come twice, when the connection ends before the block is stored" \
    test "$twice" -gt 0

receiver fails_stored <<'END'
  local queue = Wire.connect("orders")
  while true do rx:store(queue:read(), queue:number()) end
END
run "$SLUICE" run fails_stored.lua --world calm_orders.txt --until 1s
like err 'metadata want onBlockStored' \
    "metadata without anybody to tell are an error"
cat >fails_stored.lua <<'END'
local ssc = StreamingContext("local[2]", "fails", Seconds(1))
ssc:receiverStream{
  onStart = function(rx)
    for n = 1, 20 do rx:store(n, n) rx:sleep(100) end
  end,
  onBlockStored = function(rx, numbers)
    print(pcall(rx.sleep, rx, 1))
    if numbers[1] > 4 then error("no answer") end
  end}:count():print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run fails_stored.lua
is "$status" 1 "an onBlockStored that fails: the run has failed"
like err 'fails_stored.lua:8: error: onBlockStored of a receiver failed: no answer' \
    "it is said, with its line"
like err 'stream 0: Error in block pushing thread - java.lang.Runtime.*: no answer' \
    "in Spark's words"
is "$(grep -c '^false.*rx:sleep waits; only onStart can' out)" 3 "it cannot wait"
is "$(grep -v '^false' out >rest && mv rest out && values)" "6 0 0 " \
    "and nothing is stored after it"

receiver asks <<'END'
  Wire.connect("sensor:7000"):take(3)
END
run "$SLUICE" run asks.lua --world sensor.txt --until 1s
like err 'wire:take: sensor:7000 is like a socket, and keeps nothing' \
    "a socket has nothing to take"

# --- The driver dies ------------------------------------------------------------------

cat >back.lua <<'END'
local function total(values, old)
  local sum = old or 0
  for _, v in ipairs(values) do sum = sum + v end
  return sum
end
local function describe(ssc)
  ssc:textFileStream("inbox"):map(function(line) return line, 1 end)
    :updateStateByKey(total):foreachRDD(function(rdd, time)
      print(time:milliseconds(), rdd:collectAsMap().tea)
    end)
end
local function create()
  local ssc = StreamingContext("local[2]", "back", Seconds(2))
  ssc:checkpoint("checkpoint")
  if not late then describe(ssc) end
  return ssc
end
late = arg[1] == "late"
local ssc = StreamingContext.getOrCreate("checkpoint", create)
if late then describe(ssc) end
ssc:start()
ssc:awaitTermination()
END
echo '1..13/2 inbox/{n}.txt tea
9.5 kill driver
15 start driver' >deaths.txt

run "$SLUICE" run back.lua --world deaths.txt --until 18s --trace trace.jsonl
is "$(tr '\t\n' '= ' <out)" "2000=1 4000=2 6000=3 8000=4 8000=4 10000=5 12000=6 \
14000=7 16000=7 18000=7 " \
    "batch 8000 runs again, then what was missed, and totals go on"
is "$(grep '"kind":"driver"' trace.jsonl | field state)" "killed started " \
    "both are in the trace"
is "$(times driver)" "9500000 15000000 " "at their times"
is "$(grep '"kind":"job-started"' trace.jsonl | field job | tr ' ' '\n' | sort |
    uniq -d)" "" "no number of a job comes twice"
run "$SLUICE" view trace.jsonl events
is "$status" 0 "a trace of two lives can be read"

rm -rf checkpoint
run "$SLUICE" run back.lua --world deaths.txt --until 18s -- late
is "$status" 1 "streams that are made after the recovery: the run fails"
like err 'Spark: org.apache.spark.streaming.dstream.StateDStream@[0-9a-f]* has not' \
    "as in Spark"
like err 'updateStateByKey was made after the context was recovered' "and it says why"

rm -rf checkpoint
echo '1 inbox/a.txt tea
2.5 kill driver' >end.txt
run "$SLUICE" run back.lua --world end.txt --until 18s --trace trace.jsonl
is "$status" 0 "a driver that does not come back is the end of the run"
is "$(tail -1 trace.jsonl | field reason)" "killed " "for that reason"

run "$SLUICE" run back.lua --world deaths.txt --until 12s --trace trace.jsonl
is "$(grep -c '"state":"started"' trace.jsonl)" 0 "none comes back after --until"

# A socket loses what comes while nobody is there; a driver may die again and again.
cat >lives.lua <<'END'
lives = (lives or 0) + 1
print("life " .. lives)
local ssc = StreamingContext("local[2]", "lives", Seconds(1))
ssc:socketTextStream("sensor", 7000):foreachRDD(function(rdd)
  print(table.concat(rdd:collect(), ","))
end)
ssc:start()
ssc:awaitTermination()
END
echo '0.5..6/0.5 sensor:7000 r{n}
1.2 kill driver
2.2 start driver
when batch 4000 starts kill driver
5.1 start driver' >lives.txt
run "$SLUICE" run lives.lua --world lives.txt --until 7s
is "$(tr '\n' ' ' <out)" "life 1 r1 life 1 r5 life 1 r11 r12 " \
    "three lives, each with fresh variables"

# --- Tables outside -------------------------------------------------------------------

store() { # store NAME STATEMENT
    cat >"$1.lua" <<END
local function create()
  local ssc = StreamingContext("local[2]", "once", Seconds(2))
  ssc:checkpoint("checkpoint")
  ssc:textFileStream("inbox"):map(function(word) return word, 1 end)
    :reduceByKey(function(a, b) return a + b end)
    :foreachRDD(function(rdd, time)
      rdd:foreachPartition(function(records)
        local store = Store.open("totals")
        for word, n in records do
          $2
        end
        store:close()
      end)
    end)
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END
    rm -rf checkpoint
    run "$SLUICE" run "$1.lua" --world "$3" --until 18s --stores --trace trace.jsonl
}

echo '1..13/2 inbox/{n}.txt tea' >calm.txt
store adds 'store:add(word, n)' calm.txt
is "$(tr '\t\n' '= ' <err)" "store totals: 1 key   tea=7 " \
    "a store holds what was added"
is "$(grep '"op":"open"' trace.jsonl | grep -c '"batch":4000000')" 2 \
    "opened once a partition"
like trace.jsonl '"at":2040000,"kind":"store".*"op":"add","key":"tea".*"batch":2000' \
    "a write happens when its task ends: 20 ms for opening are part of it"
store adds 'store:add(word, n)' deaths.txt
is "$(tr '\t\n' '= ' <err)" "store totals: 1 key   tea=8 " \
    "the store outlives the driver, and what runs twice is added twice"
store puts 'store:put(("%s %s"):format(time:milliseconds(), word), n)' calm.txt
cp err wanted
store puts 'store:put(("%s %s"):format(time:milliseconds(), word), n)' deaths.txt
same err wanted "what is put under a name of its batch is there once"

cat >driver.lua <<'END'
local ssc = StreamingContext("local[1]", "driver", Seconds(1))
local sc = ssc:sparkContext()
local store = Store.open("t")
store:put(pair("a", 1), { 1, 2 })
store:add("n", 2)
sc:parallelize({ 1, 2, 3, 4 }, 2):foreach(function(x)
  local mine = Store.open("t")
  mine:add("n", x)
  print(x, mine:get("n"), #mine:keys())
end)
print(store:get("n"), store:get(pair("a", 1))[2], store:get("none"), #store:keys())
store:close()
print(pcall(store.add, store, "n", 1))
print(pcall(Store.open("t").add, Store.open("t"), pair("a", 1), 1))
END
run "$SLUICE" run driver.lua
is "$status" 0 "stores on the driver and in tasks"
cat >wanted <<'END'
1 3 2
2 5 2
3 5 2
4 9 2
12 2 nil 2
false java.lang.IllegalStateException: the connection to this store is closed
END
head -6 out | tr '\t' ' ' >got
same got wanted "a task sees what was there, and what it wrote itself"
like out 'add: the value of .* is no number' "only numbers are added to"

cat >shipped.lua <<'END'
local ssc = StreamingContext("local[2]", "shipped", Seconds(1))
ssc:socketTextStream("sensor", 7000):foreachRDD(function(rdd)
  local store = Store.open("readings")
  rdd:foreach(function(line) store:add(line, 1) end)
end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run shipped.lua --world sensor.txt --batches 1
like err 'uses .store., an open connection of the driver; it cannot go to an executor' \
    "a connection cannot travel from foreachRDD to a task"

# --- Executors ------------------------------------------------------------------------

# A task that writes ten times in 10 s, and the executor on which it runs dies midway.
cat >midway.lua <<'END'
local ssc = StreamingContext("local-cluster[2,1,1024]", "midway", Seconds(1))
local numbers = ssc:queueStream{ ssc:sparkContext():parallelize(
  {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 1) }
numbers:foreachRDD(function(rdd)
  rdd:foreachPartition(function(records)
    local store = Store.open("totals")
    for n in records do
      store:add(n, 1)
      Thread.sleep(1000)
    end
  end)
end)
ssc:start()
ssc:awaitTermination()
END
writes() { # how often 1, 2, 3 ... were written
    sed -n 's/^ *[0-9][0-9]*\t//p' err | tr '\n' ' '
}
echo '6.5 kill executor 0' >midway.txt
run "$SLUICE" run midway.lua --world midway.txt --batches 1 --stores
is "$(writes)" "2 2 2 2 2 1 1 1 1 1 " \
    "what a task wrote before its executor died is written again by the next attempt"
sed 's/kill executor 0/kill driver/' midway.txt >dead.txt
run "$SLUICE" run midway.lua --world dead.txt --stores
is "$(writes)" "1 1 1 1 1 " "and stays if the driver dies"

echo '0.1..3/0.1 sensor:7000 x
0.5 kill executor 0
0.6 start executor' >local.txt
run "$SLUICE" run socket.lua --world local.txt --until 3s
is "$status" 1 "a fault without a target: the run has failed"
like err '^local.txt:2: error: the only executor is in the driver' "it names the line"
is "$(values)" "7 10 10 " "and went on"

sed 's/local\[2\]/local-cluster[3,2,1024]/' thanks.lua >cluster.lua
echo '0.01..3/0.01 orders order {n}
1.21 kill executor of receiver 0
2 start executor
when batch 3000 is formed +0.1 kill executor 9' >cluster.txt
run "$SLUICE" run cluster.lua --world cluster.txt --trace trace.jsonl
like trace.jsonl '"at":1210000,"kind":"executor","executor":0,.*"lost","text":"kill' \
    "the executor of a receiver is killed"
like trace.jsonl '"at":2000000,"kind":"executor","executor":3,.*"added"' \
    "and another joins"
like err '^cluster.txt:4: error: there is no executor 9, at 3.1 s' \
    "one that is not there cannot be killed, in what moment ever"

# --- The file ------------------------------------------------------------------------

echo 'nonsense' >bad.txt
run "$SLUICE" run socket.lua --world bad.txt
is "$status" 2 "a world that cannot be read is wrong usage"
like err '^bad.txt:1: error: a line begins with a time' "it names the line"
run "$SLUICE" run socket.lua --world none.txt
is "$status" 2 "so is one that is not there"
run "$SLUICE" run socket.lua --world sensor.txt --clock wall
like err 'world is for the simulated clock' "a world is not for the wall clock"
run "$SLUICE" run socket.lua --world sensor.txt --feed 7000=sensor.txt
like err 'port 7000 has two sources' "a port has one source"
echo '0..2 sensor:7000 rate=20/s process=poisson x' >random.txt
run "$SLUICE" run socket.lua --world random.txt --workers 1 --trace one.jsonl
run "$SLUICE" run socket.lua --world random.txt --workers 3 --trace two.jsonl
same one.jsonl two.jsonl "the same seed gives the same run"
run "$SLUICE" run socket.lua --world random.txt --seed 2 --trace two.jsonl
ok "another seed another" test "$(grep -c arrived one.jsonl)" -gt 20
ok "and its records come at other times" bash -c '! cmp -s one.jsonl two.jsonl'
is "$(echo "$TMPDIR"/*)" "$TMPDIR/*" "no file is left behind"

finish
