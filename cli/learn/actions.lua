-- cli.learn.actions: what the keys of a lesson do; each is called with the session.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local keymap = require("cli.learn.keymap")
local lesson_of = require("course.lesson")
local list = require("cli.learn.list")
local parts = require("cli.learn.parts")

local M = {}

function M.hint(session)
  local n, unkept = session.desk:take_hint(session.lesson)
  if n then
    session:add(parts.hint(session.lesson, n, session.desk), "hint " .. n)
  else
    for i = 1, #session.lesson.hints do
      session:add(parts.hint(session.lesson, i, session.desk), "hint " .. i)
    end
  end
  session:warn(unkept)
end

function M.picture(session)
  session.busy("drawing")
  session:aside(session.pictures:compared(session.result))
end

function M.output(session)
  if session.result then
    session:aside(parts.output(session.result))
  else
    session:tell("Your program was not checked yet. c: check it now")
  end
end

function M.open_picture(session)
  session.busy("drawing")
  if not session.folder then
    session.folder = os.tmpname()
    os.remove(session.folder) -- a folder takes its place
  end
  session:tell(session.pictures:write(session.result, session.folder))
end

-- What was found is not forgotten: Enter goes back to it.
function M.task(session)
  if session.state == "reply" then
    session:to_task(true)
    session:look_again()
  else
    session:aside(parts.task(session.lesson, session:path()))
  end
end

function M.question(session)
  session:aside(parts.question(session.lesson, session:labels(), session.draw))
  local said = session.desk:done(session.lesson).said
  for n = 1, #session.lesson.choices do
    if said == lesson_of.letter(n) then
      session.page.leads = "what was said"
      session.page.goes_on = function()
        session:to_reply(n)
      end
    end
  end
end

function M.reset(session)
  if session.resets then
    session.resets = nil
    local kept = session.desk:reset(session.lesson)
    session:know_file()
    session.result = nil
    session:to_task()
    session:tell(session.lesson.file .. " is as it was handed out"
      .. (kept and "; what you had is in " .. kept or ""))
    return
  end
  session.resets = true
  session:tell(("r again: %s as it was handed out; what you have is kept beside it")
    :format(session.lesson.file))
end

function M.list(session)
  session:aside(function(style)
    local lines = list.lines(session.desk, style)
    lines[#lines + 1] = "g: go to one of them"
    return lines
  end)
end

function M.go_to(session)
  session.asks = {prompt = "go to lesson: ", answer = function(text)
    local lesson, near = session.desk.shelf:find(text)
    if lesson then
      session:open(lesson)
    elseif text ~= "" then
      session:tell(("no lesson is called %s%s"):format(diagnostic.quote(text),
        near and "; " .. near .. "?" or "; l: the list"))
    end
  end}
end

function M.next(session)
  local lesson = session.desk:next(session.lesson)
  if lesson then
    session:open(lesson)
  elseif session.desk:count_done() == #session.desk.shelf.lessons then
    session:tell("All lessons are done. g: go to one of them again")
  else
    session:tell("The other lessons build on this one, or are done. g: another one "
      .. "anyway")
  end
end

function M.solution(session)
  if session.desk:is_open(session.lesson) then
    session:aside(parts.solution(session.lesson))
  else
    session:tell(("The solution opens when all checks hold, or after the third hint; "
      .. "you have taken %d. h: a hint"):format(
        session.desk:done(session.lesson).hints))
  end
end

function M.explanation(session)
  if session.desk:is_open(session.lesson) then
    session:aside(parts.explanation(session.lesson, session.draw))
  else
    session:tell("The explanation opens when all checks hold, or after the third hint.")
  end
end

function M.further(session)
  if not session.desk:is_open(session.lesson) then
    session:tell("One more question comes when all checks hold.")
    return
  end
  local page = session:aside(parts.further(session.lesson, false, session.draw))
  local back = page.goes_on
  page.leads = "the answer"
  page.goes_on = function()
    session:aside(parts.further(session.lesson, true, session.draw)).goes_on = back
  end
end

function M.check(session)
  session:check()
end

function M.help(session)
  session:aside(keymap.help(session))
end

function M.quit(session)
  session.over = 0
end

return M
