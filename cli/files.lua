-- cli.files: files that a command reads and writes; what cannot be done is told.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")

local M = {}

local CANNOT <const> = 2 -- exit code: it is not the program's doing

---@param name string of the diagnostic
---@param message string
---@param exit? integer
local function fail(name, message, exit)
  error({level = "error", name = name, message = message, exit = exit or CANNOT}, 0)
end

---@param path string "-" is standard input
---@return string
function M.read(path)
  local text, message = host.read_file(path)
  return text or fail("file-missing", message)
end

---Writes a file, whole or not at all.
---@param path string
---@param text string
---@param exit? integer code if it cannot be written, 2
function M.write(path, text, exit)
  local written, message = host.write_file(path, text)
  if not written then
    fail("cannot-write", message, exit)
  end
end

---Makes a folder and those above it.
---@param path string
---@param exit? integer
function M.make_folder(path, exit)
  local made, message = host.make_folder(path)
  if not made then
    fail("cannot-write", message, exit)
  end
end

return M
