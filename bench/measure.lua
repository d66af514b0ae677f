-- bench/measure.lua -- runs programs under the clock of stamp and collects seconds.
-- SPDX-License-Identifier: MIT
local M = {}

---@class bench.Program
---@field name string as the table shows it
---@field command string
---@field base? string the short name of a program that others are compared with
---@field seconds? number[] what was measured
---@field memory? integer the most kilobytes that a run had
---@field skipped? integer rounds before those that are measured, if not as the others
---@field listens? boolean of a socket: the program listens, and does not connect
---@field lines? integer that come from the socket, if not as many as for the others
---@field turns? integer how often it is measured, if less often than the others

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
---@return integer memory the most kilobytes that it had
function M.stamp(command)
  local pipe = assert(io.popen(M.quote(M.programs .. "/stamp") .. " " .. command))
  local lines, times = {}, {}
  for line in pipe:lines() do
    local seconds, rest = line:match("^(%S+) (.*)$")
    times[#times + 1], lines[#lines + 1] = tonumber(seconds), rest
  end
  pipe:close()
  local memory = (table.remove(lines) or ""):match("^exit 0 (%d+)$")
  if not memory then
    error("run.lua: this failed: " .. command, 0)
  end
  return lines, times, table.remove(times), math.tointeger(memory)
end

---Runs a program that writes a line "round", or the "Time: " of print(), after each
---round, and at last what it found.
---@param program bench.Program
---@param rounds integer
---@return number[] times when each round was over
---@return string found
function M.rounds(program, rounds)
  local lines, times, _, memory = M.stamp(program.command)
  local found, ends = table.remove(lines), {}
  for i, line in ipairs(lines) do
    if line == "round" or line:find("^Time: ") then
      ends[#ends + 1] = times[i]
    end
  end
  if #ends ~= rounds then
    error(("run.lua: %s\nended after %d rounds of %d"):format(program.command, #ends,
      rounds), 0)
  end
  program.memory = math.max(program.memory or 0, memory)
  return ends, found
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
  for turn = 1, turns do
    for _, variant in ipairs(variants) do
      if turn <= (variant.turns or turns) then
        local seconds = time(variant)
        table.move(seconds, 1, #seconds, #variant.seconds + 1, variant.seconds)
      end
    end
  end
  return variants
end

---@class bench.Rounds
---@field turns integer
---@field skipped integer rounds that come first
---@field rounds integer those that are measured
---@field find? fun(rounds: integer): string what is found after another number of
---rounds, if it depends on that

---Measures programs that all do the same in rounds; a turn gives one measurement, the
---mean of the rounds that are measured. What they find has to be the same.
---@param variants bench.Program[]
---@param options bench.Rounds
---@return bench.Program[]
function M.same_rounds(variants, options)
  local expected = { {} }
  local function expect(rounds)
    if not options.find then
      return expected[1]
    elseif not expected[rounds] then
      local is_usual = rounds == options.skipped + options.rounds
      expected[rounds] = { line = not is_usual and options.find(rounds) or nil }
    end
    return expected[rounds]
  end
  return M.in_turn(variants, options.turns, function(variant)
    local skipped = variant.skipped or options.skipped
    local rounds = skipped + options.rounds
    local times, found = M.rounds(variant, rounds)
    M.check(variant.command, found, expect(rounds))
    return { (times[rounds] - (times[skipped] or 0)) / options.rounds }
  end)
end

return M
