-- viz.window.step: a window that is made of the window before it, as plain data: what
-- leaves, what enters, and what that saves.
-- Spark: ReducedWindowedDStream (semantics 6.4).
-- SPDX-License-Identifier: MIT
local M = {}

local MOST_KEYS <const> = 4

-- The first window from which something leaves; of a range the last one.
local function choose(windows, model, options)
  local has_range = options.from_us or options.to_us or options.batches
  local chosen
  for i, window in ipairs(windows) do
    local time = window.time_us - model.zero
    if time > model.from and (time <= model.to or not has_range) then
      local leaves = i > 1 and #window.left > 0
      if not has_range and leaves then
        return i
      elseif has_range or not chosen then
        chosen = i
      end
    end
  end
  return chosen
end

local function number_of(model, ms)
  return (ms * 1000 - model.zero) // model.interval
end

local function texts(parts)
  local list = {}
  for i, part in ipairs(parts or {}) do
    list[i] = part.value
  end
  return list
end

local function apply(model, known, change, time)
  local key = known.by_key[change.key]
  if not key then
    key = {key = change.key, parts = {}}
    known.by_key[change.key] = key
    known.list[#known.list + 1] = key
  end
  for _, part in ipairs(change.entered or {}) do
    key.parts[number_of(model, part.batch)] = part.value
  end
  key.last = {time = time, left = change.left and texts(change.left),
    entered = texts(change.entered)}
  key.value = change.value
end

-- All that is known of the keys up to a window, and their values before it.
local function replay(model, stream, before, now)
  local known = {list = {}, by_key = {}, complete = true}
  for _, ms in ipairs(model.trace:stateTimes(stream)) do
    local time = ms * 1000 - model.zero
    if time > now.time then
      break
    elseif time == now.time then
      for _, key in ipairs(known.list) do
        key.before = key.value
      end
    end
    local state = model.trace:state(stream, ms)
    local all = (state.new or 0) + (state.changed or 0) + (state.same or 0) + state.gone
    known.complete = known.complete and all == state.named
    for _, change in ipairs(model.trace:stateKeys(stream, ms)) do
      apply(model, known, change, time)
    end
  end
  known.complete = known.complete and (before ~= nil or now.partial)
  return known
end

-- How many batches of a window have a part of a key.
local function parts_in(key, window)
  local count = 0
  for _, number in ipairs(window.batches) do
    count = count + (key.parts[number] and 1 or 0)
  end
  return count
end

-- The sum of whole numbers that are texts, or nil if one is none.
local function sum_of(list)
  local sum = 0
  for _, text in ipairs(list) do
    local number = math.tointeger(tonumber(text))
    if not number then
      return nil
    end
    sum = sum + number
  end
  return sum
end

-- What is taken away and what is added, if the functions add and subtract.
local function add_difference(key)
  local left, entered = sum_of(key.left), sum_of(key.entered)
  local before, now = sum_of({key.before or "0"}), sum_of({key.value or "0"})
  if left and entered and before and now and before - left + entered == now then
    key.minus, key.plus = left, entered
  end
end

-- What a key lost with the batches that left. A key that is removed is told without its
-- parts; those were seen when they entered.
local function left_of(key, now)
  if key.last.left then
    return key.last.left
  end
  local list = {}
  for _, number in ipairs(now.left) do
    list[#list + 1] = key.parts[number]
  end
  return list
end

-- Those that something happens to first, then the others.
local function keys_of(known, now)
  local moved, still = {}, {}
  for _, key in ipairs(known.list) do
    local here = key.last.time == now.time
    key.left = here and left_of(key, now) or {}
    key.entered = here and key.last.entered or {}
    key.in_window = parts_in(key, now)
    key.empty = key.value ~= nil and key.in_window == 0
    add_difference(key)
    if #key.left + #key.entered > 0 then
      moved[#moved + 1] = key
    elseif key.value or key.before then
      still[#still + 1] = key
    end
  end
  return table.move(still, 1, #still, #moved + 1, moved)
end

-- How often the function would be called without an inverse: each part of a key but its
-- first one is added to those before it.
local function calls_without(keys)
  local calls = 0
  for _, key in ipairs(keys) do
    calls = calls + math.max(0, key.in_window - 1)
  end
  return calls
end

---The step to a window, or nil if the stream has no inverse function or no window yet.
---@param model table
---@param options table
---@param window_of fun(model: table, window: table): table
---@return table|nil
function M.build(model, options, window_of)
  local stream, windows = model.stream.number, model.trace:windows(model.stream.number)
  local at = #model.trace:stateTimes(stream) > 0 and choose(windows, model, options)
  if not at then
    return nil
  end
  local now = window_of(model, windows[at])
  local before = at > 1 and window_of(model, windows[at - 1]) or nil
  local known = replay(model, stream, before, now)
  local keys = keys_of(known, now)
  local step = {before = before, now = now, keys = {}, complete = known.complete,
    calls = model.trace:state(stream, windows[at].time).visited, steps = #windows,
    count = model.trace:state(stream, windows[at].time).keys}
  step.calls_without = known.complete and calls_without(keys) or nil
  table.move(keys, 1, math.min(#keys, MOST_KEYS), 1, step.keys)
  step.more = math.max(step.count, #keys) - #step.keys
  for _, key in ipairs(keys) do
    step.empty = step.empty or key.empty and key or nil
  end
  return step
end

return M
