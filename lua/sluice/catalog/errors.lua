-- sluice.catalog.errors: the errors, each with a program that causes it. The fields are
-- those of sluice.CatalogEntry.
-- SPDX-License-Identifier: MIT
return {
  {
    name = "no-output",
    meaning = "No stream has an output, so there is nothing to run.",
    why = [[
A DStream is a description: what is to be done with every batch. Only an output asks
for a result, and only then anything is computed. Outputs are print, foreachRDD and
the save functions. A context without one has no work, and start refuses it.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n = lines:map(string.upper)
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:map(string.upper):print()"}},
  },
  {
    name = "window-multiple",
    meaning = "A window's length or slide is no multiple of the slide of its stream.",
    why = [[
A window is a union of whole batches: one of 8 s over batches of 4 s holds two of
them. There is no half batch, so length and slide both have to be multiples of the
slide of the stream that the window looks at. For a stream from a source that is the
batch interval.]],
    arguments = "--feed 9999=words.txt --until 8s",
    program = [[
local ssc = StreamingContext("local[2]", "window", Seconds(4))
local lines = ssc:socketTextStream("localhost", 9999)
lines:window(Seconds(30), Seconds(10)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:window(Seconds(32), Seconds(8)):print()"}},
  },
  {
    name = "slides-differ",
    meaning = "Streams with different slides were put together.",
    why = [[
union, join, cogroup and transformWith make one RDD of the RDDs that two streams have
at the same time. A stream that slides by 2 s has no RDD at 1, 3 and 5 s, so there
would be nothing to put together then. Spark refuses the program when it is described;
a window of the other stream with the same slide makes the times equal.]],
    arguments = "--feed 9999=words.txt --until 4s",
    program = [[
local ssc = StreamingContext("local[2]", "both", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local recent = lines:window(Seconds(2), Seconds(2))
lines:union(recent):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "local recent = lines:window(Seconds(2), Seconds(1))"}},
  },
  {
    name = "checkpoint-missing",
    meaning = "A stream needs checkpoints, and no directory was given for them.",
    why = [[
The state of a batch is made from the state of the batch before, and so on back to the
first one. If nothing cut that chain, losing one block would mean computing all batches
again. So Spark writes the RDDs of such streams to files now and then, and does not
start without a place for them. It is the same for a window with an inverse function
and for a stream with an interval of its own, stream:checkpoint(...).]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "state", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function total(values, old) return #values + (old or 0) end
local ones = lines:map(function(line) return line, 1 end)
ones:updateStateByKey(total):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, 'ssc:checkpoint("checkpoint")\n'
      .. 'local lines = ssc:socketTextStream("localhost", 9999)'}},
  },
  {
    name = "checkpoint-interval",
    meaning = "A stream cannot be checkpointed as often as the program asks.",
    why = [[
A checkpoint is an RDD of the stream in a file. The stream has one RDD in each slide, so
the time between checkpoints has to be the slide or a multiple of it. Often is slow and
rare makes long chains; Spark advises 5 to 10 slides.]],
    arguments = "--feed 9999=words.txt --until 4s",
    program = [[
local ssc = StreamingContext("local[2]", "often", Seconds(2))
ssc:checkpoint("checkpoint")
local lines = ssc:socketTextStream("localhost", 9999)
lines:checkpoint(Seconds(3)):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "lines:checkpoint(Seconds(4)):print()"}},
  },
  {
    name = "added-after-start",
    meaning = "A stream or an output was added after the context was started.",
    why = [[
start takes the description as it is and begins to form batches from it. From then
on the set of streams and outputs is fixed; a program that needs others makes a new
context.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "start", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
lines:map(string.upper):print()
ssc:awaitTermination()
]],
    cure = {{4, "lines:map(string.upper):print()"}, {5, "ssc:start()"}},
  },
  {
    name = "unknown-method", meaning = "An object has no method of that name.",
    why = [[
Names are those of Spark, upper and lower case included: reduceByKey, flatMap,
foreachRDD. Some methods belong to RDDs only, in Spark as well; foreachRDD and
transform give the RDD of each batch.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "names", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:flatmap(split):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:flatMap(split):print()"}},
  },
  {
    name = "wrong-type", meaning = "A function was given a value of the wrong type.",
    why = [[
An operator wants functions, durations, numbers or streams, and says which. The
usual cases are a number where a duration belongs (window(4) for
window(Seconds(4))), half a second as Seconds(0.5), and a variable that is nil
because its name is misspelt.]],
    arguments = "--feed 9999=words.txt --until 2s",
    program = [[
local ssc = StreamingContext("local[2]", "half", Seconds(0.5))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local ssc = StreamingContext("local[2]", "half", Milliseconds(500))'}},
  },
  {
    name = "table-not-pair", meaning = "An operator on pairs was given tables.",
    why = [[
A pair is two results of a function: return word, 1. A table is one value, a list,
and has no key. Operators such as reduceByKey and groupByKey find the key in the
pair.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "words", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return {word, 1} end)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "   :map(function(word) return word, 1 end)"}},
  },
  {
    name = "nil-record", meaning = "A function that makes records returned nil.",
    why = [[
map makes exactly one record of each record, and nil is no record. To drop records,
use filter before it, or flatMap, whose function may return an empty list. Where
Spark would have null, return null; for an option, return None.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "long", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) if #word > 3 then return word end end)
   :print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "   :filter(function(word) return #word > 3 end)"}},
  },
  {
    name = "not-serializable",
    meaning = "A function uses something of the driver that cannot go to an executor.",
    why = [[
The function of map, filter or reduceByKey runs in tasks on executors. It travels
there as code with a copy of what it uses. Numbers, texts and tables can be copied;
an open file, a stream and a context cannot. Open what is needed where it is used,
or do the work on the driver, in foreachRDD.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local log = io.open("log.txt", "w")
local ssc = StreamingContext("local[2]", "log", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:map(function(line) log:write(line, "\n") return line end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, [[
lines:foreachRDD(function(rdd)
  for _, line in ipairs(rdd:collect()) do log:write(line, "\n") end
end)]]}},
  },
  {
    name = "task-failed", meaning = "A function raised an error while a task ran it.",
    why = [[
The function met a record that it was not made for. The task fails, with it the job
and the batch: the output prints nothing for that batch, and the context goes on
with the next one. awaitTermination raises the error in the end. The message tells
the record.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "numbers", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:map(function(line) return tonumber(line) + 1 end)
     :print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:map(function(line) return (tonumber(line) or 0) + 1 end)"}},
  },
  {
    name = "block-lost", meaning = "A task needs a block that is gone.",
    why = [[
The blocks of a batch are deleted when the next batch is done, unless a window or
remember asks for them longer. An RDD that foreachRDD was given and that is kept in a
variable still has its number, and no data. Collect what is needed later.]],
    arguments = "--feed 9999=words.txt --until 4s",
    program = [[
local ssc = StreamingContext("local[2]", "kept", Seconds(1))
local first
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd, time)
  first = first or rdd
  print(time, first:count())
end)
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "  first = first or rdd:collect()"}, {5, "  print(time, #first)"}},
  },
  {
    name = "program-failed", meaning = "The program itself raised an error.",
    why = [[
Lua stopped in a line that describes streams, or in a function that the driver runs.
The message is Lua's. Batches that ran before are as they were; nothing runs after.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local seconds = tonumber("1 second")
local ssc = StreamingContext("local[2]", "driver", Seconds(seconds * 2))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{1, 'local seconds = tonumber("1")'}},
  },
  {
    name = "no-feed",
    meaning = "Under the simulated clock nothing feeds the port of a socket stream.",
    why = [[
Simulated time has no network: a real socket would bring its lines at real times. So
the lines that arrive come from a file: --feed PORT=FILE. With --clock wall the
socket is a real one, and something has to listen there, such as nc -lk 9999.]],
    arguments = "--until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "socket", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--feed 9999=words.txt --until 3s",
  },
  {
    name = "two-contexts",
    meaning = "A second context was started while the first one runs.",
    why = [[
One program runs one active context, as in Spark. Several streams and outputs fit
into one context; a second one may start after the first has stopped.]],
    arguments = "--batches 2",
    program = [[
local conf = SparkConf():setAppName("two"):setMaster("local[2]")
local first = StreamingContext(conf, Seconds(1))
local second = StreamingContext(first:sparkContext(), Seconds(1))
first:queueStream({first:sparkContext():parallelize({1, 2})}):print()
second:queueStream({second:sparkContext():parallelize({3, 4})}):print()
first:start()
second:start()
first:awaitTermination()
]],
    cure = {
      {3, ""},
      {5, "first:queueStream({first:sparkContext():parallelize({3, 4})}):print()"},
      {7, ""},
    },
  },
  {
    name = "key-table", meaning = "A table was used as a key.",
    why = [[
Two records meet if their keys are equal, and two tables with the same content are
not equal, as two arrays are not in Spark. A key is a text, a number, a boolean or a
pair of those: pair(a, b).]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "keys", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return {word, #word}, 1 end)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, "   :map(function(word) return pair(word, #word), 1 end)"}},
  },
  {
    name = "context-stopped", meaning = "A context was used after it had stopped.",
    why = [[
A context that has stopped cannot start again. stop is for the end of a program; to
wait until the run is over, call awaitTermination.]],
    arguments = "--batches 2",
    program = [[
local conf = SparkConf():setAppName("again"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
ssc:queueStream({ssc:sparkContext():parallelize({1, 2})}):print()
ssc:start()
ssc:stop()
ssc:start()
]],
    cure = {{5, "ssc:awaitTermination()"}, {6, ""}},
  },
  {
    name = "await-forever",
    meaning = "The program waits for a context that never ran.",
    why = [[
awaitTermination returns when the context is stopped, or when a batch fails. A context
that was not started does neither: in Spark the program stands still in that line until
somebody kills it.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "await", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:awaitTermination()
]],
    cure = {{3, "ssc:start()\nssc:awaitTermination()"}},
  },
  {
    name = "listener-failed",
    meaning = "A function of a streaming listener raised an error.",
    why = [[
A listener is told what happens and has no part in it: its error is reported, other
listeners are told all the same, and the batches go on.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "listen", Seconds(1))
ssc:addStreamingListener({
  onBatchStarted = function(event)
    print(event.batchInfo.batchTime, event.batchInfo.totalDelay + 0)
  end,
})
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "  onBatchCompleted = function(event)"}},
  },
  {
    name = "stop-in-listener",
    meaning = "A streaming listener tried to stop the context.",
    why = [[
Spark calls listeners on the one thread of its listener bus, and stop waits until that
bus is empty: a listener that calls stop would wait for itself. A function of foreachRDD
may stop the context, and so may the program after awaitTerminationOrTimeout.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "stop", Seconds(1))
ssc:addStreamingListener({ onBatchCompleted = function() ssc:stop() end })
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {
      {2, ""},
      {5, "ssc:awaitTerminationOrTimeout(1500)\nssc:stop()"},
    },
  },
  {
    name = "syntax", meaning = "The program is not correct Lua and was not started.",
    why = [[
Lua says where it stopped reading. The cause is often before that place: an end, a
bracket or a quotation mark that is missing.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "syntax", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:map(function(line) return line:upper()):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "lines:map(function(line) return line:upper() end):print()"}},
  },
  {
    name = "file-missing", meaning = "A file cannot be read.",
    why = [[
The program, a trace, or the file of a feed is not there or may not be read. A name
without a leading / is looked for in the folder in which sluice was started.]],
    arguments = "--feed 9999=wrods.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "files", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--feed 9999=words.txt --until 3s",
  },
  {
    name = "bad-trace", meaning = "A file is no trace, or not a whole one.",
    why = [[
A view is made from a trace: the file that --trace writes. Its first line says so,
each line is one record as JSON, and the last record says how the run ended. A trace
of another version of sluice, or one that was cut, cannot be read.]],
    command = "sluice view words.txt timeline",
    advice = "sluice run FILE --trace FILE.jsonl, then sluice view FILE.jsonl timeline",
  },
  {
    name = "cannot-write", meaning = "A file cannot be written.",
    why = [[
The folder is not there, may not be written, or the disk is full. An older file of
that name is as it was: sluice writes a file whole or not at all.]],
    arguments = "--feed 9999=words.txt --until 3s --view timeline "
      .. "-o missing/timeline.dot",
    program = [[
local ssc = StreamingContext("local[2]", "write", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--feed 9999=words.txt --until 3s --view timeline -o timeline.dot",
  },
  {
    name = "cannot-recover", manual = true,
    meaning = "A checkpoint is there, and no context can be recovered from it.",
    why = [[
Its files are damaged, the program makes other streams than the one that wrote them, or
it has a queue of RDDs, which no checkpoint can hold. The message says which it was.]],
    command = "sluice run words.lua",
    advice = "make the streams as they were; or delete the folder, to begin anew",
  },
  {
    name = "bad-lesson", manual = true,
    meaning = "A lesson does not hold together: a file of it is not as it must be.",
    why = [[
This is a fault of the lesson, not of a learner's program. The place says which file it
is and, where it is known, the line. docs/authoring.md says what each file holds.]],
    command = "sluice learn verify --lessons FOLDER",
    advice = "mend the place that the message names, and verify again",
  },
  {
    name = "not-in-lesson", manual = true,
    meaning = "A program of a lesson uses a name of Lua's that is not there.",
    why = [[
`sluice learn` and `sluice check` run programs that nobody has read, so such a program
has the words of sluice and the harmless ones of Lua, and nothing that reaches the
computer: no io, os, require, package, debug, dofile, loadfile, collectgarbage, and no
__gc and __mode in a metatable. Its files are those of the lesson: every path lies in a
folder of its own. `sluice run` trusts its file, as lua does.]],
    command = "sluice check word_count.lua",
    advice = "sc:textFile reads a file, time:milliseconds() is the time of a batch",
  },
  {
    name = "usage", meaning = "The command line is wrong.",
    why = [[
An option is misspelt, lacks its value, or has one that cannot be read. Nothing has
run. Times need a unit: 500ms, 30s, 2m.]],
    arguments = "--feed 9999=words.txt --untl 3s",
    program = [[
local ssc = StreamingContext("local[2]", "usage", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--feed 9999=words.txt --until 3s",
  },
}
