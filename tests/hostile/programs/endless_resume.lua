-- ends: limit instructions
-- SPDX-License-Identifier: MIT
while true do
  local thread = coroutine.create(function()
    coroutine.yield(pcall(coroutine.yield, 1))
  end)
  coroutine.resume(thread)
  coroutine.close(thread)
end
