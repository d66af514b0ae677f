-- cli.sweep.runs: many runs at a time, each of them once.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local json = require("sluice.json")
local write_json = require("viz.player.json")

local M = {}

---@class sluice.Runs
---@field private given string[] the command line
---@field private seeds integer
---@field private threads integer
---@field private known table<string, table> what was found, by request
---@field private progress fun(done: integer, all: integer)
local Runs = {}
Runs.__index = Runs

---@param arguments sluice.Arguments of the sweep
---@param progress fun(done: integer, all: integer) is called after each run
---@return sluice.Runs
function M.new(arguments, progress)
  local options = arguments.options
  return setmetatable({given = arguments.given, seeds = options.seeds,
    threads = options.workers or host.processors(), known = {}, progress = progress},
    Runs)
end

-- A combination with each of the seeds, as requests.
function Runs:requests(set)
  local list = {}
  for i = 1, self.seeds do
    list[i] = write_json.encode({args = self.given, set = set, offset = i - 1})
  end
  return list
end

---Runs each combination with all seeds, unless that has been done already.
---@param sets {name: string, value: string}[][]
function Runs:run(sets)
  local requests, wanted = {}, {}
  for _, set in ipairs(sets) do
    for _, request in ipairs(self:requests(set)) do
      if not self.known[request] and not wanted[request] then
        wanted[request] = true
        requests[#requests + 1] = request
      end
    end
  end
  local answers = host.together("cli.sweep.one", requests, self.threads, function(done)
    self.progress(done, #requests)
  end)
  for i, answer in ipairs(answers) do
    self.known[requests[i]] = json.lines(answer)()
  end
end

---What was found for a combination, by seed.
---@param set {name: string, value: string}[]
---@return table[]
function Runs:found(set)
  local list = {}
  for i, request in ipairs(self:requests(set)) do
    list[i] = self.known[request]
  end
  return list
end

return M
