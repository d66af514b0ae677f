-- viz.why.tree: what a record was made of, back to the records that came into the run.
--
-- Links that only hand a record on are left out. What remains is a tree of
--   record  where it came into the run, with the values that it brought
--   sum     values that an operator brought together, in their order
--   before  a value from before the trace: a checkpoint, an initial state
--   lost    made by an operator of no record that is known
-- A state is shown as all that ever came into it, and a window that was made of the one
-- before as what is in it: what left it is taken away again.
-- SPDX-License-Identifier: MIT
local M = {}

local SOURCES <const> = {BlockRDD = true, WriteAheadLogBackedBlockRDD = true,
  ParallelCollectionRDD = true, HadoopRDD = true, KafkaRDD = true}

-- What an operator made of several values.
local SUMS <const> = {key = true, whole = true, pair = true}

local expand

-- The state, or the window, that a value was made of: of the same stream, but earlier.
local function is_earlier(trace, origin, part)
  local rdd, other = trace:rdd(origin.rdd), trace:rdd(part.rdd)
  if not rdd or not other or rdd.stream < 0 or rdd.stream ~= other.stream then
    return false
  end
  local again = part.what == "key" and part.rdd == origin.rdd
  return other.batch < rdd.batch or again
end

-- The node that a link leads to, without those that hand one record on; what it is made
-- of; and whether a shuffle is on the way.
local function follow(trace, origin)
  local parts, crossed = trace:parts(origin), false
  while #parts == 1 and not SUMS[origin.what] do
    crossed = crossed or origin.what == "fetched"
    origin = parts[1].origin
    parts = trace:parts(origin)
  end
  return origin, parts, crossed
end

local function add(list, part)
  local last = list[#list]
  if part.kind == "record" and last and last.kind == "record"
    and last.place == part.place and last.values[1] == part.values[1] then
    table.move(part.values, 1, #part.values, #last.values + 1, last.values)
    return
  end
  list[#list + 1] = part
end

-- Values of windows, by the RDD they came with.
local function window_parts(trace, origin, into, taken)
  local rdd = trace:rdd(origin.rdd)
  local stream = trace:stream(rdd.stream)
  local list, before = {}, nil
  for _, link in ipairs(trace:parts(origin)) do
    if is_earlier(trace, origin, link.origin) then
      before = link
    elseif trace:rdd(link.origin.rdd).batch > rdd.batch - stream.window then
      list[#list + 1] = link
    else
      taken[link.origin.rdd] = true
    end
  end
  if before then
    local at = follow(trace, before.origin)
    if at.what == "key" then
      window_parts(trace, at, into, taken)
    else
      into[#into + 1] = before
    end
  end
  table.move(list, 1, #list, #into + 1, into)
end

local function is_inverse(trace, origin)
  local rdd = trace:rdd(origin.rdd)
  local stream = rdd and trace:stream(rdd.stream)
  return stream ~= nil and rdd.type == "CoGroupedRDD" and stream.window > 0
end

-- The links of a node; those of an earlier state stand in its place, before the others.
local function links_of(trace, origin, into)
  local rest = {}
  for _, link in ipairs(trace:parts(origin)) do
    local at, parts = follow(trace, link.origin)
    if origin.what == "key" and is_earlier(trace, origin, link.origin)
      and #parts > 0 then
      links_of(trace, at, into)
    else
      rest[#rest + 1] = link
    end
  end
  table.move(rest, 1, #rest, #into + 1, into)
end

-- What the inverse function did in the last step: the values of the window before, of
-- what left it, of what came.
local function steps_of(trace, origin)
  local rdd, steps = trace:rdd(origin.rdd), {left = {}, entered = {}}
  local window = trace:stream(rdd.stream).window
  for _, link in ipairs(trace:parts(origin)) do
    local batch = trace:rdd(link.origin.rdd).batch
    if is_earlier(trace, origin, link.origin) then
      steps.before = link.value
    else
      table.insert(batch > rdd.batch - window and steps.entered or steps.left,
        {batch = batch, value = link.value})
    end
  end
  return steps
end

local function sum(trace, origin, value)
  local links, node = {}, {kind = "sum", value = value, parts = {}, rdd = origin.rdd,
    op = trace:rdd(origin.rdd).op, partition = origin.partition, key = origin.key,
    batch = trace:rdd(origin.rdd).batch, whole = origin.what == "whole"}
  if is_inverse(trace, origin) then
    local taken = {}
    window_parts(trace, origin, links, taken)
    for i = #links, 1, -1 do
      if taken[links[i].origin.rdd] then
        table.remove(links, i)
      end
    end
    node.steps = steps_of(trace, origin)
  else
    links_of(trace, origin, links)
  end
  for _, link in ipairs(links) do
    add(node.parts, expand(trace, link.origin, link.value, origin.rdd))
  end
  return node
end

local function record(trace, origin, value, crossed)
  local rdd = trace:rdd(origin.rdd)
  return {kind = "record", values = {value}, text = origin.text, rdd = rdd.number,
    type = rdd.type, op = rdd.op, partition = origin.partition, index = origin.index,
    batch = rdd.batch, blocks = rdd.blocks, crossed = crossed,
    place = ("%d %d %d"):format(rdd.number, origin.partition, origin.index or -1)}
end

-- A sum of one part is that part, unless it says more: that a record came several
-- times, or was in a window. The map side of a shuffle has the RDD of the sum above.
function expand(trace, origin, value, above)
  local at, parts, crossed = follow(trace, origin)
  local rdd = trace:rdd(at.rdd)
  if at.what == "lost" then
    return {kind = "lost", value = value, op = rdd and rdd.op or "an operator"}
  elseif #parts == 0 and at.what == "read" and rdd and SOURCES[rdd.type] then
    return record(trace, at, value, crossed)
  elseif not SUMS[at.what] then
    return {kind = "before", value = value or at.text, key = at.key}
  end
  local node = sum(trace, at, value)
  local only = node.parts[1]
  node.crossed = crossed
  if #node.parts ~= 1 or node.steps then
    return node
  elseif only.values and #only.values > 1
    or only.batch ~= node.batch and node.rdd ~= above then
    return node
  end
  only.crossed_before = only.crossed_before or only.crossed
  only.crossed = crossed
  if only.kind == "record" then
    only.values = {value or only.values[1]}
  else
    only.value = value or only.value
  end
  return only
end

---The tree of a result.
---@param trace Trace
---@param origin TraceOrigin
---@return table
function M.build(trace, origin)
  local at, parts = follow(trace, origin)
  if SUMS[at.what] then
    return sum(trace, at, nil)
  end
  local rdd = #parts == 0 and trace:rdd(at.rdd) or nil
  return {kind = "sum", parts = {expand(trace, at, nil)}, rdd = at.rdd,
    op = rdd and rdd.op, partition = origin.partition, batch = rdd and rdd.batch}
end

return M
