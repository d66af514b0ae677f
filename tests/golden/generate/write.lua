-- tests/golden/generate/write.lua -- a generated program as Lua and as Scala.
-- SPDX-License-Identifier: MIT
--
-- The Scala text is a body for a harness that makes `ssc` and `sc`, starts the context
-- and moves a manual clock; the first line of both texts says how it is run.

local types = require "types"

local M = {}

local function header(program, comment)
  local line = ("%s batches: %d  interval: %d  master: local[%d]"):format(comment,
    program.batches, program.interval, program.cores)
  if program.parallelism then
    line = line .. "  conf spark.default.parallelism=" .. program.parallelism
  end
  return line
end

local function list_of(items, language)
  local texts = {}
  for i, item in ipairs(items) do
    texts[i] = item[language]
  end
  return table.concat(texts, ", ")
end

-- Lua ---------------------------------------------------------------------------------

local lua = {}

-- What a function of Lua returns for a record: a pair is mostly two values.
local function lua_result(stream, result, style)
  local first, second = result.lua:match("^pair(%b())$"), nil
  if stream.type.name ~= "pair" or not first or style == "list" then
    return result.lua
  end
  local depth, quoted = 0, false
  for at = 2, #first - 1 do
    local byte = first:sub(at, at)
    quoted = quoted ~= (byte == '"')
    depth = depth + (quoted and 0 or byte == "(" and 1 or byte == ")" and -1 or 0)
    if byte == "," and depth == 0 and not quoted then
      second = at
      break
    end
  end
  return first:sub(2, second - 1) .. "," .. first:sub(second + 1, -2)
end

local function lua_parameters(parent)
  return parent.type.name == "pair" and "k, v" or "x"
end

function lua.map(stream, parent)
  return ("(function(%s) return %s end)"):format(lua_parameters(parent),
    lua_result(stream, stream.result))
end

function lua.filter(stream, parent)
  return ("(function(%s) return %s end)"):format(lua_parameters(parent),
    stream.result.lua)
end

local function lua_emits(stream)
  local calls = {}
  for i, result in ipairs(stream.results) do
    calls[i] = ("emit(%s)"):format(lua_result(stream, result))
  end
  local body = table.concat(calls, " ")
  return stream.condition and ("if %s then %s end"):format(stream.condition.lua, body)
    or body
end

function lua.flatMap(stream, parent)
  local parameters = lua_parameters(parent)
  if stream.split then
    return "(split)"
  elseif stream.emits then
    return ("(function(%s, emit) %s end)"):format(parameters, lua_emits(stream))
  end
  local list = "{" .. list_of(stream.results, "lua") .. "}"
  if stream.condition then
    list = ("%s and %s or {}"):format(stream.condition.lua, list)
  end
  return ("(function(%s) return %s end)"):format(parameters, list)
end

local function duration(program, slides)
  return ("Milliseconds(%d)"):format(program.interval * slides)
end

local function window_arguments(stream, program)
  local text = duration(program, stream.length)
  return stream.every and text .. ", " .. duration(program, stream.every) or text
end

local function partitions(stream, maker)
  if not stream.partitions then
    return ""
  end
  return ", " .. (stream.partitioner and ("%sHashPartitioner(%d)"):format(maker,
    stream.partitions) or stream.partitions)
end

local function lua_input(input)
  local rdds = {}
  for i, batch in ipairs(input.queue) do
    rdds[i] = batch.none and "  sc:emptyRDD(),"
      or ("  sc:parallelize({%s}, %d),"):format(list_of(batch.items, "lua"),
        batch.partitions)
  end
  return ("ssc:queueStream({\n%s\n}, %s%s)"):format(table.concat(rdds, "\n"),
    tostring(not input.all_at_once), input.no_default and ", null" or "")
end

local function lua_stream(program, stream)
  if not stream.parent then
    return lua_input(stream)
  end
  local parent = program.streams[stream.parent]
  local arguments
  if lua[stream.op] then
    arguments = lua[stream.op](stream, parent)
  elseif stream.op == "window" then
    arguments = ("(%s)"):format(window_arguments(stream, program))
  elseif stream.op == "reduceByKey" then
    arguments = ("(%s%s)"):format(stream.fold.lua, partitions(stream, ""))
  else
    arguments = ("(%s, %s%s)"):format(stream.fold.lua,
      window_arguments(stream, program), partitions(stream, ""))
  end
  return ("s%d:%s%s"):format(stream.parent, stream.op, arguments)
end

local LUA_ACTIONS = {
  count = 'print(time:milliseconds() .. " count " .. rdd:count())',
  partitions = 'print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions()'
    .. ' .. " " .. tostring(rdd:isEmpty()))',
  collect = 'for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end',
  take = 'for _, x in ipairs(rdd:take(%d)) do print("  " .. tostring(x)) end',
}

