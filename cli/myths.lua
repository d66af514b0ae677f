-- cli.myths: the myths that are part of sluice.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local myth = require("course.myth")

local M = {}

---@return course.Myth[] by number
---@return table[] problems
function M.open()
  local folders = {}
  for _, name in ipairs(host.embedded("course/myths/")) do
    local folder, path = name:match("^course/myths/([^/]+)/(.+)$")
    folders[folder] = folders[folder] or {}
    folders[folder][path] = require(name)
  end
  return myth.all(folders)
end

return M
