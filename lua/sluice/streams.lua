-- sluice.streams: streams that a StreamingContext makes of others, or of functions.
-- Spark: StreamingContext.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local host = require("sluice.host")

---@param StreamingContext StreamingContext
return function(StreamingContext)
  -- Spark looks at the first stream before it looks whether there is one.
  local function check_streams(self, op, streams)
    dstream.check_open(self, op)
    if type(streams) ~= "table" or dstream.is_stream(streams) then
      errors.wrong_type(op, "a list of DStreams", streams)
    elseif #streams == 0 and op == "union" then
      errors.raise({ class = "java.util.NoSuchElementException", spark = true,
        name = "wrong-type", message = "next on empty iterator", word = op,
        text = "there is no stream in the list" })
    elseif #streams == 0 then
      errors.raise({ class = "java.util.NoSuchElementException", spark = true,
        name = "wrong-type", message = "head of empty list", word = op,
        text = "there is no stream in the list" })
    end
    for i, stream in ipairs(streams) do
      if not dstream.is_stream(stream) then
        errors.wrong_type(("element %d of %s's list"):format(i, op), "a DStream",
          stream)
      end
      dstream.other(streams[1], op, 1, stream)
    end
    return streams
  end

  ---The records of several streams with the same slide, batch by batch.
  ---
  ---Example:
  ---```lua
  ---local rooms = { ssc:queueStream({ sc:parallelize({ 19 }) }),
  ---  ssc:queueStream({ sc:parallelize({ 28, 31 }) }) }
  ---ssc:union(rooms):reduce(math.max):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param streams DStream[]
  ---@return DStream
  function StreamingContext:union(streams)
    return dstream.union("union", check_streams(self, "union", streams))
  end

  ---Any RDD made of those of several streams with the same slide: f(rdds, time) runs on
  ---the driver once a batch.
  ---
  ---Example:
  ---```lua
  ---local seen = ssc:queueStream({ sc:parallelize({ "ann", "eve" }) })
  ---local banned = ssc:queueStream({ sc:parallelize({ "eve" }) })
  ---ssc:transform({ seen, banned }, function(rdds)
  ---  return rdds[1]:subtract(rdds[2])
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> ann
  ----->
  ---```
  ---@param streams DStream[]
  ---@param f fun(rdds: RDD[], time: sluice.Time): RDD
  ---@return DStream
  function StreamingContext:transform(streams, f)
    check_streams(self, "transform", streams)
    arguments.driver_function(self, "transform", 2, f)
    return dstream.transform("transform", streams, f)
  end

  ---A stream whose records the program makes: f(n) is called on the driver for batch n
  ---(the one at n batch intervals) and returns a list, or nil for no RDD at all. It is
  ---sluice's own; in Spark it takes a subclass of InputDStream. It survives a recovery.
  ---A run that was given no other end is over when f returned lists, and then nil.
  ---
  ---Example:
  ---```lua
  ----- sluice run --batches 2 program.lua
  ---ssc:generatorStream(function(batch) return { batch, batch * 10 } end, 2):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 1
  -----> 10
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 2
  -----> 20
  ----->
  ---```
  ---@param f fun(batch: integer): any[]|nil
  ---@param n integer|nil partitions; as many as defaultParallelism
  ---@return DStream
  function StreamingContext:generatorStream(f, n)
    local op = "generatorStream"
    dstream.check_open(self, op)
    arguments.driver_function(self, op, 1, f)
    local count = n == nil and arguments.default_parallelism()
      or arguments.integer(self, op, 2, n, "a number of partitions, 1 or more", 1)
    local site = arguments.site(op)
    local interval = self.interval
    local number = assert(host.generator_stream(self.number, site, function(_, ms)
      local list = f(ms // interval)
      if list == nil then
        return nil
      elseif type(list) ~= "table" then
        errors.wrong_type("generatorStream", "a list from its function, or nil", list)
      end
      return assert(host.collection(site, list, count))
    end))
    return dstream.wrap(self, number, op)
  end

  ---The folder of checkpoints. Streams with state need one; metadata is written there
  ---in each batch, and data checkpoints as often as each stream asks. nil: no
  ---checkpoints.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local visits = ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) })
  ---visits:updateStateByKey(function(values, state)
  ---  return (state or 0) + #values
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,1)
  ----->
  ---```
  ---@param folder string|nil
  function StreamingContext:checkpoint(folder)
    if folder ~= nil and folder ~= null and type(folder) ~= "string" then
      errors.wrong_type("checkpoint", "a folder", folder)
    end
    local path = type(folder) == "string" and folder or nil
    local ok, java, message = host.context_checkpoint(self.number, path)
    if not ok then
      errors.raise({ class = java, message = message, name = "cannot-write",
        word = "checkpoint" })
    end
  end
end
