-- viz.why.model: which result is asked for, and what it was made of, as plain data.
--
-- `trees` are what the results of one key came from (viz.why.tree); the leaves of a
-- tree know when their record arrived and which block it was in.
-- SPDX-License-Identifier: MIT
local chosen = require("viz.chosen")
local names = require("viz.names")
local options_module = require("viz.options")
local streams = require("viz.streams")
local tree = require("viz.why.tree")
local words = require("sluice.words")

local M = {}

-- Which result ------------------------------------------------------------------------

local function fits(origin, key)
  return origin.key == key or origin.text == key
end

local function is_asked(number, options)
  return not options.output or options.output == number + 1
end

-- All results of a batch, output by output.
local function results_of(trace, batch, options)
  local list = {}
  for _, output in ipairs(names.outputs(trace)) do
    if is_asked(output.number, options) then
      for _, origin in ipairs(trace:results(batch.time, output.number)) do
        list[#list + 1] = {output = output.number, origin = origin}
      end
    end
  end
  return list
end

-- Those with the key; of several outputs the last one has it, which has come furthest.
local function with_key(results, key)
  local found, output = {}, nil
  for _, result in ipairs(results) do
    if fits(result.origin, key) then
      output = result.output
    end
  end
  for _, result in ipairs(results) do
    if result.output == output and fits(result.origin, key) then
      found[#found + 1] = result.origin
    end
  end
  return found, output
end

local function fail_key(batch, results, options)
  local keys, seen = {}, {}
  for _, result in ipairs(results) do
    local key = result.origin.key or result.origin.text
    if key and not seen[key] then
      seen[key], keys[#keys + 1] = true, key
    end
  end
  local where = words.batch(batch.number, batch.time_us)
  if options.output then
    where = ("output %d of %s"):format(options.output, where)
  end
  if #keys == 0 then
    options_module.fail(where .. " gave no record", "another batch")
  elseif not options.key then
    options_module.fail("why wants the key of a result", "key=" .. keys[1])
  end
  local near = words.nearest(options.key, keys)
  options_module.fail(("%s gave nothing for the key %s%s"):format(where,
    words.quote(options.key), near and "; did you mean " .. words.quote(near) .. "?"
    or ""), "key=" .. options_module.escape(near or keys[1]))
end

local function check_output(trace, options)
  local count = #names.outputs(trace)
  if options.output and options.output > count then
    options_module.fail(("output %d: the program has %s"):format(options.output,
      words.count(count, "output")), "output=1")
  end
end

-- The last batch that has the key, if none is named.
local function choose(trace, options)
  local batches = trace:batches()
  check_output(trace, options)
  if not options.batch and not options.batch_us and options.key then
    for i = #batches, 1, -1 do
      local results = results_of(trace, batches[i], options)
      local found, output = with_key(results, options.key)
      if #found > 0 then
        return batches[i], found, output
      end
    end
  end
  local batch = chosen.batch(trace, options)
  for i = #batches, options.batch and #batches + 1 or 1, -1 do
    local results = results_of(trace, batches[i], options)
    if #results > 0 and not options.batch_us then
      fail_key(batches[i], results, options)
    end
  end
  if not batch then
    options_module.fail("the trace has no batch", "a longer --until")
  end
  local results = results_of(trace, batch, options)
  local found, output = with_key(results, options.key)
  if #found == 0 then
    fail_key(batch, results, options)
  end
  return batch, found, output
end

-- Leaves ------------------------------------------------------------------------------

-- Records that arrived, by block.
local function arrivals_of(trace)
  local by_block = {}
  for _, record in ipairs(trace:records()) do
    if record.block then
      local list = by_block[record.block.id] or {}
      by_block[record.block.id] = list
      list[#list + 1] = record
    end
  end
  return by_block
end

local function offset_of(trace, leaf)
  local rdd = trace:rdd(leaf.rdd)
  local stream = 0
  for _, other in ipairs(trace:streams()) do
    if #other.parents == 0 and other.number < rdd.stream then
      stream = stream + 1
    end
  end
  for _, offsets in ipairs(trace:offsets({batch = leaf.batch})) do
    local range = offsets.ranges[leaf.partition + 1]
    if offsets.stream == stream and range then
      return {topic = range.topic, partition = range.partition,
        offset = range.fromOffset + leaf.index}
    end
  end
  return nil
end

local function complete_leaf(model, leaf)
  local batch = model.numbers[leaf.batch]
  leaf.number = batch
  local id = leaf.blocks and leaf.blocks[leaf.partition + 1]
  local record = id and (model.arrivals[id] or {})[leaf.index + 1]
  if record then
    leaf.block, leaf.at = record.block, record.at_us - model.zero
    leaf.cut = record.block.cut_us - model.zero
    leaf.record = record
  elseif leaf.type == "KafkaRDD" then
    leaf.message = offset_of(model.trace, leaf)
  end
end

local function complete(model, node, leaves)
  if node.kind == "record" then
    complete_leaf(model, node)
    leaves[#leaves + 1] = node
  elseif node.kind == "sum" then
    node.number = model.numbers[node.batch]
    for _, part in ipairs(node.parts) do
      complete(model, part, leaves)
    end
  else
    leaves[#leaves + 1] = node
  end
end

-- The numbers of the batches of a tree's records, ascending, each once.
local function batches_of(leaves)
  local list, seen = {}, {}
  for _, leaf in ipairs(leaves) do
    if leaf.number and not seen[leaf.number] then
      seen[leaf.number], list[#list + 1] = true, leaf.number
    end
  end
  table.sort(list)
  return list
end

-- The batches of the window that the output's stream is made of, if there is one.
local function window_of(model)
  local stream = streams.above(model.trace, model.stream.number,
    streams.is_windowed)[1]
  for _, window in ipairs(stream and model.trace:windows(stream.number) or {}) do
    if window.time == model.batch.time then
      local numbers = {}
      for i, time in ipairs(window.batches) do
        numbers[i] = model.numbers[time]
      end
      return numbers
    end
  end
  return nil
end

local STATES <const> = {updateStateByKey = true, mapWithState = true}

local function has_state(model)
  return streams.above(model.trace, model.stream.number, function(stream)
    return STATES[stream.op] == true
  end)[1] ~= nil
end

---@param trace Trace
---@param options {batch: integer?, batch_us: integer?, key: string?, output: integer?}
---@return table
function M.build(trace, options)
  if not trace:isFollowed() then
    options_module.fail("this trace does not say where records came from",
      "sluice run --provenance --trace FILE, which follows every record")
  end
  local batch, found, output = choose(trace, options)
  local model = {trace = trace, zero = trace:run().zero_us, batch = batch,
    output = output, key = options.key, trees = {}, numbers = {}, all = options.all,
    stream = trace:stream(names.outputs(trace)[output + 1].stream)}
  for _, other in ipairs(trace:batches()) do
    model.numbers[other.time] = other.number
  end
  model.arrivals = arrivals_of(trace)
  model.window, model.state = window_of(model), has_state(model)
  for i, origin in ipairs(found) do
    local root = tree.build(trace, origin)
    root.text, root.partition, root.leaves = origin.text, origin.partition, {}
    root.key = origin.key
    complete(model, root, root.leaves)
    root.batches = batches_of(root.leaves)
    model.trees[i] = root
  end
  return model
end

return M
