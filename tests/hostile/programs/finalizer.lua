-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false\tfalse
local meta = {}
setmetatable({}, meta)
print((pcall(setmetatable, {}, {__gc = function() while true do end end})),
  (pcall(setmetatable, {}, {__mode = "k"})))
