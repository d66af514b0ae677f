-- sluice.inverse_check: whether the inverse function of a window undoes the other one.
-- Spark: none; it believes the program.
--
-- The trace says which parts came into the window of a key and which left it. The parts
-- that are inside are folded again, and that has to be what the window has. Only keys
-- whose parts are numbers are looked at: of others the trace has no more than a text.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local place = require("sluice.place")
local states = require("sluice.notes.states")
local trace = require("sluice.trace")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

local MOST_CHANGES <const> = 1000 -- that are looked at in a window
local NEAR <const> = 1e-9 -- what rounding may add up to, of the sum of all parts

local function is_near(a, b, size)
  return a == b or math.abs(a - b) <= NEAR * size
end

-- The values of parts in the order of their batches, folded with f; nil for none.
local function fold(f, parts)
  table.sort(parts, function(a, b) return a.batch < b.batch end)
  local sum
  for _, part in ipairs(parts) do
    sum = sum == nil and part.value or sum ~= nil and f(sum, part.value)
  end
  return sum
end

-- Takes a change into account: {parts by batch, whether all of them are known}.
local function follow(entry, change)
  local left = {}
  entry.known = entry.known and change.what ~= "initial"
  for _, part in ipairs(change.left or {}) do
    local gone = entry.parts[part.batch]
    left[#left + 1] = gone
    entry.known = entry.known and gone ~= nil
    entry.parts[part.batch] = nil
  end
  local stayed = {}
  for _, part in pairs(entry.parts) do
    stayed[#stayed + 1] = part
  end
  for _, part in ipairs(change.entered or {}) do
    local value = tonumber(part.value)
    entry.known = entry.known and value ~= nil
    entry.size = entry.size + math.abs(value or 0)
    entry.parts[part.batch] = {batch = part.batch, value = value}
  end
  return left, stayed
end

-- What a window has for a key and what its parts come to, if that differs.
local function compare(entry, change, work)
  local has, inside = tonumber(change.value), {}
  for _, part in pairs(entry.parts) do
    inside[#inside + 1] = part
  end
  local want = has and #inside > 0 and fold(work.f, inside)
  if type(want) == "number" and not is_near(has, want, entry.size) then
    return {change = change, has = change.value, want = want}
  end
  return nil
end

-- The first key of a window that is not what its parts come to.
local function search(run, stream)
  local keys, looked = {}, 0
  for _, time in ipairs(run:stateTimes(stream.number)) do
    if not states.are_all_named(run, stream.number, time) then
      return nil
    end
    for _, change in ipairs(run:stateKeys(stream.number, time)) do
      local entry = keys[change.key] or {parts = {}, known = true, size = 0}
      keys[change.key] = entry
      local left, stayed = follow(entry, change)
      local found = entry.known and change.value and #left > 0
        and compare(entry, change, stream.inverse)
      if found then
        found.left, found.stayed, found.time = left, stayed, time
        return found
      end
      looked = looked + 1
      if looked == MOST_CHANGES then
        return nil
      end
    end
  end
  return nil
end

-- How the program calls its n-th argument, if that is a name.
local function argument_name(at, op, n)
  local mark = where.mark(at, op, n)
  local line = mark.line and at.text and place.line(at.text, mark.line)
  local text = line and mark.column
    and line:sub(mark.column, mark.column + mark.mark - 1)
  return text and text:match("^[%a_][%w_.]*$")
end

-- "add(2, 2) is 4, so sub(4, 2) must be 2; it is -2. "
local function law(found, work, names)
  local gone, rest = fold(work.f, found.left), fold(work.f, found.stayed)
  if not gone or not rest then
    return ""
  end
  local whole = work.f(gone, rest)
  local got = work.inverse(whole, gone)
  if got == rest then
    return ""
  end
  return ("%s(%s, %s) is %s, so %s(%s, %s) must be %s; it is %s. "):format(names[1],
    gone, rest, whole, names[2], whole, gone, rest, got)
end

local function describe(owner, run, stream, found)
  local at, op = where.stream(stream), stream.op
  local own = {argument_name(at, op, 1), argument_name(at, op, 2)}
  local names = {own[1] or "f", own[2] or "inverse"}
  local number = (found.time - run:run().zero_us // 1000) // owner.interval
  local mark = where.mark(at, op, 2)
  return {level = "warning", name = "inverse-mismatch", file = mark.file,
    line = mark.line, column = mark.column, mark = mark.mark,
    message = ("%s does not undo %s"):format(
      own[2] and words.name(own[2]) or "the inverse function",
      own[1] and words.name(own[1]) or "the first one"),
    why = ("%s, key %s: %sThe window has %s, recounted it is %s"):format(
      words.batch(number, found.time * 1000), words.quote(found.change.key),
      law(found, stream.inverse, names), found.has, found.want),
    try = "inverse(f(a, b), a) has to be b: the window comes first, what leaves it "
      .. "second"}
end

local function look_at(owner, run, stream)
  local found = search(run, stream)
  return found and describe(owner, run, stream, found)
end

---The windows of a context whose inverse function does not undo the other one.
---@param owner StreamingContext
---@return table[] diagnostics
function M.find(owner)
  local list, run = {}, nil
  for number = 0, #owner.streams do
    local stream = owner.streams[number]
    if stream and stream.inverse then
      if not run then
        local next_record = require("sluice.json").lines(host.trace_text())
        next_record() -- what kind of file it is
        run = trace.new(next_record)
      end
      host.mute(true) -- the program's functions are called, and may print
      local ok, d = pcall(look_at, owner, run, stream)
      host.mute(false)
      list[#list + 1] = ok and d or nil
    end
  end
  return list
end

return M
