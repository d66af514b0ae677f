-- cli.sweep.one: one run of a sweep, on a thread of its own (cli/together.h).
-- SPDX-License-Identifier: MIT
local arguments = require("cli.arguments")
local axes = require("cli.sweep.axes")
local json = require("sluice.json")
local measures = require("cli.sweep.measures")
local run = require("cli.run")
local write_json = require("viz.player.json")

local M = {}

local PLAIN <const> = {color = false, ascii = false}

-- What went wrong, in its first line and in full.
local function failure(said)
  local line = said:match("^[^\n]*")
  local short = line:match("error: (.*)$") or line
  return {word = "failed", said = said, problem = (short:gsub(" %[[%l-]+%]$", ""))}
end

local function measure(request)
  local read = arguments.parse(request.args)
  local options = read.options
  for _, one in ipairs(request.set) do
    axes.apply(options, one.name, one.value)
  end
  options.seed = options.seed + request.offset
  options.workers = 0
  local code, trace, _, said = run.execute({words = {read.words[1]}, options = options,
    program = read.program}, PLAIN, {keep_trace = true, silent = true, apart = true})
  if trace and code == 0 then
    return measures.of(trace)
  elseif code == 0 then
    return failure("error: the program never starts a context [no-run]\n")
  end
  local found = trace and measures.of(trace) or {}
  for name, value in pairs(failure(said)) do
    found[name] = value
  end
  return found
end

---Runs a program once. A request has the command line of the sweep, what it sets, and
---what is added to the seed; the answer is what cli.sweep.measures finds, with the word
---"failed", and what was said, if the program failed.
---@param text string JSON
---@return string JSON
function M.answer(text)
  local request = json.lines(text)()
  local done, found = xpcall(measure, function(raised)
    return type(raised) == "table" and raised or debug.traceback(raised)
  end, request)
  if not done and type(found) ~= "table" then
    error(found, 0)
  elseif not done then
    found = failure(require("sluice.diagnostic").format(found, PLAIN))
  end
  return write_json.encode(found)
end

return M
