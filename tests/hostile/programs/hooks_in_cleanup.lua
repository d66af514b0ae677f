-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local thread = coroutine.create(function()
  local object <close> = setmetatable({}, {__close = function()
    while true do end
  end})
  coroutine.yield()
end)
coroutine.resume(thread)
pcall(coroutine.close, thread)
