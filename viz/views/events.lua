-- viz.views.events: what ran, one JSON object a line; text only.
-- Spark: what its listeners are told, in the form in which it is kept beside the
-- programs in tests/golden/spark:
--
--   {"event":"batch","time":1000,"records":{"0":3}}
--   {"event":"output","time":1000,"id":0,"name":"print"}
--   {"event":"job","time":1000,"output":0,"stages":[
--       {"name":"map","tasks":2,"parents":[]},
--       {"name":"print","tasks":1,"parents":[0]}]}
--
-- A stage that did not run has "skipped":true; a job, an output and a batch may have
-- "failed":true. "records" are those that input streams counted, "parents" positions in
-- the list of stages. The outputs of a batch are counted from 0; those that had no turn
-- in it are left out, as are batches without an output. A job that no output started
-- stands before the batch that came next, with "time":null; behind the last batch
-- nothing shows.
--
-- Spark numbers the stages of one depth in no fixed order, so they are sorted: parents
-- first, those that ran before skipped ones, then by name, tasks, and neighbours (these
-- by a hash, as in the kept files), then by the places of the neighbours.
-- SPDX-License-Identifier: MIT
local hashcode = require("viz.hashcode")

local M = {}

M.about = "batches, outputs, jobs and stages, one JSON object a line; text only"
M.options = {}

-- What a stage is made from, as text: its parents count by a hash.
local function origin_of(node)
  local hashes = {}
  for i, parent in ipairs(node.parents) do
    hashes[i] = parent.origin
  end
  table.sort(hashes)
  for i, origin in ipairs(hashes) do
    hashes[i] = hashcode.string(origin)
  end
  return ("(%s,%s,%d,%d)"):format(node.ran, node.name, node.tasks,
    hashcode.sequence(hashes))
end

