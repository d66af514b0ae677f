-- tests/repl/garbage.lua SEED COUNT -- lines for a REPL that nobody would type: pieces
-- of good lines, cut, doubled, swapped and with bytes of any kind.
-- SPDX-License-Identifier: MIT
math.randomseed(tonumber(arg[1]))

local GOOD = {
  "lines = ssc:socketTextStream(\"localhost\", 9999)", "lines:count():print()",
  "lines:flatMap(split):map(function(w) return w, 1 end):reduceByKey(add):print()",
  "function add(a, b) return a + b end", "local x <const>, y = 1, {2, [3] = {}}", "x",
  ".feed \"to be\"", ".feed 9999 \"a\\tb\"", ".step", ".step 2 block", ".step event",
  ".run 300ms", ".until batch 2", ".goto 0.5s", ".back", ".restart", ".fork b", ".fork a",
  ".output 1 2", ".output all", ".timeline 0..1s", ".window", ".graph", ".stats",
  ".explain", ".explain one-core", ".predict", "3", ".set spark.streaming.blockInterval 100ms",
  ".kill executor 1", ".help step", "?map", "?", ".", "..", "ssc:start()", "trace:batch(1000)",
  "ssc:awaitTermination()", "error({})", "error(nil)", "return ...", "for i = 1, 3 do",
  "end", "\"", "[[", "]]", "--[[", "goto x", "::x::", "setmetatable(_G, nil)", "_ENV = {}",
  "coroutine.yield(1)", "string.rep = nil", "os = nil", "ssc:stop()",
}

local function pick()
  return GOOD[math.random(#GOOD)]
end

local CHANGES = {
  function(line) return line end,
  function(line) return line:sub(1, math.random(#line)) end,
  function(line) return line:sub(math.random(#line)) end,
  function(line) return line .. " " .. pick() end,
  function(line) return line .. line end,
  function(line)
    local at = math.random(#line)
    return line:sub(1, at) .. string.char(math.random(0, 255)) .. line:sub(at + 1)
  end,
  function(line) return line:gsub("%d", "99999999999999999999") end,
}

for _ = 1, tonumber(arg[2]) do
  local line = (CHANGES[math.random(#CHANGES)](pick()))
  io.write((line:gsub("\n", " ")), "\n")
end
