-- cli.usage: a wrong command line, as a raised diagnostic that cli.main prints.
-- SPDX-License-Identifier: MIT
local M = {}

---Raises a usage error.
---@param message string
---@param try? string|string[]
---@param more? string a command that says more; cli.main names one if it is not given
function M.fail(message, try, more)
  error({level = "error", name = "usage", message = message, try = try, more = more}, 0)
end

---"; did you mean NAME?", or nothing if nothing is near.
---@param near string|nil
---@return string
function M.did_you_mean(near)
  return near and "; did you mean " .. near .. "?" or ""
end

return M
