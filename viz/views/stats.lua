-- viz.views.stats: input rate, delays and processing time of every batch, and whether
-- the run keeps up.
-- Spark: the Streaming page of its web interface.
-- SPDX-License-Identifier: MIT
local dot = require("viz.stats.dot")
local model = require("viz.stats.model")

local M = {}

M.about = "input rate, scheduling delay, processing time and total delay, and a verdict"
M.options = {"range", "batches"}
M.kinds = "batch offsets jobs-submitted jobs-started jobs-completed "
  .. "output-started output-completed"

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.stats.text").draw(built, options)
end

return M
