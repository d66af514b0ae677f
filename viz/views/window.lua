-- viz.views.window: which batches each window covers; with an inverse function, what
-- enters, what leaves and what that saves.
-- SPDX-License-Identifier: MIT
local dot = require("viz.window.dot")
local model = require("viz.window.model")

local M = {}

M.about = "which batches each window covers, what enters and what leaves"
M.options = {"range", "batches", "stream", "output"}
M.kinds = "record block batch rdd window state state-key"

M.model = model.build
M.dot = dot.draw

function M.text(built, options)
  return require("viz.window.text").draw(built, options)
end

return M
