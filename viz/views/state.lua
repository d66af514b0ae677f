-- viz.views.state: the keys of a state and their values from batch to batch.
-- SPDX-License-Identifier: MIT
local dot = require("viz.state.dot")
local model = require("viz.state.model")

local M = {}

M.about = "keys and values of a state: new, changed, removed, timed out"
M.options = {"range", "batches", "stream", "output"}
M.kinds = "record batch window state state-key job-started stage-started "
  .. "task-started task-ended jobs-submitted jobs-started jobs-completed "
  .. "output-started output-completed"

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.state.text").draw(built, options)
end

return M
