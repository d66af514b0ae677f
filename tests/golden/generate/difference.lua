-- tests/golden/generate/difference.lua -- where two texts differ.
-- SPDX-License-Identifier: MIT

local tap = require "tap"

--- The first line in which they differ, for people.
---@param got string
---@param want string
---@return string
return function(got, want)
  local number, next_wanted = 0, want:gmatch("[^\n]*")
  for line in got:gmatch("[^\n]*") do
    number = number + 1
    local wanted = next_wanted()
    if line ~= wanted then
      return ("line %d: got %s, want %s"):format(number, tap.show(line),
        tap.show(wanted))
    end
  end
  return "there has to be more"
end
