-- viz.views.cluster: executors and cores over time: receivers, tasks, what waits, what
-- is lost.
-- Spark: the event timeline of its web interface, core by core.
-- SPDX-License-Identifier: MIT
local M = {}

M.about = "executors and cores over time: receivers, tasks, batches that wait, losses"
M.options = {"range", "batches", "executor"}
M.kinds = "record batch job-started job-completed stage-started task-started "
  .. "task-ended jobs-submitted jobs-started jobs-completed output-started "
  .. "output-completed"

function M.model(trace, options)
  return require("viz.cluster.model").build(trace, options)
end

function M.dot(built, options)
  return require("viz.cluster.dot").draw(built, options)
end

function M.text(built, options)
  return require("viz.cluster.text").draw(built, options)
end

return M
