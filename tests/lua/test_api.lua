-- tests/lua/test_api.lua -- docs/api.md is what the annotations say, and they speak of
-- all that there is: every method of every class, every word, and what is not there.
-- SPDX-License-Identifier: MIT
local tap = require("tap")

local function list(pattern)
  local found = {}
  local pipe = assert(io.popen("ls " .. pattern))
  for path in pipe:lines() do
    found[#found + 1] = path
  end
  pipe:close()
  return found
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- --- The API itself, on an engine that does nothing --------------------------------

local function nothing() end
package.preload["sluice.host"] = function()
  return setmetatable({}, { __index = function() return nothing end })
end

-- guard.class and guard.static are told every method that there is and is not.
local guard = require("sluice.guard")
local methods, absent = {}, {}
local make_class, make_static = guard.class, guard.static
local function list_of(missing)
  return type(missing) == "string" and require("sluice.absent")[missing] or missing
end
function guard.class(name, own, missing, ...)
  methods[name], absent[name] = own, list_of(missing)
  return make_class(name, own, missing, ...)
end
function guard.static(name, own, missing, ...)
  for key in pairs(own) do
    methods[name .. "."] = methods[name .. "."] or {}
    methods[name .. "."][key] = own[key]
  end
  absent[name .. "."] = list_of(missing)
  return make_static(name, own, missing, ...)
end
local own = { print = print, pairs = pairs, next = next }
local words = require("sluice.globals") -- sets globals
for name, value in next, own do
  _G[name] = value
end
local shared, stats = require("sluice.shared"), require("sluice.stats")
for name, class in pairs({ Accumulator = shared.Accumulator,
  Broadcast = shared.Broadcast, StatCounter = getmetatable(stats.wrap({})) }) do
  methods[name] = class
end

-- --- The annotations ---------------------------------------------------------------

local model = dofile("tools/api_model.lua")
local pages, meta_words = model.read(list("lua/sluice/*.lua lua/sluice/*/*.lua"))
local described = {}
model.each(pages, function(_, name)
  described[name] = true
end)
tap.is_deeply(model.problems(pages), {}, "everything has a text and an example")

-- Durations.seconds is the word Seconds.
local is_word = {}
for _, value in pairs(words) do
  is_word[value] = true
end
local undescribed = {}
for class, of_class in pairs(methods) do
  for name, method in pairs(of_class) do
    local title = class .. (class:find("%.$") and "" or ":") .. name
    -- "until" is a word of Lua's; upTo is the same.
    local hidden = name:find("^__") or name == "until" or is_word[method]
    if type(method) == "function" and not hidden and not described[title] then
      undescribed[#undescribed + 1] = title
    end
  end
end
table.sort(undescribed)
tap.is_deeply(undescribed, {}, "no method is there that no annotation describes")
tap.ok(methods.DStream.map and methods.RDD.mean
  and methods["SparkContext."].getOrCreate,
  "the test sees the methods of classes")

local known, from_c, unsaid = {}, {}, {}
for _, name in ipairs(meta_words) do
  known[name] = true
  unsaid[#unsaid + 1] = not described[name] and name or nil
end
tap.is_deeply(unsaid, {}, "every word is on a page")
for name in pairs(words) do
  tap.ok(known[name], ("lua/sluice/meta.lua has the word %s"):format(name))
  known[name] = nil
end
for name in read("lua/base/value.c"):gmatch('lua_register%(L, "(%w+)"') do
  from_c[name] = true
end
for name in read("lua/base/value.c"):gmatch('lua_setglobal%(L, "(%w+)"%)') do
  from_c[name] = true
end
tap.is_deeply(sorted_keys(known), sorted_keys(from_c),
  "its other words are those of lua/base/value.c")

-- Editors read one file; run, it defines every word and does nothing else.
local defined = {}
local library, problem = loadfile("docs/api/sluice.lua", "t", defined)
tap.ok(library, "docs/api/sluice.lua is Lua: " .. tostring(problem))
if library then
  library()
end
table.sort(meta_words)
tap.is_deeply(sorted_keys(defined), meta_words, "... and defines every word")

-- --- Links -------------------------------------------------------------------------

-- The headings of a document, by what a link calls them; a second one gets "-1".
local function headings(path)
  local found, twice, inside = {}, {}, false
  for line in io.lines(path) do
    inside = inside ~= (line:find("^```") ~= nil)
    local title = not inside and line:match("^#+ (.*)$")
    if title then
      local anchor = title:lower():gsub("[^%w_ -]", ""):gsub(" ", "-")
      twice[#twice + 1] = found[anchor] and path .. "#" .. anchor or nil
      found[anchor] = true
    end
  end
  return found, twice
end

local documents = list("docs/api.md docs/values.md docs/api/*.md")
local anchors, repeated = {}, {}
for _, path in ipairs(documents) do
  local twice
  anchors[path], twice = headings(path)
  table.move(twice, 1, #twice, #repeated + 1, repeated)
end
tap.is_deeply(repeated, {}, "no page has two headings of the same name")
local broken, links = {}, 0
for _, path in ipairs(documents) do
  for file, anchor in read(path):gmatch("%]%(([^)#%s]*)#([^)%s]+)%)") do
    local target = file == "" and path or path:match("^(.*/)") .. file
    links = links + 1
    if not (anchors[target] or {})[anchor] then
      broken[#broken + 1] = ("%s: %s#%s"):format(path, file, anchor)
    end
  end
end
tap.ok(links > 500, "the pages lead to each other")
tap.is_deeply(broken, {}, "every link to a heading finds it")

-- --- What is not there -------------------------------------------------------------

local both, silent, misleading = {}, {}, {}
for class, names in pairs(absent) do
  local there = methods[class] or {}
  for name, what in pairs(names) do
    local title = class .. (class:find("%.$") and "" or ":") .. name
    if there[name] then
      both[#both + 1] = title
    end
    if type(what) ~= "table" or not what.why or what.why == "" then
      silent[#silent + 1] = title
    end
    -- A name that stands first in the advice is a method of the same class.
    local first = what.try and what.try:match("^(%a+)%(")
    if first and not there[first] and not words[first] then
      misleading[#misleading + 1] = title .. " -> " .. first
    end
    for other, method in (what.try or ""):gmatch("(%u%a+)[:.](%a+)%(") do
      local found = methods[other] or {}
      local of_word = methods[other .. "."] or {}
      if not found[method] and not of_word[method] then
        misleading[#misleading + 1] = title .. " -> " .. other .. ":" .. method
      end
    end
  end
end
tap.is_deeply(both, {}, "no method is there and absent at once")
tap.is_deeply(silent, {}, "of each absent method it is said why")
tap.is_deeply(misleading, {}, "what is advised in its place is there")

tap.done()
