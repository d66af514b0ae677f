#!/usr/bin/env bash
# tests/cli/receiver.t -- receivers of the program's own: what they may do, what is said
# of them, and when a run with them ends.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# receiver NAME: makes NAME.lua, whose receiver is what stands on standard input.
receiver() {
    {
        echo 'local ssc = StreamingContext("local[2]", "test", Seconds(1))'
        echo 'ssc:receiverStream('
        cat
        echo '):print()'
        echo 'ssc:start()'
        echo 'ssc:awaitTermination()'
    } >"$1.lua"
}

# states TRACE: when the receiver changed to which state, in ms.
states() {
    sed -n 's/"at":0,/"at":0000,/
s/^{"at":\([0-9]*\)000,"kind":"receiver".*"state":"\([a-z]*\)".*/\1 \2/p' "$1" |
        tr '\n' ','
}

# --- Ending ---------------------------------------------------------------------------

receiver returns <<'END'
function(rx)
  rx:store("one")
  rx:sleep(Milliseconds(1500))
  rx:store("two")
end
END
run "$SLUICE" run returns.lua --trace trace.jsonl
is "$status" 0 "a receiver whose function is over: the run ends by itself"
is "$(grep -c '^Time' out)" 2 "after the batch of its last record"
is "$(states trace.jsonl)" "0 waiting,0 started,1500 dry,2000 stopped," \
    "it is dry at the end"

receiver endless <<'END'
function(rx)
  while true do
    rx:store("again")
    rx:sleep(500)
  end
end
END
run "$SLUICE" run endless.lua
is "$(grep -c '^Time' out)" 60 "one that never ends is stopped at 60 s"

receiver stops <<'END'
Receiver{
  onStart = function(rx)
    n = (n or 0) + 1
    print("start", n)
    rx:sleep(680)
    rx:store("tail")
    rx:stop("enough")
    print("never")
  end,
  onStop = function(rx) print("stop", n, rx:isStopped()) end,
}
END
run "$SLUICE" run stops.lua --until 1500ms --trace trace.jsonl
is "$(grep -v '^-\|^$' out | tr '\n\t' ', ')" \
    "start 1,stop 1 true,start 1,Time: 1000 ms,tail,stop 1 true," \
    "rx:stop: onStop at once, the tail becomes a block, and a fresh copy starts"
is "$(states trace.jsonl)" \
    "0 waiting,0 started,680 stopped,1000 waiting,1010 started,1500 stopped," \
    "as soon as the block generator has stopped"
like err 'rx:stop\("enough"\) ended the receiver \[receiver-stopped\]' \
    "a warning says so"

# --- Failing --------------------------------------------------------------------------

receiver fails <<'END'
function(rx)
  rx:store("before")
  rx:sleep(300)
  error({class = "java.net.SocketException", message = "no route"})
end
END
run "$SLUICE" run fails.lua --until 2s --trace trace.jsonl
is "$status" 1 "a receiver that fails: exit 1"
like err 'fails.lua:6: error: a receiver failed: no route \[receiver-failed\]' \
    "the error is said"
like err 'receiver-failed: 2 more' "once, and how often it came again"
is "$(grep -c before out)" 3 "it is launched again, and what it had stored is kept"
like trace.jsonl '"Error starting receiver 0 - java.net.SocketException: no route"' \
    "the trace has Spark's words"

receiver stuck <<'END'
function(rx)
  rx:store("before")
  while not rx:isStopped() do
    pcall(function() while true do end end)
  end
end
END
run "$SLUICE" run stuck.lua
is "$status" 1 "a loop without a pause is an error"
like err 'passes only while the receiver sleeps \[receiver-stuck\]' "it says why"
is "$(grep -v '^-\|^$' out | tr '\n' ',')" "Time: 1000 ms,before," \
    "the run goes on and ends by itself"

receiver yields <<'END'
function(rx)
  coroutine.yield()
end
END
run "$SLUICE" run yields.lua --until 1s
like err 'the receiver yields, and nobody resumes it' "a yield of its own is an error"

receiver last_words <<'END'
Receiver{onStart = function(rx) end, onStop = function(rx) rx:sleep(1) end}
END
run "$SLUICE" run last_words.lua --until 1s
like err 'onStop of a receiver failed: rx:sleep waits; only onStart can' \
    "onStop cannot wait"

cat >slow_end.lua <<'END'
local ssc = StreamingContext("local[2]", "slow", Seconds(1))
local sent = {n = 0}
ssc:receiverStream(Receiver{
  onStart = function(rx)
    while sent.n < 4 do rx:sleep(Seconds(1)) sent.n = sent.n + 1 rx:store(sent.n) end
  end,
  onStop = function(rx)
    while sent.n < 4 do rx:sleep(Milliseconds(100)) end
    print("the last one is sent")
  end}):foreachRDD(function(rdd, time)
    if not rdd:isEmpty() then print(tostring(time) .. ": " .. rdd:first()) end
  end)
ssc:start()
ssc:awaitTerminationOrTimeout(1500)
ssc:stop(true, true)
END
run "$SLUICE" run slow_end.lua
is "$(cat out)" "2000 ms: 1
3000 ms: 2
the last one is sent
4000 ms: 3
5000 ms: 4" "a context that stops gracefully waits for onStop"

# --- Copies ---------------------------------------------------------------------------

cat >copies.lua <<'END'
local ssc = StreamingContext("local[2]", "test", Seconds(1))
local list, pause = {}, Milliseconds(100)
greeting = "hello"
local function shared(rx) list[#list + 1] = "x"; rx:store(#list .. greeting) end
ssc:receiverStream{
  onStart = function(rx) shared(rx); rx:sleep(pause * 2); shared(rx); greeting = "bye"
    rx:restart("again", nil, Seconds(3)) end,
  onStop = function(rx) print(#list, greeting) end,
}:print()
greeting = "good day"
ssc:start()
list[1] = "on the driver"
ssc:awaitTermination()
print(#list, greeting)
END
run "$SLUICE" run copies.lua --until 2s
is "$(grep -v '^-\|^$\|^Time' out | tr '\n\t' ', ')" \
    "2 bye,1good day,2good day,1 good day," \
    "onStart and onStop share a copy of what they captured"

cat >open.lua <<'END'
local ssc = StreamingContext("local[2]", "test", Seconds(1))
local file = io.open("/dev/null")
ssc:receiverStream(function(rx) rx:store(file:read()) end):print()
END
run "$SLUICE" run open.lua
is "$status" 1 "a captured file is refused"
like err 'this receiver uses .file., a file of the driver' "and named"

cat >wrong.lua <<'END'
local ssc = StreamingContext("local[2]", "test", Seconds(1))
for _, wrong in ipairs{1, {}, {onstart = print}, {onStart = print, storageLevel = 2},
  {onStart = print, preferredLocation = 3}} do
  print(select(2, pcall(ssc.receiverStream, ssc, wrong)))
end
ssc:receiverStream(function(rx)
  for _, f in ipairs{function() rx:store() end, function() rx:store(print) end,
    function() rx:store(1, 2) end, function() rx:store{1, print} end,
    function() rx.store(1) end, function() rx:put(1) end, function() rx:sleep(-1) end,
    function() table.sort({1, 2}, function() rx:sleep(1) end) end,
    coroutine.wrap(function() rx:sleep(1) end)} do
    print(select(2, pcall(f)))
  end
end):print()
ssc:start()
END
sed -i 's/^ssc:start.*/&\nssc:awaitTermination()/' wrong.lua
run "$SLUICE" run wrong.lua --batches 1
sed -n '1,14s/^[a-z.]*lua:[0-9]*: \|^java.*Exception: //p' out >got
cat >want <<'END'
Receiver wants a table with onStart, or a function, got 1
Receiver's onStart wants a function, got nothing
a Receiver has no field `onstart`
a storage level wants StorageLevel.MEMORY_ONLY or another, got 2
Receiver's preferredLocation wants the name of a host, got 3
rx:store wants a record, got nothing
rx:store wants a record, got a function
rx:store wants one record: two values are pair(k, v), metadata want onBlockStored
rx:store: element 2 is a function; it cannot be a record
a method of a receiver is called with a colon: rx:store(x)
a receiver has no method `put`; try store, sleep, restart, stop or reportError
rx:sleep wants a length of 0 ms or more, got -1 ms
rx:sleep waits; it cannot inside a function that C called
rx:sleep waits; only onStart can, and onStop while the context stops gracefully
END
same got want "what is wrong is said"

# --- Metadata -------------------------------------------------------------------------

receiver metadata <<'END'
Receiver{
  onStart = function(rx)
    for _, f in ipairs{function() rx:store(1, print) end,
      function() rx:store({1, 2}, 3) end, function() rx:store(1, 2, 3) end} do
      print((select(2, pcall(f)):gsub("^.-: ", "")))
    end
    rx:store("a", pair("k", {1, 2.5}))
    rx:store("b")
    rx:store("c", nil)
    rx:store("d", "last")
    rx:sleep(250)
    rx:store("e")
  end,
  onBlockStored = function(rx, metadata)
    print(#metadata, metadata[1], metadata[2], rx:isStarted())
  end,
}
END
run "$SLUICE" run metadata.lua
grep -v '^-\|^$\|^Time' out | tr '\t' ' ' >got
cat >want <<'END'
rx:store: metadata are values that can be records, got a function
rx:store{...} returns when its block is stored; metadata are for a record
rx:store wants one record: two values are pair(k, v), metadata want onBlockStored
2 (k,List(1, 2.5)) last true
a
b
c
d
e
END
same got want "onBlockStored gets what rx:store was given, of those that had any"

# A record waits for the rate limit while onBlockStored restarts the receiver.
cat >waits.lua <<'END'
local conf = SparkConf():setMaster("local[2]"):setAppName("waits")
  :set("spark.streaming.receiver.maxRate", "10")
local ssc = StreamingContext(conf, Seconds(1))
local sent, told = 0, {}
ssc:receiverStream{
  onStart = function(rx)
    while sent < 8 do
      sent = sent + 1
      rx:store(sent, sent)
    end
  end,
  onBlockStored = function(rx, list)
    for _, n in ipairs(list) do told[#told + 1] = n end
    if #told == #list then rx:restart("again", nil, 300) end
    print(table.concat(told, " "))
  end}:count():print()
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run waits.lua
like out '^1 2 3 4 5 6 7 8$' "a record that waits through a restart keeps its metadata"

# --- Cores ----------------------------------------------------------------------------

sed 's/local\[2\]/local[1]/' returns.lua >one.lua
run "$SLUICE" run one.lua --batches 3
like err 'local\[1\] has one core, and receiver 0 holds it' "a receiver holds a core"
is "$(cat out)" "" "without another no task runs"

sed 's/local\[2\]/local[1]/' stops.lua >free.lua
run "$SLUICE" run free.lua --until 3s --trace trace.jsonl
like out '^Time: 1000 ms' "a core that was given back serves a batch"
is "$(states trace.jsonl | cut -d, -f4-5)" "1000 waiting,1015 started" \
    "and the receiver waits meanwhile"

# --- Listeners ------------------------------------------------------------------------

cat >listen.lua <<'END'
local ssc = StreamingContext("local[2]", "test", Seconds(1))
local function show(event)
  local info = event.receiverInfo
  print(info.active, info.lastErrorMessage, info.lastError, info.lastErrorTime)
end
ssc:addStreamingListener{onReceiverStarted = show, onReceiverStopped = show,
  onReceiverError = show}
local n = 0
ssc:receiverStream(function(rx)
  n = n + 1
  rx:sleep(1)
  if n == 2 then
    rx:stop("enough")
  end
  rx:reportError("I say", {class = "java.lang.RuntimeException", message = "why"})
  rx:restart("hung up", {class = "java.io.IOException", message = "gone"})
  rx:reportError("only")
end):foreachRDD(function() end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run listen.lua --until 2100ms
tr '\t' '|' <out >got
cat >want <<'END'
true|||-1
true|I say|java.lang.RuntimeException: why|1
false|Restarting receiver with delay 2000ms: hung up|java.io.IOException: gone|1
false|only||-1
true|||-1
false|enough||-1
false|Stopped by driver||-1
END
same got want "listeners hear of it"
finish
