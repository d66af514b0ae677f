-- ends: limit instructions
-- SPDX-License-Identifier: MIT
while true do
  pcall(function()
    while true do
      pcall(error, "go on")
    end
  end)
end
