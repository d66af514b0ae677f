-- course.markdown: the texts of a lesson as blocks, with what they claim.
--
-- A small part of Markdown: what docs/authoring.md says, and no more.
-- SPDX-License-Identifier: MIT
local lines_of = require("course.lines")

local M = {}

---@class course.Block
---@field kind string paragraph, list, fence, image, table or heading
---@field line integer where it begins
---@field text? string of a paragraph or heading
---@field items? string[] of a list
---@field first? integer the number of the first item of a list, if it has numbers
---@field lines? string[] of a fence or table
---@field info? string behind the ``` of a fence
---@field alt? string of an image
---@field file? string of an image
---@field source? string of an image: program and view

---@class course.Claim
---@field program string
---@field expression string
---@field line integer

-- A comment leaves this mark for each of its lines, so that lines keep their numbers.
local GONE <const> = "\1"

local function line_at(text, position)
  local _, breaks = text:sub(1, position - 1):gsub("\n", "")
  return breaks + 1
end

-- The text without its comments, and the claims in them.
local function take_claims(text)
  local claims = {}
  local bare = text:gsub("()<!%-%-(.-)%-%->", function(position, comment)
    local program, expression = comment:match("^%s*([%w/_@-]+):%s*(.-)%s*$")
    claims[#claims + 1] = {program = program, expression = expression or comment,
      line = line_at(text, position)}
    local _, breaks = comment:gsub("\n", "")
    return GONE .. ("\n" .. GONE):rep(breaks)
  end)
  return bare, claims
end

-- The lines from one number on; `at` moves on.
local Reader = {}
Reader.__index = Reader

function Reader:peek()
  return self.lines[self.at]
end

function Reader:take()
  local line = self.lines[self.at]
  self.at = self.at + 1
  return line
end

local function read_fence(reader)
  local info = reader:take():match("^```%s*(.-)%s*$")
  local lines = {}
  while reader:peek() and not reader:peek():find("^```") do
    lines[#lines + 1] = reader:take()
  end
  reader:take()
  return {kind = "fence", info = info, lines = lines}
end

local function read_image(reader)
  local alt, file, source = reader:take():match(
    "^!%[(.-)%]%((%S+)%s*\"?([^\"]*)\"?%)%s*$")
  return {kind = "image", alt = alt, file = file,
    source = source ~= "" and source or nil}
end

-- An image may be written over several lines.
local function join_image(reader)
  local first = reader.at
  while not reader:peek():find("%)%s*$") and reader.lines[reader.at + 1] do
    local line = reader:take()
    reader.lines[reader.at] = line .. " " .. reader:peek():gsub("^%s+", "")
  end
  return first
end

local function read_table(reader)
  local lines = {}
  while reader:peek() and reader:peek():find("^|") do
    lines[#lines + 1] = reader:take()
  end
  return {kind = "table", lines = lines}
end

local CODE <const> = "^    "

-- Lines that are indented by four blanks stay as they are.
local function read_code(reader)
  local lines = {}
  while reader:peek() and reader:peek():find(CODE) do
    lines[#lines + 1] = reader:take():sub(5)
  end
  return {kind = "fence", info = "text", lines = lines}
end

local function is_item(line)
  return line:find("^%- ") or line:find("^%d+%. ")
end

-- An item goes on in lines that are indented.
local function read_list(reader)
  local items, first = {}, math.tointeger(tonumber(reader:peek():match("^%d+")))
  while reader:peek() and (is_item(reader:peek()) or reader:peek():find("^%s+%S")) do
    local line = reader:take()
    local text = line:match("^%- (.*)") or line:match("^%d+%. (.*)")
    if text then
      items[#items + 1] = text
    else
      items[#items] = items[#items] .. " " .. line:match("^%s*(.-)%s*$")
    end
  end
  return {kind = "list", items = items, first = first}
end

local function begins_block(line)
  return line:find("^```") or line:find("^!%[") or line:find("^|") or is_item(line)
    or line:find("^#+ ")
end

local function read_paragraph(reader)
  local parts = {}
  repeat
    local text = reader:take():gsub(GONE, ""):match("^%s*(.-)%s*$")
    parts[#parts + 1] = text ~= "" and text or nil
    local line = reader:peek()
  until not line or line:match("^%s*$") or begins_block(line)
  return {kind = "paragraph", text = table.concat(parts, " ")}
end

local function read_block(reader)
  local line = reader:peek()
  if line:find("^```") then
    return read_fence(reader)
  elseif line:find("^!%[") then
    join_image(reader)
    return read_image(reader)
  elseif line:find("^|") then
    return read_table(reader)
  elseif is_item(line) then
    return read_list(reader)
  elseif line:find(CODE) then
    return read_code(reader)
  elseif line:find("^#+ ") then
    return {kind = "heading", text = reader:take():match("^#+ (.-)%s*$")}
  end
  return read_paragraph(reader)
end

-- Lines as blocks; the first line has the number `first`.
local function read_blocks(lines, first)
  local reader = setmetatable({lines = lines, at = 1}, Reader)
  local blocks = {}
  while reader:peek() do
    if reader:peek():match("^[%s\1]*$") then
      reader:take()
    else
      local line = first + reader.at - 1
      local block = read_block(reader)
      block.line = line
      blocks[#blocks + 1] = block
    end
  end
  return blocks
end

-- The front matter, and how many lines it takes.
local function read_front(lines)
  local front = {}
  if lines[1] ~= "---" then
    return front, 0
  end
  for i = 2, #lines do
    if lines[i] == "---" then
      return front, i
    end
    local key, value = lines[i]:match("^([%w_-]+):%s*(.-)%s*$")
    front[#front + 1] = {key = key, value = value, line = i, text = lines[i]}
  end
  return front, #lines
end

---Reads a text: its front matter, its sections (`## title`) and its claims. What stands
---before the first section is a section without a title.
---@param text string
---@return {front: table[], sections: {title: string?, line: integer, blocks:
---  course.Block[]}[], claims: course.Claim[]}
function M.read(text)
  local bare, claims = take_claims(text)
  local lines = lines_of.of(bare)
  local front, skipped = read_front(lines)
  local sections, open = {}, {line = skipped + 1, lines = {}}
  local in_fence = false
  for i = skipped + 1, #lines do
    in_fence = in_fence ~= (lines[i]:find("^```") ~= nil)
    local title = not in_fence and lines[i]:match("^## (.-)%s*$")
    if title then
      sections[#sections + 1] = open
      open = {title = title, line = i + 1, lines = {}}
    else
      open.lines[#open.lines + 1] = lines[i]
    end
  end
  sections[#sections + 1] = open
  for _, section in ipairs(sections) do
    section.blocks = read_blocks(section.lines, section.line)
    section.lines = nil
  end
  return {front = front, sections = sections, claims = claims}
end

return M
