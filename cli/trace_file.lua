-- cli.trace_file: a trace from a file, or a clear error that says why it is none.
-- SPDX-License-Identifier: MIT
local json = require("sluice.json")
local trace = require("sluice.trace")

local M = {}

local VERSION = 1

local function broken(path, message)
  error({level = "error", name = "bad-trace", file = path, exit = 1, message = message,
    try = "sluice run FILE --trace FILE.jsonl writes a whole one"}, 0)
end

-- The first line says what the file is and how the others are to be read.
local function check_version(path, first)
  if type(first) ~= "table" or first.sluice ~= "trace" then
    broken(path, "this is no trace: its first line does not say so")
  elseif first.version ~= VERSION then
    broken(path, ("a trace of version %s; this sluice reads version %d"):format(
      tostring(first.version), VERSION))
  end
end

-- Reads a trace record by record: none of them stays but in the objects of the trace.
local function read(next_record, path, kinds)
  local first, problem = next_record()
  check_version(path, first)
  -- Most of what is read stays, of some kinds nearly all: to look for what can go pays
  -- less often than usual.
  collectgarbage("incremental", kinds and 1000 or 400)
  local last, last_line, lines = first, 1, nil
  local whole, result = pcall(trace.new, function()
    local record, second, third = next_record()
    if record ~= nil then
      last, last_line = record, second
    else
      problem, lines = second, third
    end
    return record
  end, kinds)
  if problem then
    broken(path, "the trace cannot be read: " .. problem)
  elseif not whole and type(result) == "string" then
    broken(path, "the trace cannot be read: a record is not as docs/trace.md says")
  elseif last.kind ~= "stopped" or last_line ~= lines then
    broken(path, ("the trace is cut off behind line %d: the run goes on there"):format(
      lines))
  end
  return whole and result or error(result, 0)
end

---The trace that a text holds.
---@param text string JSON Lines
---@param path string how errors call it
---@return Trace
function M.parse(text, path)
  return read(json.lines(text), path)
end

---Reads a trace; "-" is standard input.
---@param path string
---@param kinds? table<string, boolean> those of its lines that are needed, as
---  sluice.trace_kinds makes it
---@return Trace
function M.read(path, kinds)
  local next_record, message = json.file(path, kinds)
  if not next_record then
    error({level = "error", name = "file-missing", message = message}, 0)
  end
  return read(next_record, path == "-" and "standard input" or path, kinds)
end

return M
