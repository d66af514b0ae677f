-- sluice.receiver: streams with a receiver of the program's own.
-- Spark: Receiver, StreamingContext.receiverStream (semantics 3.1).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local host = require("sluice.host")
local storage = require("sluice.storage")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

local KNOWN = { "onStart", "onStop", "onBlockStored", "preferredLocation",
  "storageLevel" }

---A source of records that the program describes itself: functions and settings in a
---table, given to Receiver.
---@class Receiver
---@field onStart fun(rx: sluice.Rx) begins to receive; it runs beside the batches
---@field onStop fun(rx: sluice.Rx)|nil what is to be done when it is stopped
---@field onBlockStored fun(rx: sluice.Rx, metadata: any[])|nil is told what
---`rx:store(record, metadata)` was given, once those records are in a stored block
---@field preferredLocation string|nil the host on which it is to run
---@field storageLevel StorageLevel|nil of its blocks
local Receiver = { __name = "Receiver" }

---What the functions of a receiver are given.
---@class sluice.Rx
---@field store fun(self, record: any, metadata: any) one record, which waits if there
---is a rate limit; the metadata, if any, are for `onBlockStored`. A plain list is a
---block, at once: when it returns the block is stored, and in the receiver's log if
---there is one
---@field sleep fun(self, length: sluice.Duration|integer) lets time pass
---@field restart fun(self, message: string, err: any, delay: sluice.Duration|nil)
---begins again after a delay
---@field stop fun(self, message: string, err: any) does not return; Spark starts a copy
---@field reportError fun(self, message: string, err: any) for the log
---@field isStarted fun(self): boolean whether it receives
---@field isStopped fun(self): boolean whether it was stopped
---@field streamId fun(self): integer Spark's number of the input stream, from 0

local function check_function(receiver, field, needed)
  local f = receiver[field]
  if f == nil and not needed or type(f) == "function" then
    return
  end
  errors.wrong_type("Receiver's " .. field, "a function", f,
    "onStart = function(rx) rx:store(1) end")
end

local function check_fields(fields)
  for field in pairs(fields) do
    local found = false
    for _, known in ipairs(KNOWN) do
      found = found or known == field
    end
    if not found then
      local near = type(field) == "string" and words.nearest(field, KNOWN)
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = ("a Receiver has no field `%s`"):format(tostring(field)),
        try = near or table.concat(KNOWN, ", "), word = tostring(field) })
    end
  end
  check_function(fields, "onStart", true)
  check_function(fields, "onStop", false)
  check_function(fields, "onBlockStored", false)
  local place = fields.preferredLocation
  if place ~= nil and type(place) ~= "string" then
    errors.wrong_type("Receiver's preferredLocation", "the name of a host", place)
  end
  storage.name(fields.storageLevel, "NONE")
end

