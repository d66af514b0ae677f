-- tests/lib/xml.lua FILE... -- checks that XML files are well-formed: tags that match,
-- attributes in quotes and each once, known entities, ids that stand once. An SVG has
-- to have a title. Prints FILE: what is wrong, and exits with 1 if anything is.
-- SPDX-License-Identifier: MIT

local ENTITIES = {amp = true, lt = true, gt = true, quot = true, apos = true}

-- What is wrong with a text between tags or in quotes, or nil.
local function bad_text(text)
  for entity in text:gmatch("&([^;]*;?)") do
    if not entity:find("^#%d+;$") and not entity:find("^#x%x+;$")
      and not ENTITIES[entity:match("^(.*);$")] then
      return "no entity: &" .. entity:sub(1, 20)
    end
  end
  return text:find("<", 1, true) and "a bare <" or nil
end

-- The attributes of a tag, checked; returns what is wrong, or nil.
local function bad_attributes(text, ids)
  local seen, at = {}, 1
  while text:find("%S", at) do
    local name, quote, start = text:match("^%s+([%w:_-]+)%s*=%s*([\"'])()", at)
    local stop = name and text:find(quote, start, true)
    if not stop then
      return "no attribute: " .. text:sub(at, at + 30)
    end
    local value = text:sub(start, stop - 1)
    if seen[name] then
      return "the attribute " .. name .. " twice"
    elseif name == "id" and ids[value] then
      return "the id " .. value .. " twice"
    end
    seen[name] = true
    if name == "id" then
      ids[value] = true
    end
    local problem = bad_text(value)
    if problem then
      return problem
    end
    at = stop + 1
  end
  return nil
end

local function bad_tag(tag, open, ids)
  local closing = tag:match("^/([%w:]+)%s*$")
  if closing then
    local last = table.remove(open)
    return last ~= closing and ("</%s> closes <%s>"):format(closing, last or "") or nil
  end
  local name, rest = tag:match("^([%w:]+)(.*)$")
  if not name then
    return "no tag: <" .. tag:sub(1, 30)
  end
  local body, slash = rest:match("^(.-)(/?)$")
  if slash == "" then
    open[#open + 1] = name
  end
  return bad_attributes(body, ids)
end

-- The first thing that is wrong with a document, or nil.
local function problem(xml)
  xml = xml:gsub("^<%?xml.-%?>", ""):gsub("<!DOCTYPE.->", ""):gsub("<!%-%-.-%-%->", "")
  local open, ids, at, titled = {}, {}, 1, false
  while true do
    local from, to, tag = xml:find("<([^>]*)>", at)
    local text = xml:sub(at, (from or #xml + 1) - 1)
    local bad = bad_text(text) or from and bad_tag(tag, open, ids)
    if bad then
      return bad
    elseif not from then
      break
    end
    titled = titled or tag:find("^title") ~= nil and #open == 2
    at = to + 1
  end
  if #open > 0 then
    return "no end of <" .. open[#open] .. ">"
  elseif not utf8.len(xml) then
    return "no UTF-8"
  end
  return not titled and "no title" or nil
end

local failed = false
for _, path in ipairs(arg) do
  local file = assert(io.open(path, "rb"))
  local bad = problem(file:read("a"))
  file:close()
  if bad then
    failed = true
    print(path .. ": " .. bad)
  end
end
os.exit(not failed)
