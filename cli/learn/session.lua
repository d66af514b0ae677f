-- cli.learn.session: a learner at a lesson: what is seen, and what keys do.
--
-- It knows nothing of terminals. What is seen is a page: parts (cli.learn.parts), of
-- which the last one is the news, and the keys that do something. A page that hides the
-- lesson for a while, such as the list, is left by Enter.
-- SPDX-License-Identifier: MIT
local actions = require("cli.learn.actions")
local diagnostic = require("sluice.diagnostic")
local box = require("cli.box")
local expression = require("course.expression")
local host = require("cli.host")
local judge = require("course.judge")
local keys = require("cli.learn.keymap")
local lesson_of = require("course.lesson")
local parts = require("cli.learn.parts")
local pictures_of = require("cli.learn.pictures")

local M = {}

---@class learn.Page
---@field parts learn.Part[]
---@field kinds table<learn.Part, string> what takes the place of what
---@field goes_on? fun() what Enter does at its end
---@field leads? string where Enter leads, if not back
---@field before? learn.Page that it hides

---@class learn.Session
---@field desk learn.Desk
---@field lesson course.Lesson
---@field state string welcome, question, reply or task
---@field page learn.Page
---@field over integer|nil the exit code, at the end
---@field asks {prompt: string, answer: fun(text: string)}|nil a line is wanted
---@field result course.Result|nil of the last check
---@field told learn.Part[] what is said below the page, until the next key
---@field changes integer grows with each change of what is seen
---@field live boolean somebody sits there: results say the time of the day, and a file
---that is saved gets the time for it
---@field busy fun(text: string) is told before something that takes time
---@field private stamp string of the file when it was looked at last
local Session = {}
Session.__index = Session

---@param desk learn.Desk
---@param options {live: boolean, busy: fun(text: string)}
---@return learn.Session
function M.new(desk, options)
  return setmetatable({desk = desk, live = options.live, busy = options.busy,
    told = {}, changes = 0}, Session)
end

-- Pages -------------------------------------------------------------------------------

function Session:show(...)
  self.page = {parts = {...}, kinds = {}}
  self.changes = self.changes + 1
  return self.page
end

