-- cli.again: a program that has been run is run again, to tell what another setting
-- would do: apart and unheard, so that nothing outside changes. A long run is not run
-- again.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local more_cores = require("cli.more_cores")

local M = {}

-- Of processor time that a run took which is tried again: how busy the computer is
-- besides does not decide what is said.
local MOST_SECONDS <const> = 1
local INTERRUPTED <const> = 130

-- Of these libraries, what leaves no trace outside. All else of them, and code from
-- other files, which nobody has looked at, may write a file twice.
local HARMLESS <const> = {
  os = {time = true, clock = true, date = true, getenv = true, difftime = true},
  io = {},
}
local CODE_FROM_ELSEWHERE <const> = "dofile loadfile load package require"

---Whether a program can run a second time without anybody noticing.
---@param source string
---@return boolean
function M.is_harmless(source)
  for library, known in pairs(HARMLESS) do
    for after in source:gmatch("%f[%w_]" .. library .. "%f[^%w_]()") do
      if not known[source:match("^%s*%.%s*([%a_]+)", after)] then
        return false
      end
    end
  end
  for name in CODE_FROM_ELSEWHERE:gmatch("%a+") do
    if source:find("%f[%w_]" .. name .. "%f[^%w_]") then
      return false
    end
  end
  return true
end

---Whether a run that was made can be tried again.
---@param seconds number of processor time that it took
---@param source string|nil
---@return boolean
function M.is_allowed(seconds, source)
  return seconds <= MOST_SECONDS and source ~= nil and M.is_harmless(source)
end

-- The options of a run, without all that tells of it.
local function unheard(options, master)
  local made = {}
  for name, value in pairs(options) do
    made[name] = value
  end
  for _, name in ipairs({"trace", "view", "explain", "provenance", "follows", "strict",
    "verbose"}) do
    made[name] = nil
  end
  made.master = master
  return made
end

---@class sluice.Again how a program is run again
---@field execute fun(arguments: table, style: table, how: table): integer, Trace|nil
---@field arguments sluice.Arguments
---@field progress table|nil of told_progress of cli.run

-- What runs the program with so many cores. `ended` notes that it was interrupted.
local function attempt_of(again, ended)
  return function(cores)
    local given, progress = again.arguments, again.progress
    local master = more_cores.master(cores)
    if progress then
      progress.trying = master
    end
    local done, code, trace = pcall(again.execute, {words = {given.words[1]},
      options = unheard(given.options, master), program = given.program},
      {color = false, ascii = false}, {keep_trace = true, silent = true, apart = true,
        alone = true, progress = progress})
    if not done and type(code) ~= "table" then
      error(code, 0)
    end
    ended.interrupted = done and code == INTERRUPTED
    return done and code == 0 and trace or nil
  end
end

---Says a warning that a run has handed back, with what more cores do if that may be
---tried.
---@param d table of sluice.voice
---@param again sluice.Again|nil nil: nothing is tried
---@param style table of standard error, with json
---@return boolean interrupted
function M.say(d, again, style)
  local ended = {interrupted = false}
  d.try = again and more_cores.advice(d, attempt_of(again, ended)) or d.try
  io.stderr:write(style.json and diagnostic.json(d) or diagnostic.format(d, style))
  return ended.interrupted
end

return M
