-- tests/vectors/program.lua -- the text of a program, from the parts of a case.
-- SPDX-License-Identifier: MIT
local null = require("null")

local M = {}

---@class vectors.Program
---@field lines string[]
local Program = {}
Program.__index = Program

--- Where programs find what they stand on; run-vectors starts at the top of the tree.
local ADAPTERS = assert(io.popen("pwd")):read("l") .. "/tests/vectors/adapters.lua"

--- A JSON value as a Lua expression; a list of two is a pair.
---@param value any
---@return string
function M.literal(value)
  if value == null then
    return "null"
  elseif type(value) == "string" then
    return (("%q"):format(value):gsub("\\\n", "\\n"))
  elseif math.type(value) == "float" then
    return ("%.17g"):format(value):gsub("^(-?%d+)$", "%1.0")
  elseif type(value) ~= "table" then
    return tostring(value)
  elseif #value == 2 then
    return ("pair(%s, %s)"):format(M.literal(value[1]), M.literal(value[2]))
  end
  return M.list(value)
end

--- A list of records as a Lua expression.
---@param values any[]
---@return string
function M.list(values)
  local parts = {}
  for i, value in ipairs(values) do
    parts[i] = M.literal(value)
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

--- A list of batches; null stands for a batch without an RDD, false in the program.
---@param batches any[]
---@return string
function M.batches(batches)
  local parts = {}
  for i, batch in ipairs(batches) do
    parts[i] = batch == null and "false" or M.list(batch)
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

--- A program that has loaded the adapters, as V, and has a configuration, as conf.
---@param settings { master: string?, conf: table<string, any>? }|nil
---@return vectors.Program
function M.new(settings)
  settings = settings or {}
  local self = setmetatable({ lines = {} }, Program)
  self:add("local V = dofile(%q)", ADAPTERS)
  self:add('local conf = SparkConf():setAppName("vectors"):setMaster(%q)',
    settings.master or "local[2]")
  local names = {}
  for name in pairs(settings.conf or {}) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    self:add("conf:set(%q, %q)", name, tostring(settings.conf[name]))
  end
  return self
end

--- Adds a line, or several; with arguments it is a format.
---@param line string
function Program:add(line, ...)
  self.lines[#self.lines + 1] = select("#", ...) > 0 and line:format(...) or line
end

--- Adds a context, as ssc and sc.
---@param batch_ms integer
---@param checkpoint boolean|nil true: with a checkpoint directory
function Program:context(batch_ms, checkpoint)
  self:add("local ssc = StreamingContext(conf, Milliseconds(%d))", batch_ms)
  if checkpoint then
    self:add('ssc:checkpoint("checkpoint")')
  end
  self:add("local sc = ssc:sparkContext()")
end

--- Adds an input as a variable.
---@param name string
---@param batches any[]
---@param partitions integer|nil
function Program:input(name, batches, partitions)
  self:add("local %s = V.input(ssc, %s, %d)", name, M.batches(batches), partitions or 2)
end

--- Adds the start and the wait for the end; an error is told.
function Program:run()
  self:add('V.attempt("error", function() ssc:start() ssc:awaitTermination() end)')
end

--- Adds a wait; an error is told.
---@param ms integer
function Program:wait(ms)
  self:add('V.attempt("error", ssc.awaitTerminationOrTimeout, ssc, %d)', ms)
end

--- The text.
---@return string
function Program:text()
  return table.concat(self.lines, "\n") .. "\n"
end

return M
