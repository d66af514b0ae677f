-- viz.graph.fold: makes a graph of many streams small enough for a page.
--
-- Streams that look alike from all sides (same operator, alike parents, alike children)
-- become one node with a count, such as a hundred sockets that are united. Then of a
-- long chain without branches only its ends stay, and a node with a count between them.
-- SPDX-License-Identifier: MIT
local M = {}

M.MOST = 40 -- streams and outputs that are drawn one by one

local ROUNDS <const> = 60
local LEAST <const> = 4 -- alike, or steps in a chain, that are worth a fold

local function neighbours(nodes)
  for _, node in ipairs(nodes) do
    node.children = {}
  end
  for _, node in ipairs(nodes) do
    for _, parent in ipairs(node.parents) do
      parent.children[#parent.children + 1] = node
    end
  end
end

-- The classes of neighbours as text, each once.
local function classes(list)
  local seen, names = {}, {}
  for _, node in ipairs(list) do
    if not seen[node.class] then
      seen[node.class] = true
      names[#names + 1] = node.class
    end
  end
  table.sort(names)
  return table.concat(names, ",")
end

-- Numbers the texts of all nodes; returns how many differ.
local function classify(nodes, text_of)
  local numbers, count, texts = {}, 0, {}
  for i, node in ipairs(nodes) do
    texts[i] = text_of(node)
  end
  for i, node in ipairs(nodes) do
    if not numbers[texts[i]] then
      count = count + 1
      numbers[texts[i]] = count
    end
    node.class = numbers[texts[i]]
  end
  return count
end

-- Classes are made finer until nothing tells two nodes of one apart.
local function find_alike(nodes)
  local count = classify(nodes, function(node)
    return ("%s %s %s %s"):format(node.kind, node.op, node.slide, node.window)
  end)
  for _ = 1, ROUNDS do
    local finer = classify(nodes, function(node)
      return ("%d/%s/%s"):format(node.class, classes(node.parents),
        classes(node.children))
    end)
    if finer == count then
      return
    end
    count = finer
  end
end

local function members_by_class(nodes)
  local members = {}
  for _, node in ipairs(nodes) do
    members[node.class] = members[node.class] or {}
    table.insert(members[node.class], node)
  end
  return members
end

-- What stands for a node is in node.group; parents are those of all members, each once.
local function regroup(nodes)
  local list, seen = {}, {}
  for _, node in ipairs(nodes) do
    local group = node.group or node
    if not seen[group] then
      seen[group] = {}
      list[#list + 1] = group
    end
  end
  local parents = {}
  for _, node in ipairs(nodes) do
    local group = node.group or node
    parents[group] = parents[group] or {}
    for _, parent in ipairs(node.parents) do
      local other = parent.group or parent
      if other ~= group and not seen[group][other] then
        seen[group][other] = true
        table.insert(parents[group], other)
      end
    end
  end
  for _, group in ipairs(list) do
    group.parents = parents[group]
  end
  return list
end

local function group_of(members, shape)
  local first = members[1]
  local group = {kind = first.kind, op = first.op, slide = first.slide, shape = shape,
    window = first.window, number = first.number, members = {}, parents = {}}
  for _, node in ipairs(members) do
    for _, inner in ipairs(node.members or {node}) do
      table.insert(group.members, inner)
    end
    node.group = group
  end
  return group
end

local function fold_alike(nodes)
  neighbours(nodes)
  find_alike(nodes)
  for _, members in ipairs(members_by_class(nodes)) do
    if #members >= LEAST then
      group_of(members, "alike")
    end
  end
  return regroup(nodes)
end

local function is_link(node)
  return node.kind == "stream" and not node.members
    and #node.parents == 1 and #node.children == 1
    and node.window == 0 and #node.parents[1].children == 1
end

local function fold_chains(nodes)
  neighbours(nodes)
  for _, node in ipairs(nodes) do
    if is_link(node) and not is_link(node.parents[1]) then
      local chain, last = {}, node
      while is_link(last) do
        chain[#chain + 1] = last
        last = last.children[1]
      end
      if #chain >= LEAST then
        group_of(table.move(chain, 2, #chain - 1, 1, {}), "chain")
      end
    end
  end
  return regroup(nodes)
end

---Folds the nodes of a graph, if they are too many.
---@param nodes table[] kind, op, number, parents (nodes), slide and window
---@return table[] nodes, in their order; those with `members` stand for several
function M.fold(nodes)
  if #nodes <= M.MOST then
    return nodes
  end
  return fold_chains(fold_alike(nodes))
end

---The node that stands for another one now.
function M.group(node)
  while node.group do
    node = node.group
  end
  return node
end

return M
