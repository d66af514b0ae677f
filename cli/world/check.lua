-- cli.world.check: what lines of a world say together.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

-- Faults of the driver by time, or nil if one of them waits for a condition.
local function driver_faults(lines)
  local list = {}
  for _, line in ipairs(lines) do
    local fault = line.kind == "fault" and line.fault
    if fault == "kill driver" or fault == "start driver" then
      if line.condition then
        return {}
      end
      list[#list + 1] = line
    end
  end
  table.sort(list, function(a, b)
    if a.from ~= b.from then
      return a.from < b.from
    end
    return a.line < b.line
  end)
  return list
end

---A driver that is dead cannot die; raises by `fail` with the line that says so.
---@param lines sluice.WorldLine[]
---@param fail fun(line: integer, message: string, try: string)
function M.driver(lines, fail)
  local killed
  for _, line in ipairs(driver_faults(lines)) do
    if line.fault == "start driver" then
      killed = nil
    elseif killed then
      fail(line.line, ("the driver is dead since %s, line %d: it cannot die again at "
        .. "%s"):format(words.duration(killed.from), killed.line,
          words.duration(line.from)),
        ("%g start driver, between them"):format((killed.from + line.from) / 2000000))
    else
      killed = line
    end
  end
end

return M
