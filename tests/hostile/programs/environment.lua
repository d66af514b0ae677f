-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: gone
local say = print
local _ENV = {}
say(print == nil and _G == nil and "gone")
