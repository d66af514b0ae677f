-- cli.learn.ask: `sluice learn quiz --ask`, one question after the other. Nothing is
-- counted.
-- SPDX-License-Identifier: MIT
local picture = require("cli.picture")
local spans = require("course.spans")
local talk_of = require("cli.learn.talk")
local text = require("course.sheet.text")
local words = require("course.sheet.words")

local M = {}

local AFTER <const> = {p = true, q = true, enter = true}

-- The keys of a question: letters of its choices, Enter and q.
local function keys_of(asked)
  local keys = {q = true, enter = true}
  for n in ipairs(asked.choices) do
    keys[words.letter(n):sub(1, 1)] = n
  end
  return keys
end

local function label(asked, n)
  return words.letter(n) .. " " .. asked.choices[n].label
end

-- What is said to an answer; nil is none.
local function reply(asked, n)
  local right, why = label(asked, asked.right), words.sentence(asked.why)
  if n == asked.right then
    return ("%s, as you said. %s"):format(right, why)
  elseif n then
    return ("%s. You said %s: %s. %s"):format(right, label(asked, n),
      asked.choices[n].reply, why)
  end
  return ("%s. %s"):format(right, why)
end

local function picture_lines(asked, style)
  return words.lines(picture.text(asked.run, asked.view, {color = style.color,
    ascii = style.ascii, width = style.columns, plain = style.plain}))
end

-- One question; whether the next one is wanted.
local function ask(talk, asked)
  local style, keys = talk.style, keys_of(asked)
  talk:write(text.question(asked, asked.number .. ". ", style))
  local last = words.letter(#asked.choices):sub(1, 1)
  local key = talk:key(("\na-%s your answer  Enter no answer  q quit > "):format(last),
    keys)
  if not key or key == "q" then
    return false
  end
  local n = math.type(keys[key]) and keys[key] or nil
  talk:write(spans.wrap(reply(asked, n), style.columns, style))
  repeat
    key = talk:key("\np picture  Enter next  q quit > ", AFTER)
    if key == "p" then
      talk:write(picture_lines(asked, style))
    end
  until key ~= "p"
  return key == "enter"
end

---Asks questions until the learner leaves.
---@param numbers integer[]
---@param make fun(number: integer): course.Asked
---@param options table of the command line
---@return integer exit code
function M.all(numbers, make, options)
  local talk <close> = talk_of.open(options)
  for i, number in ipairs(numbers) do
    talk:write(i > 1 and {""} or {})
    if not ask(talk, make(number)) then
      break
    end
  end
  return talk.code
end

return M
