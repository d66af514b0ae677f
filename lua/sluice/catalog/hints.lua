-- sluice.catalog.hints: the warnings and the notes, each with a program that causes it.
-- The fields are those of sluice.CatalogEntry.
-- SPDX-License-Identifier: MIT
return {
  {
    name = "one-core", level = "warning",
    meaning = "The only core is held by a receiver; no task can run.",
    why = [[
A receiver is a task without end and holds one core. local and local[1] have one
core, so batches are formed and wait for ever. local[n] needs one core for each
receiver and at least one for tasks.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[1]", "one", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local ssc = StreamingContext("local[2]", "one", Seconds(1))'}},
  },
  {
    name = "no-free-core", level = "warning",
    meaning = "Receivers hold all cores; no task can run.",
    why = [[
Each receiver holds one core for as long as it lives. Without a free core no task
starts, so batches wait one behind the other. Add one core, or use fewer receivers.]],
    arguments = "--feed 9999=words.txt --feed 9998=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local a = ssc:socketTextStream("localhost", 9999)
local b = ssc:socketTextStream("localhost", 9998)
a:print()
b:print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local ssc = StreamingContext("local[3]", "cores", Seconds(1))'}},
  },
  {
    name = "no-executor", level = "warning", manual = true,
    meaning = "Every executor is lost; no task can run.",
    why = [[
Tasks need the core of an executor. When the last one is lost, the tasks that ran there
fail, and they wait with all others until an executor joins. Batches are formed in the
meantime and queue. Spark says "Initial job has not accepted any resources" and waits,
for ever if need be; sluice ends the run when nothing can happen any more.]],
    command = "sluice run words.lua --master local-cluster[1,2,1024] --world x.world",
    advice = "let an executor join, or have more of them: local-cluster[3,2,1024]",
  },
  {
    name = "receiver-refused", level = "warning",
    meaning = "A receiver got cores only where it may not run.",
    why = [[
A receiver with a preferredLocation runs on that host, or on an executor that got no
receiver. If there is neither, Spark gives it a core elsewhere, refuses it as soon as it
starts, and tries again for ever. It receives nothing, and batches go on, empty. Local
mode has one host, localhost; those of local-cluster are node-0, node-1 and so on.]],
    arguments = "--until 3s",
    program = [[
local ssc = StreamingContext("local[3]", "where", Seconds(1))
local function tick(rx) rx:store("tick") end
local near = ssc:receiverStream(Receiver{onStart = tick})
local far = Receiver{onStart = tick, preferredLocation = "node-7"}
near:union(ssc:receiverStream(far)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "local far = Receiver{onStart = tick}"}},
  },
  {
    name = "unknown-setting", level = "warning",
    meaning = "A setting has a name that nobody reads.",
    why = [[
Spark takes any name and says nothing, so a misspelt setting changes nothing: the
default stays. On the command line, after --conf, the same mistake is an error.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local conf = SparkConf():setAppName("blocks"):setMaster("local[2]")
  :set("spark.streaming.blockInteval", "100ms")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, '  :set("spark.streaming.blockInterval", "100ms")'}},
  },
  {
    name = "nothing-arrived", level = "warning",
    meaning = "No record arrived: all batches were empty.",
    why = [[
The run was over before the first line of the feed was due, or the file has no line.
At a rate of r lines a second, line n (from 0) arrives at (n + 1/2) / r seconds.]],
    arguments = "--feed 9999=words.txt:rate=6/m --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "slow", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--feed 9999=words.txt:rate=5/s --until 3s",
  },
  {
    name = "start-missing", level = "warning",
    meaning = "The program ended and never started its context.",
    why = [[
Streams and outputs are a description. Nothing arrives, and no batch is formed, before
start.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "start", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
]],
    cure = {{3, "lines:print()\nssc:start()\nssc:awaitTermination()"}},
  },
  {
    name = "no-effect", level = "warning",
    meaning = "A context was started or stopped when that changes nothing.",
    why = [[
A context is described, started once and stopped once. Starting it while it runs, or
stopping it when it has not run or was stopped before, does nothing; Spark writes a
warning into its log, and so does sluice.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "twice", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, ""}},
  },
  {
    name = "await-missing", level = "warning",
    meaning = "The program ended before its first batch: it did not wait.",
    why = [[
start only begins: it returns at once, and batches are formed while the program
waits in awaitTermination. A program that ends right after start ends the run with
it.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "wait", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
]],
    cure = {{3, "ssc:start()\nssc:awaitTermination()"}},
  },
  {
    name = "captured-counter", level = "warning",
    meaning = "A task changed its own copy of a variable or a table of the driver.",
    why = [[
A function goes to the executors with a copy of the variables that it uses. It
counts in the copy; the driver's variable stays as it was, and the next task begins
with that. The same holds for a table that is filled and a list that grows. Count with
operators, or add up in foreachRDD, whose function runs on the driver. Spark in local
mode may hide this.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "counter", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local bad = 0
lines:map(function(line) bad = bad + 1 return line end)
     :foreachRDD(function(rdd) rdd:count() print("bad: " .. bad) end)
ssc:start()
ssc:awaitTermination()
]],
    cure = {
      {4, "lines:foreachRDD(function(rdd) bad = bad + rdd:count() end)"},
      {5, "lines:foreachRDD(function() print(\"bad: \" .. bad) end)"},
    },
  },
  {
    name = "delay-grows", level = "warning",
    meaning = "Batches wait longer and longer: the program does not keep up.",
    why = [[
A batch that takes longer than the batch interval makes the next one wait, and that one
the next. If it goes on, records wait for hours, and memory runs out. More cores help if
a batch has as many partitions; a longer interval helps if much of the work is for each
batch and not for each record. spark.streaming.backpressure.enabled takes in fewer
records instead. A short run in local mode is tried with more cores, and the message
says what came of it; nothing is tried of a program that opens files.]],
    arguments = "--conf sluice.cost.record=240ms --feed 9999=words.txt:loop "
      .. "--until 12s",
    program = [[
local ssc = StreamingContext("local[2]", "slow", Seconds(1))
ssc:socketTextStream("localhost", 9999):map(string.upper):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local ssc = StreamingContext("local[3]", "slow", Seconds(1))'}},
  },
  {
    name = "inverse-mismatch", level = "warning",
    meaning = "The inverse function of a window does not undo the other one.",
    why = [[
With an inverse function a window is not folded anew: from its last result the values
that leave are taken away, and those that enter are added. inverse(f(a, b), a) has to be
b; the first argument is the window, the second what leaves it. Spark cannot know
whether that holds, and goes on with wrong results. With --explain sluice counts
again.]],
    arguments = "--feed 9999=words.txt:rate=2/s --until 6s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "inout", Seconds(1))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function sub(a, b) return b - a end
ssc:socketTextStream("localhost", 9999):flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, sub, Seconds(2), Seconds(1)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "local function sub(a, b) return a - b end"}},
  },
  {
    name = "idle-world", level = "warning", manual = true,
    meaning = "A line of the world was of no use in this run.",
    why = [[
It is about a place to which nobody connected: no stream and no receiver has that
name or that port. Or it waits for something that did not happen: batches come at
multiples of the batch interval, and the run may have ended before.]],
    command = "sluice run words.lua --world world.txt",
    advice = "the names of the program, a longer --until; see docs/world.md",
  },
  {
    name = "receiver-restarts", level = "warning", manual = true,
    meaning = "A receiver cannot connect, or lost its connection, and starts again.",
    why = [[
A socket stream connects to a server; it does not listen. If nothing listens at its
port, or the other side closes, Spark starts the receiver again, every 2 s. Batches
go on and are empty.]],
    arguments = "--clock wall --until 10s",
    program = [[
local ssc = StreamingContext("local[2]", "live", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    advice = "In another terminal, before the run: nc -lk 9999",
  },
  {
    name = "computed-twice", level = "note",
    meaning = "Several outputs compute the same stream, each from the beginning.",
    why = [[
Each output is a job of its own and computes its streams back to the source. A
stream that two outputs use is computed twice in every batch. cache keeps its
partitions after the first time.]],
    arguments = "--feed 9999=words.txt --until 3s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "twice", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
words:print()
words:map(string.upper):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, [[
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
words:cache()]]}},
  },
  {
    name = "window-gap", level = "note",
    meaning = "A window slides farther than it is long: some batches are in no window.",
    why = [[
A window of 1 s every 2 s sees one batch and leaves the next one out. That may be
meant, as a sample; to see every record once, make the slide equal to the length.]],
    arguments = "--feed 9999=words.txt --until 6s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "gap", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:window(Seconds(1), Seconds(2)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:window(Seconds(2), Seconds(2)):print()"}},
  },
  {
    name = "few-partitions", level = "note",
    meaning = "Batches have fewer partitions than there are free cores, and take long.",
    why = [[
One task works on one partition, so a batch with one partition keeps one core busy
and leaves the others idle. A receiver makes one partition of each block: a shorter
spark.streaming.blockInterval gives more of them; repartition deals the records out
again.]],
    arguments = "--conf sluice.cost.record=150ms --feed 9999=words.txt --until 4s "
      .. "--explain",
    program = [[
local conf = SparkConf():setAppName("few"):setMaster("local[4]")
  :set("spark.streaming.blockInterval", "1s")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):map(string.upper):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, '  :set("spark.streaming.blockInterval", "200ms")'}},
  },
  {
    name = "order-assumed", level = "note",
    meaning = "A function is used whose result depends on the order of the records.",
    why = [[
A task of a shuffle fetches what other tasks wrote, and on a cluster whatever comes
first is first. A function of reduceByKey has to give the same for f(a, b) and f(b, a).
Sums and maxima do; joining texts, or keeping the first, does not. The result may differ
from run to run.]],
    arguments = "--feed 9999=words.txt --until 3s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "say", Seconds(1))
local function join(a, b) return a .. " " .. b end
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return #line, line end)
   :reduceByKey(join):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{5, [[
   :groupByKey():mapValues(function(list)
     table.sort(list)
     return table.concat(list, " ")
   end):print()]]}},
  },
  {
    name = "zero-keys", level = "note",
    meaning = "A window with an inverse function keeps keys that have left it.",
    why = [[
An inverse function takes away the values that leave, and what stays is their zero: the
key is still there, in memory and in what is printed, for ever. A filter function, the
last argument of reduceByKeyAndWindow, says which keys are kept.]],
    arguments = "--feed 9999=words.txt:rate=2/s --until 6s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "zero", Seconds(1))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
ssc:socketTextStream("localhost", 9999):map(function(line) return line, 1 end)
   :reduceByKeyAndWindow(add, sub, Seconds(2), Seconds(1)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{6, [[
   :reduceByKeyAndWindow(add, sub, Seconds(2), Seconds(1), 2,
     function(_, count) return count > 0 end):print()]]}},
  },
  {
    name = "state-grows", level = "note",
    meaning = "A state got new keys to the end, and none was ever removed.",
    why = [[
A state is kept until its function lets it go: updateStateByKey by returning nil,
mapWithState by a timeout or state:remove(). If keys are sessions, orders or hours, new
ones come for ever, memory fills up, and checkpoints get longer.]],
    arguments = "--batches 8 --explain",
    program = [[
local ssc = StreamingContext("local[2]", "grows", Seconds(1))
ssc:checkpoint("checkpoint")
ssc:generatorStream(function(batch) return {pair("visit " .. batch, 1)} end)
   :updateStateByKey(function(values, state) return (state or 0) + #values end)
   :print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, [[
   :updateStateByKey(function(values, state)
     return #values > 0 and (state or 0) + #values or nil
   end)]]}},
  },
  {
    name = "open-per-record", level = "note",
    meaning = "A connection to a table outside is opened for each record.",
    why = [[
Opening a connection takes longer than using it. foreachPartition calls its function
once for each partition, with all its records: the connection is opened there, once.]],
    arguments = "--batches 2 --explain",
    program = [[
local ssc = StreamingContext("local[2]", "open", Seconds(1))
ssc:generatorStream(function(batch) return {batch, batch, batch, batch} end)
   :foreachRDD(function(rdd)
     rdd:foreach(function(number) Store.open("numbers"):add(number, 1) end)
   end)
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, [[
     rdd:foreachPartition(function(list)
       local store = Store.open("numbers")
       for _, number in ipairs(list) do store:add(number, 1) end
     end)]]}},
  },
  {
    name = "fewer-copies", level = "note",
    meaning = "A block has fewer copies than its storage level says.",
    why = [[
A storage level whose name ends in _2 wants each block on two executors, _3 on three, so
that it survives the loss of one. Local mode has one executor; a cluster may have too
few, or too few with room. Spark keeps the block and writes a warning for each.]],
    arguments = "--feed 9999=words.txt --until 2s --explain",
    program = [[
local ssc = StreamingContext("local[2]", "copies", Seconds(1))
ssc:socketTextStream("localhost", 9999, StorageLevel.MEMORY_ONLY_2):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local ssc = '
      .. 'StreamingContext("local-cluster[3,2,1024]", "copies", Seconds(1))'}},
  },
}
