-- tools/api_model.lua -- the API as annotations tell it: pages, and what stands there.
-- SPDX-License-Identifier: MIT
--
-- A page is a class of Spark's, with the words that make its objects:
--   name     "DStream"
--   class    the entry that declares the class
--   words    entries of the words, with .title "HashPartitioner"
--   groups   lists of methods, by the file that has them: {title =, methods =}
--   records  entries of the plain tables that its functions are given
local annotations = dofile("tools/annotations.lua")

local M = {}

-- In the order of the contents. A word that is on no page goes to the last one.
local PAGES = {
  { name = "SparkConf", words = { "SparkConf" } },
  { name = "SparkContext", words = { "SparkContext" } },
  { name = "StreamingContext", words = { "StreamingContext" } },
  { name = "DStream" },
  { name = "RDD" },
  { name = "StateSpec", words = { "StateSpec" } },
  { name = "State" },
  { name = "Partitioner", words = { "HashPartitioner", "Partitioner" } },
  { name = "StorageLevel" },
  { name = "Accumulator" },
  { name = "Broadcast" },
  { name = "Duration",
    words = { "Milliseconds", "Seconds", "Minutes", "Duration", "Durations" } },
  { name = "Thread", words = { "Thread" } },
  { name = "Time", words = { "Time" } },
  { name = "Interval", words = { "Interval" } },
  { name = "StatCounter" },
  { name = "TaskContext", words = { "TaskContext" } },
  { name = "Receiver", words = { "Receiver" }, records = { "Rx" } },
  { name = "Wire", words = { "Wire" }, records = { "Connection" } },
  { name = "Store", words = { "Store" } },
  { name = "KafkaUtils",
    words = { "KafkaUtils", "LocationStrategies", "ConsumerStrategies" } },
  { name = "KafkaProducer", words = { "KafkaProducer" } },
  { name = "ConsumerRecord" },
  { name = "OffsetRange", words = { "OffsetRange" } },
  { name = "TopicPartition", words = { "TopicPartition" } },
  { name = "StreamingListener", words = { "StatsReportListener" },
    records = { "BatchInfo", "StreamInputInfo", "OutputOperationInfo",
      "ReceiverInfo" } },
  { name = "Pair", words = { "pair", "tuple" } },
  { name = "Option", words = { "Some", "None" } },
  { name = "Words", words = {}, text = "Words that belong to no class." },
}

-- What no program loads, and declares what C or a loop makes.
local META = "^lua/sluice/meta"

