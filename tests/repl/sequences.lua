-- tests/repl/sequences.lua SEED COUNT STRAIGHT DETOURS -- random sessions, twice: as
-- they go straight to their end, and with detours that lead back to where they began.
-- SPDX-License-Identifier: MIT
local seed, count = tonumber(arg[1]), tonumber(arg[2])
local straight, detours = assert(io.open(arg[3], "w")), assert(io.open(arg[4], "w"))
math.randomseed(seed)

local function pick(list)
  return list[math.random(#list)]
end

local PROGRAMS = {
  [[ssc:socketTextStream("localhost", 9999):print()]],
  [[ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(3), Seconds(2))
  :print()]],
  [[ssc:checkpoint("points")
ssc:socketTextStream("localhost", 9999):map(function(word) return word, 1 end)
  :updateStateByKey(function(values, state) return #values + (state or 0) end)
  :print()]],
}
local MOVES = {".step", ".step block", ".step 2 block", ".step event", ".step 7 event",
  ".run 130ms", ".run 1s", ".run 1700ms", ".step 2"}

local function both(text)
  straight:write(text, "\n")
  detours:write(text, "\n")
end

local function feed()
  return (".feed \"%s%s\""):format(pick({"to", "be", "or", "not"}),
    pick({"", " be", " to"}))
end

-- Each leads back to where it began.
local DETOURS = {
  function()
    local moves = math.random(3)
    for _ = 1, moves do
      detours:write(pick(MOVES), "\n")
    end
    detours:write(".back ", moves, "\n")
  end,
  function()
    detours:write(".goto ", math.random(0, 40) * 50, "ms\n.back\n")
  end,
  function(number)
    local name = "f" .. number
    detours:write(".fork ", name, "\n", feed(), "\n", pick(MOVES), "\n.fork a\n")
  end,
}

for number = 1, count do
  both(("\"begin %d\"\n.load program%d.lua"):format(number, math.random(#PROGRAMS)))
  for step = 1, math.random(2, 7) do
    both(math.random() < 0.6 and feed() or pick(MOVES))
    if step > 1 and math.random() < 0.5 then
      pick(DETOURS)(number * 10 + step)
    end
  end
  both((".step\n\"end %d\"\n.output all\n.events"):format(number))
end
straight:close()
detours:close()
for i, program in ipairs(PROGRAMS) do
  local file = assert(io.open(("program%d.lua"):format(i), "w"))
  file:write("local ssc = StreamingContext(\"local[2]\", \"p\", Seconds(1))\n", program,
    "\nssc:start()\nssc:awaitTermination()\n")
  file:close()
end
