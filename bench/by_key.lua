-- bench/by_key.lua -- work by key, and what a change of state costs.
-- SPDX-License-Identifier: MIT
local keyed = require("keyed")
local measure = require("measure")
local report = require("report")

local quote = measure.quote

local M = {}

-- With a million keys there are fewer rounds and repetitions, because they take long.
local function rounds_of(keys)
  return keys < 1000000 and 3 or 2
end

local function turns_of(keys, turns)
  return keys < 1000000 and turns or math.max(turns // 2, 1)
end

---@param bench bench.Context
---@param name string
---@param workload string one of keyed.WORKLOADS
---@param keys integer
---@return table group
function M.measure(bench, name, workload, keys)
  local measured = rounds_of(keys)
  local skipped = keyed.WORKLOADS[workload].warm
  local rounds = skipped + measured
  local folder = bench.programs .. "/checkpoint"
  local function command(batches)
    return bench.stream({ file = "keyed_dstream.lua", batches = batches, workers = 1,
      arguments = ("%s %d %d %s"):format(workload, keys, batches, quote(folder)) })
  end
  local variants = {
    { name = "DStream", base = "DStream", command = command(rounds) },
    { name = "plain Lua", command = ("%s bench/keyed_plain.lua %s %d %d"):format(
      quote(bench.lua), workload, keys, rounds) },
  }
  bench.join_peers(variants, "keyed", measured,
    ("%s %d %s"):format(workload, keys, quote(folder)), skipped)
  measure.same_rounds(variants, { turns = turns_of(keys, bench.turns),
    skipped = skipped, rounds = measured, find = function(batches)
      local _, found = measure.rounds({ command = command(batches) }, batches)
      return found
    end })
  os.execute("rm -rf " .. quote(folder))
  return report.group(name, { unit = "ms a batch", seconds = 1e-3,
    count = keyed.records(workload, keys), things = "records" }, variants)
end

-- Bytes of all states as the trace tells them, after the last batch.
local function traced_bytes(path)
  local bytes, last = 0, nil
  for line in io.lines(path) do
    local batch, size = line:match('"kind":"state".*"batch":(%d+).*"bytes":(%d+)')
    if batch then
      bytes = (batch == last and bytes or 0) + tonumber(size)
      last = batch
    end
  end
  return bytes
end

---What a batch costs that changes few of a million states, or many.
---@param bench bench.Context
---@param name string
---@return table group
function M.change_of_state(bench, name)
  local all, few, many, each = 1000000, 1000, 100000, 4 -- the first of each warms up
  local rounds = 1 + 2 * each
  local trace = bench.programs .. "/state.jsonl"
  local folder = bench.programs .. "/checkpoint"
  local command = bench.stream({ file = "state_dstream.lua", batches = rounds,
    workers = 1, options = "--trace " .. quote(trace),
    arguments = ("%d %d %d %d %s"):format(all, few, many, each, quote(folder)) })
  local lines = measure.stamp(command)
  local keys, growth = tonumber(table.remove(lines, 1)), table.remove(lines, 1)
  if keys ~= all or #lines ~= rounds then
    error("run.lua: this found something else: " .. command, 0)
  end
  local function seconds(from)
    local list = {}
    for i = from + 2, from + each do
      list[#list + 1] = tonumber(lines[i])
    end
    return list
  end
  local group = report.group(name, { unit = "ms of computing", seconds = 1e-3 }, {
    { name = few .. " states change", base = "few", seconds = seconds(1) },
    { name = many .. " states change", seconds = seconds(1 + each) },
  })
  local finally, most = growth:match("^(%d+)\t(%d+)$")
  group.notes = { { "bytes a key, states in the trace", traced_bytes(trace) // keys } }
  if finally then
    table.insert(group.notes,
      { "bytes a key, whole process, at the end", finally // keys })
    table.insert(group.notes, { "bytes a key, whole process, at most", most // keys })
  end
  os.remove(trace)
  os.execute("rm -rf " .. quote(folder))
  return group
end

return M
