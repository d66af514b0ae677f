-- viz.graph.model: the streams of a program, and the RDDs they made for one batch.
-- Spark: DStreamGraph, and what it generates at one time.
-- SPDX-License-Identifier: MIT
local chosen = require("viz.chosen")
local fold = require("viz.graph.fold")
local names = require("viz.names")
local rdds = require("viz.graph.rdds")

local M = {}

-- Numbers the streams that one operator made: "step 1 of 3".
local function count_steps(nodes, by_number)
  local steps = {}
  for _, node in ipairs(nodes) do
    steps[node.whole] = (steps[node.whole] or 0) + 1
    node.step = steps[node.whole]
  end
  for _, node in ipairs(nodes) do
    node.steps = steps[node.whole]
    node.label = by_number[node.whole].label
  end
end

local function stream_nodes(streams)
  local called, nodes, by_number = names.of(streams), {}, {}
  for _, stream in ipairs(streams) do
    local name = called[stream.number]
    local node = {kind = "stream", number = stream.number,
      op = names.shown(stream.op),
      slide = stream.slide_us or 0, window = stream.window_us or 0, name = name.name,
      label = name.label, key = name.key, inner = name.inner, whole = name.whole,
      line = stream.line,
      numbers = stream.parents, parents = {}, makes = 0}
    nodes[#nodes + 1], by_number[stream.number] = node, node
  end
  for _, node in ipairs(nodes) do
    for _, number in ipairs(node.numbers) do
      local parent = by_number[number]
      if parent then
        node.parents[#node.parents + 1] = parent
      end
    end
  end
  count_steps(nodes, by_number)
  return nodes, by_number
end

local function add_outputs(nodes, by_number, outputs)
  for _, output in ipairs(outputs) do
    local stream = by_number[output.stream]
    nodes[#nodes + 1] = {kind = "output", number = output.number,
      op = names.shown(output.op),
      line = output.line, slide = stream and stream.slide or 0, window = 0,
      parents = {stream}}
  end
end

-- Streams that ever made an RDD through a shuffle.
local function note_shuffles(trace, by_number)
  for _, rdd in ipairs(trace:rdds()) do
    local node = rdd.wide and by_number[rdd.stream]
    if node then
      node.shuffles = true
    end
  end
end

-- Each stands below all its parents; a source just above the first that uses it.
local function rank(nodes)
  local last = 0
  for _, node in ipairs(nodes) do
    node.rank = 1
    for _, parent in ipairs(node.parents) do
      node.rank = math.max(node.rank, parent.rank + 1)
    end
    last = math.max(last, node.rank)
  end
  local first_use = {}
  for _, node in ipairs(nodes) do
    for _, parent in ipairs(node.parents) do
      first_use[parent] = math.min(first_use[parent] or math.huge, node.rank)
    end
  end
  for _, node in ipairs(nodes) do
    if #node.parents == 0 and first_use[node] then
      node.rank = first_use[node] - 1
    end
  end
  return last
end

-- Parents come before children: folding may have changed that.
local function in_order(nodes)
  local list, done = {}, {}
  local function visit(node)
    if not done[node] then
      done[node] = true
      for _, parent in ipairs(node.parents) do
        visit(parent)
      end
      list[#list + 1] = node
    end
  end
  for _, node in ipairs(nodes) do
    visit(node)
  end
  return list
end

-- What is said of the windows: all of one shape, or each for itself.
local function windows_of(streams)
  local shapes, list = {}, {}
  for _, stream in ipairs(streams) do
    local length = stream.window_us or 0
    local shape = ("%d/%d"):format(length, stream.slide_us or 0)
    if length > 0 and not shapes[shape] then
      shapes[shape] = true
      list[#list + 1] = {length = length, slide = stream.slide_us}
    end
  end
  return list
end

---@param trace Trace
---@param options {batch: integer?, batch_us: integer?, all: boolean?}
---@return table
function M.build(trace, options)
  local run, streams = trace:run(), names.streams(trace)
  local nodes, by_number = stream_nodes(streams)
  add_outputs(nodes, by_number, names.outputs(trace))
  note_shuffles(trace, by_number)
  local drawn = in_order(options.all and nodes or fold.fold(nodes))
  local model = {
    program = run.program, interval = run.interval_us, zero = run.zero_us,
    clock = run.clock, streams = #streams, outputs = #nodes - #streams, nodes = drawn,
    drawn = #drawn, total = #nodes, ranks = rank(drawn), by_number = by_number,
    windows = windows_of(streams), batch = chosen.batch(trace, options),
  }
  if model.batch then
    model.rdds = rdds.build(trace, model, options)
  end
  return model
end

return M
