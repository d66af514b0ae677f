-- tests/lua/test_window_fit.lua: which batch intervals divide a window and its slide.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local window_fit = require("sluice.dstream.window_fit")

local function intervals(...)
  return table.concat(window_fit.intervals(...), " ")
end

tap.is(intervals(30000, 10000, 4000), "1000 2000 5000 10000", "all of them")
tap.is(intervals(60000, 60000, 7000), "5000 6000 10000 12000", "the nearest four")
tap.is(intervals(36000, 36000, 5000), "3000 4000 6000 9000", "a square among them")
tap.is(intervals(7000, 4000, 4000), "1000", "no other")
tap.is(intervals(500, 200, 300), "100", "in tenths of a second")
tap.is(intervals(1500, 1500, 1000), "100 300 500 1500", "not in whole seconds")
tap.is(intervals(7, 7, 2), "1 7", "in milliseconds")

tap.done()
