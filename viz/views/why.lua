-- viz.views.why: one result, back to the records that it came from.
-- SPDX-License-Identifier: MIT
local dot = require("viz.why.dot")
local model = require("viz.why.model")

local M = {}

M.about = "one value, back to the records it came from"
M.needs_origins = true
M.options = {"batch", "key", "output", "detail"}

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.why.text").draw(built, options)
end

return M
