-- ends: any
-- SPDX-License-Identifier: MIT
local function deep() return 1 + deep() end
print((pcall(deep)))
print((pcall(string.gsub, "x", "x", deep)))
local text = setmetatable({}, {__tostring = function(self) return tostring(self) end})
print((pcall(tostring, text)))
