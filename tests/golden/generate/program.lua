-- tests/golden/generate/program.lua -- makes a random streaming program from a seed.
-- SPDX-License-Identifier: MIT
--
-- A program is a table: interval (ms), batches, cores, parallelism (or nil), inputs,
-- streams (in the order of their making; inputs come first) and outputs. Functions are
-- {lua, scala}: one text for each language (write.lua), and the model runs the first.

local types = require "types"

local M = {}

local random, pick = math.random, types.pick

local function chance(n)
  return random(n) == 1
end

-- How many elements a batch has.
local SIZES = { 0, 1, 3, 6, 12, 30, 60 }

local function make_batch(input)
  if chance(12) then
    return { none = true }
  end
  local batch = { partitions = random(8), items = {} }
  for i = 1, pick(SIZES) do
    batch.items[i] = input.lines and types.line() or types.constant(input.type)
  end
  return batch
end

local INPUTS = { "int", "int", "int", "string", "lines", "double", "boolean", "long",
  "pair", "pair" }

local function make_input(program)
  local kind = pick(INPUTS)
  local input = { op = "queueStream", slide = 1, queue = {}, lines = kind == "lines" }
  if kind == "pair" then
    local key = pick({ "int", "string", "double", "boolean", "long" })
    input.type = types.type("pair", types.type(key), types.type("int"))
  else
    input.type = types.type(input.lines and "string" or kind)
  end
  for i = 1, random(program.batches) do
    input.queue[i] = make_batch(input)
  end
  input.all_at_once = chance(8)
  input.no_default = chance(8)
  return input
end

-- What a function sees of a record of this type.
local function variables_of(type)
  if type.name == "pair" then
    return { { text = "k", type = type[1] }, { text = "v", type = type[2] } }
  end
  return { { text = "x", type = type } }
end

-- A random type for the records of a stream; pairs are common, as they can be reduced.
local function record_type()
  if random(3) > 1 then
    return types.type("pair", types.scalar(), types.scalar())
  end
  return types.scalar(true)
end

local MAKE = {}

function MAKE.map(stream, parent)
  stream.type = record_type()
  stream.result = types.expression(stream.type, variables_of(parent.type))
end

function MAKE.filter(stream, parent)
  stream.type = parent.type
  stream.result = types.expression(types.type("boolean"), variables_of(parent.type))
end

function MAKE.flatMap(stream, parent)
  if parent.type.name == "string" and chance(2) then
    stream.type, stream.split = parent.type, true
    return
  end
  local variables = variables_of(parent.type)
  stream.type, stream.results, stream.emits = record_type(), {}, chance(2)
  for i = 1, random(3) do
    stream.results[i] = types.expression(stream.type, variables)
  end
  if chance(2) then
    stream.condition = types.expression(types.type("boolean"), variables)
  end
end

function MAKE.reduceByKey(stream, parent)
  stream.type = parent.type
  stream.fold = types.fold(parent.type[2])
  stream.partitions = chance(2) and random(8) or nil
  stream.partitioner = chance(3)
end

function MAKE.window(stream, parent)
  stream.type = parent.type
  stream.length = parent.slide * random(4)
  stream.every = random(3) > 1 and parent.slide * random(3) or nil
  stream.slide = stream.every or parent.slide
end

function MAKE.reduceByKeyAndWindow(stream, parent)
  MAKE.window(stream, parent)
  MAKE.reduceByKey(stream, parent)
  if stream.partitions then
    stream.every = stream.every or parent.slide
    stream.slide = stream.every
  end
end

local OPS = { "map", "map", "filter", "flatMap", "window" }
local PAIR_OPS = { "map", "filter", "flatMap", "reduceByKey", "reduceByKey",
  "reduceByKey", "reduceByKeyAndWindow", "reduceByKeyAndWindow", "window" }

-- Where a branch of the program goes on: mostly at the last stream.
local function make_stream(streams)
  local from = random(3) > 1 and #streams or random(#streams)
  local parent = streams[from]
  local op = pick(parent.type.name == "pair" and PAIR_OPS or OPS)
  local stream = { op = op, parent = from, slide = parent.slide, cached = chance(10) }
  MAKE[op](stream, parent)
  return stream
end

local OUTPUTS = { "print", "print", "print", "print", "count", "take", "collect",
  "partitions" }

local function make_output(streams, from)
  return { op = pick(OUTPUTS), parent = from or random(#streams),
    n = pick({ nil, 0, 1, 3, 10, 25, 100 }) }
end

--- The program of a seed.
---@param seed integer
---@return table
function M.make(seed)
  math.randomseed(seed, 20)
  local program = { seed = seed, interval = pick({ 1000, 1000, 500, 250 }),
    batches = random(6), cores = random(4), streams = {}, outputs = {},
    parallelism = chance(4) and random(6) or nil }
  local streams = program.streams
  for i = 1, chance(4) and 2 or 1 do
    streams[i] = make_input(program)
  end
  for _ = 1, random(2, 6) do
    streams[#streams + 1] = make_stream(streams)
  end
  program.outputs[1] = make_output(streams, #streams)
  for i = 2, random(3) do
    program.outputs[i] = make_output(streams)
  end
  return program
end

return M
