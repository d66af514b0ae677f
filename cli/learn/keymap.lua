-- cli.learn.keymap: which key does what, and where it does.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local text = require("cli.text")

local M = {}

-- The keys in the order in which the last line of the screen has them. `where`: the
-- states of a session in which they do something; `short`: its word there; `done`: the
-- word when all checks hold.
local KEYS <const> = {
  {key = "h", short = "hint", action = "hint", where = {task = true},
    help = "one more of three hints; asking costs nothing"},
  {key = "p", short = "picture", action = "picture",
    where = {reply = true, task = true},
    help = "what your program did, and what is expected"},
  {key = "t", short = "task", action = "task", where = {reply = true, task = true},
    help = "the task"},
  {key = "r", short = "reset", action = "reset", where = {task = true},
    help = "the program as it was handed out; yours is kept beside it"},
  {key = "l", short = "list", action = "list",
    where = {question = true, reply = true, task = true}, help = "all lessons"},
  {key = "n", short = "next", action = "next",
    where = {question = true, reply = true, task = true}, help = "the next lesson"},
  {key = "s", short = "solution", action = "solution", where = {task = true},
    help = "a program that passes: when yours does, or after the third hint"},
  {key = "e", action = "explanation", where = {task = true}, done = "explanation",
    help = "the whole explanation, when all checks hold"},
  {key = "f", action = "further", where = {task = true}, done = "further",
    help = "one question more, when all checks hold"},
  {key = "q", short = "quit", action = "quit",
    where = {welcome = true, question = true, reply = true, task = true},
    help = "leave; what you have done is kept"},
  {key = "b", action = "question", where = {reply = true, task = true},
    help = "back to the question, and what was said to your answer"},
  {key = "o", action = "output", where = {task = true},
    help = "what your program printed when it was checked last"},
  {key = "v", action = "open_picture", where = {reply = true, task = true},
    help = "both pictures as files; opened, if there is a display"},
  {key = "c", action = "check", where = {task = true},
    help = "check now; a file that is saved is checked at once anyway"},
  {key = "g", action = "go_to", where = {question = true, reply = true, task = true},
    help = "go to another lesson"},
  {key = "?", action = "help", where = {question = true, reply = true, task = true},
    help = "this list"},
}

---The action of a key, if it has one in the session's state.
---@param session learn.Session
---@param key string
---@return string|nil
function M.action(session, key)
  for _, one in ipairs(KEYS) do
    if one.key == key and one.where[session.state] then
      return one.action
    end
  end
  return nil
end

---All keys, one a line.
---@param session learn.Session
---@return learn.Part
function M.help(session)
  return function(style)
    local lines = {}
    for _, one in ipairs(KEYS) do
      if one.where[session.state] then
        for i, line in ipairs(text.wrap(one.help, style.columns - 3)) do
          lines[#lines + 1] = (i == 1 and one.key .. "  " or "   ") .. line
        end
      end
    end
    return lines
  end
end

-- What a footer without room leaves out, the first of these first.
local SPARED <const> = {"r", "t", "f", "l", "n", "s"}

-- The keys of the footer: those of the state; when a lesson is done, others. Over a
-- page that is left again there are few.
local function items_of(session, is_left)
  local is_done = session.result and session.result.done
  local items = {}
  for _, one in ipairs(KEYS) do
    local short = one.short
    if is_left then
      short = one.key == "q" and short or one.key == "?" and "all keys" or nil
    elseif is_done then
      short = one.done or one.key ~= "h" and one.key ~= "s" and short or nil
    end
    if short and one.where[session.state] then
      items[#items + 1] = {one.key, short}
    end
  end
  return items
end

local function first_item(session, is_left)
  local last = #session.lesson.choices
  if session.page.leads or is_left then
    return {"Enter", session.page.leads or "back"}
  elseif session.state == "question" then
    return {"a-" .. ("abcdefgh"):sub(last, last), "your answer"}
  elseif session.page.goes_on and not session.page.before then
    return {"Enter", session.state == "reply" and "the task" or "begin"}
  end
  return nil
end

local function width_of(items)
  local total = -2
  for _, item in ipairs(items) do
    total = total + #item[1] + 1 + #item[2] + 2
  end
  return total
end

local function remove(items, key)
  for i, item in ipairs(items) do
    if item[1] == key then
      table.remove(items, i)
      return
    end
  end
end

---The last line of a screen, as much of it as there is room for.
---@param session learn.Session
---@param style table columns, color; scrolls: no page hides another
---@param more boolean the page goes on
---@return string
function M.footer(session, style, more)
  local is_left = session.page.before ~= nil and not style.scrolls
  local items = items_of(session, is_left)
  local first = more and {"Space", "more"} or first_item(session, is_left)
  if first then
    table.insert(items, 1, first)
  end
  local watches = session.state == "task" and not is_left and "  watching"
  if width_of(items) > style.columns then
    items[#items + 1] = {"?", "all keys"}
    for _, key in ipairs(SPARED) do
      if width_of(items) > style.columns then
        remove(items, key)
      end
    end
  end
  local fits = watches and width_of(items) + #watches <= style.columns
  local words = {}
  for i, item in ipairs(items) do
    words[i] = diagnostic.paint("place", item[1], style.color) .. " " .. item[2]
  end
  return table.concat(words, "  ") .. (fits and watches or "")
end

return M
