-- cli.enclosed: the hidden command in which a program that nobody has read runs. Its
-- parent is host.enclosed; nobody else calls it.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local usage = require("cli.usage")

local M = {}

local EXIT_USAGE <const> = 2

-- What a request may not choose: the run tells all to its parent, and nothing else.
local function confine(request)
  request.clock, request.trace = "simulated", nil
  request.silent, request.apart, request.keep_said = true, nil, nil
  request.hands_back = nil
  request.json, request.color, request.width = true, false, nil
  -- The advice at the end reads the trace.
  request.keep_trace = request.explain or request.describe
  request.workers = request.workers or 1
  return request
end

-- The folder of a child is another one than ours.
local function absolute(path, folder)
  return path:sub(1, 1) == "/" and path or folder .. "/" .. path
end

-- Copies of the tables of a list.
local function copies(list)
  local made = {}
  for i, item in ipairs(list or {}) do
    made[i] = {}
    for key, value in pairs(item) do
      made[i][key] = value
    end
  end
  return made
end

---A request as a child can read it: files that it names are read, or named from the
---root of the disk. host.enclosed calls it.
---@param request table
---@param folder string the working folder
---@return table
function M.prepare(request, folder)
  local made = copies({request})[1]
  made.feeds, made.files = copies(request.feeds), copies(request.files)
  for _, feed in ipairs(made.feeds) do
    local text, message = feed.text, nil
    if not text then
      text, message = host.read_file(feed.file)
    end
    if not text then
      error({level = "error", name = "file-missing", message = message, exit = 2}, 0)
    end
    feed.text = text
  end
  for _, file in ipairs(made.files) do
    file.file = file.file and absolute(file.file, folder)
  end
  return made
end

---Does not return.
function M.main()
  local request = host.enclosed_begin()
  if not request then
    usage.fail("enclosed is for sluice itself: it runs the programs of lessons",
      "sluice run FILE")
  end
  local code, trace, stores, _, _, answers = host.run(confine(request))
  host.enclosed_end({code = code or EXIT_USAGE, stores = stores, answers = answers,
    message = not code and trace or nil})
end

return M
