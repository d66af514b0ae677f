-- tests/vectors/runner.lua -- runs programs that are made from cases.
-- SPDX-License-Identifier: MIT
local json = require("json")
local null = require("null")

local M = {}

---@class vectors.Runner
---@field folder string
---@field workers string[]
---@field file string the cases
local Runner = {}
Runner.__index = Runner

---@class vectors.Result
---@field status integer exit code
---@field told table[] what the program told, in order; see adapters.lua
---@field err string standard error
---@field trace table[] records of the trace, if it was asked for

--- A runner whose programs run in a folder, once for each number of workers.
---@param folder string
---@param workers string[]
---@return vectors.Runner
function M.new(folder, workers)
  return setmetatable({ folder = folder, workers = workers }, Runner)
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("a") or ""
  if file then
    file:close()
  end
  return text
end

local MARK = "@ "

local function told(text)
  local list = {}
  for line in text:gmatch("[^\n]+") do
    if line:sub(1, #MARK) == MARK then
      list[#list + 1] = json.decode(line:sub(#MARK + 1), null)
    end
  end
  return list
end

-- As a word of a shell.
local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function command(self, workers, options)
  -- Without a number of batches the program itself says how long it waits, and a run
  -- must not end before because its inputs seem to have no more.
  local words = { quote(os.getenv("SLUICE")), "run program.lua --workers", workers,
    options.batches and "--batches " .. options.batches or "--until 24h" }
  if options.start_ms then
    words[#words + 1] = ("--conf sluice.startTime=%dms"):format(options.start_ms)
  end
  if options.trace then
    words[#words + 1] = "--trace ../trace"
  end
  for _, word in ipairs(options.arguments or {}) do
    words[#words + 1] = quote(word)
  end
  return ("cd %s && rm -rf work trace && mkdir work && cd work && %s && "
    .. "cp ../program.lua . && %s </dev/null >../out 2>../err"):format(
    quote(self.folder), options.setup or "true", table.concat(words, " "))
end

--- Runs a program once, in an empty folder.
---@param program string
---@param workers string
---@param options table batches, arguments, start_ms (of the clock), setup (for the
---shell, in its folder), trace (true: read it)
---@return vectors.Result
function Runner:once(program, workers, options)
  write(self.folder .. "/program.lua", program)
  local _, _, status = os.execute(command(self, workers, options))
  return {
    status = status, told = told(read(self.folder .. "/out")),
    err = read(self.folder .. "/err"),
    trace = options.trace and json.lines(self.folder .. "/trace"),
  }
end

-- What a reader of a failure wants to see besides.
local function add_context(found, result)
  found[#found + 1] = "exit code " .. result.status
  if result.err ~= "" then
    found[#found + 1] = result.err:sub(1, 1500)
  end
end

--- Runs a program with each number of workers, until one does not pass.
---@param program string
---@param options table as for once
---@param judge fun(result: vectors.Result): string[] what is wrong
---@return string[] differences
function Runner:check(program, options, judge)
  for _, workers in ipairs(self.workers) do
    local result = self:once(program, workers, options)
    local fine, found = xpcall(judge, debug.traceback, result)
    found = fine and found or { found }
    if #found > 0 then
      table.insert(found, 1, ("with --workers %s:"):format(workers))
      add_context(found, result)
      return found
    end
  end
  return {}
end

return M
