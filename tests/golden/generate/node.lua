-- tests/golden/generate/node.lua -- a stream or an RDD while a program is made.
-- SPDX-License-Identifier: MIT
--
-- A node is a table:
--   text      what it is called, or the calls that make it
--   level     "stream" or "rdd"
--   type      of its records
--   slide     in batch intervals
--   records, parts, largest, width
--             the most that a batch can have: records, partitions; the largest integer,
--             the longest string
--   states    the type of snapshots, if there are any
--   stays     its RDDs are not written to disk: a window's cannot be, and Spark loses
--             the files of an RDD that a stream has at several times
--   helpers   shared by all nodes of a program: functions that its Lua text needs

local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance, random = types.pick, types.chance, math.random

--- A node like another one, but for some fields.
function M.child(node, fields)
  local child = {}
  for key, value in pairs(node) do
    child[key] = value
  end
  child.states, child.stays = nil, nil
  for key, value in pairs(fields) do
    child[key] = value
  end
  return child
end

--- What a method of the node makes.
---@param arguments table[]|nil texts
---@param fields table what is different in the child
---@param scala string|nil types that Scala has to be told
function M.call(node, name, arguments, fields, scala)
  fields.text = text.call(node.text, name, arguments, scala)
  return M.child(node, fields)
end

--- The same after a mapping: numbers and strings may be larger.
function M.mapped(node, name, arguments, fields, scala)
  local child = M.call(node, name, arguments, fields, scala)
  child.largest = node.largest * 2 + 10
  child.width = node.width + 12
  return child
end

--- Appends the argument that says how many partitions, if there is one: a number, or,
--- for a stream, a partitioner. The child gets as many.
---@param fields table
---@param always boolean|nil there has to be one
function M.partitions(g, node, arguments, fields, always)
  if not always and chance(2) then
    fields.parts = node.level == "stream" and g.parallelism
      or math.max(node.parts, g.parallelism)
    return
  end
  fields.parts = random(6)
  local argument = text.new(tostring(fields.parts))
  if node.level == "stream" and chance(3) then
    argument = M.partitioner(fields.parts)
  end
  arguments[#arguments + 1] = argument
end

function M.partitioner(n)
  return text.new("HashPartitioner($1)", "new HashPartitioner($1)", n)
end

--- A time span of so many batch intervals.
function M.duration(g, slides)
  return text.new("Milliseconds($1)", nil, g.interval * slides)
end

--- Operators in the order of a list: a name may stand there several times.
---@param all table name -> function
---@param names string[]
---@return string name
---@return function operator
function M.choose(all, names)
  local name = pick(names)
  return name, all[name]
end

return M
