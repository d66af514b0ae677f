-- cli.learn.myths: `sluice learn myths`, ten experiments of one screen. Each begins
-- with a vote, which is not counted.
-- SPDX-License-Identifier: MIT
local myths_of = require("cli.myths")
local page = require("course.page")
local pictures_of = require("cli.learn.pictures")
local spans = require("course.spans")
local talk_of = require("cli.learn.talk")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

-- The keys of a vote, and the choice that each is.
local function votes_of(myth)
  local keys, names = {q = true, enter = true}, {}
  for n, choice in ipairs(myth.choices) do
    local key = choice.label:sub(1, 1)
    keys[key] = n
    names[n] = key .. " " .. choice.label
  end
  return keys, table.concat(names, "  ")
end

local function write_blocks(talk, myth, blocks)
  local drawer = pictures_of.new(myth):drawer()
  local function picture(block, style)
    local lines = drawer(block, style)
    while lines[1] == "" do
      table.remove(lines, 1)
    end
    return lines
  end
  local style = setmetatable({picture = picture}, {__index = talk.style})
  talk:write(page.render(blocks, style))
end

-- "No, as you said. They wait in a queue."
local function write_reply(talk, myth, n)
  local right
  for i, choice in ipairs(myth.choices) do
    right = choice.right and i or right
  end
  local answer = myth.choices[right].label:gsub("^%l", string.upper)
  local said = ("%s%s. %s"):format(answer, n == right and ", as you said" or "",
    myth.choices[n or right].reply)
  talk:write(spans.wrap(said, talk.style.columns, talk.style))
  talk:write({""})
end

-- One myth; whether the next one is wanted.
local function show(talk, myth)
  local keys, votes = votes_of(myth)
  talk:write({("Myth %d: %s"):format(myth.number, myth.title), ""})
  write_blocks(talk, myth, myth.question)
  local key = talk:key(("\n%s  Enter no vote  q quit > "):format(votes), keys)
  if key == "q" then
    return false
  end
  write_reply(talk, myth, math.type(keys[key]) and keys[key] or nil)
  write_blocks(talk, myth, myth.sections.look)
  key = talk:key("\nEnter what is so  q quit > ", {enter = true, q = true})
  if key == "q" then
    return false
  end
  write_blocks(talk, myth, myth.sections.so)
  talk:write({""})
  talk:write(spans.wrap(("The lesson: sluice learn goto %s"):format(myth.after[1]),
    talk.style.columns, talk.style))
  return true
end

local function list(talk, myths)
  for _, myth in ipairs(myths) do
    talk:write({("%2d  %s"):format(myth.number, myth.title)})
  end
end

-- The myths to show: from one on, or the one that is named.
local function find(myths, text)
  local number = math.tointeger(tonumber(text:match("^%d+$")))
  if not number or not myths[number] then
    usage.fail(("there are myths 1 to %d, got %s"):format(#myths, words.quote(text)),
      "sluice learn myths 8")
  end
  return number
end

---@param arguments sluice.Arguments
---@param given string[] the number of a myth
---@return integer exit code
function M.main(arguments, given)
  local myths = myths_of.open()
  local talk <close> = talk_of.open(arguments.options)
  if not given[1] then
    list(talk, myths)
    talk:write({"", "sluice learn myths N shows one: vote, look, see what is so."})
    return 0
  end
  local number = find(myths, given[1])
  while show(talk, myths[number]) and not talk.ended and myths[number + 1] do
    if talk:key("\nEnter the next myth  q quit > ", {enter = true, q = true}) ~= "enter"
      then
      break
    end
    number = number + 1
  end
  return talk.code
end

return M
