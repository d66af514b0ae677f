-- cli.repl.settings: settings of a session.
-- SPDX-License-Identifier: MIT
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

local function find(run, name)
  for _, setting in ipairs(run.config.conf) do
    if setting[1] == name then
      return setting
    end
  end
  return nil
end

---Shows a setting, or changes it and runs everything again up to now.
---@param repl sluice.Repl
---@param rest string
function M.set(repl, rest)
  local name, value = rest:match("^(%S+)%s*(.-)$")
  if not name then
    usage.fail(".set wants the name of a setting", ".set spark.streaming.blockInterval")
  elseif value == "" then
    local setting = find(repl.run, name)
    local default = require("sluice.settings").find(name)
    repl:write(("%s = %s\n"):format(name, setting and setting[2]
      or default and default.default or "not set"))
    return
  end
  local pair = values.conf(name .. "=" .. value, ".set")
  repl.run:configure(pair)
  repl:write(("%s = %s; %s ran again\n"):format(name, value, words.count(
    repl.run.session:seen("jobs-completed"), "batch", "batches")))
end

return M
