-- viz.streams: which DStreams of a program a view is about.
-- SPDX-License-Identifier: MIT
local options_module = require("viz.options")
local words = require("sluice.words")

local M = {}

---Whether a stream unites the RDDs of several batches.
---@param stream table
---@return boolean
function M.is_windowed(stream)
  return (stream.window_us or 0) > 0
end

---The streams for which a test is true, of those that lead to a stream, itself
---included, nearest first.
---@param trace Trace
---@param number integer of the stream
---@param test fun(stream: table): boolean
---@return table[]
function M.above(trace, number, test)
  local found, seen = {}, {}
  local function visit(at)
    local stream = trace:stream(at)
    if not stream or seen[at] then
      return
    end
    seen[at] = true
    if test(stream) then
      found[#found + 1] = stream
    end
    for _, parent in ipairs(stream.parents) do
      visit(parent)
    end
  end
  visit(number)
  return found
end

---How a stream is named in a command and in text: by its variable or by its number.
---@param stream table
---@return string
function M.name(stream)
  return stream.name or tostring(stream.number)
end

---The options that choose another one of some streams.
---@param candidates table[]
---@param chosen table
---@return string[]
function M.other_options(candidates, chosen)
  local list = {}
  for _, stream in ipairs(candidates) do
    if stream ~= chosen then
      list[#list + 1] = "stream=" .. M.name(stream)
    end
  end
  return list
end

---How a stream is named in a sentence.
---@param stream table
---@return string
function M.label(stream)
  return stream.name and words.name(stream.name) or "stream " .. stream.number
end

-- One of the candidates that leads to an output, counted from 1.
local function of_output(trace, number, candidates, what)
  local outputs = trace:outputs()
  local output = outputs[number]
  if not output then
    options_module.fail(("output %d: the program has %s"):format(number,
      words.count(#outputs, "output")), "output=1")
  end
  local is_candidate = {}
  for _, stream in ipairs(candidates) do
    is_candidate[stream.number] = true
  end
  local found = M.above(trace, output.stream, function(stream)
    return is_candidate[stream.number] == true
  end)[1]
  if not found then
    options_module.fail(("output %d comes from no %s"):format(number, what),
      "stream=" .. M.name(candidates[1]))
  end
  return found
end

---The stream that the options `stream` and `output` choose among those that a view can
---show, of which there is at least one; the first unless they say something.
---@param trace Trace
---@param candidates table[]
---@param options {stream: string?, output: integer?}
---@param what string what a candidate is: "window"
---@return table
function M.choose(trace, candidates, options, what)
  if options.output then
    return of_output(trace, options.output, candidates, what)
  elseif not options.stream then
    return candidates[1]
  end
  local names = {}
  for i, stream in ipairs(candidates) do
    names[i] = M.name(stream)
    if stream.name == options.stream or tostring(stream.number) == options.stream then
      return stream
    end
  end
  local near = words.nearest(options.stream, names)
  options_module.fail(("no %s is called %s; there %s %s"):format(what,
    words.name(options.stream), #names == 1 and "is" or "are", words.list(names)),
    "stream=" .. (near or names[1]))
end

return M
