#!/usr/bin/env bash
# tests/cli/lessons.t -- the numbers that lessons are built on: what a program gives as
# it is handed out, when it is wrong in the usual way, and when it is right.
# Blocks, cores, state, and keeping up.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2154 # quoted ` and $ are meant; run sets $status
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck source=tests/lib/lessons.sh
. "$ROOT/tests/lib/lessons.sh"

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

finish
