-- tests/faults/walk.lua -- follows every item through a trace.
-- SPDX-License-Identifier: MIT
--
-- README.md has the rules. What breaks one on the way is written down. A walk:
--
--   wrong      list of texts: what broke a rule
--   items      item -> what became of it: arrived, lost, given (how often), recorded,
--              acked, blocks (list), dropped (from a buffer), seen (time -> true)
--   blocks     id -> items, life, at, holders, batch, dead (nothing has it),
--              cleaned (nobody needs it)
--   batches    time -> list of ids of blocks
--   overtaken  time -> a later batch was done, and this was not
--   submitted completed   time -> in which life
--   outputs    "life batch output" -> started, completed or failed
--   failures   list of {text, life}
--   life anew alive   which life of the driver it is, which one began anew last
--   kills executors_killed   how often
--   shown last_shown wrote added   what outputs did
--   model      of model.lua

local model = require "faults.model"

local M = {}
local Walk = {}
Walk.__index = Walk

function Walk:fail(form, ...)
  table.insert(self.wrong, ("%.3f s: "):format(self.at / 1000) .. form:format(...))
end

function Walk:item(name)
  local item = self.items[name]
  if not item then
    item = { given = 0, blocks = {}, seen = {} }
    self.items[name] = item
  end
  return item
end

local HANDLERS = {}
for _, part in ipairs { "lives", "sources", "batches", "outputs" } do
  for kind, handler in pairs(require("faults." .. part)) do
    HANDLERS[kind] = handler
  end
end

-- Tables that are empty at the beginning.
local TABLES = { "wrong", "items", "blocks", "batches", "outputs", "failures",
  "receivers", "names", "carriers", "inputs", "executors", "cores", "tasks", "jobs", "copies",
  "left_at", "file_batches", "submitted", "completed", "shown", "added", "views",
  "overtaken" }

local function new(case)
  local self = setmetatable({ case = case, model = model.new(case.interval), at = 0,
    kills = 0, executors_killed = 0, life = 0, anew = 0, lists_taken = 0, worked_at = 0,
    saved = 0,
    last_shown = { put = {} }, wrote = { puts = {}, add = {} } }, Walk)
  for _, name in ipairs(TABLES) do
    self[name] = {}
  end
  for _, view in ipairs(case.views) do
    self.views[view.name], self.last_shown[view.name] = view, {}
  end
  return self
end

--- Walks through the text of a trace.
---@param case table
---@param trace string
---@return table walk
function M.walk(case, trace)
  local self = new(case)
  for line in trace:gmatch("[^\n]+") do
    local kind = line:match('"kind":"([%a-]+)"')
    local handler = HANDLERS[kind]
    if handler then
      self.at = tonumber(line:match('^{"at":(%d+)')) / 1000
      handler(self, line)
    end
  end
  return self
end

return M
