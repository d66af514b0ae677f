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
local MOVES_OF_DEAD = {".run 130ms", ".run 1s", ".step event"}

local function move(life)
  return pick(life.is_dead and MOVES_OF_DEAD or MOVES)
end

local function both(text)
  straight:write(text, "\n")
  detours:write(text, "\n")
end

local function feed()
  return (".feed \"%s%s\""):format(pick({"to", "be", "or", "not"}),
    pick({"", " be", " to"}))
end

-- What a session does next; `life` says what it has done. Both do the same.
local function step(life)
  if life.is_dead and math.random() < 0.5 then
    life.is_dead = false
    return ".start driver"
  elseif life.has_moved and not life.is_dead and math.random() < 0.1 then
    life.is_dead = true
    return ".kill driver"
  elseif math.random() < 0.1 then
    return (".feed 9999=fed.txt:rate=%d/s:process=%s:seed=%d"):format(math.random(9),
      pick({"constant", "poisson", "burst"}), math.random(9))
  elseif math.random() < 0.6 then
    return feed()
  end
  life.has_moved = true
  return move(life)
end

-- Each leads back to where it began.
local DETOURS = {
  function(life)
    local moves = math.random(3)
    for _ = 1, moves do
      detours:write(move(life), "\n")
    end
    detours:write(".back ", moves, "\n")
  end,
  function()
    detours:write(".goto ", math.random(0, 40) * 50, "ms\n.back\n")
  end,
  function(life, number)
    local name = "f" .. number
    detours:write(".fork ", name, "\n", feed(), "\n", move(life), "\n.fork a\n")
  end,
}

for number = 1, count do
  both(("\"begin %d\"\n.load program%d.lua"):format(number, math.random(#PROGRAMS)))
  local life = {has_moved = false, is_dead = false}
  for i = 1, math.random(2, 9) do
    both(step(life))
    if i > 1 and math.random() < 0.5 then
      pick(DETOURS)(life, number * 10 + i)
    end
  end
  if life.is_dead then
    both(".start driver")
  end
  both((".step\n\"end %d\"\n.output all\n.events"):format(number))
end
local fed = assert(io.open("fed.txt", "w"))
fed:write("to\nbe\nor\nnot\nto be\n")
fed:close()
straight:close()
detours:close()
for i, program in ipairs(PROGRAMS) do
  local file = assert(io.open(("program%d.lua"):format(i), "w"))
  file:write("local ssc = StreamingContext(\"local[2]\", \"p\", Seconds(1))\n", program,
    "\nssc:start()\nssc:awaitTermination()\n")
  file:close()
end
