-- cli.lessons: the lessons that are part of sluice, or those of a folder (--lessons).
-- SPDX-License-Identifier: MIT
local files_of = require("cli.files")
local host = require("cli.host")
local shelf = require("course.shelf")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local OURS <const> = "lessons/"
local WRITTEN <const> = {md = true, lua = true, txt = true} -- with lines of any system

local function fail(message, try)
  error({level = "error", name = "bad-lesson", message = message, try = try,
    exit = 2}, 0)
end

-- The files of a folder and of those in it, by path.
local function read_folder(path, inside, files)
  for _, name in ipairs(host.entries(path) or {}) do
    local whole = path .. "/" .. name
    local info = host.file_info(whole) or {} -- a link may lead nowhere
    if info.regular then
      local text = files_of.read(whole)
      local is_written = WRITTEN[name:match("%.(%l+)$")]
      files[inside .. name] = is_written and text:gsub("\r\n", "\n") or text
    elseif info.folder and inside == "" then
      read_folder(whole, name .. "/", files)
    end
  end
  return files
end

-- The lessons of a class: a folder of folders, or of one lesson.
local function read_all(path)
  local names, message = host.entries(path)
  if not names then
    fail(message)
  end
  local folders, paths = {}, {}
  for _, name in ipairs(names) do
    if host.file_info(path .. "/" .. name .. "/lesson.md") then
      paths[name] = path .. "/" .. name
    end
  end
  if next(paths) == nil and host.file_info(path .. "/lesson.md") then
    paths[path:match("([^/]+)/*$")] = path
  end
  for name, place in pairs(paths) do
    folders[name] = read_folder(place, "", {})
  end
  if next(folders) == nil then
    fail(words.name(path) .. " holds no lesson: no folder in it has a lesson.md",
      "sluice learn new 7.1-NAME --lessons " .. path)
  end
  return folders, paths
end

local function embedded()
  local folders = {}
  for _, name in ipairs(host.embedded(OURS)) do
    local folder, path = name:match("^lessons/([^/]+)/(.+)$")
    if folder then
      folders[folder] = folders[folder] or {}
      folders[folder][path] = require(name)
    end
  end
  return folders
end

---The shelf with the lessons.
---@param path string|nil a folder; nil: those that are part of sluice
---@return course.Shelf
function M.open(path)
  if not path then
    return shelf.new(embedded())
  end
  local ids = {}
  for _, name in ipairs(host.embedded(OURS)) do
    ids[name:match("^[^-]*", #OURS + 1)] = true
  end
  local folders, paths = read_all(path)
  return shelf.new(folders, paths, ids)
end

---A lesson by its id, name or file; a usage error if there is none.
---@param lessons course.Shelf
---@param text string
---@return course.Lesson
function M.find(lessons, text)
  local lesson, near = lessons:find(text)
  if not lesson then
    usage.fail(("no lesson is called %s"):format(words.quote(text)),
      near and near .. "?" or "sluice learn list")
  end
  return lesson
end

---The lessons that are named, or all.
---@param lessons course.Shelf
---@param names string[]
---@return course.Lesson[]
function M.chosen(lessons, names)
  local list = {}
  for i, name in ipairs(names) do
    list[i] = M.find(lessons, name)
  end
  return #list > 0 and list or lessons.lessons
end

---The lessons of a list with commas.
---@param lessons course.Shelf
---@param text string|nil nil: none
---@return course.Lesson[]
function M.list(lessons, text)
  local list = {}
  for id in (text or ""):gmatch("[^,%s]+") do
    list[#list + 1] = M.find(lessons, id)
  end
  return list
end

return M