local function contents(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

-- --- From files to words, classes and methods --------------------------------------

local function key_of(entry)
  return (entry.owner and entry.owner .. "." or "") .. entry.name
end

local function read_all(paths)
  local files = {}
  for _, path in ipairs(paths) do
    local entries, purpose = annotations.read(path)
    local file = { path = path, entries = entries, purpose = purpose, named = {} }
    for _, entry in ipairs(entries) do
      if entry.name then
        local key = key_of(entry)
        local known = file.named[key]
        if not known or #known.text == 0 then
          file.named[key] = entry
        end
      end
    end
    files[#files + 1], files[path] = file, file
  end
  return files
end

-- The entry of `f`, of `M.f`, or of `recovery.f` where that is a module.
local function entry_of(files, file, f)
  local owner, name = f:match("^(%w+)%.(%w+)$")
  if not owner or owner == "M" then
    return file.named[f]
  end
  local module = contents(file.path):match("\nlocal " .. owner
    .. ' = require%("([%w_.]+)"%)')
  local other = module and files["lua/" .. module:gsub("%.", "/") .. ".lua"]
  return other and other.named["M." .. name]
end

-- Gives what `M.SparkContext = guard.static("SparkContext", {getOrCreate = f}, ..., f)`
-- makes: the function that is called, and those that are fields.
local function parts_of_static(files, file, field)
  local text = contents(file.path)
  local fields, rest = text:match("\nM%." .. field
    .. "%s*=%s*guard%.static%(%s*\"%w+\",%s*(%b{})(.-)%)\n")
  if not fields then
    return nil, {}
  end
  local found = {}
  for name, f in fields:gmatch("([%w_]+)%s*=%s*([%w_.]+)") do
    found[#found + 1] = { name = name, entry = entry_of(files, file, f),
      word = f:match("^M%.(%w+)$") }
  end
  table.sort(found, function(a, b) return a.name < b.name end)
  local maker = rest:match(",%s*([%w_.]+)%s*$")
  return maker and file.named[maker], found
end

local function titled(entry, title, alone)
  local copy = {}
  for key, value in pairs(entry) do
    copy[key] = value
  end
  copy.title, copy.alone = title, alone
  return copy
end

-- Durations.seconds is the word Seconds, and described there.
local function is_word(part)
  return part.word and part.word:find("^%u")
end

-- The entries of a word that a Lua file defines: itself, and its fields.
local function words_of(files, word, module, field)
  local path = "lua/" .. module:gsub("%.", "/") .. ".lua"
  local file = assert(files[path], path)
  local maker, fields = parts_of_static(files, file, field)
  local entry = maker or file.named["M." .. field]
  local found = {}
  if entry then
    found[1] = titled(entry, word, not entry.code:find("function"))
    found[1].members = {}
  end
  for _, part in ipairs(fields) do
    if is_word(part) then
      table.insert(found[1].members, part)
    elseif part.entry then
      found[#found + 1] = titled(part.entry, word .. "." .. part.name)
    end
  end
  return found
end

-- The words of the annotation files, in their order: name -> list of entries.
local function all_words(files)
  local words, order = {}, {}
  local function add(name, entries)
    words[name], order[#order + 1] = entries, name
  end
  for _, file in ipairs(files) do
    for _, entry in ipairs(file.path:find(META) and file.entries or {}) do
      local module, field = entry.code:match('^%w+ = require%("([%w_.]+)"%)%.(%w+)')
      if module then
        add(entry.name, words_of(files, entry.name, module, field))
      elseif entry.name and not entry.owner and not entry.class then
        add(entry.name, { titled(entry, entry.name, entry.code:find("= nil$")) })
      end
    end
  end
  return words, order
end

-- The entry that declares a class, with the fields of all that do.
local function declared_class(files, name)
  local found
  for _, file in ipairs(files) do
    for _, entry in ipairs(file.entries) do
      if entry.class == name and (not found or #found.text == 0) then
        found = entry
      end
    end
  end
  return found
end

local function is_method(entry, class)
  return entry.owner == class and entry.code:find("^%s*function ")
    and not entry.name:find("^__")
end

local function methods_in(file, class)
  local methods = {}
  for _, entry in ipairs(file.entries) do
    if is_method(entry, class) then
      methods[#methods + 1] = titled(entry, entry.name)
    end
  end
  return methods
end

local function sentence(text)
  return (text:gsub("^%l", string.upper))
end

-- Where the file of a class asks for the file of a group: its groups are in that order,
-- and what the class itself has comes last, if it has several.
local function order_groups(groups, class)
  local text = class and contents(class.file) or ""
  for i, group in ipairs(groups) do
    local module = group.path:match("^lua/(.-)%.lua$"):gsub("/", ".")
    group.place = text:find('require("' .. module .. '")', 1, true) or (#groups - i)
    if class and group.path == class.file then
      group.title = ("What every %s has"):format(class.class)
      group.place = #groups > 2 and #text or -1
    end
  end
  table.sort(groups, function(a, b) return a.place < b.place end)
end

-- Methods that a loop makes belong to the file where the loop is.
local function place_loose(groups, loose)
  for _, method in ipairs(loose) do
    for _, group in ipairs(groups) do
      if contents(group.path):find('"' .. method.name .. '"', 1, true) then
        table.insert(group.methods, method)
        break
      end
    end
  end
end

local function groups_of(files, class, declaration)
  local groups, loose = {}, {}
  for _, file in ipairs(files) do
    local methods = methods_in(file, class)
    if #methods > 0 and file.path:find(META) then
      loose = methods
    elseif #methods > 0 then
      groups[#groups + 1] = { title = sentence(file.purpose), methods = methods,
        path = file.path }
    end
  end
  if #groups == 0 then
    return #loose > 0 and { { title = "Methods", methods = loose } } or {}
  end
  order_groups(groups, declaration)
  place_loose(groups, loose)
  return groups
end

local function page_of(files, plan, words)
  local class = declared_class(files, plan.name)
  local page = { name = plan.name, text = plan.text, words = {}, records = {},
    class = class, groups = groups_of(files, plan.name, class) }
  for _, word in ipairs(plan.words or {}) do
    for _, entry in ipairs(words[word] or {}) do
      page.words[#page.words + 1] = entry
    end
  end
  for _, name in ipairs(plan.records or {}) do
    local record = declared_class(files, name)
    if record then
      page.records[#page.records + 1] = titled(record, name)
    end
  end
  local is_there = page.class or #page.words > 0
  return is_there and page or nil
end

---The pages of the API in these files.
---@param paths string[]
---@return table[] pages
---@return string[] words of the annotation files
function M.read(paths)
  table.sort(paths)
  local files = read_all(paths)
  local words, order = all_words(files)
  local placed = {}
  for _, plan in ipairs(PAGES) do
    for _, word in ipairs(plan.words or {}) do
      placed[word] = true
    end
  end
  placed.StorageLevel = true -- its class says it
  local last = { name = PAGES[#PAGES].name, text = PAGES[#PAGES].text, words = {} }
  for _, word in ipairs(order) do
    if not placed[word] then
      last.words[#last.words + 1] = word
    end
  end
  local pages = {}
  for i, plan in ipairs(PAGES) do
    pages[#pages + 1] = page_of(files, i == #PAGES and last or plan, words)
  end
  return pages, order
end

-- --- What is asked of the pages ----------------------------------------------------

---Everything that is described: f(entry, name), name as "DStream:map".
---@param pages table[]
---@param f fun(entry: table, name: string)
function M.each(pages, f)
  for _, page in ipairs(pages) do
    if page.class then
      f(page.class, page.name)
    end
    for _, word in ipairs(page.words) do
      f(word, word.title)
    end
    for _, group in ipairs(page.groups) do
      for _, method in ipairs(group.methods) do
        f(method, page.name .. ":" .. method.name)
      end
    end
    for _, record in ipairs(page.records) do
      f(record, record.title)
    end
  end
end

-- Classes that types name, "sluice.Time" among them.
local function named_classes(entry, found)
  for _, list in ipairs({ entry.params, entry.returns, entry.fields }) do
    for _, item in ipairs(list) do
      for name in (item.private and "" or item.type):gmatch("%f[%w.]%u[%w_]*") do
        found[name] = true
      end
    end
  end
end

-- Levels and parts whose names say all.
local function is_plain(field, entry)
  return field.type == entry.class
end

---What is missing: a text, an example, a page of a class that a type names.
---@param pages table[]
---@return string[]
function M.problems(pages)
  local problems, known, named = {}, {}, {}
  M.each(pages, function(entry, name)
    known[name] = true
    named_classes(entry, named)
    local record = entry.class and #entry.fields > 0
    if #entry.text == 0 then
      problems[#problems + 1] = ("%s:%d: %s has no text"):format(entry.file, entry.line,
        name)
    end
    for _, field in ipairs(record and entry.fields or {}) do
      if field.text == "" and not field.private and not is_plain(field, entry) then
        problems[#problems + 1] = ("%s:%d: the field %s of %s has no text"):format(
          entry.file, entry.line, field.name, name)
      end
    end
    if not entry.example and not record then
      problems[#problems + 1] = ("%s:%d: %s has no example"):format(entry.file,
        entry.line, name)
    end
  end)
  for name in pairs(named) do
    if not known[name] then
      problems[#problems + 1] = "no page has the class " .. name
    end
  end
  table.sort(problems)
  return problems
end

-- --- Examples ----------------------------------------------------------------------

M.PREAMBLE = [[
local conf = SparkConf():setAppName("example"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()
]]

-- Whether it makes a context itself, or needs none.
local function stands_alone(code)
  return code:find("StreamingContext%f[(%.]") or code:find("SparkContext%f[(%.]")
    or not (code:find("%f[%w_]s?sc%f[^%w_]"))
end

---An example as a program, what it prints, and the options that its first line names.
---@param lines string[]
---@return string program
---@return string output
---@return string options
function M.program(lines)
  local code = table.concat(lines, "\n") .. "\n"
  local wanted = {}
  for _, line in ipairs(lines) do
    local text = line:match("%-%->%s?(.*)$")
    if text then
      wanted[#wanted + 1] = text .. "\n"
    end
  end
  local options = code:match("^%-%- sluice run (.-)%s*program%.lua\n") or ""
  local front = stands_alone(code) and "" or M.PREAMBLE
  return front .. code, table.concat(wanted), options
end

---The blocks of Lua in a document: place, lines.
---@param path string
---@return fun(): string, string[]
function M.blocks(path)
  return coroutine.wrap(function()
    local number, block, start = 0, nil, 0
    for line in io.lines(path) do
      number = number + 1
      if line == "```lua" then
        block, start = {}, number
      elseif line == "```" and block then
        coroutine.yield(("%s:%d"):format(path, start), block)
        block = nil
      elseif block then
        block[#block + 1] = line
      end
    end
  end)
end

return M
