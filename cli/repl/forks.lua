-- cli.repl.forks: copies of a run, which go on by themselves.
-- SPDX-License-Identifier: MIT
local diff = require("viz.diff.model")
local text = require("viz.diff.text")
local trace = require("sluice.trace")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local function names(repl)
  local list = {}
  for name in pairs(repl.forks) do
    list[#list + 1] = name
  end
  table.sort(list)
  return list
end

-- "* a 3.000 s, 5 fed    b 4.015 s, 5 fed"
local function list(repl)
  local parts = {}
  for i, name in ipairs(names(repl)) do
    local run = repl.forks[name]
    parts[i] = ("%s%s %.3f s, %d fed"):format(name == repl.name and "* " or "", name,
      run:now() / 1000000, #run.added)
  end
  return table.concat(parts, "    ") .. "\n"
end

-- A run as viz.diff takes it, up to a moment.
local function side_of(name, run, until_us)
  local records = run:records(until_us)
  if not records then
    usage.fail(".diff compares what happened, and nothing has happened yet in " .. name,
      ".step")
  end
  return {name = name, trace = trace.new(records), records = function()
    return run:records(until_us)
  end}
end

---Lays a copy beside the run, up to the moment that both have reached.
---@param repl sluice.Repl
---@param rest string name of the copy
function M.diff(repl, rest)
  local other = repl.forks[rest]
  if not other or rest == repl.name then
    local others = {}
    for _, name in ipairs(names(repl)) do
      others[#others + 1] = name ~= repl.name and name or nil
    end
    usage.fail((".diff wants the name of another fork, got %s"):format(
      words.quote(rest)), others[1] and ".diff " .. others[1] or ".fork b")
  end
  local now, its = repl.run:now(), other:now()
  local until_us = math.min(now, its)
  local model = diff.build(side_of(repl.name, repl.run, until_us),
    side_of(rest, other, until_us))
  repl:write(text.draw(model))
  if now ~= its then
    repl:write(("compared up to %s; %s goes on to %s\n"):format(words.moment(until_us),
      now > its and repl.name or rest, words.moment(math.max(now, its))))
  end
end

---Copies the run, or goes to a copy; alone: lists them.
---@param repl sluice.Repl
---@param rest string
function M.fork(repl, rest)
  if rest == "" then
    repl:write(list(repl))
    return
  elseif not rest:find("^%l[%l%d]*$") then
    usage.fail(("a fork has a name of small letters and digits, got %s"):format(
      words.quote(rest)), ".fork b")
  elseif repl.forks[rest] then
    repl.run, repl.name = repl.forks[rest], rest
    return
  end
  local copy, before = repl.run:copy(), repl.name
  repl:write(("%s is a copy of %s at %.3f s; .fork %s goes back to it\n"):format(rest,
    before, repl.run:now() / 1000000, before))
  repl.forks[rest] = copy
  repl.run, repl.name = copy, rest
end

return M
