-- tests/lua/test_viz_layered.lua -- nodes in ranks: order, places, lines that pass.
-- SPDX-License-Identifier: MIT
local layered = require("viz.layered")
local tap = require("tap")

-- Nodes by name, from {name = rank, …} in an order, and edges from "a>b".
local function graph(ranks, links)
  local nodes, by_name, edges = {}, {}, {}
  for name, rank in ranks:gmatch("(%w+)=(%d+)") do
    local node = {name = name, rank = tonumber(rank), size = 20}
    nodes[#nodes + 1], by_name[name] = node, node
  end
  for from, to in links:gmatch("(%w+)>(%w+)") do
    edges[#edges + 1] = {from = by_name[from], to = by_name[to]}
  end
  return nodes, edges, by_name
end

local function place(ranks, links)
  local nodes, edges, by_name = graph(ranks, links)
  local length = layered.place(nodes, edges, {gap = 10, place = 4})
  return by_name, edges, length, nodes
end

local function middle(node)
  return node.at + node.size / 2
end

-- No two nodes of a rank are nearer than the gap.
local function apart(nodes)
  for i, a in ipairs(nodes) do
    for k = i + 1, #nodes do
      local b = nodes[k]
      if a.rank == b.rank and math.abs(middle(a) - middle(b)) < 30 - 0.001 then
        return false
      end
    end
  end
  return true
end

tap.is(layered.place({}, {}, {gap = 10, place = 4}), 0, "nothing takes no room")

local by, edges, length = place("a=1 b=2 c=3", "a>b b>c")
tap.ok(length == 20, "a chain is as long as a node")
tap.ok(by.a.at == 0 and by.b.at == 0 and by.c.at == 0, "and straight")
tap.is(#edges[1].bends, 0, "an edge to the next rank passes nothing")

local nodes
by, edges, length, nodes = place("a=1 b=2 c=2 d=3", "a>b a>c b>d c>d")
tap.is(#edges, 4, "every edge is placed")
tap.ok(length == 50, "two branches stand beside each other")
tap.ok(middle(by.a) == 25, "what they come from stands between them")
tap.ok(middle(by.d) == 25, "and what they meet in")
tap.ok(by.b.at < by.c.at, "in the order in which they were given")
tap.ok(apart(nodes), "apart")

by = place("a=1 b=1 x=2 y=2", "a>y b>x")
tap.ok(by.y.at < by.x.at == (by.a.at < by.b.at), "crossed lines are uncrossed")

by, edges = place("a=1 b=2 c=3 d=4", "a>b b>c c>d a>d")
local bends = edges[4].bends
tap.is(#bends, 2, "a long edge passes each rank between")
tap.is(bends[1].rank .. " " .. bends[2].rank, "2 3", "from the first to the last")
tap.ok(bends[1].at < by.b.at or bends[1].at > by.b.at + 20, "beside what stands there")
tap.is(bends[1].at, bends[2].at, "straight")

by, edges = place("a=3 b=2 c=1", "a>c a>b b>c")
tap.ok(#edges[1].bends == 1 and by.a.rank > by.c.rank, "an edge may go up")

-- A node that must stand behind another one does.
local list, links, named = graph("a=1 b=1 x=2 y=2", "a>y b>x")
named.b.after, named.y.after = named.a, named.x
layered.place(list, links, {gap = 10, place = 4})
tap.ok(named.a.at < named.b.at and named.x.at < named.y.at,
  "an order that was asked for")

-- Placed again, nothing has moved.
local ranks, text = {}, {}
for i = 1, 60 do
  ranks[i] = ("n%d=%d"):format(i, 1 + i * 7 % 6)
  text[i] = ("n%d>n%d n%d>n%d"):format(i, 1 + i * 11 % 60, i, 1 + i * 17 % 60)
end
by, edges, length, nodes = place(table.concat(ranks, " "), table.concat(text, " "))
local again, _, length_again = place(table.concat(ranks, " "), table.concat(text, " "))
local same = length == length_again and #edges == 120
for name, node in pairs(by) do
  same = same and node.at == again[name].at
end
tap.ok(same, "the same graph is always placed alike")
tap.ok(apart(nodes), "sixty nodes with many lines stand apart")
local first = math.huge
for _, node in ipairs(nodes) do
  first = math.min(first, node.at)
end
tap.ok(first >= 0, "nothing stands before 0")

tap.done()
