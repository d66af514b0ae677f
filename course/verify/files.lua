-- course.verify.files: what lies in the folder of a lesson.
-- SPDX-License-Identifier: MIT
local pictures = require("course.pictures")

local M = {}

local KNOWN <const> = {["lesson.md"] = true, ["explain.md"] = true,
  ["start.lua"] = true, ["solution.lua"] = true, ["predict.lua"] = true,
  ["predict.txt"] = true, ["world.txt"] = true, ["checks.lua"] = true}

---@param lesson course.Lesson
---@param report fun(file: string, line: integer|nil, message: string, try: string|nil)
function M.check(lesson, report)
  local shown, names = pictures.files(lesson), {}
  for name in pairs(lesson.files) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    if not KNOWN[name] and not shown[name] and not name:find("^wrong/[%w_-]+%.lua$")
      and not name:find("^hidden/[%w_-]+%.txt$") then
      report(name, nil, "a lesson has no file of this name", "remove it")
    elseif name:find("%.lua$") and name ~= "checks.lua" then
      local chunk, message = load(lesson.files[name], "@" .. name, "t")
      if not chunk then
        report(name, tonumber(message:match(":(%d+):")), message:match(":%d+: (.*)"))
      end
    end
  end
end

---Whether the lessons that others come after are there, without a circle.
---@param lessons course.Lesson[]
---@param beside table<string, boolean> ids of lessons that lie elsewhere
---@param report fun(lesson: course.Lesson, message: string)
function M.check_order(lessons, beside, report)
  local by_id, state = {}, {}
  for _, lesson in ipairs(lessons) do
    if by_id[lesson.id] then
      report(lesson, ("the id %s is also that of %s"):format(lesson.id,
        by_id[lesson.id].folder))
    end
    by_id[lesson.id] = lesson
  end
  local function visit(lesson)
    if state[lesson] == "open" then
      report(lesson, "it comes after itself: `after` leads in a circle")
    elseif not state[lesson] then
      state[lesson] = "open"
      for _, id in ipairs(lesson.after) do
        if by_id[id] then
          visit(by_id[id])
        elseif not beside[id] then
          report(lesson, ("`after` names %s, and there is no such lesson"):format(id))
        end
      end
      state[lesson] = "done"
    end
  end
  for _, lesson in ipairs(lessons) do
    visit(lesson)
  end
end

return M
