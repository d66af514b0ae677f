-- sluice.dstream.several: streams put together, and RDDs handed to the program.
-- Spark: UnionDStream, TransformedDStream (semantics 5.1, 5.4).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local time = require("sluice.time")

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  ---The union of streams with the same slide.
  ---@param op string
  ---@param streams DStream[] one or more
  ---@return DStream
  function dstream.union(op, streams)
    local numbers = {}
    for i, stream in ipairs(streams) do
      numbers[i] = stream.number
    end
    local first = streams[1]
    local number, java, message = host.union_stream(first.held.number,
      arguments.site(op), numbers)
    if not number then
      dstream.refuse_slides(streams, op, java, message)
    end
    return dstream.wrap(first.held, number, op, first)
  end

  ---The records of both streams, batch by batch.
  ---
  ---Example:
  ---```lua
  ---local hall = ssc:queueStream({ sc:parallelize({ 19, 21 }) })
  ---local attic = ssc:queueStream({ sc:parallelize({ 28 }) })
  ---hall:union(attic):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 19
  -----> 21
  -----> 28
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@return DStream
  function DStream:union(other)
    dstream.check_open(self.held, "union", self)
    return dstream.union("union", { self, dstream.other(self, "union", 1, other) })
  end

  -- What a function of the program's gave has to be an RDD.
  local function number_of(site, result)
    if result == nil or result == null then
      errors.raise({ class = "org.apache.spark.SparkException", spark = true,
        message = "Transform function must not return null. Return "
          .. "SparkContext.emptyRDD() instead to represent no element as the result of "
          .. "transformation.",
        name = "wrong-type", file = site.file, line = site.line })
    elseif not rdd.is_rdd(result) then
      errors.raise({ class = "java.lang.ClassCastException", name = "wrong-type",
        message = ("the function of %s returned %s; it wants an RDD"):format(site.op,
          errors.describe(result)), file = site.file, line = site.line })
    end
    return result.number
  end

  ---The stream that f makes of the RDDs of streams: f(rdds, time).
  ---@param op string
  ---@param streams DStream[]
  ---@param f fun(rdds: RDD[], time: sluice.Time): RDD
  ---@return DStream
  function dstream.transform(op, streams, f)
    return dstream.transformed(streams, op, function(site, numbers, ms)
      local rdds = {}
      for i, number in ipairs(numbers) do
        rdds[i] = rdd.handle(number)
      end
      return number_of(site, f(rdds, time.Time(ms)))
    end, "TransformedDStream")
  end

  ---Any RDD made of the RDD of each batch: f(rdd, time) runs on the driver and returns
  ---an RDD.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 24, 19, 31 }) })
  ---degrees:transform(function(rdd)
  ---  return rdd:sortBy(function(x) return x end)
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 19
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(rdd: RDD, time: sluice.Time): RDD
  ---@return DStream
  function DStream:transform(f)
    dstream.check_open(self.held, "transform", self)
    arguments.driver_function(self, "transform", 1, f)
    return dstream.transform("transform", { self }, function(rdds, at)
      return f(rdds[1], at)
    end)
  end

  ---The same with the RDDs of two streams: f(rdd, other, time).
  ---
  ---Example:
  ---```lua
  ---local seen = ssc:queueStream({ sc:parallelize({ "ann", "bob", "eve" }) })
  ---local known = ssc:queueStream({ sc:parallelize({ "ann", "bob" }) })
  ---seen:transformWith(known, function(rdd, other)
  ---  return rdd:subtract(other)
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> eve
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param f fun(rdd: RDD, other: RDD, time: sluice.Time): RDD
  ---@return DStream
  function DStream:transformWith(other, f)
    dstream.check_open(self.held, "transformWith", self)
    local second = dstream.other(self, "transformWith", 1, other)
    arguments.driver_function(self, "transformWith", 2, f)
    return dstream.transform("transformWith", { self, second }, function(rdds, at)
      return f(rdds[1], rdds[2], at)
    end)
  end
end
