-- cli.trace_file: a trace from a file, or a clear error that says why it is none.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
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

---The trace that a text holds.
---@param text string JSON Lines
---@param path string how errors call it
---@return Trace
function M.parse(text, path)
  if not text:find("^{\"sluice\":\"trace\"") then
    check_version(path, nil)
  end
  local records, message = json.lines(text)
  if not records then
    broken(path, "the trace cannot be read: " .. message)
  end
  check_version(path, records[1])
  local last = records[#records]
  if last.kind ~= "stopped" then
    broken(path, ("the trace is cut off behind line %d: the run goes on there"):format(
      #records))
  end
  table.remove(records, 1)
  local whole, result = pcall(trace.new, records)
  if not whole and type(result) == "string" then
    broken(path, "the trace cannot be read: a record is not as docs/trace.md says")
  end
  return whole and result or error(result, 0)
end

---Reads a trace; "-" is standard input.
---@param path string
---@return Trace
function M.read(path)
  local text, message = host.read_file(path)
  if not text then
    error({level = "error", name = "file-missing", message = message}, 0)
  end
  return M.parse(text, path == "-" and "standard input" or path)
end

return M
