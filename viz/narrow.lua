-- viz.narrow: where a table of the same facts stands in place of a picture: on
-- terminals that are too narrow, and for who hears the screen.
-- SPDX-License-Identifier: MIT
local M = {}

M.LEAST_COLUMNS = 60

---Whether a table is wanted.
---@param options {plain: boolean?}
---@param columns integer
---@return boolean
function M.asks(options, columns)
  return options.plain or columns < M.LEAST_COLUMNS
end

---The lines before a table: why it is one, if nobody asked for it.
---@param options {plain: boolean?}
---@param columns integer
---@return string[]
function M.lines(options, columns)
  return options.plain and {} or {("this terminal has %d columns, the picture needs "
    .. "%d; as a table:"):format(columns, M.LEAST_COLUMNS)}
end

return M
