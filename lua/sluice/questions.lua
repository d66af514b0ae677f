-- sluice.questions: what can be asked about the next batch before it is formed, and
-- what the answer was, once the run has told it.
--
-- A question is a table of functions. can(about) says whether it makes sense now,
-- ask(about) gives its text, answer(trace, about) the true answer as a list of numbers,
-- why(trace, about, said) the sentence behind it. `about` has number and time (ms) of
-- the batch, interval and block (ms), and trace: the run so far, or nil before it.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

---@class sluice.About
---@field number integer
---@field time integer ms
---@field interval integer ms
---@field block integer ms
---@field trace Trace|nil

local function batch_name(about)
  return words.batch(about.number, about.time * 1000)
end

-- The window whose slide ends at the next batch: its stream, and its output from 1.
local function window_due(about)
  local trace = about.trace
  local windows = {}
  for _, stream in ipairs(trace and trace:streams() or {}) do
    if (stream.window or 0) > 0 and about.time % stream.slide == 0 then
      windows[stream.number] = stream
    end
  end
  for i, output in ipairs(trace and trace:outputs() or {}) do
    local number = output.stream
    while number do
      if windows[number] then
        return windows[number], i
      end
      local stream = trace:stream(number)
      number = stream and stream.parents[1]
    end
  end
  return nil
end

-- The window that ends at the batch, once it is there.
local function window_at(trace, stream, time)
  for _, window in ipairs(trace:windows({stream = stream.number})) do
    if window.time == time then
      return window
    end
  end
  return nil
end

local function numbers_of(times, about)
  local numbers = {}
  for i, time in ipairs(times) do
    numbers[i] = about.number - (about.time - time) // about.interval
  end
  return numbers
end

local PARTITIONS = {name = "partitions"}

function PARTITIONS.can()
  return true
end

function PARTITIONS.ask(about)
  return ("How many partitions will %s have?   a number"):format(batch_name(about))
end

function PARTITIONS.answer(trace, about)
  return {trace:batch(about.time).partitions}
end

function PARTITIONS.why(trace, about, said)
  local intervals = about.interval // about.block
  local count = trace:batch(about.time).partitions
  if said and said[1] == intervals and count < intervals then
    return ("a batch has %d block intervals, but an interval without a record makes no "
      .. "block"):format(intervals)
  elseif count == 0 then
    return "no record came, so there is no block, and a block is a partition"
  end
  return "each block of the batch is a partition; cores only decide how many run at "
    .. "once"
end

local WINDOW = {name = "window"}

function WINDOW.can(about)
  return window_due(about) ~= nil
end

function WINDOW.ask(about)
  local _, output = window_due(about)
  return ("Which batches will the window of %s (output %d) cover?   numbers"):format(
    words.moment(about.time * 1000), output)
end

function WINDOW.answer(trace, about)
  local stream = window_due(about)
  local window = window_at(trace, stream, about.time)
  return window and numbers_of(window.batches, about) or {}
end

function WINDOW.why(trace, about)
  local stream = window_due(about)
  local window = window_at(trace, stream, about.time)
  local text = ("the length is %s, the slide %s"):format(
    words.moment(stream.window * 1000), words.moment(stream.slide * 1000))
  local before = window and window_at(trace, stream, about.time - stream.slide)
  local shared = {}
  for _, time in ipairs(before and window.batches or {}) do
    for _, other in ipairs(before.batches) do
      shared[#shared + 1] = other == time and time or nil
    end
  end
  if #shared == 0 then
    return text
  end
  local numbers = numbers_of(shared, about)
  return ("%s; %s %s was in the last window and is in this one"):format(text,
    #numbers == 1 and "batch" or "batches", words.list(numbers))
end

local RECORDS = {name = "records"}

function RECORDS.can(about)
  return about.trace ~= nil
end

function RECORDS.ask(about)
  return ("How many records will %s hold?   a number"):format(batch_name(about))
end

function RECORDS.answer(trace, about)
  return {trace:batch(about.time).records}
end

function RECORDS.why(trace, about)
  for _, block in ipairs(trace:blocks()) do
    if block.cut == about.time and block.batch ~= about.time then
      return ("the block cut at %s is known just after the tick, so it is of batch %d")
        :format(words.moment(about.time * 1000), about.number + 1)
    end
  end
  return "a batch holds the blocks that were known before its tick"
end

M.list = {PARTITIONS, WINDOW, RECORDS}

---The n-th question that makes sense now.
---@param about sluice.About
---@param n integer from 1
---@return table
function M.choose(about, n)
  local fitting = {}
  for _, question in ipairs(M.list) do
    fitting[#fitting + 1] = question.can(about) and question or nil
  end
  return fitting[(n - 1) % #fitting + 1]
end

---The numbers in what somebody answered; nil if there is none.
---@param text string
---@return integer[]|nil
function M.read(text)
  local numbers = {}
  for digits in text:gmatch("%d+") do
    numbers[#numbers + 1] = math.tointeger(tonumber(digits))
  end
  return #numbers > 0 and numbers or nil
end

---"2. You said 5: a batch has …"
---@param question table
---@param trace Trace with the batch
---@param about sluice.About as it was asked
---@param said integer[]|nil
---@return string
function M.tell(question, trace, about, said)
  local answer = table.concat(question.answer(trace, about), " ")
  local why = question.why(trace, about, said)
  local theirs = said and table.concat(said, " ")
  if not theirs then
    return ("%s: %s."):format(answer, why)
  elseif theirs == answer then
    return ("%s, as you said: %s."):format(answer, why)
  end
  return ("%s. You said %s: %s."):format(answer, theirs, why)
end

return M