local function lua_output(output)
  if output.op == "print" then
    return ("s%d:print(%s)"):format(output.parent, output.n or "")
  end
  local action = LUA_ACTIONS[output.op]:gsub("%%d", tostring(output.n or 2))
  return ("s%d:foreachRDD(function(rdd, time)\n  %s\nend)"):format(output.parent,
    action)
end

--- The program as Lua.
---@return string
function M.lua(program, name)
  local parts = { header(program, "--"),
    ('local conf = SparkConf():setAppName("%s"):setMaster("local[%d]")'):format(name,
      program.cores) }
  local function add(...)
    parts[#parts + 1] = string.format(...)
  end
  if program.parallelism then
    add('conf:set("spark.default.parallelism", "%d")', program.parallelism)
  end
  add("local ssc = StreamingContext(conf, Milliseconds(%d))", program.interval)
  add("local sc = ssc:sparkContext()\n")
  for i, stream in ipairs(program.streams) do
    add("local s%d = %s%s", i, lua_stream(program, stream),
      stream.cached and ":cache()" or "")
  end
  for _, output in ipairs(program.outputs) do
    parts[#parts + 1] = lua_output(output)
  end
  add("\nssc:start()\nssc:awaitTermination()\n")
  return table.concat(parts, "\n")
end

-- Scala -------------------------------------------------------------------------------

local scala = {}

local function scala_function(parent, body)
  if parent.type.name == "pair" then
    return ("{ case (k, v) => %s }"):format(body)
  end
  return ("(x => %s)"):format(body)
end

function scala.map(stream, parent)
  return ("[%s]"):format(types.scala(stream.type))
    .. scala_function(parent, stream.result.scala)
end

function scala.filter(stream, parent)
  return scala_function(parent, stream.result.scala)
end

function scala.flatMap(stream, parent)
  if stream.split then
    return '(_.split(" "))'
  end
  local type = types.scala(stream.type)
  local list = ("Seq[%s](%s)"):format(type, list_of(stream.results, "scala"))
  if stream.condition then
    list = ("if (%s) %s else Seq[%s]()"):format(stream.condition.scala, list, type)
  end
  return ("[%s]"):format(type) .. scala_function(parent, list)
end

local function scala_input(input)
  local type = types.scala(input.type)
  local rdds = {}
  for i, batch in ipairs(input.queue) do
    rdds[i] = batch.none and ("  sc.emptyRDD[%s]"):format(type)
      or ("  sc.parallelize(Seq[%s](%s), %d)"):format(type,
        list_of(batch.items, "scala"), batch.partitions)
  end
  return ("ssc.queueStream(mutable.Queue[RDD[%s]](\n%s), %s%s)"):format(type,
    table.concat(rdds, ",\n"), tostring(not input.all_at_once),
    input.no_default and ", null" or "")
end

local function scala_stream(program, stream)
  if not stream.parent then
    return scala_input(stream)
  end
  local parent = program.streams[stream.parent]
  local arguments
  if scala[stream.op] then
    arguments = scala[stream.op](stream, parent)
  elseif stream.op == "window" then
    arguments = ("(%s)"):format(window_arguments(stream, program))
  elseif stream.op == "reduceByKey" then
    arguments = ("(%s%s)"):format(stream.fold.scala, partitions(stream, "new "))
  else
    arguments = ("(%s, %s%s)"):format(stream.fold.scala,
      window_arguments(stream, program), partitions(stream, "new "))
  end
  return ("s%d.%s%s"):format(stream.parent, stream.op, arguments)
end

local SCALA_ACTIONS = {
  count = 'println(time.milliseconds + " count " + rdd.count())',
  partitions = 'println(time.milliseconds + " partitions " + rdd.getNumPartitions'
    .. ' + " " + rdd.isEmpty())',
  collect = 'for (x <- rdd.collect()) println("  " + x)',
  take = 'for (x <- rdd.take(%d)) println("  " + x)',
}

local function scala_output(output)
  if output.op == "print" then
    return ("s%d.print(%s)"):format(output.parent, output.n or "")
  end
  local action = SCALA_ACTIONS[output.op]:gsub("%%d", tostring(output.n or 2))
  return ("s%d.foreachRDD { (rdd, time) =>\n  %s\n}"):format(output.parent, action)
end

--- The program as Scala.
---@return string
function M.scala(program)
  local parts = { header(program, "//") }
  for i, stream in ipairs(program.streams) do
    parts[#parts + 1] = ("val s%d = %s"):format(i, scala_stream(program, stream))
    if stream.cached then
      parts[#parts + 1] = ("s%d.cache()"):format(i)
    end
  end
  for _, output in ipairs(program.outputs) do
    parts[#parts + 1] = scala_output(output)
  end
  return table.concat(parts, "\n") .. "\n"
end

return M
