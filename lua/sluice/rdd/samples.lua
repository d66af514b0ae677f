-- sluice.rdd.samples: records that chance picks.
-- Spark: RDD.sample, randomSplit, takeSample; the same records from the same seed.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local by_key = require("sluice.by_key")
local errors = require("sluice.errors")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  local function refuse(op, java, message)
    errors.raise({ class = java, message = message, spark = true, name = "wrong-type",
      word = op })
  end

  local function check_replace(self, op, replace)
    if type(replace) ~= "boolean" then
      arguments.wrong_type(self, op, 1, "true or false (with replacement)", replace)
    end
  end

  local function seed_of(self, op, n, seed)
    if seed == nil then
      return math.random(0)
    elseif math.type(seed) ~= "integer" then
      arguments.wrong_type(self, op, n, "a whole number as seed", seed)
    end
    return seed
  end

  local function sample(self, op, options)
    return lineage.narrow(arguments.site(op), self.number, "sample", options)
  end

  ---A part of the records, drawn by chance. The same seed draws the same records as in
  ---Spark.
  ---
  ---Example:
  ---```lua
  ---local numbers = sc:range(0, 1000)
  ---print(numbers:sample(false, 0.1, 42):count())      --> 92
  ---```
  ---@param replace boolean whether a record can be drawn more than once
  ---@param fraction number how many of all; with replacement it may be above 1
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD
  function RDD:sample(replace, fraction, seed)
    check_replace(self, "sample", replace)
    if type(fraction) ~= "number" then
      arguments.wrong_type(self, "sample", 2, "a fraction", fraction)
    end
    local ok, java, message = host.check_fraction(replace, fraction)
    if not ok then
      refuse("sample", java, message)
    end
    return rdd.handle(sample(self, "sample", { replaced = replace, fraction = fraction,
      number = seed_of(self, "sample", 3, seed) }))
  end

  ---Deals the records by chance into as many RDDs as there are weights, each with about
  ---its share; every record is in one of them.
  ---
  ---Example:
  ---```lua
  ---local parts = sc:range(0, 10, 1, 1):randomSplit({0.7, 0.3}, 42)
  ---print(parts[1]:count() + parts[2]:count())         --> 10
  ---```
  ---@param weights number[] 0 or more each; they are divided by their sum
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD[]
  function RDD:randomSplit(weights, seed)
    local op, sum = "randomSplit", 0.0
    if type(weights) ~= "table" then
      arguments.wrong_type(self, op, 1, "a list of weights", weights)
    end
    for _, weight in ipairs(weights) do
      if type(weight) ~= "number" then
        arguments.wrong_type(self, op, 1, "a list of numbers", weight)
      end
      sum = sum + weight
    end
    local ok, java, message = host.check_weights(weights)
    if not ok then
      refuse(op, java, message)
    end
    local number = seed_of(self, op, 2, seed)
    local parts, low, site = {}, 0.0, arguments.site(op)
    for i, weight in ipairs(weights) do
      local high = low + weight / sum
      parts[i] = rdd.handle(lineage.narrow(site, self.number, "random cell",
        { low = low, high = high, number = number }))
      low = high
    end
    return parts
  end

  ---A part of the pairs, drawn by chance, with a fraction for each key. Keeps the
  ---partitioner.
  ---
  ---Example:
  ---```lua
  ---local records = sc:parallelize({pair("a", 1), pair("b", 2)})
  ---print(records:sampleByKey(false, {a = 1.0, b = 0.0}, 7):count())   --> 1
  ---```
  ---@param replace boolean whether a pair can be drawn more than once
  ---@param fractions table<any, number> for each key how many of its pairs; a key that
  ---is not there fails the task
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return RDD
  function RDD:sampleByKey(replace, fractions, seed)
    local op = "sampleByKey"
    check_replace(self, op, replace)
    if type(fractions) ~= "table" then
      arguments.wrong_type(self, op, 2, "a table: key -> fraction", fractions)
    end
    for _, fraction in pairs(fractions) do
      if type(fraction) ~= "number" then
        arguments.wrong_type(self, op, 2, "a fraction for each key", fraction)
      elseif fraction < 0 or fraction ~= fraction then
        refuse(op, "java.lang.IllegalArgumentException",
          "requirement failed: Negative sampling rates.")
      end
    end
    local number, sampler = seed_of(self, op, 3, seed), by_key.sampler
    return rdd.handle(lineage.narrow(arguments.site(op), self.number,
      "mapPartitionsWithIndex", { keeps = true, f = function(index, list)
        local copies, taken = sampler(replace, fractions, number + index), {}
        for _, item in ipairs(list) do
          for _ = 1, copies(item._1) do
            taken[#taken + 1] = item
          end
        end
        return taken
      end }))
  end

  -- Spark: Utils.randomizeInPlace.
  local function shuffle(list, random)
    for i = #list, 2, -1 do
      local j = random(i) + 1
      list[i], list[j] = list[j], list[i]
    end
    return list
  end

  local function draw(self, n, count, replace, random)
    local fraction = host.sample_fraction(n, count, replace)
    local list
    repeat
      list = host.collect(sample(self, "takeSample", { replaced = replace,
        fraction = fraction, number = random() }), "takeSample")
    until #list >= n
    return table.move(shuffle(list, random), 1, n, 1, {})
  end

  ---n records that chance picks, in an order that chance picks; fewer if there are
  ---fewer and none is drawn twice. Needs two jobs: one counts the records.
  ---
  ---Example:
  ---```lua
  ---print(#sc:range(0, 100):takeSample(false, 5, 42))  --> 5
  ---```
  ---@param replace boolean whether a record can be drawn more than once
  ---@param n integer 0 or more
  ---@param seed integer|nil from the random numbers of the run if not given
  ---@return any[]
  function RDD:takeSample(replace, n, seed)
    local op = "takeSample"
    check_replace(self, op, replace)
    arguments.integer(self, op, 2, n, "a number of records", math.mininteger)
    if n < 0 then
      refuse(op, "java.lang.IllegalArgumentException",
        "requirement failed: Negative number of elements requested")
    end
    local random = host.java_random(seed_of(self, op, 3, seed))
    local count = n > 0 and host.count(self.number, op) or 0
    if count == 0 then
      return {}
    elseif not replace and n >= count then
      return shuffle(host.collect(self.number, op), random)
    end
    return draw(self, math.tointeger(n), count, replace, random)
  end
end
