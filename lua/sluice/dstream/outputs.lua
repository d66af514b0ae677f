-- sluice.dstream.outputs: what asks for the RDD of each batch.
-- Spark: DStream.print, foreachRDD, saveAsTextFiles (semantics 1.3, 5.8).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local time = require("sluice.time")

local RULE = ("-"):rep(43) .. "\n"
local HEAD = RULE .. "Time: %d ms\n" .. RULE

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  local function output(self, op, f)
    local number = assert(host.output(self.held.number, arguments.site(op), self.number,
      f))
    local file, line = host.caller()
    self.held.outputs[number] = { op = op, stream = self, file = file, line = line }
  end

  ---Calls f on the driver with the RDD of each batch, and its time.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:foreachRDD(function(rdd, time)
  ---  print(time, rdd:count())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 1000 ms  3
  ---```
  ---@param f fun(rdd: RDD, time: sluice.Time)
  function DStream:foreachRDD(f)
    dstream.check_open(self.held, "foreachRDD", self)
    arguments.driver_function(self, "foreachRDD", 1, f)
    output(self, "foreachRDD", function(number, ms)
      f(rdd.handle(number), time.Time(ms))
    end)
  end

  ---Prints the first records of every batch, 10 or num.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "pay" }) })
  ---clicks:print(2)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> home
  -----> cart
  -----> ...
  ----->
  ---```
  ---@param num integer|nil
  function DStream:print(num)
    dstream.check_open(self.held, "print", self)
    local most = num == nil and 10 or num
    if math.type(most) ~= "integer" or most < 0 or most >= math.maxinteger then
      arguments.wrong(self, "print", 1, {
        message = "print wants a whole number of records" })
    end
    output(self, "print", function(number, ms)
      local lines, is_more = host.take(number, "print", most + 1, true)
      host.print_text(HEAD:format(ms) .. lines .. (is_more and "...\n\n" or "\n"))
    end)
  end

  -- Spark: StreamingContext.rddToFileName.
  local function path_of(prefix, suffix, ms)
    local path = prefix == "" and tostring(ms) or ("%s-%d"):format(prefix, ms)
    return suffix == "" and path or path .. "." .. suffix
  end

  local function check_text(self, op, n, value, default)
    if value == nil and default then
      return default
    elseif type(value) ~= "string" then
      arguments.wrong_type(self, op, n, "a text", value)
    end
    return value
  end

  -- An output that writes each batch with `save` into a folder of its own.
  local function save_each(self, op, save, prefix, suffix)
    dstream.check_open(self.held, op, self)
    local before = check_text(self, op, 1, prefix)
    local after = check_text(self, op, 2, suffix, "")
    output(self, op, function(number, ms)
      save(rdd.handle(number), op, path_of(before, after, ms), op)
    end)
  end

  ---Writes each batch into a folder `prefix-TIME` or `prefix-TIME.suffix`, TIME in
  ---milliseconds: a file part-NNNNN for each partition, the text of a record in each
  ---line.
  ---
  ---Example:
  ---```lua
  ---local ages = ssc:queueStream({ sc:parallelize({ pair("ann", 31) }, 1) })
  ---ages:saveAsTextFiles("ages", "txt")
  ---ssc:start()
  ---ssc:awaitTermination()
  ---for line in io.lines("ages-1000.txt/part-00000") do print(line) end
  -----> (ann,31)
  ---```
  ---@param prefix string
  ---@param suffix string|nil
  function DStream:saveAsTextFiles(prefix, suffix)
    save_each(self, "saveAsTextFiles", rdd.save, prefix, suffix)
  end

  ---Writes each batch into a folder, as saveAsTextFiles does, but the records as they
  ---are: sc:objectFile(path) reads them again. (The files are not those of Java.)
  ---
  ---Example:
  ---```lua
  ---local ssc = StreamingContext("local[2]", "save", Seconds(1))
  ---local sc = ssc:sparkContext()
  ---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):saveAsObjectFiles("ages")
  ---ssc:start()
  ---ssc:awaitTermination()
  ---print(sc:objectFile("ages-1000"):first()._2)      --> 31
  ---```
  ---@param prefix string
  ---@param suffix string|nil
  function DStream:saveAsObjectFiles(prefix, suffix)
    save_each(self, "saveAsObjectFiles", rdd.save_objects, prefix, suffix)
  end
end
