-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local function make(depth)
  return coroutine.wrap(function()
    if depth > 0 then
      make(depth - 1)()
    end
    while true do end
  end)
end
make(20)()
