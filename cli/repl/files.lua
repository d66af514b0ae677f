-- cli.repl.files: a session as a program with its world, and a program as a session.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local outside = require("cli.repl.outside")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local function write(file, text)
  local ok, message = host.write_file(file, text)
  if not ok then
    error({level = "error", name = "cannot-write", message = message}, 0)
  end
end

-- What was typed as a program: what describes, without questions and failures.
local function program(repl)
  local run = repl.run
  local context, is_ours = run.session:ask("context_name")
  local parts = {}
  if is_ours then
    parts[1] = ("local %s = StreamingContext(\"%s\", \"repl\", Seconds(1))"):format(
      context, run:setting("spark.master") or "local[2]")
  end
  for _, chunk in ipairs(run.described) do
    local describes = not chunk.failed and not chunk.is_question
    parts[#parts + 1] = describes and chunk.text_of_chunk or nil
  end
  parts[#parts + 1] = context .. ":start()"
  parts[#parts + 1] = context .. ":awaitTermination()"
  return table.concat(parts, "\n") .. "\n"
end

-- From the folder of a file back to this one.
local function way_back(file)
  local folder = file:match("^(.*/)[^/]*$") or ""
  if folder:find("^/") or folder:find("..", 1, true) then
    return (os.getenv("PWD") or ".") .. "/"
  end
  return (folder:gsub("%./+", ""):gsub("[^/]+/+", "../"))
end

-- "3 records", or lines if some are something else.
local function count(added)
  local all_records = true
  for _, line in ipairs(added) do
    all_records = all_records and line.kind == "records" and line.text ~= nil
  end
  return words.count(#added, all_records and "record" or "line")
end

local function world_text(run, file)
  local lines, to_here = {}, way_back(file)
  for i, line in ipairs(run.added) do
    lines[i] = outside.world_line(line, to_here)
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

---Writes the session as a program, and what was fed as a world beside it.
---@param repl sluice.Repl
---@param rest string FILE.lua
function M.save(repl, rest)
  local base = rest:match("^(.+)%.lua$")
  if not base then
    usage.fail(".save wants the name of a program, got " .. words.quote(rest),
      ".save words.lua")
  end
  local text, fed = program(repl), world_text(repl.run, rest)
  write(rest, text)
  local _, lines = text:gsub("\n", "")
  local said = ("%s: %s"):format(rest, words.count(lines, "line"))
  local again = "sluice run " .. rest
  if fed ~= "" then
    write(base .. ".world", fed)
    said = ("%s; %s.world: %s"):format(said, base, count(repl.run.added))
    again = again .. " --world " .. base .. ".world"
  end
  local seconds = (repl.run:now() + 999999) // 1000000
  repl:write(("%s. Again: %s%s\n"):format(said, again,
    seconds > 0 and (" --until %ds"):format(seconds) or ""))
end

-- The text of a program without the lines that start it and wait: the clock is the
-- learner's. Lines stay where they are.
local function without_start(text)
  return (("\n" .. text):gsub("\n[ \t]*[%w_]+:start%(%)[ \t]*%f[\r\n\0]", "\n")
    :gsub("\n[ \t]*[%w_]+:awaitTermination%(%)[ \t]*%f[\r\n\0]", "\n"):sub(2))
end

---Types a file: a program, for which all begins again, or the lines of a session.
---@param repl sluice.Repl
---@param rest string
function M.load(repl, rest)
  local text, message = host.read_file(rest)
  if not text then
    error({level = "error", name = "file-missing", message = message}, 0)
  elseif rest:find("%.lua$") then
    repl:begin_again()
    repl:type((without_start(text):gsub("%s+$", "")))
    return
  end
  repl:answer_all(text)
end

return M
