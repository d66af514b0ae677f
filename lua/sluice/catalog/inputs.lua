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
batch can come. After 50 million instructions the receiver is stopped for good.]],
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
    name = "unsupported", meaning = "Spark has this; sluice has it not, and says why.",
    why = [[
Some methods of Spark's are about Java itself: its streams of bytes, or the form in
which it serializes objects. There is nothing that they could mean here. The message
names what comes nearest.]],
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

local hints = {
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

return { errors = errors, hints = hints }
