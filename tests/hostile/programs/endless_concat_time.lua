-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.1 instructions=1e15
local text = ("x"):rep(1e6)
while true do
  text = text:reverse()
end
