-- viz.views.storage: which executor has a copy of which block, in memory or on disk.
-- Spark: the Storage and the Executors page of its web interface.
-- SPDX-License-Identifier: MIT
local M = {}

M.about = "which executors hold copies of blocks, in memory or on disk; what is lost"
M.options = {"range", "batches", "at"}
M.kinds = "record block batch rdd cached block-copy block-removed "
  .. "jobs-submitted jobs-started jobs-completed output-started output-completed"

function M.model(trace, options)
  return require("viz.storage.model").build(trace, options)
end

function M.dot(built, options)
  return require("viz.storage.dot").draw(built, options)
end

function M.text(built, options)
  return require("viz.storage.text").draw(built, options)
end

return M
