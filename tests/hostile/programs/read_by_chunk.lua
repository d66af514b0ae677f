-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
local f = load("local x = nil; x.y = 1", "@CANARY/secret")
f()
