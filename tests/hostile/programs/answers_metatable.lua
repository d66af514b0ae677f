-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 0
-- answers: none
answers = setmetatable({}, {__pairs = function() while true do end end,
  __index = function() while true do end end})