---A receiver: what `ssc:receiverStream` takes. `onStart` begins when the receiver has
---a core, and runs beside the batches; `onStop` is called when it is stopped or
---restarted. When a context stops gracefully, `onStop` may `rx:sleep`, and the context
---waits for it; `onStart` goes on meanwhile.
---A source that wants to know what has arrived is told after `rx:store{...}` has
---returned: with `spark.streaming.receiver.writeAheadLog.enable` and a folder of
---checkpoints the block is in a file by then, which a recovered context reads.
---The functions work on copies of what they captured, and share them.
---
---A receiver that stores single records is told by `onBlockStored`, which gets the
---metadata of all records of one block, in their order, when the block is stored with
---its copies, is in the log if there is one, and is known to the driver: what Spark's
---reliable Kafka receiver does with the listener of its BlockGenerator
---(`addDataWithCallback`, `onPushBlock`). It runs at that moment and cannot wait. What
---is lost with an executor, or is in no block when a context stops at once, is not
---reported. If it fails, no further block is stored until the receiver is launched
---again.
---
---With a `preferredLocation` the receiver runs on that host: `"localhost"` in local
---mode, `"node-0"`, `"node-1"`, ... in a `local-cluster`. If no executor is there, it
---runs on one that got no receiver; is there none, Spark refuses it wherever it gets a
---core, and it receives nothing.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "thermometer", Seconds(1))
---local thermometer = Receiver{
---  onStart = function(rx)
---    rx:store(20)
---    rx:sleep(Milliseconds(400))
---    rx:store(21)
---  end,
---}
---ssc:receiverStream(thermometer):foreachRDD(function(rdd)
---  print(table.concat(rdd:collect(), " "))      --> 20 21
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---
---Example:
---```lua
----- sluice run --world orders.world program.lua
---local ssc = StreamingContext("local[2]", "orders", Seconds(1))
---local queue
---local orders = ssc:receiverStream(Receiver{
---  onStart = function(rx)
---    queue = Wire.connect("orders")
---    for order in function() return queue:read() end do
---      rx:store(order, queue:number())
---    end
---  end,
---  onBlockStored = function(rx, numbers)
---    queue:ack(numbers)
---  end,
---})
---orders:count():foreachRDD(function(rdd)
---  print(rdd:first())      --> 5
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param fields Receiver
---@return Receiver
function M.Receiver(fields)
  if type(fields) == "function" then
    fields = { onStart = fields }
  elseif type(fields) ~= "table" then
    errors.wrong_type("Receiver", "a table with onStart, or a function", fields,
      "Receiver{ onStart = function(rx) rx:store(1) end }")
  end
  check_fields(fields)
  local receiver = {}
  for _, field in ipairs(KNOWN) do
    receiver[field] = fields[field]
  end
  return setmetatable(receiver, Receiver)
end

-- The functions travel in one, so that they share what they captured.
local function maker_of(receiver)
  local on_start, on_stop = receiver.onStart, receiver.onStop
  local on_block_stored = receiver.onBlockStored
  return function()
    return on_start, on_stop, on_block_stored
  end
end

local function check_travels(op, maker)
  local ok, variable, what = host.check_function(maker)
  if ok then
    return
  end
  local mark = where.mark(where.call(nil, op), op, 1)
  errors.raise({ class = "org.apache.spark.SparkException", spark = true,
    message = "Task not serializable", name = "not-serializable",
    text = ("this receiver uses `%s`, %s of the driver; it cannot go to an executor")
      :format(variable, what),
    try = "open it in onStart: that runs where the receiver is",
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

---Adds the methods of this file.
---@param StreamingContext table
function M.install(StreamingContext)
  ---A stream of what a receiver stores: a `Receiver`, a table with `onStart`, or just
  ---the function. The receiver keeps a core for as long as it lives.
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "ticks", Seconds(1))
  ---local ticks = ssc:receiverStream(function(rx)
  ---  for n = 1, 4 do
  ---    rx:store("tick " .. n)
  ---    rx:sleep(Milliseconds(200))
  ---  end
  ---end)
  ---ticks:foreachRDD(function(rdd)
  ---  print(rdd:count())      --> 4
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  ---```
  ---@param receiver Receiver|fun(rx: sluice.Rx)
  ---@param level StorageLevel|nil of its blocks
  ---@return DStream
  function StreamingContext:receiverStream(receiver, level)
    local op = "receiverStream"
    dstream.check_open(self, op)
    if getmetatable(receiver) ~= Receiver then
      receiver = M.Receiver(receiver)
    end
    local maker = maker_of(receiver)
    check_travels(op, maker)
    local number, java, message = host.receiver_stream(self.number, arguments.site(op),
      maker, storage.name(level or receiver.storageLevel, "MEMORY_AND_DISK_SER_2"),
      receiver.preferredLocation)
    if not number then
      dstream.refuse_setting(java, message)
    end
    return dstream.wrap(self, number, op)
  end
end

return M
