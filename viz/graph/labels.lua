-- viz.graph.labels: what stands in the boxes of the two graphs, and what is said of
-- them under the mouse.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

---"3 s / 2 s": length and slide of a window.
---@param length integer microseconds
---@param slide integer microseconds
---@return string
function M.window(length, slide)
  return ("%s / %s"):format(words.duration(length), words.duration(slide))
end

---"streams 2 to 4": the numbers of several things in few words.
---@param noun string
---@param plural string
---@param numbers integer[]
---@return string
function M.numbers(noun, plural, numbers)
  table.sort(numbers)
  local first, last = numbers[1], numbers[#numbers]
  if #numbers == 1 then
    return ("%s %d"):format(noun, first)
  elseif #numbers == 2 then
    return ("%s %d and %d"):format(plural, first, last)
  elseif last - first + 1 == #numbers then
    return ("%s %d to %d"):format(plural, first, last)
  end
  return ("%d %s from %d to %d"):format(#numbers, plural, first, last)
end

local function numbers_of(members, more)
  local list = {}
  for i, member in ipairs(members) do
    list[i] = member.number + (more or 0)
  end
  return list
end

-- Streams of the program --------------------------------------------------------------

-- "win", and "win, step 1 of 3" for a stream that the operator made on the way.
local function label_of(node)
  return node.inner and ("%s %d of %d"):format(node.label, node.step, node.steps)
    or node.label
end

local function second_line(node)
  if node.inner and node.label == node.op then
    local shape = node.window > 0 and ", " .. M.window(node.window, node.slide) or ""
    return ("step %d of %d%s"):format(node.step, node.steps, shape)
  elseif node.window > 0 then
    return "window " .. M.window(node.window, node.slide)
  elseif node.name or node.inner then
    return node.op
  end
  return "stream " .. node.number
end

local function third_line(node, interval)
  local parts = {}
  if node.line and node.line > 0 then
    parts[1] = "line " .. node.line
  end
  if node.slide ~= interval and node.slide > 0 and node.window == 0 then
    parts[#parts + 1] = "every " .. words.duration(node.slide)
  end
  return #parts > 0 and table.concat(parts, " \u{b7} ") or "stream " .. node.number
end

local function folded(node)
  local members = node.members
  local streams = node.kind == "output"
    and M.numbers("output", "outputs", numbers_of(members, 1))
    or M.numbers("stream", "streams", numbers_of(members))
  if node.shape == "alike" then
    return {("%d \u{d7} %s"):format(#members, node.op), streams}
  end
  local last = members[#members].op
  return {("%d more steps"):format(#members),
    last == node.op and node.op or ("%s to %s"):format(node.op, last), streams}
end

---The lines in the box of a stream or an output.
---@param node table of viz.graph.model
---@param interval integer
---@return string[]
function M.stream(node, interval)
  if node.members then
    return folded(node)
  elseif node.kind == "output" then
    return {("output %d: %s"):format(node.number + 1, node.op)}
  end
  return {node.label == node.op and node.op or label_of(node), second_line(node),
    third_line(node, interval)}
end

---A stream or an output in a sentence.
---@param node table
---@return string
function M.stream_name(node)
  if node.members then
    return table.concat(folded(node), ", ")
  elseif node.kind == "output" then
    return ("output %d: %s, line %d"):format(node.number + 1, node.op, node.line or 0)
  end
  local text = ("%s: %s, stream %d, line %d, one RDD every %s"):format(label_of(node),
    node.op, node.number, node.line or 0, words.duration(node.slide))
  return node.window > 0 and ("%s of the last %s"):format(text,
    words.duration(node.window)) or text
end

-- RDDs of the batch -------------------------------------------------------------------

-- "4 s", "2 and 3 s", "3 to 8 s"
local function times(node, interval)
  local numbers = node.numbers
  local first = format.seconds(numbers[1] * interval)
  local last = format.seconds(numbers[#numbers] * interval)
  if #numbers == 1 then
    return first .. " s"
  end
  return ("%s %s %s s"):format(first, #numbers == 2 and "and" or "to", last)
end

local function partitions(count)
  return count == 0 and "no partition" or words.count(count, "partition", "partitions")
end

local function state_of(node)
  local text = partitions(node.partitions)
  if node.in_files then
    return text .. ", in files"
  elseif node.lost > 0 then
    return ("%d of %d lost"):format(node.lost, node.partitions)
  elseif node.kept == 0 or node.partitions == 0 then
    return text
  elseif node.kept < node.partitions then
    return ("%d of %d kept"):format(node.kept, node.partitions)
  end
  return text .. ", kept"
end

local function rdd_numbers(node)
  local list = {}
  for number in pairs(node.rdds) do
    list[#list + 1] = number
  end
  return M.numbers("RDD", "RDDs", list)
end

---The RDDs of a stream and the times of their batches: "words @ 2 to 4 s".
---@param node table stream, numbers
---@param interval integer
---@return string
function M.rdd_label(node, interval)
  local label = node.stream.members and folded(node.stream)[1] or label_of(node.stream)
  return ("%s @ %s"):format(label, times(node, interval))
end

---The lines in the box of an RDD.
---@param node table of viz.graph.rdds
---@param interval integer
---@return string[]
function M.rdd(node, interval)
  if node.kind == "own" then
    local op = node.count > 1 and ("%d \u{d7} %s"):format(node.count, node.op)
      or node.op
    return {op, state_of(node), rdd_numbers(node)}
  end
  return {M.rdd_label(node, interval), state_of(node), rdd_numbers(node)}
end

---An RDD in a sentence.
---@param node table
---@param interval integer
---@return string
function M.rdd_name(node, interval)
  return table.concat(M.rdd(node, interval), ", ")
end

---The line in the box of the jobs of an output.
---@param node table
---@return string[]
function M.job(node)
  local text = M.numbers("job", "jobs", numbers_of(node.jobs))
  return {node.failed and text .. " failed" or text}
end

---Jobs in a sentence.
---@param node table
---@return string
function M.job_name(node)
  local text = ("%s of %s"):format(M.job(node)[1], M.stream(node.output, 0)[1])
  return node.failed and ("%s: %s"):format(text, tostring(node.failed)) or text
end

return M
