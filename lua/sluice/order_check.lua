-- sluice.order_check: functions whose result depends on the order of what they get.
-- Spark: none; in which order a task fetches what others wrote is left to chance.
--
-- Tasks note a few values that met from different partitions. When the run is over the
-- function is called both ways on them; before, that could change what it counts.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

local MOST_MEETINGS <const> = 100 -- of a stream, that are tried

local met = {} -- by stream: a list of {f, batch, key, a, b}

---Values met in a task. Called by the engine for a run with --explain.
---@param f function
---@param stream integer
---@param batch integer ms
---@param records table[] pairs ((key, a), b)
---@param copies table[] the same once more
function M.note(f, stream, batch, records, copies)
  local list = met[stream] or {}
  met[stream] = list
  for i, record in ipairs(records) do
    if #list == MOST_MEETINGS then
      return
    end
    list[#list + 1] = {f = f, batch = batch, key = record._1._1, a = record._1._2,
      b = record._2, copy_of_a = copies[i]._1._2, copy_of_b = copies[i]._2}
  end
end

-- What f makes of both orders, in words, if that differs.
local function try(one)
  local source = require("sluice.show").value
  local a, b = source(one.a), source(one.b)
  local ok, ab = pcall(one.f, one.a, one.b)
  local also, ba = pcall(one.f, one.copy_of_b, one.copy_of_a)
  local encoded, x = pcall(host.bytes, ab)
  local too, y = pcall(host.bytes, ba)
  if not (ok and also and encoded and too) or x == y then
    return nil
  end
  return {key = source(one.key), batch = one.batch,
    law = ("f(%s, %s) is %s, f(%s, %s) is %s"):format(a, b, source(ab), b, a,
      source(ba))}
end

local function first_difference(list)
  for _, one in ipairs(list) do
    local found = try(one)
    if found then
      return found
    end
  end
  return nil
end

local function describe(owner, stream, found)
  local mark = where.mark(where.stream(stream), stream.op)
  local summary = host.context_summary(owner.number)
  local number = (found.batch * 1000 - summary.zero) // summary.interval
  return {level = "note", name = "order-assumed", file = mark.file, line = mark.line,
    column = mark.column, mark = mark.mark,
    message = "this result depends on the order of the records",
    why = ("key %s, %s: %s. They came from different partitions, which a cluster "
      .. "fetches in any order"):format(found.key,
      words.batch(number, found.batch * 1000), found.law),
    try = "keep the time with each value, collect with groupByKey, and sort"}
end

---The streams of a context whose function was given values in an order that matters.
---@param owner StreamingContext
---@return table[] diagnostics
function M.find(owner)
  local list = {}
  for number = 0, #owner.streams do
    local stream = owner.streams[number]
    if stream and met[number] then
      host.mute(true) -- the program's functions are called, and may print
      local found = first_difference(met[number])
      host.mute(false)
      list[#list + 1] = found and describe(owner, stream, found) or nil
    end
  end
  return list
end

return M