-- The stages of a job, which has parents before their children, with what the order is
-- made from: depth, origin and use.
local function nodes_of(job)
  local by_number, nodes = {}, {}
  for i, stage in ipairs(job.stages) do
    local node = {name = stage.name, tasks = stage.tasks, ran = stage.ran, depth = 0,
      parents = {}, users = {}, children = {}}
    for k, number in ipairs(stage.parents) do
      local parent = by_number[number]
      node.depth = math.max(node.depth, parent.depth + 1)
      node.parents[k] = parent
    end
    node.origin = origin_of(node)
    for _, parent in ipairs(node.parents) do
      parent.users[#parent.users + 1] = node.origin
      parent.children[#parent.children + 1] = node
    end
    by_number[stage.number], nodes[i] = node, node
  end
  for _, node in ipairs(nodes) do
    table.sort(node.users)
    node.use = table.concat(node.users, ", ")
  end
  return nodes
end

local function before(a, b)
  if a.depth ~= b.depth then
    return a.depth < b.depth
  elseif a.ran ~= b.ran then
    return a.ran
  elseif a.name ~= b.name then
    return a.name < b.name
  elseif a.tasks ~= b.tasks then
    return a.tasks < b.tasks
  elseif a.origin ~= b.origin then
    return a.origin < b.origin
  end
  return a.use < b.use
end

-- Sorts the nodes and gives each its rank; those of which none comes first share one.
-- Returns how many ranks there are.
local function rank(nodes, order)
  table.sort(nodes, order)
  local ranks, last = 0, nil
  local given = {}
  for i, node in ipairs(nodes) do
    if not last or order(last, node) then
      ranks = ranks + 1
    end
    given[i], last = ranks, node
  end
  for i, node in ipairs(nodes) do
    node.rank = given[i]
  end
  return ranks
end

local function add_ranks(key, neighbours)
  local ranks = {}
  for i, node in ipairs(neighbours) do
    ranks[i] = node.rank
  end
  table.sort(ranks)
  table.move(ranks, 1, #ranks, #key + 1, key)
  key[#key + 1] = 0
end

local function by_key(a, b)
  for i, part in ipairs(a.key) do
    if part ~= b.key[i] then
      return part < (b.key[i] or 0)
    end
  end
  return false
end

-- Ranks by the ranks of a node and its neighbours.
local function rank_by_neighbours(nodes)
  for _, node in ipairs(nodes) do
    node.key = {node.rank}
    add_ranks(node.key, node.parents)
    add_ranks(node.key, node.children)
  end
  return rank(nodes, by_key)
end

-- Of the nodes that share the lowest rank of several, one comes before the others.
local function separate(nodes)
  for i, node in ipairs(nodes) do
    if nodes[i + 1].rank == node.rank then
      node.rank = node.rank - 0.5
      return
    end
  end
end

-- Puts nodes into the one order that does not depend on how they were numbered: where
-- neighbours do not tell two apart, either may come first, and decides for its own.
local function put_in_order(nodes)
  local ranks, last = rank(nodes, before), 0
  while ranks < #nodes do
    if ranks == last then
      separate(nodes)
    end
    last, ranks = ranks, rank_by_neighbours(nodes)
  end
end

local function sorted_stages(job)
  local nodes, stages = nodes_of(job), {}
  put_in_order(nodes)
  for i, node in ipairs(nodes) do
    node.position = i - 1
  end
  for i, node in ipairs(nodes) do
    local parents = {}
    for k, parent in ipairs(node.parents) do
      parents[k] = parent.position
    end
    table.sort(parents)
    stages[i] = {name = node.name, tasks = node.tasks, parents = parents,
      skipped = not node.ran}
  end
  return stages
end

local function job_event(job, time, output)
  return {event = "job", time = time, output = output, failed = job.failed ~= nil,
    stages = sorted_stages(job)}
end

local function by_output(a, b)
  return a.output < b.output
end

local function by_stream(a, b)
  return a.stream < b.stream
end

local function sorted(list, order)
  local copy = table.move(list, 1, #list, 1, {})
  table.sort(copy, order)
  return copy
end

local function add_batch(events, batch)
  events[#events + 1] = {event = "batch", time = batch.time, failed = batch.failed,
    records = sorted(batch.inputs, by_stream)}
  for i, work in ipairs(sorted(batch.outputs, by_output)) do
    events[#events + 1] = {event = "output", time = batch.time, id = i - 1,
      name = work.op, failed = work.failed ~= nil}
    for _, job in ipairs(batch.jobs) do
      if job.output == work.output then
        events[#events + 1] = job_event(job, batch.time, i - 1)
      end
    end
  end
end

---The events, in the order of the batches.
---@param trace Trace
---@return table[]
function M.model(trace)
  local events, jobs, seen = {}, trace:jobs(), 0
  for _, batch in ipairs(trace:batches()) do
    for number = seen + 1, batch.jobsBefore or seen do
      if jobs[number].output < 0 then
        events[#events + 1] = job_event(jobs[number])
      end
    end
    seen = batch.jobsBefore or seen
    if batch.completed_us then
      add_batch(events, batch)
    end
  end
  return events
end

local function failed(event)
  return event.failed and ",\"failed\":true" or ""
end

local WRITE = {}

function WRITE.batch(event)
  local counts = {}
  for i, input in ipairs(event.records) do
    counts[i] = ("\"%d\":%d"):format(input.stream, input.records)
  end
  return ("{\"event\":\"batch\",\"time\":%d,\"records\":{%s}%s}"):format(event.time,
    table.concat(counts, ","), failed(event))
end

function WRITE.output(event)
  return ("{\"event\":\"output\",\"time\":%d,\"id\":%d,\"name\":\"%s\"%s}"):format(
    event.time, event.id, event.name, failed(event))
end

function WRITE.job(event)
  local stages = {}
  for i, stage in ipairs(event.stages) do
    stages[i] = ("{\"name\":\"%s\",\"tasks\":%d,\"parents\":[%s]%s}"):format(stage.name,
      stage.tasks, table.concat(stage.parents, ","),
      stage.skipped and ",\"skipped\":true" or "")
  end
  return ("{\"event\":\"job\",\"time\":%s,\"output\":%s,\"stages\":[%s]%s}"):format(
    event.time or "null", event.output or "null", table.concat(stages, ","),
    failed(event))
end

---@param events table[]
---@return string
function M.text(events)
  local lines = {}
  for i, event in ipairs(events) do
    lines[i] = WRITE[event.event](event) .. "\n"
  end
  return table.concat(lines)
end

return M
