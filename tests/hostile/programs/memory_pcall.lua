-- ends: limit memory
-- SPDX-License-Identifier: MIT
local list = {}
while true do
  pcall(function()
    while true do
      list[#list + 1] = ("x"):rep(10000) .. #list
    end
  end)
end
