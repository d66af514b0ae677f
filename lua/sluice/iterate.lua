-- sluice.iterate: lists that a task may also go through with `for x in list do`.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

---Makes a list of records callable: each call gives the next one, a pair as two values.
---@param list any[]
---@return any[]
function M.over(list)
  local at = 0
  return setmetatable(list, { __call = function()
    at = at + 1
    local record = list[at]
    if host.is_pair(record) then
      return record._1, record._2
    end
    return record
  end })
end

return M
