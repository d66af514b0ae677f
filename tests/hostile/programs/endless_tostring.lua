-- ends: limit instructions
-- SPDX-License-Identifier: MIT
print(setmetatable({}, {__tostring = function() while true do end end}))
