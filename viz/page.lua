-- viz.page: a page that knows what it does not show.
-- SPDX-License-Identifier: MIT
local M = {}

---@class Page
---@field canvas Canvas
---@field left_out string[]
local Page = {}
Page.__index = Page

---What the picture does not show, for the sub-line.
---@param text string
function Page:leave_out(text)
  self.left_out[#self.left_out + 1] = text
end

---A class of pages with further methods.
---@return table
function M.class()
  local class = setmetatable({}, Page)
  class.__index = class
  return class
end

---A page with some fields.
---@param fields table
---@param class? table
---@return Page
function M.new(fields, class)
  fields.left_out = {}
  return setmetatable(fields, class or Page)
end

return M
