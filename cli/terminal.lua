-- cli.terminal: how text looks on a stream: colour, line drawing, width.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")

local M = {OUT = 1, ERR = 2} -- file descriptors

-- Whether the terminal shows UTF-8, by the variables that say so, the strongest first.
local function shows_utf8()
  for _, name in ipairs({"LC_ALL", "LC_CTYPE", "LANG"}) do
    local value = os.getenv(name)
    if value and value ~= "" then
      return value:upper():find("UTF%-?8") ~= nil
    end
  end
  return false
end

local function wants_color(when, is_terminal)
  if when == "always" or when == "never" then
    return when == "always"
  end
  local refused = (os.getenv("NO_COLOR") or "") ~= "" or os.getenv("TERM") == "dumb"
  return is_terminal and not refused
end

---The style of a stream. Only a terminal is asked what it can show: what goes into a
---file or a pipe is the same everywhere.
---@param options table<string, any> color, ascii and plain of the command line
---@param fd integer
---@return table color, ascii, plain: boolean; width: columns, nil if it is no terminal
function M.style(options, fd)
  local is_terminal = host.is_terminal(fd)
  return {
    color = wants_color(options.color, is_terminal),
    ascii = options.ascii == true or is_terminal and not shows_utf8(),
    plain = options.plain == true,
    width = is_terminal and (host.columns(fd) or 80) or nil,
  }
end

return M
