-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: true\tfalse\ttrue
local own = load("return _ENV")()
local with = load("return _ENV", "x", "t", {})()
local there = pcall(load("return io"))
print(own == _G, there, with ~= _G and next(with) == nil)
