-- cli.learn.printed: questions and their key as a PDF.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local pages = require("course.sheet.pages")

local M = {}

---@param paper course.Paper
---@return string
function M.write(paper)
  local pdf, message = host.pdf(pages.write(paper))
  if not pdf then
    error({level = "error", name = "no-librsvg", message = message, exit = 1}, 0)
  end
  return pdf
end

return M
