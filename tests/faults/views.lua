-- tests/faults/views.lua -- what the program makes of its items, and what it shows.
-- SPDX-License-Identifier: MIT
--
-- A view is a stream of the program: its name, its text, and `want(model, time)`, which
-- makes the texts that it has to show at a time from what the batches held; nil if it
-- shows nothing then. `model` is of model.lua.

local lists = require "faults.lists"

local M = {}

local random = math.random
local chance, pick = lists.chance, lists.pick

-- Functions of one item: what becomes of it.
local NARROW = {
  { "map", 'function(item) return item .. "!" end' },
  { "map", 'function(item) return (item:gsub("%d$", "%0.")) end' },
  { "filter", 'function(item) return not item:find("3") end' },
  { "flatMap", 'function(item) return { item, item .. "+" } end' },
  { "flatMap", 'function(item) return item:find("7") and {} or { item } end' },
}

-- Loads the function and makes a list of what it gives.
local function applied(step)
  local f = assert(load("return " .. step[2]))()
  if step[1] == "filter" then
    return function(item)
      return f(item) and { item } or {}
    end
  elseif step[1] == "flatMap" then
    return f
  end
  return function(item)
    return { f(item) }
  end
end

-- Of a list of items what the steps make.
local function steps_of(chain)
  local functions = {}
  for i, step in ipairs(chain) do
    functions[i] = applied(step)
  end
  return function(items)
    for _, f in ipairs(functions) do
      local made = {}
      for _, item in ipairs(items) do
        local some = f(item)
        table.move(some, 1, #some, #made + 1, made)
      end
      items = made
    end
    return items
  end
end

--- The key of an item: its last digit.
M.KEY = 'function(item) return item:match("(%d)%D*$"), 1 end'
local key_of = load("return " .. M.KEY)()

-- Texts "(key,n)" of counts; keys that count 0 are left out.
local function counted(counts)
  local texts = {}
  for key, n in pairs(counts) do
    if n ~= 0 then
      texts[#texts + 1] = ("(%s,%d)"):format(key, n)
    end
  end
  return texts
end

local function count_keys(items)
  local counts = {}
  for _, item in ipairs(items) do
    local key = key_of(item)
    counts[key] = (counts[key] or 0) + 1
  end
  return counts
end

-- The steps before all views.
local function first_view()
  local chain, text = {}, { "items" }
  for i = 1, lists.weighted { [0] = 40, [1] = 30, [2] = 20, [3] = 10 } do
    chain[i] = pick(NARROW)
    text[#text + 1] = ("\n    :%s(%s)"):format(chain[i][1], chain[i][2])
  end
  if chance(20) then
    table.insert(text, 2, ("\n    :repartition(%d)"):format(random(4)))
  end
  local steps = steps_of(chain)
  return { name = "seen", text = table.concat(text), want = function(model, time)
    return steps(model:items(time))
  end, steps = steps }
end

-- The items of the window that ends at a time, after the steps.
local function window_items(model, steps, time, length)
  local items = {}
  for t = time - length + model.interval, time, model.interval do
    local some = model:items(t)
    table.move(some, 1, #some, #items + 1, items)
  end
  return steps(items)
end

local MAKE = {}

function MAKE.keys(_, seen)
  return { text = ("seen:map(%s):reduceByKey(add%s)"):format(M.KEY,
    chance(40) and ", " .. random(4) or ""),
    want = function(model, time)
      return counted(count_keys(seen.want(model, time)))
    end }
end

function MAKE.window(case, seen)
  local length, slide = random(2, 4) * case.interval, random(2) * case.interval
  return { text = ("seen:window(Milliseconds(%d), Milliseconds(%d))"):format(length,
    slide), want = function(model, time)
    return (time - model.zero) % slide == 0
      and window_items(model, seen.steps, time, length) or nil
  end }
end

function MAKE.windowed(case, seen)
  local length, slide = random(2, 4) * case.interval, random(2) * case.interval
  return { text = ("seen:map(%s):reduceByKeyAndWindow(add, Milliseconds(%d), "
    .. "Milliseconds(%d))"):format(M.KEY, length, slide),
    want = function(model, time)
      return (time - model.zero) % slide == 0
        and counted(count_keys(window_items(model, seen.steps, time, length))) or nil
    end }
end

-- What is made from the one before it: by what a batch adds and takes away.
local function carried(view, slide, change)
  view.carries = true
  view.want = function(model, time)
    if (time - model.zero) % slide ~= 0 then
      return nil
    end
    return counted(model:carried(view.name, time, slide, change))
  end
  return view
end

function MAKE.inverse(case, seen)
  local length, slide = random(2, 4) * case.interval, case.interval
  local text = ("seen:map(%s):reduceByKeyAndWindow(add, subtract, Milliseconds(%d), "
    .. "Milliseconds(%d))"):format(M.KEY, length, slide)
  return carried({ text = text }, slide, function(model, counts, time)
    model.add(counts, count_keys(seen.steps(model:items(time))), 1)
    model.add(counts, count_keys(seen.steps(model:items(time - length))), -1)
  end)
end

local function totals(text, shown)
  return function(case, seen)
    return carried({ text = text:format(M.KEY), shown = shown }, case.interval,
      function(model, counts, time)
        model.add(counts, count_keys(seen.steps(model:items(time))), 1)
      end)
  end
end

MAKE.update = totals("seen:map(%s):updateStateByKey(total)", "")
MAKE.mapped = totals("seen:map(%s):mapWithState(StateSpec(remember))",
  ":stateSnapshots()")

local FREE = { "keys", "window", "windowed" }
local WITH_FOLDER = { "keys", "window", "windowed", "inverse", "update", "mapped" }

--- Draws the views and the outputs of a case.
---@param case table
function M.draw(case)
  local seen = first_view()
  case.views = { seen }
  for i = 1, lists.weighted { [0] = 35, [1] = 45, [2] = 20 } do
    local kind = pick(case.checkpoint and WITH_FOLDER or FREE)
    local view = MAKE[kind](case, seen)
    view.name, view.kind = kind .. i, kind
    if view.carries and chance(40) then
      view.every = random(1, 4) * case.interval
    end
    case.views[#case.views + 1] = view
  end
  case.outputs = { "log" }
  for _, kind in ipairs { "put", "add", "puts", "print" } do
    if chance(30) then
      table.insert(case.outputs, kind)
    end
  end
end

return M
