-- bench/measure.lua -- runs programs under the clock of stamp and collects seconds.
-- SPDX-License-Identifier: MIT
local M = {}

---@class bench.Program
---@field name string as the table shows it
---@field command string
---@field base? string the short name of a program that others are compared with
---@field seconds? number[] what was measured

---@param word string
---@return string
function M.quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

---@param program string
---@return boolean
function M.has(program)
  return os.execute("command -v " .. M.quote(program) .. " >/dev/null") == true
end

---Runs a command under stamp, which is found in M.programs.
---@param command string
---@return string[] lines that it wrote
---@return number[] times of the lines, in seconds
---@return number finish time of its end
function M.stamp(command)
  local pipe = assert(io.popen(M.quote(M.programs .. "/stamp") .. " " .. command))
  local lines, times = {}, {}
  for line in pipe:lines() do
    local seconds, rest = line:match("^(%S+) (.*)$")
    times[#times + 1], lines[#lines + 1] = tonumber(seconds), rest
  end
  pipe:close()
  if table.remove(lines) ~= "exit 0" then
    error("run.lua: this failed: " .. command, 0)
  end
  return lines, times, table.remove(times)
end

---Runs a command that prints a line after each round and then what it found.
---@param command string
---@param rounds integer
---@return number[] times when each round was over
---@return string found
function M.rounds(command, rounds)
  local lines, times = M.stamp(command)
  local found = table.remove(lines)
  if #lines ~= rounds then
    error(("run.lua: %s\nended after %d rounds of %d"):format(command, #lines,
      rounds), 0)
  end
  return times, found
end

---Stops if a program found something else than those before it.
---@param command string
---@param found string
---@param expected { line?: string }
function M.check(command, found, expected)
  expected.line = expected.line or found
  if found ~= expected.line then
    error(("run.lua: %s\nfound %s, not %s"):format(command, found, expected.line), 0)
  end
end

---Measures programs in turn, so that a slow minute of the machine meets all of them.
---@param variants bench.Program[]
---@param turns integer
---@param time fun(variant: bench.Program): number[] seconds of one or more rounds
---@return bench.Program[]
function M.in_turn(variants, turns, time)
  for _, variant in ipairs(variants) do
    variant.seconds = {}
  end
  for _ = 1, turns do
    for _, variant in ipairs(variants) do
      local seconds = time(variant)
      table.move(seconds, 1, #seconds, #variant.seconds + 1, variant.seconds)
    end
  end
  return variants
end

return M
