-- keyed_plain.lua WORKLOAD KEYS ROUNDS -- the same work in plain Lua, for comparison.
-- SPDX-License-Identifier: MIT
--
-- As somebody writes it who needs only this: a table is changed in place where the
-- streaming program has to make a new RDD.
package.path = "bench/?.lua"
local keyed = require("keyed")

local workload, keys, rounds = arg[1], tonumber(arg[2]), tonumber(arg[3])

---@class bench.Input
---@field keys string[]
---@field values integer[]

---@return bench.Input
local function make_input(first, n, values)
  local input = { keys = {}, values = {} }
  for j = 0, n * values - 1 do
    input.keys[j + 1], input.values[j + 1] = keyed.record(j, first, n)
  end
  return input
end

local function whole(values)
  return make_input(0, keys, values or keyed.values(workload, keys))
end

local function quarters()
  local n = keys // keyed.QUARTERS
  local inputs = {}
  for i = 1, keyed.QUARTERS do
    inputs[i] = make_input((i - 1) * n, n, keyed.values(workload, keys))
  end
  return inputs
end

local function add(a, b)
  return a + b
end

local function subtract(a, b)
  return a - b
end

local function group(input)
  local groups = {}
  for i, key in ipairs(input.keys) do
    local list = groups[key]
    if list then
      list[#list + 1] = input.values[i]
    else
      groups[key] = { input.values[i] }
    end
  end
  return groups
end

local function reduce(input)
  local out = {}
  for i, key in ipairs(input.keys) do
    local old = out[key]
    out[key] = old and add(old, input.values[i]) or input.values[i]
  end
  return out
end

local function sum_of(values)
  local sum = 0
  for i = 1, #values do
    sum = sum + values[i]
  end
  return sum
end

-- A workload returns a function of the number of a round, from 0: it does the round's
-- work and gives a table of key and value.
local workloads = {}

function workloads.groupByKey()
  local input = whole()
  return function()
    local out = {}
    for key, values in pairs(group(input)) do
      out[key] = sum_of(values)
    end
    return out
  end
end

-- Every value of one side with every value of the other; there is one on the right.
function workloads.join()
  local left, right = whole(), whole(1)
  return function()
    local others, out = group(right), {}
    for key, values in pairs(group(left)) do
      local joined = {}
      for _, value in ipairs(values) do
        for _, other in ipairs(others[key]) do
          joined[#joined + 1] = value + other
        end
      end
      out[key] = joined
    end
    return out
  end
end

local window = keyed.WORKLOADS[workload].window

function workloads.window()
  local inputs, last = quarters(), {}
  return function(round)
    last[round % window] = reduce(inputs[round % #inputs + 1])
    local out = {}
    for i = 0, window - 1 do
      for key, value in pairs(last[i] or {}) do
        local old = out[key]
        out[key] = old and add(old, value) or value
      end
    end
    return out
  end
end

local function slide(inputs)
  local last, sums = {}, {}
  return function(round)
    local entering = reduce(inputs[round % #inputs + 1])
    for key, value in pairs(last[round % window] or {}) do
      sums[key] = subtract(sums[key], value)
    end
    for key, value in pairs(entering) do
      local old = sums[key]
      sums[key] = old and add(old, value) or value
    end
    last[round % window] = entering
    return sums
  end
end

function workloads.inverse()
  return slide(quarters())
end

function workloads.inverse30()
  return slide({ whole() })
end

-- The function sees every key that has a state, also those to which nothing came.
local function update_states(inputs)
  local states = {}
  local function update(values, state)
    return (state or 0) + sum_of(values)
  end
  return function(round)
    local groups, nothing, after = group(inputs[round % #inputs + 1]), {}, {}
    for key, state in pairs(states) do
      after[key] = update(groups[key] or nothing, state)
    end
    for key, values in pairs(groups) do
      if not states[key] then
        after[key] = update(values, nil)
      end
    end
    states = after
    return states
  end
end

function workloads.updateStateByKey()
  return update_states(quarters())
end

function workloads.updateAll()
  return update_states({ whole() })
end

-- One result for each record, with the state as it is then.
function workloads.mapWithState()
  local inputs, states = quarters(), {}
  return function(round)
    local input, mapped = inputs[round % #inputs + 1], {}
    for i, key in ipairs(input.keys) do
      local sum = input.values[i] + (states[key] or 0)
      states[key] = sum
      local list = mapped[key]
      if list then
        list[#list + 1] = sum
      else
        mapped[key] = { sum }
      end
    end
    return mapped
  end
end

local work = workloads[workload]()
local out
for round = 0, rounds - 1 do
  out = work(round)
  keyed.end_round()
end

local count, sum = 0, 0
local function tally(key, value)
  count, sum = count + 1, sum + keyed.check(key, value)
end
for key, value in pairs(out) do
  for _, one in ipairs(type(value) == "table" and value or { value }) do
    tally(key, one)
  end
end
keyed.print(count, sum)
