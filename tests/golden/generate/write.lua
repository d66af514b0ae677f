-- tests/golden/generate/write.lua -- a generated program as Lua and as Scala.
-- SPDX-License-Identifier: MIT
--
-- The Scala text is a body for a harness that makes `ssc`, `sc` and a folder `dir`,
-- starts the context and moves a manual clock; the first line of both texts says how it
-- is run.

local M = {}

local function header(program, comment)
  local line = ("%s batches: %d  interval: %d  master: local[%d]"):format(comment,
    program.batches, program.interval, program.cores)
  if program.is_set then
    line = line .. "  conf spark.default.parallelism=" .. program.parallelism
  end
  return line
end

-- Definitions of statics, streams and outputs; `declare` and `write_output` are of the
-- language.
local function add_body(parts, program, language, declare, write_output)
  for _, static in ipairs(program.statics) do
    parts[#parts + 1] = declare:format(static.name, static.made[language])
  end
  for _, stream in ipairs(program.streams) do
    parts[#parts + 1] = declare:format(stream.name, stream.made[language])
    for _, call in ipairs(stream.calls) do
      parts[#parts + 1] = stream.name .. call[language]
    end
  end
  for _, output in ipairs(program.outputs) do
    parts[#parts + 1] = write_output(output)
  end
end

local LUA_ACTIONS = {
  count = 'print(time:milliseconds() .. " count " .. RDD:count())',
  partitions = 'print(time:milliseconds() .. " partitions " .. RDD:getNumPartitions()'
    .. ' .. " " .. tostring(RDD:isEmpty()))',
  collect = 'for _, x in ipairs(RDD:collect()) do print("  " .. tostring(x)) end',
  take = 'for _, x in ipairs(RDD:take(N)) do print("  " .. tostring(x)) end',
}

local SCALA_ACTIONS = {
  count = 'println(time.milliseconds + " count " + RDD.count())',
  partitions = 'println(time.milliseconds + " partitions " + RDD.getNumPartitions'
    .. ' + " " + RDD.isEmpty())',
  collect = 'for (x <- RDD.collect()) println("  " + x)',
  take = 'for (x <- RDD.take(N)) println("  " + x)',
}

local function action(actions, output, language)
  local text = output.rdd[language]:gsub("%%", "%%%%")
  return (actions[output.op]:gsub("RDD", text):gsub("%f[%w]N%f[%W]",
    tostring(output.n or 2)))
end

local function lua_output(output)
  local parent = output.parent.name
  if output.op == "print" then
    return ("%s:print(%s)"):format(parent, output.n or "")
  end
  return ("%s:foreachRDD(function(rdd, time)\n  %s\nend)"):format(parent,
    action(LUA_ACTIONS, output, "lua"))
end

local function scala_output(output)
  local parent = output.parent.name
  if output.op == "print" then
    return ("%s.print(%s)"):format(parent, output.n or "")
  end
  return ("%s.foreachRDD { (rdd, time) =>\n  %s\n}"):format(parent,
    action(SCALA_ACTIONS, output, "scala"))
end

-- What Scala's collections do and a table does not.
local HELPERS = {
  { "sum", [[
local function sum(list)
  local total = 0
  for _, x in ipairs(list) do total = total + x end
  return total
end]] },
  { "append", [[
local function append(list, x)
  local longer = {table.unpack(list)}
  longer[#longer + 1] = x
  return longer
end]] },
  { "concatenate", [[
local function concatenate(a, b)
  return table.move(b, 1, #b, #a + 1, {table.unpack(a)})
end]] },
  { "mapped", [[
local function mapped(list, f)
  local made = {}
  for i, item in ipairs(list) do made[i] = f(item) end
  return made
end]] },
  { "reverse", [[
local function reverse(list)
  local reversed = {}
  for i = #list, 1, -1 do reversed[#reversed + 1] = list[i] end
  return reversed
end]] },
}

--- The program as Lua.
---@return string
function M.lua(program, name)
  local parts = { header(program, "--") }
  local function add(...)
    parts[#parts + 1] = string.format(...)
  end
  for _, helper in ipairs(HELPERS) do
    parts[#parts + 1] = program.helpers[helper[1]] and helper[2] .. "\n" or nil
  end
  add('local conf = SparkConf():setAppName("%s"):setMaster("local[%d]")', name,
    program.cores)
  if program.is_set then
    add('conf:set("spark.default.parallelism", "%d")', program.parallelism)
  end
  add("local ssc = StreamingContext(conf, Milliseconds(%d))", program.interval)
  add("local sc = ssc:sparkContext()")
  if program.checkpoint then
    add('ssc:checkpoint("checkpoint")')
  end
  if program.remember then
    add("ssc:remember(Milliseconds(%d))", program.remember * program.interval)
  end
  add("")
  add_body(parts, program, "lua", "local %s = %s", lua_output)
  add("\nssc:start()\nssc:awaitTermination()\n")
  return table.concat(parts, "\n")
end

--- The program as Scala.
---@return string
function M.scala(program)
  local parts = { header(program, "//") }
  if program.checkpoint then
    parts[2] = 'ssc.checkpoint(s"$dir/checkpoint")'
  end
  if program.remember then
    parts[#parts + 1] = ("ssc.remember(Milliseconds(%d))"):format(
      program.remember * program.interval)
  end
  add_body(parts, program, "scala", "val %s = %s", scala_output)
  return table.concat(parts, "\n") .. "\n"
end

return M
