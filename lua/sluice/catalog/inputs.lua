-- sluice.catalog.inputs: what may go wrong where records come in. The fields are those
-- of sluice.CatalogEntry.
-- SPDX-License-Identifier: MIT
local errors = {
  {
    name = "receiver-failed", meaning = "A function of a receiver raised an error.",
    why = [[
A receiver runs on an executor, beside the batches. When its function fails, its core
is given back, and Spark starts a fresh copy at once: what the function captured is
again as it was. The program itself goes on and hears nothing of it. A receiver that
only lost its source asks for rx:restart, which waits 2 s first.]],
    arguments = "--until 2s",
    program = [[
local ssc = StreamingContext("local[2]", "failing", Seconds(1))
ssc:receiverStream(function(rx)
  rx:store(degrees + 1)
end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, "  rx:store(20 + 1)"}},
  },
  {
    name = "receiver-stuck",
    meaning = "A receiver works on and on at one moment of simulated time.",
    why = [[
On the simulated clock time passes only while a receiver sleeps; everything else that
it does happens at one moment. A loop without rx:sleep never ends that moment, and no
batch can come. After 50 million instructions, or 10,000 tries to connect or to read
what has ended, the receiver is stopped for good.]],
    arguments = "--until 2s",
    program = [[
local ssc = StreamingContext("local[2]", "stuck", Seconds(1))
local n = 0
ssc:receiverStream(function(rx)
  while not rx:isStopped() do
    n = n + 1
  end
end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{5, "    rx:sleep(Milliseconds(100))"}},
  },
  {
    name = "log-without-folder",
    meaning = "Receivers are to write a log, and the context has no folder for it.",
    why = [[
With spark.streaming.receiver.writeAheadLog.enable a receiver writes each block to a
file below the folder of checkpoints, before it counts as received. Without a folder
no receiver can start: Spark's fails each time it is launched, and the batches are
empty.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local conf = SparkConf():setAppName("logged"):setMaster("local[2]")
  :set("spark.streaming.receiver.writeAheadLog.enable", "true")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, [[
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint("checkpoint")]]}},
  },
  {
    name = "unsupported", meaning = "Spark has this; sluice has it not, and says why.",
    why = [[
Some methods of Spark's are about what is not here: Hadoop, Java's classes and streams
of bytes, answers that are approximate because waiting is long, several jobs at once.
The message says why the one that was called is missing, and what comes nearest.]],
    arguments = "--feed 9999=words.txt --until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "raw", Seconds(1))
ssc:rawSocketStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, 'ssc:socketTextStream("localhost", 9999):print()'}},
  },
}

errors[#errors + 1] = {
  name = "bad-world", manual = true,
  meaning = "A world file says something that cannot be.",
  why = [[
Each line of the file of --world is a time in seconds, or `when` and a condition, and
then what happens: a place that sends a record or does something, or a fault. The
message says which line is wrong, and what was expected. A fault may also find no
target while the run lasts, such as an executor that is not there; then the run goes on
and counts as failed.]],
  command = "sluice run words.lua --world world.txt",
  advice = "docs/world.md has the whole form; 2.3 localhost:9999 hello is a record",
}

errors[#errors + 1] = {
  name = "no-place", manual = true,
  meaning = "A receiver connects to a place that the world does not have.",
  why = [[
Wire.connect leads to a place of the world, by the name that stands in the file of
--world. Without such a file there is nothing outside.]],
  command = "sluice run orders.lua --world world.txt",
  advice = "a line such as 0.5 orders hello makes a place that is called orders",
}

errors[#errors + 1] = {
  name = "store-closed",
  meaning = "A connection to a store is used after it was closed.",
  why = [[
store:close() ends a connection. The table outside is still there, but this way to it is
closed; each Store.open makes a new one, which takes 20 ms.]],
  arguments = "--until 2s",
  program = [[
local ssc = StreamingContext("local[2]", "closed", Seconds(1))
local store = Store.open("totals")
store:close()
store:put("tea", 1)
ssc:queueStream({}):print()
ssc:start()
ssc:awaitTermination()
]],
  cure = {{3, 'print(store:get("tea"))'}},
}

errors[#errors + 1] = {
  name = "no-files",
  meaning = "Under the simulated clock nothing brings files into a watched folder.",
  why = [[
A file stream takes the files that are put into a folder while it runs, by their
modification times. Simulated time has nothing to do with the times of a disk, so the
folder is not looked at; --files says which file appears in it, and when. With --clock
wall the real folder is watched.]],
  arguments = "--until 2s",
  program = [[
local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
]],
  cure_arguments = "--until 2s --files inbox=words.txt@500ms",
}

errors[#errors + 1] = {
  name = "filter-failed", meaning = "The filter of a file stream raised an error.",
  why = [[
The filter is called on the driver, for each file in the folder, whenever a batch is
formed. If it fails, that batch has no files and the stream goes on; nothing is lost,
for the files are new to the next batch as well.]],
  arguments = "--until 2s --files inbox=words.txt@500ms",
  program = [[
local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
local function is_text(path) return path.name:find("%.txt") end
ssc:fileStream("inbox", is_text):print()
ssc:start()
ssc:awaitTermination()
]],
  cure = {{2, 'local function is_text(path) return path:find("%.txt") end'}},
}

local hints = {
  {
    name = "log-changes-level", level = "warning",
    meaning = "A receiver that writes a log keeps its blocks at another level.",
    why = [[
With a write-ahead log a block is on disk before it counts as received. It has to be
bytes for that, so it is kept as bytes, and a second copy in memory would add nothing:
Spark changes the storage level, and says so.]],
    arguments = "--until 3s",
    program = [[
local conf = SparkConf():setAppName("logged"):setMaster("local[2]")
  :set("spark.streaming.receiver.writeAheadLog.enable", "true")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint("checkpoint")
ssc:receiverStream(Receiver{
  onStart = function(rx) rx:store("word") end,
  storageLevel = StorageLevel.MEMORY_ONLY_2,
}):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{7, "  storageLevel = StorageLevel.MEMORY_ONLY_SER,"}},
  },
  {
    name = "blocks-missing", level = "warning",
    meaning = "Blocks of a batch are lost: they were in memory only.",
    why = [[
A recovered driver knows from its log which blocks a batch had, but their records were
in the memory of a run that is over. With a write-ahead log of the receivers they are
read from there. Data that no receiver has brought yet is not the driver's to lose.]],
    arguments = "--batches 3",
    program = [[
local function create()
  local conf = SparkConf():setAppName("words"):setMaster("local[2]")
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("checkpoint")
  ssc:receiverStream(function(rx)
    rx:sleep(Milliseconds(1100))
    rx:store{"the", "river", "runs"}
  end):print()
  return ssc
end
local first = create()
first:start()
first:awaitTerminationOrTimeout(1500)
first:stop()
local second = StreamingContext.getOrCreate("checkpoint", create)
second:start()
second:awaitTermination()
]],
    cure = {{2, [[
  local conf = SparkConf():setAppName("words"):setMaster("local[2]")
    :set("spark.streaming.receiver.writeAheadLog.enable", "true")]]}},
  },
  {
    name = "receiver-stopped", level = "warning",
    meaning = "A receiver stopped itself, and Spark starts it again.",
    why = [[
rx:stop ends the receiver, not the stream: Spark launches a fresh copy at once, which
begins from its first line. A receiver that has no more to bring returns from its
function; it then stays, keeps its core, and brings nothing.]],
    arguments = "--until 3s",
    program = [[
local ssc = StreamingContext("local[2]", "stopping", Seconds(1))
ssc:receiverStream(function(rx)
  rx:store("last word")
  rx:stop("that was all")
end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{4, ""}},
  },
  {
    name = "receiver-reports", level = "warning",
    meaning = "A receiver said that something is wrong.",
    why = [[
rx:reportError tells the driver, which writes it into its log and into the page of
the receivers. Nothing else happens: the receiver goes on.]],
    arguments = "--until 2s",
    program = [[
local ssc = StreamingContext("local[2]", "reporting", Seconds(1))
ssc:receiverStream(function(rx)
  rx:reportError("the sensor is cold")
  rx:store(-5)
end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{3, ""}},
  },
}

hints[#hints + 1] = {
  name = "receiver-lost", level = "warning",
  meaning = "A receiver was refused a record, and nobody noticed.",
  why = [[
A rate limit has to be positive. Spark's documentation says that a maxRate of 0 or less
means no limit, but each rx:store of a record throws then, in the receiver's own thread.
Nobody watches that thread: it is gone, the receiver counts as running, and every batch
is empty. rx:store of a list is not limited and goes on.]],
  arguments = "--until 2s",
  program = [[
local conf = SparkConf():setMaster("local[2]"):setAppName("limit")
conf:set("spark.streaming.receiver.maxRate", "0")
local ssc = StreamingContext(conf, Seconds(1))
ssc:receiverStream(function(rx)
  rx:store("a record")
end):print()
ssc:start()
ssc:awaitTermination()
]],
  cure = {{2, 'conf:set("spark.streaming.receiver.maxRate", "1000")'}},
}

hints[#hints + 1] = {
  name = "empty-file", level = "warning",
  meaning = "A file was empty when its batch took it.",
  why = [[
A file is read once, by the batch that finds it; what is written into it later is never
seen. So a file is written somewhere else and then moved into the folder, where it
appears whole.]],
  arguments = "--until 2s --files inbox=/dev/null@500ms",
  program = [[
local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
]],
  cure_arguments = "--until 2s --files inbox=words.txt@500ms",
}

hints[#hints + 1] = {
  name = "file-ignored", level = "note",
  meaning = "A file lies in the folder of a file stream, and no batch gets it.",
  why = [[
A file stream takes files that are newer than itself: what was in the folder before
stays there. A name that begins with a dot hides a file. Where old files count as well,
fileStream with newFilesOnly false takes those that are at most a minute old.]],
  arguments = "--until 2s --files inbox=words.txt@0s --explain",
  program = [[
local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
]],
  cure_arguments = "--until 2s --files inbox=words.txt@500ms --explain",
}

hints[#hints + 1] = {
  name = "no-folder", level = "warning", manual = true,
  meaning = "The folder of a file stream is not there.",
  why = [[
A file stream looks for its folder again for each batch; until there is one, its
batches are empty. Mostly the name is relative and the program runs in another folder
than was thought.]],
  arguments = "--clock wall --until 2s",
  program = [[
local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
]],
  advice = "mkdir inbox",
}

return { errors = errors, hints = hints }
