-- viz.views.timeline: records, blocks, partitions, batches, windows and jobs over time.
-- SPDX-License-Identifier: MIT
local dot = require("viz.timeline.dot")
local model = require("viz.timeline.model")

local M = {}

M.about = "records, blocks, partitions, batches, windows and jobs, true to time"
M.options = {"range", "batches"}
M.kinds = "record block batch offsets rdd-sizes window jobs-submitted jobs-started "
  .. "jobs-completed output-started output-completed"

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.timeline.text").draw(built, options)
end

return M
