-- sluice.dstream.windows: the last batches as one, sliding.
-- Spark: WindowedDStream, ReducedWindowedDStream (semantics 6).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")
local time = require("sluice.time")
local window_fit = require("sluice.dstream.window_fit")
local words = require("sluice.words")

local function seconds(ms)
  return words.duration(ms * 1000)
end

local function exact(x)
  return ("%g"):format(x)
end

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  local function slide_of(stream)
    return host.stream_slide(stream.held.number, stream.number)
  end

  -- `first` is the position of the length among the arguments of op.
  local function refuse(stream, op, first, length, slide, java, message)
    local step = slide_of(stream)
    local both = length % step ~= 0 and slide % step ~= 0
    local bad, n, what = length, first, "length"
    if length % step == 0 then
      bad, n, what = slide, first + 1, "slide"
    end
    local why = ("a window is a union of whole batches, and %s / %s is %s"):format(
      exact(bad / 1000), exact(step / 1000), exact(bad / step))
    if both then
      why = why .. (". The slide has the same fault: %s / %s is %s"):format(
        exact(slide / 1000), exact(step / 1000), exact(slide / step))
    end
    arguments.wrong(stream, op, n, { class = java, message = message, spark = true,
      name = "window-multiple", why = why,
      try = window_fit.advice(stream.held, step, length, slide),
      text = ("the window %s, %s, is no multiple of %s, the slide of its stream")
        :format(what, seconds(bad), seconds(step)) })
  end

  local function duration(stream, op, n, value, optional)
    if value == nil and optional then
      return slide_of(stream)
    elseif not time.is_duration(value) then
      arguments.wrong_type(stream, op, n, "a Duration", value,
        type(value) == "number" and math.tointeger(value)
          and ("Seconds(%d)"):format(math.tointeger(value)) or "Seconds(30)")
    end
    return value.ms
  end

  -- Length and slide, from position n on.
  local function lengths(self, op, n, length, slide)
    local long = duration(self, op, n, length)
    local every = duration(self, op, n + 1, slide, true)
    if every <= 0 or long < 0 then
      arguments.wrong(self, op, every <= 0 and n + 1 or n, {
        message = ("the %s of a window must be longer than 0 ms"):format(
          every <= 0 and "slide" or "length") })
    end
    return long, every
  end

  -- The window of a stream, for an operator that was called on `called`.
  local function window(self, op, n, long, every, called)
    local number, java, message = host.window_stream(self.held.number,
      arguments.site(op), self.number, long, every)
    if not number then
      refuse(called, op, n, long, every, java, message)
    end
    return dstream.wrap(self.held, number, op, self)
  end

  -- Streams inside an operator stand where the operator does.
  local function within(outer, ...)
    for _, stream in ipairs({ ... }) do
      stream.made_with = outer
    end
  end

  ---The records of the last batches as one RDD, made every slide.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ "home" }), sc:parallelize({ "cart" }) })
  ---clicks:window(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> home
  -----> cart
  ----->
  ---```
  ---@param length sluice.Duration a multiple of the slide of this stream
  ---@param slide sluice.Duration|nil the same; without it, the slide of this stream
  ---@return DStream
  function DStream:window(length, slide)
    dstream.check_open(self.held, "window", self)
    local long, every = lengths(self, "window", 1, length, slide)
    return window(self, "window", 1, long, every, self)
  end

  -- The part that both kinds of reduceByKeyAndWindow share: work is {op =, n =, f =,
  -- long =, every =, partitioner =, inverse =, filter =, outer =}; n is the position of
  -- the length among the arguments, outer a stream inside the same operator.
  local function reduce_windowed(self, called, work)
    local aggregator = lineage.reducing(work.f)
    if not work.inverse then
      local inner = dstream.combined(self, work.op, aggregator, work.partitioner)
      local windowed = window(inner, work.op, work.n, work.long, work.every, called)
      local result = dstream.combined(windowed, work.op, aggregator, work.partitioner)
      within(work.outer or inner, windowed, result)
      inner.made_with = work.outer or false
      return result
    end
    local ok, java, message = host.check_inverse(self.held.number, self.number,
      work.long, work.every)
    if not ok then
      refuse(called, work.op, work.n, work.long, work.every, java, message)
    end
    local inner = dstream.combined(self, work.op, aggregator, work.partitioner)
    local number = assert(host.inverse_stream(self.held.number, arguments.site(work.op),
      inner.number, work.long, work.every,
      { f = work.f, inverse = work.inverse, filter = work.filter }))
    local result = dstream.wrap(self.held, number, work.op, inner)
    result.inverse = { f = work.f, inverse = work.inverse }
    within(work.outer or inner, result)
    inner.made_with = work.outer or false
    return result
  end

  ---Adds up the values of each key over a window. With an inverse function a window is
  ---made of the one before: what left is taken away, what entered is added; keys stay
  ---until a filter drops them, and ssc:checkpoint(folder) is needed.
  ---
  ---Example:
  ---```lua
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("bob", 1) }),
  ---  sc:parallelize({ pair("ann", 1) }) })
  ---local function add(a, b) return a + b end
  ---visits:reduceByKeyAndWindow(add, Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,2)
  -----> (bob,1)
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param ... any [inverse,] length [, slide [, partitions [, filter]]]
  ---@return DStream
  function DStream:reduceByKeyAndWindow(f, ...)
    local op = "reduceByKeyAndWindow"
    dstream.check_open(self.held, op, self)
    arguments.task_function(self, op, 1, f)
    local inverse, n, rest = nil, 2, { ... }
    if type(rest[1]) == "function" then
      inverse, n = arguments.task_function(self, op, 2, rest[1]), 3
    end
    local long, every = lengths(self, op, n, rest[n - 1], rest[n])
    local filter = inverse and rest[5]
    if filter ~= nil and filter ~= false then
      arguments.task_function(self, op, 6, filter)
    end
    return reduce_windowed(self, self, { op = op, n = n, f = f, inverse = inverse,
      long = long, every = every, filter = filter or nil,
      partitioner = dstream.partitioner(self, op, n + 2, rest[n + 1]) })
  end

  ---The list of the values of each key over a window, those of the oldest batch first.
  ---
  ---Example:
  ---```lua
  ---local readings = ssc:queueStream({ sc:parallelize({ pair("hall", 19) }),
  ---  sc:parallelize({ pair("hall", 21) }) })
  ---readings:groupByKeyAndWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (hall,ArrayBuffer(19, 21))
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration|nil
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function DStream:groupByKeyAndWindow(length, slide, n)
    local op = "groupByKeyAndWindow"
    dstream.check_open(self.held, op, self)
    local long, every = lengths(self, op, 1, length, slide)
    local partitioner = dstream.partitioner(self, op, 3, n)
    local inner = dstream.combined(self, op, lineage.aggregators.group_early,
      partitioner)
    local windowed = window(inner, op, 1, long, every, self)
    local result = dstream.combined(windowed, op, lineage.aggregators.concat,
      partitioner)
    within(inner, windowed, result)
    return result
  end

  local add = function(a, b) return a + b end
  local subtract = function(a, b) return a - b end

  -- All records under one key, folded over a window with an inverse function.
  local function reduce_all(self, called, work)
    local keyed = dstream.narrow(self, work.op, "null and value")
    work.partitioner, work.outer = host.hash_partitioner(1), work.outer or keyed
    local reduced = reduce_windowed(keyed, called, work)
    local result = dstream.narrow(reduced, work.op, "values")
    within(work.outer, result)
    keyed.made_with = work.outer ~= keyed and work.outer
    return result
  end

  ---All records of a window folded into one with f; with an inverse function made of
  ---the window before.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({
  ---  sc:parallelize({ 19, 24 }), sc:parallelize({ 31 }) })
  ---degrees:reduceByWindow(math.max, Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param ... any [inverse,] length, slide
  ---@return DStream
  function DStream:reduceByWindow(f, ...)
    local op = "reduceByWindow"
    dstream.check_open(self.held, op, self)
    arguments.task_function(self, op, 1, f)
    local first, second, third = ...
    if type(first) == "function" then
      local long, every = lengths(self, op, 3, second, third)
      return reduce_all(self, self, { op = op, n = 3, f = f, long = long, every = every,
        inverse = arguments.task_function(self, op, 2, first) })
    end
    local long, every = lengths(self, op, 2, first, second)
    local inner = dstream.reduce(self, op, f)
    local windowed = window(inner, op, 2, long, every, self)
    local result = dstream.reduce(windowed, op, f)
    within(inner, windowed, result)
    return result
  end

  ---How many records are in a window; needs ssc:checkpoint(folder). Nothing before the
  ---first record, then 0 for an empty window.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }),
  ---  sc:parallelize({ "home" }) })
  ---clicks:countByWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> 3
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration
  ---@return DStream
  function DStream:countByWindow(length, slide)
    local op = "countByWindow"
    dstream.check_open(self.held, op, self)
    local long, every = lengths(self, op, 1, length, slide)
    local ones = dstream.narrow(self, op, "map", { f = function() return 1 end })
    return reduce_all(ones, self, { op = op, n = 1, f = add, inverse = subtract,
      long = long, every = every, outer = ones })
  end

  ---How often each record is in a window; needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }),
  ---  sc:parallelize({ "home" }) })
  ---clicks:countByValueAndWindow(Seconds(2), Seconds(2)):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (cart,1)
  -----> (home,2)
  ----->
  ---```
  ---@param length sluice.Duration
  ---@param slide sluice.Duration
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function DStream:countByValueAndWindow(length, slide, n)
    local op = "countByValueAndWindow"
    dstream.check_open(self.held, op, self)
    local long, every = lengths(self, op, 1, length, slide)
    local partitioner = dstream.partitioner(self, op, 3, n)
    local ones = dstream.narrow(self, op, "with one")
    return reduce_windowed(ones, self, { op = op, n = 1, f = add, inverse = subtract,
      long = long, every = every, partitioner = partitioner, outer = ones,
      filter = function(_, count) return count ~= 0 end })
  end
end
