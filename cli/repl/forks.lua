-- cli.repl.forks: copies of a run, which go on by themselves.
-- SPDX-License-Identifier: MIT
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
