-- tests/faults/outputs.lua -- what outputs show and write.
-- SPDX-License-Identifier: MIT
--
-- Functions by kinds of records of the trace, for walk.lua.

local line_of = require "faults.line"
local lists = require "faults.lists"

local number, text = line_of.number, line_of.text

local M = {}

local function key(self, line)
  return ("%d %d %d"):format(self.life, number(line, "batch") // 1000,
    number(line, "output"))
end

M["output-started"] = function(self, line)
  self.outputs[key(self, line)] = "started"
end

M["output-completed"] = function(self, line)
  local failed = line:match('"failed":"(.*)"')
  self.outputs[key(self, line)] = failed and "failed" or "completed"
  self.worked_at = self.at
  if failed then
    table.insert(self.failures, { text = failed, at = self.at, life = self.life })
  end
end

M["jobs-submitted"] = function(self, line)
  self.submitted[number(line, "batch") // 1000] = self.life
end

M["jobs-completed"] = function(self, line)
  local time = number(line, "batch") // 1000
  self.completed[time] = { life = self.life, at = self.at,
    failed = line:find('"failed":true', 1, true) ~= nil }
  self.saved = time
  for earlier in pairs(self.batches) do
    local done = self.completed[earlier]
    if earlier < time and (not done or done.failed) then
      self.overtaken[earlier] = true
    end
  end
end

-- "seen" shows all items of its batch; they are counted as seen.
local function note_seen(self, time)
  for _, item in ipairs(self.model:items(time)) do
    self:item(item).seen[time] = true
  end
end

-- Tasks have written what the view has; verdict.lua looks into the tables.
local function note_written(self, kind, time)
  local wrote = self.wrote[kind]
  wrote[time] = wrote[time] or {}
  table.insert(wrote[time], self.views.seen.want(self.model, time))
end

local function check_shown(self, name, time, texts)
  local want = self.views[name == "put" and "seen" or name].want(self.model, time)
  local got = texts:gsub("%(%d,0%) ?", ""):gsub(" $", "")
  self.last_shown[name][time] = texts
  if not want or lists.text(want) ~= got then
    self:fail("%s of batch %d shows %q, wanted %q", name, time, got,
      want and lists.text(want) or "nothing")
  end
end

function M.printed(self, line)
  local name, time, texts = line:match('"text":"(%w+)\\t(%d+)\\t(.-)\\n"')
  if not name then
    return
  end
  time = math.tointeger(tonumber(time))
  local again = self.life .. " " .. time .. " " .. name
  if self.shown[again] then
    self:fail("output %s of batch %d runs twice in one life", name, time)
  end
  self.shown[again] = true
  if self.wrote[name] then
    note_written(self, name, time)
    return
  elseif name == "seen" then
    note_seen(self, time)
  end
  check_shown(self, name, time, texts)
end

function M.store(self, line)
  if text(line, "op") == "add" then
    local item = text(line, "key")
    self.added[item] = (self.added[item] or 0)
      + math.tointeger(tonumber(text(line, "value")))
  end
end

function M.stopped(self, line)
  self.ended = text(line, "reason")
end

return M
