-- viz.diff.first: the first moment at which two runs differ.
--
-- Records of both traces (docs/trace.md) are laid side by side. Those that describe the
-- run and the program are left out: what they say differs from the start, and only what
-- follows from it has a moment. So are the lines at which something stands.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local DESCRIBES <const> = {run = true, source = true, stream = true, output = true}
local NOT_COMPARED <const> = {line = true, file = true}

local function next_event(records)
  local record
  repeat
    record = records()
  until record == nil or record.kind and not DESCRIBES[record.kind]
  return record
end

-- Whether two values of JSON are the same.
local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for name, value in pairs(a) do
    if not NOT_COMPARED[name] and not same(value, b[name]) then
      return false
    end
  end
  for name in pairs(b) do
    if not NOT_COMPARED[name] and a[name] == nil then
      return false
    end
  end
  return true
end

---Compares two traces.
---@param a fun(): table|nil gives the records of one
---@param b fun(): table|nil and of the other
---@return table|nil difference a, b: the records, nil where a run has ended; nil: none
---@return integer count of records that are the same
function M.find(a, b)
  local count = 0
  while true do
    local one, other = next_event(a), next_event(b)
    if one == nil and other == nil then
      return nil, count
    elseif one == nil or other == nil or not same(one, other) then
      return {a = one, b = other}, count
    end
    count = count + 1
  end
end

-- --- In words -----------------------------------------------------------------------

local function batch(record)
  return words.batch(record.number, record.batch)
end

-- What happens, as a verb and its object, by the kind of record.
local SAYS = {
  record = function(r)
    return ("takes the record %s"):format(words.quote(r.text or ""))
  end,
  arrived = function(r)
    return ("is sent %s by %s"):format(words.quote(r.text or ""), r.place)
  end,
  block = function(r)
    return ("cuts a block of %s"):format(words.count(r.records, "record"))
  end,
  batch = function(r)
    return ("forms %s of %s and %s"):format(batch(r),
      words.count(#(r.blocks or {}), "block"), words.count(r.records, "record"))
  end,
  rdd = function(r)
    return ("makes RDD %d (%s) of %s"):format(r.rdd, r.op,
      words.count(r.partitions, "partition"))
  end,
  window = function(r)
    return ("forms a window of %s"):format(words.duration(r.length))
  end,
  receiver = function(r)
    return ("has receiver %d %s"):format(r.receiver, r.state)
  end,
  executor = function(r)
    if r.state ~= "added" then
      return ("has executor %d %s"):format(r.executor, r.state)
    end
    return ("adds executor %d with %s"):format(r.executor, words.count(r.cores, "core"))
  end,
  ["jobs-submitted"] = function(r)
    return ("has the batch of %d ms ready"):format(r.batch // 1000)
  end,
  ["jobs-started"] = function(r)
    return ("begins to work on the batch of %d ms"):format(r.batch // 1000)
  end,
  ["jobs-completed"] = function(r)
    return ("is done with the batch of %d ms"):format(r.batch // 1000)
  end,
  ["output-started"] = function(r)
    return ("starts output %d"):format(r.output + 1)
  end,
  ["output-completed"] = function(r)
    return ("ends output %d"):format(r.output + 1)
      .. (r.failed and ", which failed" or "")
  end,
  ["job-started"] = function(r)
    return ("starts job %d (%s)"):format(r.job, r.action)
  end,
  ["job-completed"] = function(r)
    return ("ends job %d"):format(r.job) .. (r.failed and ", which failed" or "")
  end,
  ["stage-started"] = function(r)
    return ("starts stage %d of %s"):format(r.stage, words.count(r.tasks, "task"))
  end,
  ["stage-completed"] = function(r)
    return ("ends stage %d"):format(r.stage)
  end,
  ["task-started"] = function(r)
    return ("starts task %d of stage %d on core %d of executor %d"):format(r.task,
      r.stage, r.core, r.executor)
  end,
  ["task-ended"] = function(r)
    return ("ends task %d with %s"):format(r.task,
      words.count(r.written or 0, "record"))
  end,
  printed = function(r)
    return ("prints %s"):format(words.quote((r.text or ""):gsub("\n$", "")))
  end,
  stopped = function(r)
    return ("ends (%s)"):format(r.reason)
  end,
}

local function says(record)
  local say = SAYS[record.kind]
  return say and say(record) or ("notes %s"):format(words.name(record.kind))
end

-- A field of two records that differs, the first by its name, and both values as texts
-- if they are short enough for a sentence.
local function field_that_differs(a, b)
  local names = {}
  for _, record in ipairs({a, b}) do
    for name in pairs(record) do
      if not NOT_COMPARED[name] and not same(a[name], b[name]) then
        names[#names + 1] = name
      end
    end
  end
  table.sort(names)
  local name = names[1]
  local one, other = a[name], b[name]
  if type(one) == "table" or type(other) == "table" then
    return name
  end
  return name, one == nil and "none" or words.printable(tostring(one)),
    other == nil and "none" or words.printable(tostring(other))
end

-- Two records of one kind and time.
local function one_kind(difference, names)
  local a, b = difference.a, difference.b
  local said, other = says(a), says(b)
  if said ~= other then
    return ("%s %s, %s %s"):format(names.a, said, names.b, other)
  end
  local field, one, two = field_that_differs(a, b)
  return ("%s and %s: each %s, with another %s"):format(names.a, names.b, said,
    words.name(field)) .. (one and (", %s and %s"):format(one, two) or "")
end

-- Whether a record says the same as another at another time.
local function is_moved(a, b)
  if a.kind ~= b.kind then
    return false
  end
  for name, value in pairs(a) do
    if name ~= "at" and not NOT_COMPARED[name] and not same(value, b[name]) then
      return false
    end
  end
  return true
end

---The moment and what happens there, as a sentence.
---@param difference table of `find`
---@param names {a: string, b: string}
---@return integer at in microseconds, of simulated time
---@return string
function M.sentence(difference, names)
  local a, b = difference.a, difference.b
  if not a or not b then
    local rest, who, ended = a or b, a and names.a or names.b, a and names.b or names.a
    return rest.at, ("%s %s; %s has ended"):format(who, says(rest), ended)
  elseif a.at == b.at and a.kind == b.kind then
    return a.at, one_kind(difference, names)
  elseif a.at == b.at then
    return a.at, ("%s %s, %s %s"):format(names.a, says(a), names.b, says(b))
  end
  local first, who = b, names.b
  if a.at < b.at then
    first, who = a, names.a
  end
  local late, other = first == a and b or a, first == a and names.b or names.a
  return first.at, ("%s %s"):format(who, says(first)) .. (is_moved(first, late)
    and ("; so does %s at %s"):format(other, words.moment(late.at)) or "")
end

return M
