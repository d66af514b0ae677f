-- cli.repl.input: where the lines of a session come from.
-- SPDX-License-Identifier: MIT
local M = {}

local function read_plain()
  return io.read("l")
end

-- A terminal without an editor of lines.
local function read_prompted(prompt)
  io.stdout:write(prompt)
  io.stdout:flush()
  return io.read("l")
end

---@param interactive boolean
---@return {read: fun(prompt: string): string?, close: fun()}
function M.open(interactive)
  return {read = interactive and read_prompted or read_plain, close = function() end}
end

return M
