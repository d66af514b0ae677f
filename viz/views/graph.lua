-- viz.views.graph: the streams of the program, beside the RDDs that they make for a
-- batch.
-- SPDX-License-Identifier: MIT
local dot = require("viz.graph.dot")
local model = require("viz.graph.model")

local M = {}

M.about = "the DStreams of the program, beside their RDDs of one batch"
M.options = {"batch", "detail"}

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.graph.text").draw(built, options)
end

return M
