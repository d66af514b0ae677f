-- ends: limit memory
-- SPDX-License-Identifier: MIT
-- limits: instructions=50000000
local threads = {}
local function deep(n)
  return n == 0 and 0 or 1 + deep(n - 1)
end
while true do
  threads[#threads + 1] = coroutine.create(deep)
  coroutine.resume(threads[#threads], 10000)
  local list = {}
  for i = 1, 10000 do list[i] = i end
  threads[#threads + 1] = list
end
