-- bench/lines.lua -- the lines that filters read, and the filters.
-- SPDX-License-Identifier: MIT
local M = {}

M.LINES = 1000000

---Line i, from 0, has 50 bytes; every third one less.
---@return string[]
function M.list()
  local list = {}
  for i = 0, M.LINES - 1 do
    local rest = i % 3 == 0 and "quick brown foxes jump over the lazy dog"
      or "quick brown foxes jump over two lazy dogs"
    list[i + 1] = ("%08d %s"):format(i, rest)
  end
  return list
end

---What decides whether a line is left.
---@type table<string, fun(line: string): boolean>
M.TESTS = {
  length = function(line) return #line > 49 end,
  content = function(line) return line:find("99", 1, true) ~= nil end,
}

return M
