-- tests/faults/program.lua -- the text of a case's program, and of its world.
-- SPDX-License-Identifier: MIT

local lists = require "faults.lists"

local M = {}

-- What the functions of views are named in the program.
local HELPERS = [[
local function add(a, b) return a + b end
local function subtract(a, b) return a - b end
local function total(values, old)
  local sum = old or 0
  for _, n in ipairs(values) do sum = sum + n end
  return sum
end
local function remember(_, n, state)
  state:update((state:exists() and state:get() or 0) + n)
  return n
end
-- All records of a batch, as one line.
local function line(rdd)
  local texts = rdd:collect()
  for i, x in ipairs(texts) do texts[i] = tostring(x) end
  table.sort(texts)
  return table.concat(texts, " ")
end
local function show(name, rdd, time)
  print(name, time:milliseconds(), line(rdd))
end
]]

local SOURCES = {}

function SOURCES.stream(case, p)
  return ('ssc:socketTextStream("sensor", 700%d, StorageLevel.%s)'):format(p,
    case.level)
end

-- A receiver that reads until its source hangs up.
local function receiver(case, p, body)
  local pause = case.pause
    and ("\n        rx:sleep(Milliseconds(%d))"):format(case.pause) or ""
  return ([[
ssc:receiverStream(Receiver{
    storageLevel = StorageLevel.%s,
    onStart = function(rx)
      local wire = Wire.connect("%s")
      while wire do
%s
      end
      rx:restart("the source is gone", nil, Milliseconds(300))
    end,
  })]]):format(case.level, lists.place(case, p), (body:gsub("\n *PAUSE", pause)))
end

function SOURCES.read(case, p)
  return receiver(case, p, [[
        local item = wire:read()
        if not item then break end
        rx:store(item)
        PAUSE]])
end
SOURCES.single = SOURCES.read

function SOURCES.safe(case, p)
  return receiver(case, p, ([[
        local list = wire:take(%d)
        if not list then break end
        rx:store(list)
        PAUSE
        wire:ack()]]):format(case.size))
end

function SOURCES.early(case, p)
  return receiver(case, p, ([[
        local list = wire:take(%d)
        if not list then break end
        wire:ack()
        PAUSE
        rx:store(list)]]):format(case.size))
end

local function quoted(list)
  local texts = {}
  for i, item in ipairs(list) do
    texts[i] = ('"%s"'):format(item)
  end
  return "{ " .. table.concat(texts, ", ") .. " }"
end

-- Lines that make the stream "items".
local function source(case, add)
  if case.source == "files" then
    add('  local items = ssc:textFileStream("inbox")')
  elseif case.source == "list" then
    add("  local queue, sc = {}, ssc:sparkContext()")
    for n, list in ipairs(case.lists) do
      add("  queue[%d] = sc:parallelize(%s, %d)", n, quoted(list), n % 3 + 1)
    end
    add("  local items = ssc:queueStream(queue)")
  elseif case.receivers == 1 then
    add("  local items = %s", SOURCES[case.mode](case, 1))
  else
    add("  local one = %s", SOURCES[case.mode](case, 1))
    add("  local two = %s", SOURCES[case.mode](case, 2))
    add("  local items = one:union(two)")
  end
end

local OUTPUTS = {}

OUTPUTS.log = [[
  seen:foreachRDD(function(rdd, time) show("seen", rdd, time) end)]]

-- A batch writes all of it under its own name: again is the same.
OUTPUTS.put = [[
  seen:foreachRDD(function(rdd, time)
    local texts = line(rdd)
    Store.open("put"):put(time:milliseconds(), texts)
    print("put", time:milliseconds(), texts)
  end)]]

-- Tasks write what they have, under names of batch and item: again is the same.
OUTPUTS.puts = [[
  seen:foreachRDD(function(rdd, time)
    local batch = time:milliseconds()
    rdd:foreachPartition(function(items)
      local store = Store.open("puts")
      for item in items do store:put(batch .. " " .. item, true) end
      store:close()
    end)
    print("puts", batch, "done")
  end)]]

-- Tasks count: again counts again.
OUTPUTS.add = [[
  seen:foreachRDD(function(rdd, time)
    rdd:foreachPartition(function(items)
      local store = Store.open("add")
      for item in items do store:add(item, 1) end
      store:close()
    end)
    print("add", time:milliseconds(), "done")
  end)]]

OUTPUTS.print = "  seen:print(1000)"

local function describe(case)
  local words = {}
  for _, name in ipairs { "source", "mode", "receivers", "level", "checkpoint",
    "recover", "wal" } do
    words[#words + 1] = case[name] and name .. "=" .. tostring(case[name]) or nil
  end
  return table.concat(words, " ")
end

local function views(case, add)
  for _, view in ipairs(case.views) do
    add("  local %s = %s", view.name, view.text)
    if view.every then
      add("  %s:checkpoint(Milliseconds(%d))", view.name, view.every)
    end
  end
  for _, kind in ipairs(case.outputs) do
    add("%s", OUTPUTS[kind])
  end
  for i = 2, #case.views do
    local view = case.views[i]
    add('  %s%s:foreachRDD(function(rdd, time) show("%s", rdd, time) end)', view.name,
      view.shown or "", view.name)
  end
end

--- The program of a case.
---@param case table
---@return string
function M.text(case)
  local parts = {}
  local function add(...)
    parts[#parts + 1] = (string.format(...))
  end
  add("-- Seed %d: %s", case.seed, describe(case))
  add("%s", HELPERS)
  add("local function create()")
  add('  local conf = SparkConf():setAppName("faults"):setMaster("%s")', case.master)
  for _, item in ipairs(case.conf) do
    add('    :set("%s", "%s")', item[1], item[2])
  end
  add("  local ssc = StreamingContext(conf, Milliseconds(%d))", case.interval)
  if case.checkpoint then
    add('  ssc:checkpoint("checkpoint")')
  end
  source(case, add)
  views(case, add)
  add("  return ssc\nend\n")
  add("local ssc = %s", case.recover
    and 'StreamingContext.getOrCreate("checkpoint", create)' or "create()")
  add("ssc:start()\nssc:awaitTermination()")
  return table.concat(parts, "\n") .. "\n"
end

--- The world of a case.
---@param case table
---@return string
function M.world(case)
  return table.concat(case.lines, "\n") .. "\n"
end

return M
