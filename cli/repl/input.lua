-- cli.repl.input: where the lines of a session come from: a terminal with an editor and
-- a history, or a stream.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")

local M = {}

local CANCELLED <const> = "cancelled"

-- The file of the history, in the user's folder for such things; nil if there is none.
local function history_file()
  local state = os.getenv("XDG_STATE_HOME")
  if not state or state == "" then
    local home = os.getenv("HOME")
    state = home and home .. "/.local/state"
  end
  local folder = state and state .. "/sluice"
  return folder and host.make_folder(folder) and folder .. "/history" or nil
end

local function from_terminal(complete)
  local editor = host.line_editor({complete = complete, history = history_file()})
  if not editor then
    return nil
  end
  return {
    read = function(prompt)
      local line, why = editor:read(prompt)
      return line, why == CANCELLED
    end,
    remember = function(text)
      editor:remember(text)
    end,
    close = function()
      editor:close()
    end,
  }
end

local function nothing()
end

---@class sluice.ReplInput
---@field read fun(prompt: string): string?, boolean?  a line; nil at the end; nil, true
---for one that was given up
---@field remember fun(text: string)
---@field close fun()

---@param interactive boolean
---@param complete fun(text: string): string?, string?  what to insert, what to show
---@return sluice.ReplInput
function M.open(interactive, complete)
  local input = interactive and from_terminal(complete)
  return input or {remember = nothing, close = nothing, read = function()
    return io.read("l")
  end}
end

return M
