-- cli.learn.new: `sluice learn new`, a lesson that verifies, to be changed from there.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local TEMPLATE <const> = "course/template/"

local function fail(message)
  error({level = "error", name = "cannot-write", message = message, exit = 2}, 0)
end

---@param arguments sluice.Arguments
---@param given string[] the name
---@return integer exit code
function M.main(arguments, given)
  local folder = given[1] or ""
  local id = folder:match("^(%w+%.%w+)%-[%w_]+$")
  if not id then
    usage.fail(("a lesson is called ID-NAME, got %s"):format(words.quote(folder)),
      "sluice learn new 7.1-words")
  end
  local place = (arguments.options.lessons or ".") .. "/" .. folder
  if host.file_info(place) then
    fail(words.name(place) .. " is there already")
  end
  for _, folder_in in ipairs({"wrong", "hidden"}) do
    local made, message = host.make_folder(place .. "/" .. folder_in)
    if not made then
      fail(message)
    end
  end
  for _, name in ipairs(host.embedded(TEMPLATE)) do
    local text = require(name):gsub("@ID@", id)
    local file = place .. "/" .. name:sub(#TEMPLATE + 1)
    local written, message = host.write_file(file, text)
    if not written then
      fail(message)
    end
  end
  io.stdout:write(("%s\nIts pictures: sluice learn draw --lessons %s\n"
    .. "Try it: sluice learn verify --lessons %s\n"):format(words.printable(place),
    words.printable(place), words.printable(place)))
  return 0
end

return M
