-- sluice.input_streams: the methods of StreamingContext that make streams.
-- Spark: StreamingContext (semantics 9).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local spark_context = require("sluice.spark_context")
local storage = require("sluice.storage")
local where = require("sluice.where")

local M = {}

---@class StreamingContext
local StreamingContext = {}

local function check_port(port)
  if math.type(port) ~= "integer" or port < 1 or port > 65535 then
    local found = where.call(nil, "socketTextStream")
    local mark = where.mark(found, "socketTextStream", 2)
    errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
      message = "a port is a whole number from 1 to 65535, got "
        .. errors.describe(port),
      file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
  end
end

---A stream of the lines that arrive at host:port. The receiver connects; it does not
---listen. Under the simulated clock `--feed PORT=FILE` says what arrives.
---
---Example:
---```lua
----- sluice run --feed 9999=river.txt --until 1s program.lua
---local lines = ssc:socketTextStream("localhost", 9999)
---lines:flatMap(split):count():print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 12
----->
---```
---@param address string
---@param port integer
---@param level? StorageLevel of its blocks; MEMORY_AND_DISK_SER_2 if not given
---@return DStream
function StreamingContext:socketTextStream(address, port, level)
  local op = "socketTextStream"
  dstream.check_open(self, op)
  if type(address) ~= "string" or address == "" then
    errors.wrong_type(op, 'a host such as "localhost"', address)
  end
  check_port(port)
  local number, java, message = host.socket_stream(self.number, arguments.site(op),
    address, port, storage.name(level, "MEMORY_AND_DISK_SER_2"))
  if not number then
    dstream.refuse_setting(java, message)
  end
  local stream = dstream.wrap(self, number, op)
  stream.port, stream.address = port, address
  return stream
end

local function check_queued(list, i)
  if not rdd.is_rdd(list[i]) then
    errors.wrong_type(("element %d of queueStream's list"):format(i), "an RDD", list[i],
      "sc:parallelize({...})")
  end
end

-- The program may add RDDs while the context runs, so they are taken when a batch is
-- made: a function that does so, and that without a time says whether there are more.
local function queue_source(context, number, list, one_at_a_time)
  return function(_, ms)
    if not ms then
      return list[1] ~= nil
    end
    for _ = 1, one_at_a_time and math.min(1, #list) or #list do
      check_queued(list, 1)
      host.enqueue(context.number, number, table.remove(list, 1).number)
    end
  end
end

---A stream that takes an RDD out of a list for each batch, or all at once. The program
---may put others into the list at any time.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "queue", Seconds(1))
---local sc = ssc:sparkContext()
---ssc:queueStream({ sc:parallelize({1, 2}), sc:parallelize({3}) })
---  :foreachRDD(function(rdd) print(rdd:count()) end)
---ssc:start()
---ssc:awaitTerminationOrTimeout(1500)      --> 2
---```
---@param list RDD[]
---@param one_at_a_time? boolean true if not given
---@param default? RDD what comes when the list is empty: an RDD of one empty partition
---if not given, one without partitions if null
---@return DStream
function StreamingContext:queueStream(list, one_at_a_time, default)
  local op = "queueStream"
  if default == nil then
    spark_context.check_running(self.spark)
  end
  dstream.check_open(self, op)
  if type(list) ~= "table" then
    errors.wrong_type(op, "a list of RDDs", list)
  end
  for i in ipairs(list) do
    check_queued(list, i)
  end
  local number = assert(host.queue_stream(self.number, arguments.site(op),
    one_at_a_time ~= false))
  host.queue_source(self.number, number,
    queue_source(self, number, list, one_at_a_time ~= false))
  if default ~= _G.null then
    local empty = default
      or rdd.handle(host.collection(arguments.site("makeRDD"), {}, 1))
    host.default_rdd(self.number, number, empty.number)
  end
  return dstream.wrap(self, number, op)
end

---Gives a class the methods.
---@param methods table
function M.add(methods)
  for name, method in next, StreamingContext do
    methods[name] = method
  end
end

return M
