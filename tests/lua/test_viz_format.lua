-- tests/lua/test_viz_format.lua -- numbers, widths and colours of pictures.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local metrics = require("viz.metrics")
local style = require("viz.style")
local tap = require("tap")

-- Durations
tap.is(format.duration(0), "0.00 s", "nothing")
tap.is(format.duration(4000), "4 ms", "too short for two decimals")
tap.is(format.duration(700000), "0.70 s", "two decimals under 10 s")
tap.is(format.duration(9996000), "10.0 s", "rounding reaches the next form")
tap.is(format.duration(12340000), "12.3 s", "one decimal above")
tap.is(format.duration(150000000), "2.5 m", "minutes")
tap.is(format.duration(4320000000), "1.20 h", "hours")
tap.is(format.duration(-700000), "\u{2212}0.70 s", "a true minus")
tap.is(format.spoken(55000), "55 ms", "in a sentence as short as exact")
tap.is(format.spoken(1333360), "1.33 s", "but no more than a picture tells")

-- Counts and lists
tap.is(format.count(1500), "1500", "small counts are not grouped")
tap.is(format.count(1234567), "1\u{2009}234\u{2009}567", "large ones by thin spaces")
tap.is(format.count(1500, 1000), "1\u{2009}500", "in a column from 1000 on")
tap.is(format.brief(999), "999", "three characters")
tap.is(format.brief(12345), "12k", "thousands")
tap.is(format.brief(450000), ".4M", "nearly a million")
tap.is(format.brief(3000000), "3M", "millions")
tap.is(format.seconds(500000), "0.5", "a point on the axis")
tap.is(format.seconds(3000000), "3", "without needless decimals")
tap.is(format.date(1760000000000000), "2025-10-09 08:53:20 UTC", "a moment in UTC")
tap.is(format.batches({3}), "batch 3", "one batch")
tap.is(format.batches({2, 3}), "batches 2 and 3", "two")
tap.is(format.batches({2, 3, 4, 5}), "batches 2 to 5", "a run")
tap.is(format.batches({1, 3, 4, 5, 7}), "batches 1, 3 to 5 and 7", "runs and others")

-- Widths, from the metrics of Helvetica
tap.is(metrics.width("iiii", 10), 8.88, "narrow letters")
tap.is(metrics.width("0123456789", 10), 55.6, "digits")
tap.is(metrics.width("0123456789", 10, true), 55.6, "bold digits are as wide")
tap.ok(metrics.width("window", 10, true) > metrics.width("window", 10), "bold is wider")
tap.is(metrics.width("日本", 10), 20.0, "ideographs count in full")

-- Contrast: whoever sees colours differently still reads
local function luminance(color)
  local sum = 0
  for i, weight in ipairs({0.2126, 0.7152, 0.0722}) do
    local part = tonumber(color:sub(2 * i, 2 * i + 1), 16) / 255
    part = part <= 0.03928 and part / 12.92 or ((part + 0.055) / 1.055) ^ 2.4
    sum = sum + weight * part
  end
  return sum
end

local function contrast(theme, one, other)
  local a = luminance(style.color(theme, one))
  local b = luminance(style.color(theme, other))
  return (math.max(a, b) + 0.05) / (math.min(a, b) + 0.05)
end

for _, theme in ipairs(style.themes) do
  local least = math.huge
  for number = 1, 4 do
    least = math.min(least, contrast(theme, "ink", style.batch(number)))
  end
  tap.ok(least >= 4.5, theme .. ": text on the fill of a batch")
  tap.ok(contrast(theme, "muted", "paper") >= 4.5, theme .. ": second-rank text")
  tap.ok(contrast(theme, "focus", "paper") >= 4.5, theme .. ": text of windows")
  tap.ok(contrast(theme, "bad", "badw") >= 4.5, theme .. ": text of what is late")
  tap.ok(contrast(theme, "badline", "badw") >= 3, theme .. ": hatches")
end

tap.is(style.batch(1), "b0", "the first batch")
tap.is(style.batch(6, "l"), "b1l", "hues come again after four batches")
tap.is(style.tint("light", "b0", 0.5), "#AEDBF480", "a tint is colour and opacity")
tap.raises(function() style.color("light", "blue") end, "no role", "an unknown role")

tap.done()
