-- tools/apidoc.lua FILE... -- writes docs/api.md and docs/api/ from the annotations of
-- the Lua files of the API. `make docs` runs it.
-- SPDX-License-Identifier: MIT
--
-- With --check first, it writes nothing, prints what is missing or not as it would be
-- written, and exits with 1 if there is something. With --examples FOLDER first, it
-- writes NUMBER.lua, NUMBER.want and NUMBER.options for each example there, and prints
-- a line for each: NUMBER|NAME (FILE:LINE).
local library = dofile("tools/api_library.lua")
local model = dofile("tools/api_model.lua")

local FOLDER = "docs/api/"

-- --- Pieces of Markdown ------------------------------------------------------------

local function lines_of(...)
  return table.concat({ ... }, "\n")
end

local function code_block(language, lines)
  return lines_of("```" .. language, table.concat(lines, "\n"), "```")
end

-- The lines that print at the end of an example stand below it.
local function example(code)
  local last = #code
  while last > 0 and code[last]:find("^%-%->") do
    last = last - 1
  end
  local program, output = {}, {}
  for i, line in ipairs(code) do
    if i <= last then
      program[#program + 1] = line
    else
      output[#output + 1] = line:match("^%-%->%s?(.*)$")
    end
  end
  local text = code_block("lua", program)
  if #output > 0 then
    if output[#output] == "" then
      output[#output] = nil
    end
    text = lines_of(text, "prints", code_block("", output))
  end
  return text
end

local function plain_type(text)
  return (text:gsub("sluice%.", ""))
end

-- A bar would end the cell of a table.
local function cell(text)
  return (text:gsub("|", "\\|"))
end

-- Outside of code, what Markdown would take for its own signs is not.
local function prose(text)
  return (text:gsub("([^`]*)(`?[^`]*`?)", function(words, code)
    return words:gsub("[<_*%[]", "\\%0") .. code
  end))
end

local function parameter(item)
  local optional = item.optional and ", optional" or ""
  local text = item.text ~= "" and ": " .. prose(item.text) or ""
  return ("- `%s` (`%s`%s)%s"):format(item.name, plain_type(item.type), optional, text)
end

-- --- Signatures --------------------------------------------------------------------

-- f(key, value [, n])
local function arguments(entry)
  local text, open = "", 0
  for i, item in ipairs(entry.params) do
    local comma = i > 1 and ", " or ""
    if item.optional then
      text = text .. (i > 1 and " [" or "[") .. comma .. item.name
      open = open + 1
    else
      text = text .. comma .. item.name
    end
  end
  return "(" .. text .. ("]"):rep(open) .. ")"
end

local function returned(entry)
  local types = {}
  for i, item in ipairs(entry.returns) do
    types[i] = plain_type(item.type) .. (item.optional and "|nil" or "")
  end
  return #types > 0 and " → " .. table.concat(types, ", ") or ""
end

local function signature(entry, before)
  if entry.alone then
    return before
  end
  return before .. arguments(entry) .. returned(entry)
end

-- --- A page ------------------------------------------------------------------------

local function first_sentence(entry)
  local text = entry.text[1] or ""
  return text:match("^(.-[%l%d)%]`\"]%.)%s+%u") or text
end

local function add(list, ...)
  for _, item in ipairs({ ... }) do
    list[#list + 1] = item
  end
end

local function add_texts(list, entry)
  for _, paragraph in ipairs(entry.text) do
    add(list, prose(paragraph))
  end
end

local function add_entry(list, entry, title)
  add(list, "### " .. title)
  add(list, code_block("", { signature(entry, title) }))
  add_texts(list, entry)
  local parameters = {}
  for i, item in ipairs(entry.params) do
    parameters[i] = parameter(item)
  end
  if #parameters > 0 then
    add(list, table.concat(parameters, "\n"))
  end
  if entry.example then
    add(list, example(entry.example))
  end
end

local function add_fields(list, entry)
  local rows = { "| field | is | |", "|---|---|---|" }
  for _, item in ipairs(entry.fields) do
    if not item.private then
      rows[#rows + 1] = ("| `%s` | `%s`%s | %s |"):format(item.name,
        cell(plain_type(item.type)), item.optional and ", optional" or "",
        cell(prose(item.text)))
    end
  end
  if #rows > 2 then
    add(list, table.concat(rows, "\n"))
  end
end

local function anchor(title)
  return "#" .. title:lower():gsub("[^%w_ -]", ""):gsub(" ", "-")
end

local function summary(page, file)
  local rows = { "| | |", "|---|---|" }
  local function row(entry, name, heading)
    rows[#rows + 1] = ("| [%s](%s%s) | %s |"):format(name, file, anchor(heading),
      cell(prose(first_sentence(entry))))
  end
  for _, word in ipairs(page.words) do
    row(word, word.title, word.title)
  end
  for _, group in ipairs(page.groups) do
    if #page.groups > 1 then
      rows[#rows + 1] = ("| **%s** | |"):format(group.title)
    end
    for _, method in ipairs(group.methods) do
      row(method, method.name, page.name .. ":" .. method.name)
    end
  end
  return #rows > 2 and table.concat(rows, "\n") or nil
end

local function page_text(page)
  local list = { "<!-- Made by `make docs` of the annotations in lua/sluice/. -->",
    "# The API: " .. page.name }
  if page.class then
    add_texts(list, page.class)
  end
  add(list, page.text)
  add(list, "[The whole API](../api.md)")
  if page.class and page.class.example then
    add(list, example(page.class.example))
  end
  if page.class then
    add_fields(list, page.class)
  end
  add(list, summary(page, ""))
  for _, word in ipairs(page.words) do
    add_entry(list, word, word.title)
  end
  for _, group in ipairs(page.groups) do
    if #page.groups > 1 then
      add(list, "## " .. group.title)
    end
    for _, method in ipairs(group.methods) do
      add_entry(list, method, page.name .. ":" .. method.name)
    end
  end
  for _, record in ipairs(page.records) do
    add(list, "## " .. record.title)
    add_texts(list, record)
    add_fields(list, record)
  end
  return table.concat(list, "\n\n") .. "\n"
end

-- --- The first page ----------------------------------------------------------------

local INTRODUCTION = [[
<!-- Made by `make docs` of the annotations in lua/sluice/. -->

# The API

What a program finds: the classes of Spark Streaming and of the part of Spark that it
stands on, with Spark's names, and a few words of sluice's own. Each class has a page;
below is what each has. [values.md](values.md) says which Lua values can be records.

- **Methods are called with a colon**: `stream:map(f)`. What is listed as
  `SparkContext.getOrCreate` belongs to the word and is called with a dot.
- **Types**: `integer` and `number` are Lua's, `fun(a, b)` is a function, `any[]` a
  list, `A|B` one or the other. `f(...)` gets one argument for a record, two for a pair.
  Arguments in brackets may be left out. A time is a Time, a length of time a Duration;
  where numbers stand for time, they are milliseconds.
- **Where functions run**: those of map, filter, reduceByKey and so on run in tasks, on
  copies of what they captured; those of foreachRDD and transform on the driver.
- **Errors** are tables with `class` (the Java class) and `message` (Spark's text where
  Spark has one), for `pcall`. A wrong argument is a java.lang.IllegalArgumentException,
  unless another class is named.
- **Editors** that know LuaLS complete all of this and show it, in this tree, or if
  their setting `workspace.library` names the folder of `docs/api/sluice.lua`.
- **Examples** are run by the tests. `-->` shows what a line prints, with two blanks for
  a tab. A first line `-- sluice run OPTIONS program.lua` says how it is run; the files
  are those in `examples/text/`. Where no context is made, these lines stand in front:

```lua
local conf = SparkConf():setAppName("example"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()
```
]]

local function contents_text(pages)
  local links = {}
  for i, page in ipairs(pages) do
    links[i] = ("[%s](%s)"):format(page.name, anchor(page.name))
  end
  local list = { INTRODUCTION .. "\n" .. table.concat(links, " · ") }
  for _, page in ipairs(pages) do
    local file = "api/" .. page.name .. ".md"
    add(list, "## " .. page.name)
    local about = page.class and first_sentence(page.class) or page.text
    local link = ("[→ %s](%s)"):format(page.name, file)
    add(list, (about and prose(about) .. " " or "") .. link)
    add(list, summary(page, file))
  end
  return table.concat(list, "\n\n") .. "\n"
end

-- --- What it does ------------------------------------------------------------------

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("a")
  if file then
    file:close()
  end
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

-- What ?name shows in the REPL: a module that returns a list.
local function help_text(pages)
  local lines = { "-- Made by `make docs` of the annotations in lua/sluice/.",
    "-- SPDX-License-Identifier: MIT", "return {" }
  local function put(owner, sign, entry, name)
    lines[#lines + 1] = ("  {owner = %q, sign = %q, name = %q, arguments = %q,\n"
      .. "    returns = %q,\n    text = %q,\n    example = %q},"):format(owner, sign,
      name, entry.alone and "" or arguments(entry),
      entry.alone and "" or returned(entry), table.concat(entry.text, " "),
      table.concat(entry.example or {}, "\n"))
  end
  for _, page in ipairs(pages) do
    for _, word in ipairs(page.words) do
      put("", "", word, word.title)
    end
    for _, group in ipairs(page.groups) do
      for _, method in ipairs(group.methods) do
        put(page.name, ":", method, method.name)
      end
    end
  end
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n") .. "\n"
end

local function documents(pages)
  local list = { { path = "docs/api.md", text = contents_text(pages) } }
  for i, page in ipairs(pages) do
    list[i + 1] = { path = FOLDER .. page.name .. ".md", text = page_text(page) }
  end
  list[#list + 1] = { path = FOLDER .. "sluice.lua", text = library.text(pages) }
  list[#list + 1] = { path = FOLDER .. "help.lua", text = help_text(pages) }
  return list
end

local function check(pages)
  local problems = model.problems(pages)
  for _, document in ipairs(documents(pages)) do
    if read(document.path) ~= document.text then
      problems[#problems + 1] = document.path .. " is out of date: make docs"
    end
  end
  for _, problem in ipairs(problems) do
    print(problem)
  end
  os.exit(#problems == 0)
end

local function write_examples(pages, folder)
  local number = 0
  local function put(name, lines)
    number = number + 1
    local program, wanted, options = model.program(lines)
    local path = ("%s/%d"):format(folder, number)
    write(path .. ".lua", program)
    write(path .. ".want", wanted)
    write(path .. ".options", options .. "\n")
    print(("%d|%s"):format(number, name))
  end
  model.each(pages, function(entry, name)
    if entry.example then
      put(("%s (%s:%d)"):format(name, entry.file, entry.line), entry.example)
    end
  end)
  for place, lines in model.blocks("docs/values.md") do
    put(place, lines)
  end
end

local function main(first, ...)
  if first == "--check" then
    check((model.read({ ... })))
  elseif first == "--examples" then
    write_examples((model.read({ select(2, ...) })), (...))
  else
    os.execute("mkdir -p " .. FOLDER)
    for _, document in ipairs(documents((model.read({ first, ... })))) do
      write(document.path, document.text)
    end
  end
end

main(...)
