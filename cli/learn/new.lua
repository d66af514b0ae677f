-- cli.learn.new: `sluice learn new`, a lesson that verifies, to be changed from there.
-- SPDX-License-Identifier: MIT
local files = require("cli.files")
local host = require("cli.host")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local TEMPLATE <const> = "course/template/"

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
    error({level = "error", name = "cannot-write", exit = 2,
      message = words.name(place) .. " is there already"}, 0)
  end
  for _, folder_in in ipairs({"wrong", "hidden"}) do
    files.make_folder(place .. "/" .. folder_in)
  end
  for _, name in ipairs(host.embedded(TEMPLATE)) do
    local text = require(name):gsub("@ID@", id)
    files.write(place .. "/" .. name:sub(#TEMPLATE + 1), text)
  end
  io.stdout:write(("%s\nIts pictures: sluice learn draw --lessons %s\n"
    .. "Try it: sluice learn verify --lessons %s\n"):format(words.printable(place),
    words.printable(place), words.printable(place)))
  return 0
end

return M
