-- ends: limit instructions
-- SPDX-License-Identifier: MIT
xpcall(error, function() while true do end end, "x")
