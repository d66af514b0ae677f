-- viz.views.lineage: the RDDs of one batch, cut into stages, partition by partition.
-- SPDX-License-Identifier: MIT
local dot = require("viz.lineage.dot")
local model = require("viz.lineage.model")

local M = {}

M.about = "the RDDs of a batch in their stages: computed, kept, skipped, lost"
M.options = {"batch", "job", "detail"}

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.lineage.text").draw(built, options)
end

return M
