-- keyed_dstream.lua WORKLOAD KEYS ROUNDS FOLDER -- work by key as a streaming program.
-- SPDX-License-Identifier: MIT
--
-- A round is a batch. Its input is there before the first. FOLDER is for checkpoints.
package.path = "bench/?.lua"
local keyed = require("keyed")

local workload, keys, rounds = arg[1], tonumber(arg[2]), tonumber(arg[3])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint(arg[4])

-- `n` keys from `first` on, each `values` times, as pairs in two partitions.
local function make_input(first, n, values)
  local list = {}
  for j = 1, n * values do
    list[j] = pair(keyed.record(j - 1, first, n))
  end
  return ssc:sparkContext():parallelize(list, 2)
end

local function stream_of(inputs)
  local batches = {}
  for i = 1, rounds do
    batches[i] = inputs[(i - 1) % #inputs + 1]
  end
  return ssc:queueStream(batches)
end

local function whole(values)
  return stream_of({ make_input(0, keys, values or keyed.values(workload, keys)) })
end

local function quarters()
  local n = keys // keyed.QUARTERS
  local inputs = {}
  for i = 1, keyed.QUARTERS do
    inputs[i] = make_input((i - 1) * n, n, keyed.values(workload, keys))
  end
  return stream_of(inputs)
end

-- In words of its own: not those that stand in nearly every program.
local function add(a, b)
  local sum = a + b
  return sum
end

local function subtract(a, b)
  local rest = a - b
  return rest
end

local workloads = {}

function workloads.groupByKey()
  return whole():groupByKey():mapValues(function(values)
    local sum = 0
    for i = 1, #values do
      sum = sum + values[i]
    end
    return sum
  end)
end

function workloads.join()
  return whole():join(whole(1)):mapValues(function(both)
    return both._1 + both._2
  end)
end

local length = Seconds(keyed.WORKLOADS[workload].window or 1)

function workloads.window()
  return quarters():reduceByKeyAndWindow(add, length, Seconds(1))
end

function workloads.inverse()
  return quarters():reduceByKeyAndWindow(add, subtract, length, Seconds(1))
end

function workloads.inverse30()
  return whole():reduceByKeyAndWindow(add, subtract, length, Seconds(1))
end

local function add_to_state(values, state)
  local sum = state or 0
  for i = 1, #values do
    sum = sum + values[i]
  end
  return sum
end

function workloads.updateStateByKey()
  return quarters():updateStateByKey(add_to_state)
end

function workloads.updateAll()
  return whole():updateStateByKey(add_to_state)
end

function workloads.mapWithState()
  return quarters():mapWithState(StateSpec(function(key, value, state)
    local sum = value + (state:exists() and state:get() or 0)
    state:update(sum)
    return key, sum
  end))
end

local result = workloads[workload]()
local round = 0
result:foreachRDD(function(rdd)
  local count = rdd:count()
  keyed.end_round()
  round = round + 1
  if round == rounds then
    local check = keyed.check
    keyed.print(count, rdd:map(function(key, value)
      return check(key, value)
    end):reduce(add))
  end
end)

ssc:start()
ssc:awaitTermination()
