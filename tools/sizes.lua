-- tools/sizes.lua FILE... -- checks how long functions, files and lines are.
-- SPDX-License-Identifier: MIT
--
-- A function has at most 80 lines, a file 500, a line 88 columns; a line that is a
-- string may be longer, so that a message can be searched for. A file has one line that
-- names its licence, no tab, no blanks at the end of a line, and a newline at its end.
-- Prints FILE:LINE: message for each violation and exits with 1 if there is one. The
-- last line tells how long the functions are.
--
-- The layout of the code does the parsing: `{` and `}` of a C function stand in the
-- first column, `end` of a Lua function under the line that began it. Of a Lua file
-- that is one function, `return function(Class)`, only the functions inside count.

local MAX_FUNCTION = 80
local MAX_FILE = 500
local MAX_COLUMNS = 88
local LICENCE = "SPDX-License-Identifier: MIT"

local violations = 0
local lengths = {}

local function report(path, line, message)
  violations = violations + 1
  print(string.format("%s:%d: %s", path, line, message))
end

local function add_function(path, first, last)
  local length = last - first + 1
  lengths[#lengths + 1] = length
  if length > MAX_FUNCTION then
    report(path, first, string.format("a function of %d lines; %d are allowed", length,
      MAX_FUNCTION))
  end
end

-- Whether a line cannot be part of the signature that follows it.
local function is_outside(text)
  return text == "" or text:find("[;}/]$") or text:find("^//") or text:find("^#")
end

-- The signature counts as well.
local function signature_start(lines, brace)
  local first = brace
  while first > 1 and not is_outside(lines[first - 1]) do
    first = first - 1
  end
  return first
end

local function find_c_functions(path, lines)
  local first
  for number, text in ipairs(lines) do
    if text == "{" then
      first = signature_start(lines, number)
    elseif text == "}" and first then
      add_function(path, first, number)
      first = nil
    end
  end
end

local function find_lua_functions(path, lines)
  local open = {} -- by indentation
  for number, text in ipairs(lines) do
    local indent, rest = text:match("^( *)(.*)$")
    if rest:find("^end%f[^%w_]") and open[#indent] then
      if not lines[open[#indent]]:find("^return function") then
        add_function(path, open[#indent], number)
      end
      open[#indent] = nil
    elseif rest:find("%f[%w_]function%f[^%w_]") and not rest:find("%f[%w_]end%f[^%w_]")
      and not rest:find("^%-%-") then
      open[#indent] = number
    end
  end
end

local function columns(text)
  return utf8.len(text) or #text
end

local function check_lines(path, lines)
  local licences = 0
  for number, text in ipairs(lines) do
    if text:find("\t") then report(path, number, "a tab") end
    if text:find("%s$") then report(path, number, "blanks at the end of the line") end
    if columns(text) > MAX_COLUMNS and not text:find('^ *"') then
      report(path, number, string.format("%d columns; %d are allowed", columns(text),
        MAX_COLUMNS))
    end
    if text:find("^%p+ " .. LICENCE:gsub("%p", "%%%0") .. "[ %p]*$") then
      licences = licences + 1
    end
  end
  if licences ~= 1 then
    report(path, 1, string.format("%d lines with %s; one is wanted", licences, LICENCE))
  end
  if #lines > MAX_FILE then
    report(path, 1, string.format("%d lines; %d are allowed", #lines, MAX_FILE))
  end
end

local function read_lines(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  if text:sub(-1) ~= "\n" then report(path, 1, "no newline at the end of the file") end
  local lines = {}
  for line in text:gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  return lines
end

local function percentile(share)
  return lengths[math.max(1, math.ceil(#lengths * share))] or 0
end

for _, path in ipairs(arg) do
  local lines = read_lines(path)
  check_lines(path, lines)
  if path:find("%.c$") then find_c_functions(path, lines) end
  if path:find("%.lua$") then find_lua_functions(path, lines) end
end
table.sort(lengths)
print(string.format("sizes: %d functions, median %d lines, nine of ten up to %d, "
  .. "longest %d", #lengths, percentile(0.5), percentile(0.9), percentile(1)))
os.exit(violations == 0)
