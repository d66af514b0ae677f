-- ends: limit memory
-- SPDX-License-Identifier: MIT
local list = {}
for i = 1, 1e9 do
  list[i] = ("%s%s"):format(("y"):rep(100000), i)
end
