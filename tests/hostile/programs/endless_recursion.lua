-- ends: limit instructions
-- SPDX-License-Identifier: MIT
-- limits: instructions=500000
local function again()
  pcall(again)
  return again()
end
again()
