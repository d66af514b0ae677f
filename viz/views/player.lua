-- viz.views.player: all views of a run in one page, beside the program, to play.
-- SPDX-License-Identifier: MIT
local M = {}

M.about = "all views beside the program, as a page to play and step through"
M.options = {"range", "batches"}

function M.page(trace, options, how)
  return require("viz.player.page").build(trace, options, how)
end

return M
