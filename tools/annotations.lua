-- tools/annotations.lua -- reads the annotations (LuaLS) of Lua files.
-- SPDX-License-Identifier: MIT
--
-- A run of lines that begin with "---" and the line of code below them are an entry:
--   file, line
--   owner, name   "DStream" and "map" of `function DStream:map(f)`; owner is nil for
--                 `local function get_active()` and for what is global
--   class         the name of a class, if the entry declares one
--   text          the sentences before the first tag, a list of paragraphs
--   example       the lines of code below "Example:", nil if there is none
--   params        list of {name =, type =, optional =, text =}
--   returns       the same, without names
--   comment       the lines as they stand, without "---"
--   fields        as params; {private = true} for those that are not for programs
local M = {}

-- Where a type that begins at `at` ends: name<a, b>, {a: b}, fun(a): b, c, "text", all
-- of them with [] or ? behind, and with | between them.
local function end_of_type(text, at)
  local stop
  if text:find("^fun%f[^%w_]", at) then
    stop = select(2, text:find("^fun%b()", at)) or at + 2
    local result = text:match("^:%s*()", stop + 1)
    while result do
      stop = end_of_type(text, result)
      result = text:match("^,%s+()%f[%w{(]", stop + 1)
    end
  else
    stop = select(2, text:find("^%b()", at)) or select(2, text:find("^%b{}", at))
      or select(2, text:find('^%b""', at)) or select(2, text:find("^[%w_.]+%b<>", at))
      or select(2, text:find("^[%w_.]+", at)) or at
  end
  while text:find("^%[%]", stop + 1) or text:find("^%?", stop + 1) do
    stop = text:find("^%?", stop + 1) and stop + 1 or stop + 2
  end
  if text:find("^|", stop + 1) then
    return end_of_type(text, stop + 2)
  end
  return stop
end

-- "integer|nil how many" -> "integer", true, "how many"
local function split_type(text)
  local stop = end_of_type(text, 1)
  local kind, rest = text:sub(1, stop), text:sub(stop + 1):match("^%s*(.-)%s*$")
  local plain = kind:gsub("|nil$", ""):gsub("^nil|", "")
  plain = plain:match("^(%b())$") and plain:sub(2, -2) or plain
  return plain, plain ~= kind and kind:find("nil", 1, true) ~= nil, rest
end

local function add_named(list, text)
  local private, rest = text:match("^(private)%s+(.*)$")
  local name, mark, tail = (rest or text):match("^([%w_.]+)(%??)%s*(.*)$")
  if not name then
    return
  end
  local kind, optional, words = split_type(tail)
  list[#list + 1] = { name = name, type = kind, text = words,
    optional = optional or mark == "?", private = private ~= nil }
end

local function add_returned(list, text)
  local rest = text
  repeat
    local kind, optional, words = split_type(rest)
    rest = words:match("^,%s*(.*)$")
    list[#list + 1] = { type = kind, optional = optional, text = rest and "" or words }
  until not rest
end

local function add_tag(entry, tag, text)
  if tag == "param" then
    add_named(entry.params, text)
  elseif tag == "field" then
    add_named(entry.fields, text)
  elseif tag == "return" then
    add_returned(entry.returns, text)
  elseif tag == "class" then
    entry.class = text:gsub("^sluice%.", ""):match("^[%w_]+")
  elseif tag == "overload" then
    entry.overload = text
  end
end

-- Lines of a tag that follow the first one belong to it.
local function joined_tags(lines)
  local tags = {}
  for _, line in ipairs(lines) do
    local tag, text = line:match("^@(%a+)%s*(.*)$")
    if tag then
      tags[#tags + 1] = { tag = tag, text = text }
    elseif #tags > 0 and line ~= "" then
      tags[#tags].text = tags[#tags].text .. " " .. line
    end
  end
  return tags
end

local function paragraphs(lines)
  local found, open = {}, nil
  for _, line in ipairs(lines) do
    if line == "" then
      open = nil
    elseif open then
      found[open] = found[open] .. " " .. line
    else
      open = #found + 1
      found[open] = line
    end
  end
  return found
end

-- The text of a comment, the code of its example, and its tags.
local function take_apart(lines)
  local text, code, tags, place = {}, nil, {}, "text"
  for _, line in ipairs(lines) do
    if place == "code" then
      if line:find("^```") then
        place = "tags"
      else
        code[#code + 1] = line
      end
    elseif line:find("^```lua") and not code then
      place, code = "code", {}
    elseif line:find("^@") or place == "tags" then
      place = "tags"
      tags[#tags + 1] = line
    elseif line ~= "Example:" then
      text[#text + 1] = line
    end
  end
  return paragraphs(text), code, joined_tags(tags)
end

-- What a line of code declares: owner and name.
local function declared(code)
  local owner, name = code:match("^%s*function%s+([%w_]+)[.:]([%w_]+)")
  if not owner then
    name = code:match("^%s*local%s+function%s+([%w_]+)")
      or code:match("^%s*function%s+([%w_]+)%s*%(")
      or code:match("^([%w_]+)%s*=")
  end
  if not name then
    owner, name = code:match("^%s*([%w_]+)%.([%w_]+)%s*=")
  end
  return owner, name
end

local function entry_of(path, number, lines, code)
  local text, example, tags = take_apart(lines)
  local owner, name = declared(code)
  local entry = { file = path, line = number, owner = owner, name = name, text = text,
    example = example, params = {}, returns = {}, fields = {}, code = code,
    comment = lines }
  for _, tag in ipairs(tags) do
    add_tag(entry, tag.tag, tag.text)
  end
  return entry
end

---The entries of a file, and what its first line says that it is.
---@param path string
---@return table[] entries
---@return string purpose
function M.read(path)
  local entries, block, number, head = {}, nil, 0, {}
  for line in io.lines(path) do
    number = number + 1
    local text = line:match("^%s*%-%-%-(.*)$")
    if text then
      block = block or {}
      block[#block + 1] = text
    else
      local said = line:match("^%-%-%s?(.*)$")
      if said and #entries == 0 and head and not block then
        head[#head + 1] = said
      end
      entries[#entries + 1] = block and entry_of(path, number, block, line)
        or select(2, declared(line)) and entry_of(path, number, {}, line) or nil
      block = nil
    end
  end
  entries[#entries + 1] = block and entry_of(path, number, block, "") or nil
  local purpose = table.concat(head, " "):match(":%s*(.-)%.%f[%s%z]") or ""
  return entries, purpose
end

return M
