-- ends: limit instructions
-- SPDX-License-Identifier: MIT
error(setmetatable({}, {__index = function() while true do end end}))
