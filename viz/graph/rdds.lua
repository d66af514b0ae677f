-- viz.graph.rdds: the RDDs of one batch, one node for each stream, with those of
-- earlier batches that they are made of.
-- Spark: what DStream.getOrCompute returns for one time.
--
-- A stream may need several RDDs on the way to its own; they are one node. RDDs that
-- the program made itself are nodes if they begin a lineage, and else only a step.
-- Behind an RDD that is kept whole, or read from a checkpoint, the walk ends.
-- SPDX-License-Identifier: MIT
local fold = require("viz.graph.fold")
local kept = require("viz.kept")
local names = require("viz.names")

local M = {}

local MOST_BATCHES <const> = 6
local FIRST <const>, LAST <const> = 2, 2 -- earlier batches that stay

---@class RddWalk
local Walk = {}
Walk.__index = Walk

-- Nodes -------------------------------------------------------------------------------

local function add(walk, key, node)
  walk.nodes[#walk.nodes + 1] = node
  walk.by_key[key] = node
  node.rdds, node.streams = {}, {}
  return node
end

-- What goes into alike streams is alike, too.
function Walk:own_node(rdd, user)
  local group = user and user.stream and user.stream.members and user.stream
  local key = group and ("own %s of %d"):format(rdd.op, group.number)
    or "own " .. rdd.number
  return self.by_key[key]
    or add(self, key, {kind = "own", op = names.shown(rdd.op),
      key = tostring(rdd.number)})
end

function Walk:stream_node(rdd, stream)
  local group = fold.group(stream)
  local middle = self.middle and self.middle[rdd.batch]
  local key = ("%d %s"):format(group.number, middle and "middle" or rdd.batch)
  if group.members then
    key = "group " .. key
  end
  local node = self.by_key[key] or add(self, key, {kind = "rdd", stream = group,
    batch = rdd.batch, batches = {}, before = rdd.batch ~= self.batch.time,
    middle = middle})
  node.batches[rdd.batch] = true
  return node
end

function Walk:node_of(rdd, user)
  local stream = self.by_number[rdd.stream]
  local node = stream and self:stream_node(rdd, stream) or self:own_node(rdd, user)
  if not node.rdds[rdd.number] then
    node.rdds[rdd.number] = rdd
    local key = node.kind == "own" and -rdd.number
      or ("%d %d"):format(rdd.stream, rdd.batch)
    local last = node.streams[key]
    if not last or rdd.number > last.number then
      node.streams[key] = rdd
    end
  end
  return node
end

-- Edges -------------------------------------------------------------------------------

function Walk:connect(from, to, wide)
  if from == to then
    return
  end
  local edge = to.from and to.from[from]
  if not edge then
    edge = {from = from, to = to}
    to.from = to.from or {}
    to.from[from] = edge
    self.edges[#self.edges + 1] = edge
  end
  edge.wide = edge.wide or wide
end

-- Whether the walk ends at an RDD: what is before it is not needed.
function Walk:ends_at(rdd)
  if rdd.batch == self.batch.time or rdd.stream < 0 then
    return false
  end
  local at = self.batch.started_us or self.batch.time_us
  return rdd.partitions == 0 or kept.is_checkpointed(self.trace, rdd, at)
    or kept.count(self.trace, rdd, at).kept == rdd.partitions
end

-- Connects what an RDD is made of to a node; through RDDs of the program if need be.
function Walk:reach(rdd, node, wide)
  for i, number in ipairs(rdd.parents) do
    local parent = self.trace:rdd(number)
    if parent then
      local through = wide or (rdd.shuffles[i] or -1) >= 0
      if not self.by_number[parent.stream] and #parent.parents > 0 then
        self:reach(parent, node, through)
      else
        self:connect(self:node_of(parent, node), node, through)
        self:visit(parent)
      end
    end
  end
end

function Walk:visit(rdd)
  if self.seen[rdd.number] then
    return
  end
  self.seen[rdd.number] = true
  if #rdd.parents > 0 and not self:ends_at(rdd) then
    self:reach(rdd, self:node_of(rdd), false)
  elseif self.by_number[rdd.stream] then
    self:node_of(rdd)
  end
end

-- Jobs --------------------------------------------------------------------------------

local function add_jobs(walk)
  local batch = walk.batch
  for _, output in ipairs(walk.outputs) do
    local jobs, node = {}, nil
    for _, job in ipairs(batch.jobs) do
      if job.output == output.number then
        jobs[#jobs + 1] = job
      end
    end
    local group = fold.group(output)
    if #jobs > 0 then
      node = walk.by_key[group] or add(walk, group, {kind = "job", output = group,
        jobs = {}})
    end
    for _, job in ipairs(jobs) do
      node.jobs[#node.jobs + 1] = job
      node.failed = node.failed or job.failed
      local rdd = walk.trace:rdd(job.rdd)
      if rdd and walk.by_number[rdd.stream] then
        walk:connect(walk:node_of(rdd), node, false)
      elseif rdd then
        walk:reach(rdd, node, false)
      end
    end
  end
end

-- The whole ---------------------------------------------------------------------------

-- RDDs of a batch; of a batch that was formed again after a recovery, the last ones.
local function rdds_of(trace, batch)
  local list, since = {}, trace:run().started_us
  local again = batch.time_us >= since and (batch.run or 1) > 1
  for _, rdd in ipairs(trace:rdds({batch = batch.time})) do
    if rdd.stream >= 0 and (not again or rdd.made_us >= since) then
      list[#list + 1] = rdd
    end
  end
  return list
end

local function begin(trace, model, middle)
  local outputs = {}
  for _, node in ipairs(model.nodes) do
    for _, member in ipairs(node.members or {node}) do
      outputs[#outputs + 1] = member.kind == "output" and member or nil
    end
  end
  table.sort(outputs, function(a, b)
    return a.number < b.number
  end)
  return setmetatable({trace = trace, batch = model.batch, nodes = {}, by_key = {},
    edges = {}, seen = {}, by_number = model.by_number, outputs = outputs,
    middle = middle}, Walk)
end

local function run(walk)
  for _, rdd in ipairs(rdds_of(walk.trace, walk.batch)) do
    walk:visit(rdd)
  end
  add_jobs(walk)
  return walk
end

-- Of many earlier batches the middle ones share their nodes.
local function middle_of(walk)
  local times, seen = {}, {}
  for _, node in ipairs(walk.nodes) do
    if node.before and not seen[node.batch] then
      seen[node.batch] = true
      times[#times + 1] = node.batch
    end
  end
  if #times + 1 <= MOST_BATCHES then
    return nil, 0
  end
  table.sort(times)
  local middle = {}
  for i = FIRST + 1, #times - LAST do
    middle[times[i]] = true
  end
  return middle, #times - LAST - FIRST
end

-- What is written into a node: its last RDD, partitions, what is kept of it.
local function describe(walk, node)
  local batch = walk.batch
  local start = batch.started_us or batch.time_us
  local finish = batch.completed_us or math.maxinteger
  node.partitions, node.kept, node.lost, node.count = 0, 0, 0, 0
  for _, rdd in pairs(node.streams) do
    local old = rdd.made_us < batch.time_us
    local at = old and start or finish
    local count = kept.count(walk.trace, rdd, at, not old)
    node.partitions = node.partitions + rdd.partitions
    node.kept = node.kept + count.kept
    node.lost = node.lost + count.lost
    node.count = node.count + 1
    node.last = math.max(node.last or 0, rdd.number)
    node.in_files = node.in_files or kept.is_checkpointed(walk.trace, rdd, at)
  end
  for number, rdd in pairs(node.rdds) do
    node.first = math.min(node.first or number, number)
    node.made_now = node.made_now or rdd.made_us >= batch.time_us
  end
end

-- Earlier batches stand to the left; a step before its use.
local function rank(walk)
  for _, node in ipairs(walk.nodes) do
    node.rank = node.stream and node.stream.rank or node.output and node.output.rank
  end
  for _, edge in ipairs(walk.edges) do
    local from = edge.from
    if from.kind == "own" then
      from.rank = math.max(1, math.min(from.rank or math.huge,
        (edge.to.rank or 2) - 1))
    end
  end
  for _, node in ipairs(walk.nodes) do
    node.rank = node.rank or 1
  end
end

local function sort_nodes(nodes)
  local kinds = {own = 1, rdd = 2, job = 3}
  table.sort(nodes, function(a, b)
    if a.rank ~= b.rank then
      return a.rank < b.rank
    elseif a.kind ~= b.kind then
      return kinds[a.kind] < kinds[b.kind]
    elseif a.kind == "own" then
      return a.first < b.first
    elseif a.kind == "job" then
      return a.jobs[1].number < b.jobs[1].number
    elseif a.batch ~= b.batch then
      return a.batch < b.batch
    end
    return a.stream.number < b.stream.number
  end)
  local last = {}
  for _, node in ipairs(nodes) do
    if node.stream then
      node.after = last[node.stream]
      last[node.stream] = node
    end
  end
end

-- Batches whose RDDs a node holds, as numbers.
local function numbers(node, run_of)
  local list = {}
  for time in pairs(node.batches or {}) do
    list[#list + 1] = (time - run_of.zero) // run_of.interval
  end
  table.sort(list)
  return list
end

---The RDD graph of the model's batch.
---@param trace Trace
---@param model table
---@param options {all: boolean?}
---@return {nodes: table[], edges: table[], hidden: integer}
function M.build(trace, model, options)
  local walk, hidden = run(begin(trace, model)), 0
  if not options.all then
    local middle
    middle, hidden = middle_of(walk)
    walk = middle and run(begin(trace, model, middle)) or walk
  end
  for _, node in ipairs(walk.nodes) do
    if node.kind ~= "job" then
      describe(walk, node)
    end
    node.numbers = numbers(node, trace:run())
  end
  rank(walk)
  sort_nodes(walk.nodes)
  return {nodes = walk.nodes, edges = walk.edges, hidden = hidden}
end

return M
