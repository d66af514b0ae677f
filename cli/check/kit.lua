-- cli.check.kit: `sluice check --kit`, an autograder as one file to upload.
--
-- A kit holds sluice's sources and builds them where it grades: a program that was
-- built on one system need not run on another.
-- SPDX-License-Identifier: MIT
local files = require("cli.files")
local host = require("cli.host")
local lessons_of = require("cli.lessons")
local usage = require("cli.usage")
local words = require("sluice.words")
local zip = require("cli.zip")

local M = {}

-- What building takes: files, and folders with the endings that matter.
local FILES <const> = {"Makefile", "LICENSE", "bootstrap", "docs/api/help.lua"}
local FOLDERS <const> = {"cli", "course", "lessons", "lua", "tools", "viz", "vm"}
local WANTED <const> = {c = true, h = true, lua = true, md = true, txt = true,
  sh = true, html = true, css = true, js = true, yml = true}

-- What learners who can read a kit shall not find in it.
local function is_secret(place)
  return place:find("/solution%.lua$") or place:find("/explain%.md$")
    or place:find("/wrong/")
end

-- All wanted files below a folder, in an order that is the same everywhere.
local function walk(path, inside, list, open)
  local names = host.entries(path) or {}
  table.sort(names)
  for _, name in ipairs(names) do
    local whole, place = path .. "/" .. name, inside .. "/" .. name
    local ending = name:match("%.(%w+)$")
    local info = host.file_info(whole) or {} -- a link may lead nowhere
    if info.folder then
      walk(whole, place, list, open)
    elseif info.regular and (WANTED[ending] or not ending)
      and not (open and is_secret(place)) then
      list[#list + 1] = {name = place, text = files.read(whole),
        executable = ending == "sh" or nil}
    end
  end
end

-- The folder of sluice's sources: the program lies in build/ below it.
local function find_sources(given)
  local program = host.executable() or ""
  local root = given or program:match("^(.*)/build/[^/]+/sluice$")
  if not root or not host.file_info(root .. "/bootstrap") then
    usage.fail("a kit holds sluice's sources, and they are not "
      .. (root and "in " .. words.name(root) or "beside this program"),
      "--sources FOLDER, where sluice was cloned")
  end
  return root
end

local function add_sources(list, root, inside, open)
  for _, name in ipairs(FILES) do
    list[#list + 1] = {name = inside .. "/" .. name,
      text = files.read(root .. "/" .. name), executable = name == "bootstrap"}
  end
  for _, name in ipairs(FOLDERS) do
    walk(root .. "/" .. name, inside .. "/" .. name, list, open)
  end
end

local function filled(template, blanks)
  return (require("course/kit/" .. template):gsub("@(%u+)@", blanks))
end

local function ids(lessons)
  local list = {}
  for i, lesson in ipairs(lessons) do
    list[i] = lesson.id
  end
  return table.concat(list, ",")
end

-- Lessons of a class go along, and the graders look for them there.
local function add_lessons(list, options, inside, open)
  if not options.lessons then
    return ""
  end
  walk(options.lessons, inside .. "/class", list, open)
  return "--lessons " .. inside .. "/class"
end

local function gradescope(lessons, options, root)
  local list = {}
  add_sources(list, root, "sluice")
  local class = add_lessons(list, options, "sluice")
  list[#list + 1] = {name = "setup.sh", text = filled("setup.sh", {}),
    executable = true}
  list[#list + 1] = {name = "run_autograder", executable = true,
    text = filled("run_autograder", {EXPECT = ids(lessons),
      LESSONS = class ~= "" and "--lessons /autograder/source/sluice/class" or ""})}
  return list
end

local STEP <const> = [[
      - id: %s
        run: |
          echo "result=$(.sluice/build/release/sluice check %s --format classroom %s)" \
            >> "$GITHUB_OUTPUT"
        continue-on-error: true]]

local function classroom(lessons, options, root)
  local list, steps, results, runners = {}, {}, {}, {}
  add_sources(list, root, ".sluice", true)
  local class = add_lessons(list, options, ".sluice", true)
  for i, lesson in ipairs(lessons) do
    local id = "lesson-" .. lesson.id:gsub("%.", "-")
    steps[i] = STEP:format(id, lesson.file, class)
    results[i] = ("          %s_RESULTS: ${{ steps.%s.outputs.result }}"):format(
      id:upper(), id)
    runners[i] = id
    list[#list + 1] = {name = lesson.file, text = lesson.files["start.lua"]}
    list[#list + 1] = {name = lesson.folder .. ".world",
      text = lesson.files["world.txt"]}
  end
  list[#list + 1] = {name = ".github/workflows/sluice.yml",
    text = filled("classroom.yml", {STEPS = table.concat(steps, "\n"),
      RESULTS = table.concat(results, "\n"), RUNNERS = table.concat(runners, ",")})}
  return list
end

local KITS <const> = {gradescope = gradescope, classroom = classroom}

---Writes a kit for the lessons that are expected.
---@param options table<string, any>
---@return integer exit code
function M.main(options)
  local shelf = lessons_of.open(options.lessons)
  local lessons = lessons_of.list(shelf, options.expect)
  if #lessons == 0 then
    usage.fail("a kit is for some lessons", "--expect 2.1,2.2")
  end
  local file = options.output or ("sluice-%s.zip"):format(options.kit)
  local parts = KITS[options.kit](lessons, options, find_sources(options.sources))
  files.write(file, zip.pack(parts))
  io.stdout:write(("%s: %s for %s; docs/teaching.md says where it goes\n"):format(
    words.printable(file), options.kit, words.count(#lessons, "lesson")))
  return 0
end

return M
