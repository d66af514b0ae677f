-- tests/vectors/null.lua -- what stands for null in decoded JSON.
-- SPDX-License-Identifier: MIT
return setmetatable({}, { __tostring = function() return "null" end })
