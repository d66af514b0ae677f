-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local text = ("a"):rep(100)
while true do
  text:gsub(".", function(letter) return letter end)
end
