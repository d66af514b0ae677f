-- ends: any
-- SPDX-License-Identifier: MIT
local value = 1
for _ = 1, 100000 do
  value = pair(value, 1)
end
print(value)
