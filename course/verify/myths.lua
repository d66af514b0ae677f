-- course.verify.myths: what the texts of myths show and claim is so.
-- SPDX-License-Identifier: MIT
local texts = require("course.verify.texts")

local M = {}

local function trimmed(line)
  return line:match("^%s*(.-)%s*$")
end

-- Whether lines follow each other in a program.
local function is_piece(program, lines)
  local wanted, all = {}, {}
  for i, line in ipairs(lines) do
    wanted[i] = trimmed(line)
  end
  for line in (program .. "\n"):gmatch("(.-)\n") do
    all[#all + 1] = trimmed(line)
  end
  local whole = "\n" .. table.concat(all, "\n") .. "\n"
  return whole:find("\n" .. table.concat(wanted, "\n") .. "\n", 1, true) ~= nil
end

-- A program that is shown is one that runs.
local function check_listing(myth, block, report)
  for path, text in pairs(myth.files) do
    if path:find("%.lua$") and is_piece(text, block.lines) then
      return
    end
  end
  report("myth.md", block.line, "no program of this myth has these lines")
end

-- A file that nothing runs is stray.
local function check_files(myth, report)
  local used = {["myth.md"] = true, ["world.txt"] = true}
  local text = myth.files["myth.md"]
  for _, variant in pairs(myth.variants) do
    used[variant.program .. ".lua"] = true
  end
  for path in pairs(myth.files) do
    local name = path:match("^hidden/(.*)%.txt$") or path:match("^(.*)%.lua$")
    if not used[path] and not (name and text:find("%f[%w]" .. name .. "%f[%W]")) then
      report(path, nil, "nothing in the text is about this file")
    end
  end
end

---Proves a myth.
---@param myth course.Myth
---@param runner course.Runner
---@return table[] problems as diagnostics
function M.check(myth, runner)
  local problems = {}
  local function report(file, line, message)
    file = file:find("%.md$") and "myth.md" or file
    problems[#problems + 1] = {level = "error", name = "bad-lesson", message = message,
      file = myth.folder .. "/" .. file, line = line}
  end
  check_files(myth, report)
  for _, blocks in ipairs({myth.question, myth.sections.look or {}, myth.sections.so
    or {}}) do
    for _, block in ipairs(blocks) do
      if block.kind == "fence" and block.info == "lua" then
        check_listing(myth, block, report)
      end
    end
  end
  texts.check(myth, false, runner, report)
  table.sort(problems, function(a, b)
    return (a.line or 0) < (b.line or 0)
  end)
  return problems
end

return M
