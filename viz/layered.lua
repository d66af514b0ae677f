-- viz.layered: places nodes that stand in ranks, so that lines between them are short
-- and cross little.
--
-- The caller says in which rank a node stands and how long it is; along the rank it is
-- placed here. It is done in Lua and not by Graphviz because a picture of the same
-- program must look the same for every batch and with every version of Graphviz, and
-- because rows and columns mean something here: a stream and its RDDs share a row, the
-- RDDs of a stage a box.
--
-- An edge over more than one rank passes through a narrow place in each rank between.
-- The order in a rank comes from the means of the neighbours (Sugiyama's method), and
-- the best of some rounds is taken; then each node comes as near to its neighbours as
-- the order allows, which is an isotonic regression.
-- SPDX-License-Identifier: MIT
local M = {}

local ROUNDS <const> = 8
local SWEEPS <const> = 6

---@class LayeredNode
---@field rank integer from 1
---@field size number its length along the rank
---@field at number filled in: where it begins
---@field after LayeredNode? it must stand somewhere behind this one of the same rank

---@class LayeredEdge
---@field from LayeredNode
---@field to LayeredNode in another rank
---@field bends {rank: integer, at: number}[] filled in: what it passes

-- Ranks and places in between ---------------------------------------------------------

local function link(upper, lower)
  upper.below[#upper.below + 1] = lower
  lower.above[#lower.above + 1] = upper
end

local function add(ranks, node)
  node.above, node.below = {}, {}
  local list = ranks[node.rank]
  list[#list + 1] = node
  node.index = #list
end

-- Links the ends of an edge by way of a narrow node in each rank between.
local function thread(ranks, edge, size)
  local upper, lower = edge.from, edge.to
  if upper.rank > lower.rank then
    upper, lower = lower, upper
  end
  edge.places = {}
  for rank = upper.rank + 1, lower.rank - 1 do
    local place = {rank = rank, size = size, is_place = true}
    add(ranks, place)
    link(upper, place)
    edge.places[#edge.places + 1] = place
    upper = place
  end
  link(upper, lower)
end

local function build(nodes, edges, place_size)
  local ranks, last = {}, 0
  for _, node in ipairs(nodes) do
    last = math.max(last, node.rank)
  end
  for rank = 1, last do
    ranks[rank] = {}
  end
  for _, node in ipairs(nodes) do
    add(ranks, node)
  end
  for _, edge in ipairs(edges) do
    if edge.from.rank ~= edge.to.rank then
      thread(ranks, edge, place_size)
    end
  end
  return ranks
end

-- Order -------------------------------------------------------------------------------

local function mean_index(neighbours)
  local sum = 0
  for _, node in ipairs(neighbours) do
    sum = sum + node.index
  end
  return #neighbours > 0 and sum / #neighbours or nil
end

-- Nodes that must stand behind another one share the places of all such ones.
local function keep_after(list)
  local moved = true
  while moved do
    moved = false
    for _, node in ipairs(list) do
      local before = node.after
      if before and before.rank == node.rank and before.index > node.index then
        local i, j = node.index, before.index
        list[i], list[j] = before, node
        node.index, before.index = j, i
        moved = true
      end
    end
  end
end

local function sort_rank(list, side)
  for _, node in ipairs(list) do
    node.weight = mean_index(node[side]) or node.index
  end
  table.sort(list, function(a, b)
    if a.weight ~= b.weight then
      return a.weight < b.weight
    end
    return a.index < b.index
  end)
  for index, node in ipairs(list) do
    node.index = index
  end
  keep_after(list)
end

-- How many links between a rank and the next one cross, by a tree of sums.
local function crossings_of(list, width)
  local sums, total, seen = {}, 0, 0
  for _, node in ipairs(list) do
    local targets = {}
    for i, other in ipairs(node.below) do
      targets[i] = other.index
    end
    for _, target in ipairs(targets) do
      local before, i = 0, target
      while i > 0 do
        before = before + (sums[i] or 0)
        i = i - (i & -i)
      end
      total = total + seen - before
    end
    for _, target in ipairs(targets) do
      local i = target
      while i <= width do
        sums[i] = (sums[i] or 0) + 1
        i = i + (i & -i)
      end
    end
    seen = seen + #targets
  end
  return total
end

local function crossings(ranks)
  local total = 0
  for rank = 1, #ranks - 1 do
    total = total + crossings_of(ranks[rank], #ranks[rank + 1])
  end
  return total
end

local function remember(ranks)
  local copy = {}
  for rank, list in ipairs(ranks) do
    copy[rank] = table.move(list, 1, #list, 1, {})
  end
  return copy
end

local function order(ranks)
  for _, list in ipairs(ranks) do
    keep_after(list)
  end
  local best, fewest = remember(ranks), crossings(ranks)
  for round = 1, ROUNDS do
    if fewest == 0 then
      break
    end
    local down = round % 2 == 1
    for step = 1, #ranks do
      sort_rank(ranks[down and step or #ranks - step + 1], down and "above" or "below")
    end
    local count = crossings(ranks)
    if count < fewest then
      best, fewest = remember(ranks), count
    end
  end
  for rank, list in ipairs(best) do
    ranks[rank] = list
    for index, node in ipairs(list) do
      node.index = index
    end
  end
end

-- Places ------------------------------------------------------------------------------

local function gap_between(a, b, gap)
  local narrow = a.is_place or b.is_place
  return (a.size + b.size) / 2 + (narrow and gap / 2 or gap)
end

-- The middles nearest to what the nodes wish, in their order and without touching:
-- neighbours that would overlap move as one block, to the mean of their wishes.
local function settle(list, wishes, gap)
  local blocks, offset = {}, 0
  for i, node in ipairs(list) do
    offset = i == 1 and 0 or offset + gap_between(list[i - 1], node, gap)
    node.offset = offset
    local weight = node.is_place and 4 or 1
    local block = {sum = (wishes[i] - offset) * weight, weight = weight, first = i}
    while #blocks > 0 and blocks[#blocks].sum / blocks[#blocks].weight
      >= block.sum / block.weight do
      local before = table.remove(blocks)
      block = {sum = block.sum + before.sum, weight = block.weight + before.weight,
        first = before.first}
    end
    blocks[#blocks + 1] = block
  end
  for b, block in ipairs(blocks) do
    local last = blocks[b + 1] and blocks[b + 1].first - 1 or #list
    for i = block.first, last do
      list[i].middle = block.sum / block.weight + list[i].offset
    end
  end
end

local function mean_middle(neighbours)
  local sum = 0
  for _, node in ipairs(neighbours) do
    sum = sum + node.middle
  end
  return #neighbours > 0 and sum / #neighbours or nil
end

local function settle_rank(list, gap, side)
  local wishes = {}
  for i, node in ipairs(list) do
    wishes[i] = mean_middle(node[side]) or node.middle
  end
  settle(list, wishes, gap)
end

local function pack(list, gap)
  for i, node in ipairs(list) do
    node.middle = i == 1 and node.size / 2
      or list[i - 1].middle + gap_between(list[i - 1], node, gap)
  end
end

-- The last sweep goes down, so that a chain without branches is straight.
local function place(ranks, gap)
  for _, list in ipairs(ranks) do
    pack(list, gap)
  end
  for sweep = 1, SWEEPS do
    for step = 1, #ranks do
      local rank = sweep % 2 == 1 and #ranks - step + 1 or step
      settle_rank(ranks[rank], gap, sweep % 2 == 1 and "below" or "above")
    end
  end
end

-- Where all begin, so that the first is at 0.
local function extent(ranks)
  local low, high = math.huge, -math.huge
  for _, list in ipairs(ranks) do
    for _, node in ipairs(list) do
      low = math.min(low, node.middle - node.size / 2)
      high = math.max(high, node.middle + node.size / 2)
    end
  end
  return low, high
end

-- Takes away what was needed on the way, so that nodes can be placed again.
local function finish(ranks, edges, low)
  for _, list in ipairs(ranks) do
    for _, node in ipairs(list) do
      node.at = node.middle - node.size / 2 - low
    end
  end
  for _, edge in ipairs(edges) do
    edge.bends = {}
    for i, spot in ipairs(edge.places or {}) do
      edge.bends[i] = {rank = spot.rank, at = spot.at + spot.size / 2}
    end
    if edge.from.rank > edge.to.rank then
      for i = 1, #edge.bends // 2 do
        local j = #edge.bends - i + 1
        edge.bends[i], edge.bends[j] = edge.bends[j], edge.bends[i]
      end
    end
    edge.places = nil
  end
  for _, list in ipairs(ranks) do
    for _, node in ipairs(list) do
      for _, field in ipairs({"above", "below", "weight", "offset", "middle"}) do
        node[field] = nil
      end
    end
  end
end

---Places nodes along their ranks. The order in which they are given is kept where
---nothing speaks against it.
---@param nodes LayeredNode[]
---@param edges LayeredEdge[]
---@param options {gap: number, place: number} between nodes; for a line that passes
---@return number length of the longest rank
function M.place(nodes, edges, options)
  if #nodes == 0 then
    return 0
  end
  local ranks = build(nodes, edges, options.place)
  order(ranks)
  place(ranks, options.gap)
  local low, high = extent(ranks)
  finish(ranks, edges, low)
  return high - low
end

return M
