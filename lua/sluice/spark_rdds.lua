-- sluice.spark_rdds: RDDs and shared variables that a SparkContext makes.
-- Spark: SparkContext.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local lineage = require("sluice.lineage")
local rdd = require("sluice.rdd")
local shared = require("sluice.shared")

---@param SparkContext SparkContext
---@param check_running fun(self: SparkContext) raises if it was stopped
return function(SparkContext, check_running)
  local function wrong(op, message)
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      name = "wrong-type", message = message, word = op })
  end

  -- Spark takes any number and says it when the partitions are wanted.
  local function partitions(self, op, n)
    if n == nil then
      return self:defaultParallelism()
    elseif math.type(n) ~= "integer" then
      errors.wrong_type(op, "a number of partitions, 1 or more", n)
    end
    return n
  end

  local function collection(self, op, list, n)
    check_running(self)
    if type(list) ~= "table" then
      errors.wrong_type(op, "a list", list)
    end
    local count = partitions(self, op, n)
    local number, problem = host.collection(arguments.site(op), list, count)
    if not number then
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = problem .. "; it cannot be a record", word = op })
    end
    return rdd.handle(number)
  end

  ---A list as an RDD of n partitions: slice i begins at element i * length / n.
  ---
  ---Example:
  ---```lua
  ---print(#sc:parallelize({1, 2, 3}, 2):glom():first())   --> 1
  ---```
  ---@param list any[]
  ---@param n integer|nil as many as defaultParallelism
  ---@return RDD
  function SparkContext:parallelize(list, n)
    return collection(self, "parallelize", list, n)
  end

  ---The same as parallelize.
  ---
  ---Example:
  ---```lua
  ---print(sc:makeRDD({ "ann", "bob" }):count())      --> 2
  ---```
  ---@param list any[]
  ---@param n integer|nil
  ---@return RDD
  function SparkContext:makeRDD(list, n)
    return collection(self, "makeRDD", list, n)
  end

  ---An RDD without partitions.
  ---
  ---Example:
  ---```lua
  ---print(sc:emptyRDD():getNumPartitions(), sc:emptyRDD():count())      --> 0  0
  ---```
  ---@return RDD
  function SparkContext:emptyRDD()
    if self ~= require("sluice.spark_context").current then
      check_running(self)
    end
    return rdd.handle(host.empty_rdd(arguments.site("emptyRDD")))
  end

  ---The whole numbers from `from` up to, but without, `to`.
  ---
  ---Example:
  ---```lua
  ---print(table.concat(sc:range(0, 10, 3):collect(), " "))   --> 0 3 6 9
  ---```
  ---@param from integer
  ---@param to integer
  ---@param step integer|nil 1 if not given
  ---@param n integer|nil partitions; as many as defaultParallelism
  ---@return RDD
  function SparkContext:range(from, to, step, n)
    check_running(self)
    for i, value in ipairs({ from, to, step or 1 }) do
      if math.type(value) ~= "integer" then
        errors.wrong_type("range", ("a whole number (argument %d)"):format(i), value)
      end
    end
    if step == 0 then
      wrong("range", "requirement failed: step cannot be 0")
    end
    local count = partitions(self, "range", n)
    local every, list = step or 1, {}
    for x = from, to, every do
      if x ~= to then
        list[#list + 1] = x
      end
    end
    -- Spark cuts the range itself, and each slice makes its numbers.
    local site = arguments.site("range")
    local slices = assert(host.collection(site, list, count))
    return rdd.handle(host.narrow_rdd(site, slices, "mapPartitions",
      { f = function(slice) return slice end }))
  end

  ---The lines of a file, of the files in a folder, or of all that a pattern names. They
  ---are read when an action wants them.
  ---
  ---Example:
  ---```lua
  ---local file = io.open("river.txt", "w")
  ---file:write("the river rises\nthe gate opens\n")
  ---file:close()
  ---print(sc:textFile("river.txt"):flatMap(split):count())      --> 6
  ---```
  ---@param path string
  ---@param n integer|nil at least so many partitions; 2 if not given, or fewer cores
  ---@return RDD
  function SparkContext:textFile(path, n)
    check_running(self)
    if type(path) ~= "string" then
      errors.wrong_type("textFile", "a path", path)
    end
    local least = n == nil and self:defaultMinPartitions() or n
    if math.type(least) ~= "integer" then
      errors.wrong_type("textFile", "a number of partitions", n)
    end
    local site = arguments.site("textFile")
    -- Spark reads pairs of place and line, and maps them to lines.
    local places = host.text_rdd(site, path, least)
    host.set_rdd_name(places, path)
    return rdd.handle(host.narrow_rdd(site, places, "same")):setName(path)
  end

  ---The records that saveAsObjectFile or saveAsObjectFiles has written, a partition for
  ---each file of the folder. They are read when an action wants them. (Spark may cut a
  ---large file into several partitions.)
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({1.5, 2.5}, 2):saveAsObjectFile("numbers")
  ---print(sc:objectFile("numbers"):sum())              --> 4.0
  ---```
  ---@param path string a folder, a file or a pattern; several with commas between
  ---@return RDD
  function SparkContext:objectFile(path)
    check_running(self)
    if type(path) ~= "string" then
      errors.wrong_type("objectFile", "a path", path)
    end
    local site = arguments.site("objectFile")
    local files = host.object_rdd(site, path)
    host.set_rdd_name(files, path)
    return rdd.handle(lineage.narrow(site, files, "same"))
  end

  ---The records of several RDDs, one after the other.
  ---
  ---Example:
  ---```lua
  ---local days = { sc:parallelize({ 19, 21 }), sc:parallelize({ 31 }) }
  ---print(sc:union(days):max())      --> 31
  ---```
  ---@param rdds RDD[]
  ---@return RDD
  function SparkContext:union(rdds)
    check_running(self)
    if type(rdds) ~= "table" then
      errors.wrong_type("union", "a list of RDDs", rdds)
    end
    local numbers = {}
    for i, item in ipairs(rdds) do
      if not rdd.is_rdd(item) then
        errors.wrong_type(("element %d of union's list"):format(i), "an RDD", item)
      end
      numbers[i] = item.number
    end
    return rdd.handle(host.union_rdd(arguments.site("union"), numbers))
  end

  local function accumulator(op, kind, name)
    if name ~= nil and type(name) ~= "string" then
      errors.wrong_type(op, "a name", name)
    end
    return shared.accumulator(kind, name)
  end

  ---A sum of whole numbers, to which tasks add and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local empty = sc:longAccumulator("empty lines")
  ---sc:parallelize({ "the river", "", "rises" }):foreach(function(line)
  ---  if line == "" then empty:add(1) end
  ---end)
  ---print(empty:value())      --> 1
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function SparkContext.longAccumulator(_, name)
    return accumulator("longAccumulator", "long", name)
  end

  ---A sum of numbers, to which tasks add and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local rain = sc:doubleAccumulator("rain")
  ---sc:parallelize({ 0.5, 2.25 }):foreach(function(mm) rain:add(mm) end)
  ---print(rain:value(), rain:avg())      --> 2.75  1.375
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function SparkContext.doubleAccumulator(_, name)
    return accumulator("doubleAccumulator", "double", name)
  end

  ---A list, to which tasks append and which the driver reads.
  ---
  ---Example:
  ---```lua
  ---local bad = sc:collectionAccumulator("bad lines")
  ---sc:parallelize({ "31", "x", "27" }):foreach(function(text)
  ---  if not tonumber(text) then bad:add(text) end
  ---end)
  ---print(table.concat(bad:value(), " "))      --> x
  ---```
  ---@param name string|nil
  ---@return Accumulator
  function SparkContext.collectionAccumulator(_, name)
    return accumulator("collectionAccumulator", "collection", name)
  end

  ---A value that tasks can read: value() gives it. It is sent once, and a task sees it
  ---as it was when it was made.
  ---
  ---Example:
  ---```lua
  ---local towns = sc:broadcast({ ann = "Oslo", bob = "Rome" })
  ---local names = sc:parallelize({ "bob", "ann" })
  ---local found = names:map(function(name) return towns:value()[name] end)
  ---print(table.unpack(found:collect()))      --> Rome  Oslo
  ---```
  ---@param value any
  ---@return Broadcast
  function SparkContext:broadcast(value)
    check_running(self)
    if rdd.is_rdd(value) then
      wrong("broadcast", "requirement failed: Can not directly broadcast RDDs; "
        .. "instead, call collect() and broadcast the result.")
    end
    return shared.broadcast(value)
  end

  ---Where RDD:checkpoint() writes to: a folder of its own below this one.
  ---
  ---Example:
  ---```lua
  ---sc:setCheckpointDir("checkpoint")
  ---print(sc:getCheckpointDir():isDefined())      --> true
  ---```
  ---@param path string
  function SparkContext:setCheckpointDir(path)
    check_running(self)
    if type(path) ~= "string" then
      errors.wrong_type("setCheckpointDir", "a path", path)
    end
    local ok, java, message = host.set_checkpoint_folder(path)
    if not ok then
      errors.raise({ class = java, message = message, name = "cannot-write",
        word = "setCheckpointDir" })
    end
  end

  ---Some(folder) that RDD:checkpoint() writes to, or None.
  ---
  ---Example:
  ---```lua
  ---print(sc:getCheckpointDir())      --> None
  ---```
  ---@return Option
  function SparkContext.getCheckpointDir()
    local folder = host.has_checkpoint_folder()
    return folder and Some(folder) or None
  end
end
