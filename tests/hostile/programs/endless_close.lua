-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local object <close> = setmetatable({}, {__close = function() while true do end end})
error("now")
