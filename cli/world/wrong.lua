-- cli.world.wrong: a line of a world file that cannot be read.
-- SPDX-License-Identifier: MIT
local M = {}

---Where the reader is: the file, the number of the line.
---@class sluice.WorldReader
---@field file string
---@field number integer
---@field comment string|nil of the line

---Raises the diagnostic.
---@param at sluice.WorldReader
---@param message string
---@param try string|string[]|nil
function M.fail(at, message, try)
  error({level = "error", name = "bad-world", file = at.file, line = at.number,
    message = message, try = try, exit = 2}, 0)
end

return M