-- A part behind those that are seen; `kind`: in place of the last one of that kind.
function Session:add(part, kind)
  local shown = self.page.parts
  for i = #shown, 1, -1 do
    if kind and self.page.kinds[shown[i]] == kind then
      table.remove(shown, i)
    end
  end
  shown[#shown + 1] = part
  self.page.kinds[part] = kind
  self.changes = self.changes + 1
end

-- What is said below the page until the next key.
function Session:tell(sentence)
  self.told[#self.told + 1] = parts.say(sentence)
  self.changes = self.changes + 1
end

-- Something that could not be kept is said, and the lesson goes on.
function Session:warn(message)
  if message then
    self:tell(message .. "; what you do is not kept")
  end
end

-- A page in place of the lesson's; Enter goes back.
function Session:aside(...)
  local before = self.page.before or self.page
  self:show(...)
  self.page.before = before
  self.page.goes_on = function()
    self.page = before
  end
  return self.page
end

-- From the list or a picture back to the task or the question.
function Session:come_back()
  self.page = self.page.before or self.page
end

-- The file ----------------------------------------------------------------------------

local function stamp_of(path)
  local info = host.file_info(path)
  return info and ("%d %d"):format(info.modified, info.size) or "missing"
end

-- A pipe would be waited for, and a session goes on.
local function read_program(path)
  local info = host.file_info(path)
  if info and not info.regular then
    return nil, ("%s is %s, not a program"):format(path, info.folder and "a folder"
      or "a pipe or a device")
  end
  return host.read_file(path)
end

function Session:path()
  return self.desk:path(self.lesson)
end

-- What is there now is known: only a change of it is worth a check.
function Session:know_file()
  self.stamp = stamp_of(self:path())
end

local function diagnostic_part(d)
  return function(style)
    local text = diagnostic.format(d, {color = style.color, ascii = style.ascii,
      width = style.columns})
    local lines = {}
    for line in text:gmatch("[^\n]+") do
      lines[#lines + 1] = line
    end
    return lines
  end
end

-- A lesson that is broken says so; the session goes on.
local function judge_safely(lesson, program)
  local done, result = pcall(judge.judge, lesson, lesson.file, program, box.runs)
  if done then
    return result
  elseif type(result) ~= "table" or not result.message then
    error(result, 0)
  end
  return nil, result
end

---Runs the learner's program and shows what the checks say.
function Session:check()
  self:know_file()
  local program, message = read_program(self:path())
  if not program then
    self:tell(message .. "; r: as it was handed out")
    return
  end
  self.busy("checking " .. self.lesson.file)
  local result, problem = judge_safely(self.lesson, program)
  if not result then
    problem.more = false
    self:add(diagnostic_part(problem), "result")
    return
  end
  self.result, self.pictures.program = result, program
  local unkept = self.desk:keep(self.lesson, result)
  self:to_task()
  self:add(parts.result(result, self.live and os.date("%H:%M:%S") or nil), "result")
  if result.done then
    self:add(parts.success(self.lesson, self.desk:next(self.lesson)), "success")
  end
  self:warn(unkept)
end

-- A file that is being written is let alone until it stays as it is.
local function settled(self, now)
  local before = self.seen
  self.seen = now
  return before == now or not self.live
end

---Looks whether the file was saved, and checks it then.
function Session:look()
  local watches = self.state == "task" or self.state == "reply"
  if not watches or self.asks then
    return
  end
  local now = stamp_of(self:path())
  if now ~= self.stamp and settled(self, now) and now ~= "missing" then
    self:check()
  end
end

-- The steps of a lesson ---------------------------------------------------------------

-- The texts of the choices, some of them from a run.
function Session:labels()
  local labels = {}
  local run = self.pictures.programs:run("predict")
  for i, choice in ipairs(self.lesson.choices) do
    local label, message = expression.label(choice, run)
    labels[i] = label or "? (" .. message .. ")"
  end
  return labels
end

-- Says which lessons should have been done before.
local function tell_missing(self)
  local before = {}
  for i, one in ipairs(self.desk:missing(self.lesson)) do
    before[i] = one.id .. " " .. one.name
  end
  if #before > 0 then
    self:tell(("This lesson builds on %s, which you have not done."):format(
      diagnostic.list(before)))
  end
end

function Session:to_question()
  self.state = "question"
  tell_missing(self)
  self:show(parts.question(self.lesson, self:labels(), self.draw))
end

function Session:to_reply(n)
  self.state = "reply"
  self:know_file()
  self:show(parts.reply(self.lesson, n, self:labels()[n], self.draw))
  self.page.goes_on = function()
    self:to_task()
    self:look_again()
  end
end

-- The task; `again`: also for who has seen it, line by line.
function Session:to_task(again)
  self.state = "task"
  if again or not self.task then
    self.task = parts.task(self.lesson, self:path())
  end
  self:show(self.task)
end

-- What the file holds is checked, unless it is as it was handed out.
function Session:look_again()
  local program = read_program(self:path())
  if program and program ~= self.lesson.files["start.lua"] then
    self:check()
  else
    self:know_file()
  end
end

---Begins with a lesson, or goes on with it.
---@param lesson course.Lesson
function Session:open(lesson)
  self.lesson, self.result, self.page, self.task = lesson, nil, nil, nil
  self.pictures = pictures_of.new(lesson)
  self.draw = self.pictures:drawer()
  self.desk:hand_out(lesson)
  local unkept = self.desk:update(function(progress)
    progress.here = lesson.folder
  end)
  if self.desk:done(lesson).said then
    self:to_task()
    self:look_again()
  else
    self:to_question()
  end
  self:warn(unkept)
end

---What is seen first.
---@param lesson course.Lesson
---@param notice learn.Part|nil something to say before
function Session:begin(lesson, notice)
  self.lesson, self.state = lesson, "welcome"
  if not self.desk:is_new() and not notice then
    self:open(lesson)
    return
  end
  self:show(notice or parts.welcome(self.desk, lesson))
  self.page.goes_on = function()
    self:open(lesson)
  end
end

-- Keys --------------------------------------------------------------------------------

local GOES_ON <const> = {enter = true, space = true, escape = true}

local function choice_of(self, key)
  for n = 1, #self.lesson.choices do
    if self.state == "question" and key == lesson_of.letter(n) then
      return n
    end
  end
  return nil
end

---What a key does; false if it does nothing here.
---@param key string a sign, or a name such as enter
---@return boolean
function Session:key(key)
  self.told = {}
  local n = choice_of(self, key)
  if n and not self.page.before then
    local unkept = self.desk:update(function(progress)
      progress:of(self.lesson.folder).said = key
    end)
    self.busy("running")
    self:to_reply(n)
    self:warn(unkept)
    return true
  elseif GOES_ON[key] and self.page.goes_on then
    self.page.goes_on()
    return true
  end
  local action = keys.action(self, key)
  if not action then
    return false
  end
  if action ~= "reset" then
    self.resets = nil
  end
  if action ~= "quit" and action ~= "help" then
    self:come_back()
  end
  actions[action](self)
  return true
end

return M
