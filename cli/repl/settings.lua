-- cli.repl.settings: settings of a session.
-- SPDX-License-Identifier: MIT
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

---Shows a setting, or changes it and runs everything again up to now.
---@param repl sluice.Repl
---@param rest string
function M.set(repl, rest)
  local name, value = rest:match("^(%S+)%s*(.-)$")
  if not name then
    usage.fail(".set wants the name of a setting", ".set spark.streaming.blockInterval")
  elseif value == "" then
    local default = require("sluice.settings").find(name)
    repl:write(("%s = %s\n"):format(name, repl.run:setting(name)
      or name == "spark.master" and "local[2], unless a context says another"
      or default and default.default or "not set"))
    return
  end
  local pair = values.conf(name .. "=" .. value, ".set")
  repl.run:configure(pair)
  repl:write(("%s = %s; %s ran again\n"):format(name, value, words.count(
    repl.run.session:seen("jobs-completed"), "batch", "batches")))
end

return M
