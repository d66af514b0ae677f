-- ends: limit memory
-- SPDX-License-Identifier: MIT
local text = "x"
while true do
  text = text .. text
end
