-- tools/api_library.lua -- the API as one file of definitions, for editors (LuaLS).
-- SPDX-License-Identifier: MIT
--
-- The methods of a class stand in several files, and some are made in C: here each is a
-- function without a body, under its annotations as they are.
local M = {}

local HEAD = [[
---@meta _
-- docs/api/sluice.lua: the words of sluice's programs, for editors that know LuaLS:
-- name this folder in the setting workspace.library. Made by `make docs`.
-- %s: MIT
]]

local function add(list, ...)
  for _, item in ipairs({ ... }) do
    list[#list + 1] = item
  end
end

-- The annotations of an entry; what is private is left out.
local function add_comment(list, entry, indent)
  local private = false
  for _, line in ipairs(entry.comment) do
    if line:find("^@") then
      private = line:find("^@field private ") ~= nil
    end
    if not private then
      add(list, indent .. "---" .. line)
    end
  end
end

local function add_function(list, entry, name, indent)
  local names = {}
  for i, item in ipairs(entry.params) do
    names[i] = item.name
  end
  add_comment(list, entry, indent)
  add(list, ("%sfunction %s(%s) end"):format(indent, name, table.concat(names, ", ")),
    "")
end

local function add_class(list, page)
  add(list, "do")
  if page.class then
    add_comment(list, page.class, "  ")
    add(list, "  local class = {}", "")
  end
  for _, group in ipairs(page.groups) do
    for _, method in ipairs(group.methods) do
      add_function(list, method, "class:" .. method.name, "  ")
    end
  end
  for _, record in ipairs(page.records) do
    add_comment(list, record, "  ")
    add(list, "  local " .. record.title .. " = {}", "")
  end
  list[#list] = "end"
  add(list, "")
end

-- A word with fields can be called as its first entry says, if that has arguments.
local function has_fields(page, title)
  for _, word in ipairs(page.words) do
    if word.title:find("^" .. title .. "%.") then
      return true
    end
  end
  return false
end

local function overload(entry)
  local names = {}
  for i, item in ipairs(entry.params) do
    names[i] = ("%s%s: %s"):format(item.name, item.optional and "?" or "", item.type)
  end
  return ("---@overload fun(%s): %s"):format(table.concat(names, ", "),
    entry.returns[1].type)
end

local function add_word(list, page, word)
  local title = word.title
  if title:find(".", 1, true) then
    add_function(list, word, title, "")
  elseif has_fields(page, title) and not word.alone then
    for _, line in ipairs(word.comment) do
      if not line:find("^@") then
        add(list, "---" .. line)
      end
    end
    add(list, "---@class sluice." .. title .. "Word", overload(word), title .. " = {}",
      "")
  elseif word.alone then
    local members = {}
    for i, member in ipairs(word.members or {}) do
      members[i] = ("%s = %s"):format(member.name, member.word)
    end
    add_comment(list, word, "")
    local fields = #members > 0 and " " .. table.concat(members, ", ") .. " " or ""
    add(list, ("%s = {%s}"):format(title, fields), "")
  else
    add_function(list, word, title, "")
  end
end

---The text of the file.
---@param pages table[] see tools/api_model.lua
---@return string
function M.text(pages)
  -- A licence line in the text above would be taken for a second one of this file.
  local list = { HEAD:format("SPDX-License-Identifier") }
  for _, page in ipairs(pages) do
    if page.class or #page.groups > 0 then
      add_class(list, page)
    end
    for _, word in ipairs(page.words) do
      add_word(list, page, word)
    end
    if page.name == "StorageLevel" then
      add(list, "---@type StorageLevel", "StorageLevel = {}", "")
    end
  end
  list[#list] = nil
  return table.concat(list, "\n") .. "\n"
end

return M
