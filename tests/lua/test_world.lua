-- tests/lua/test_world.lua -- the form of world files: what is read, what is refused
-- with which line, and that no text brings the reader down.
-- SPDX-License-Identifier: MIT
local tap = require("tap")

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

-- The words of the engine, out of its lists.
local known = { faults = {}, acts = {}, conditions = {},
  processes = {} }
local FAULT = 'FAULT_[%u_]+, "(.-)"%)'
for words in read("vm/streaming/faults.h"):gmatch(FAULT) do
  table.insert(known.faults, words)
end
for words in read("vm/ingest/peer.h"):gmatch('ACT%(PEER_[%u_]+, "(.-)"%)') do
  table.insert(known.acts, words)
end
for words in read("vm/ingest/world.h"):gmatch('CONDITION%(WORLD_[%u_]+, "(.-)"%)') do
  table.insert(known.conditions, words)
end
local PROCESS = 'PROCESS%(ARRIVALS_[%u_]+, "(.-)"%)'
for words in read("vm/ingest/arrivals.h"):gmatch(PROCESS) do
  table.insert(known.processes, words)
end
tap.is(#known.faults > 8 and #known.acts == 5 and #known.conditions == 4
  and #known.processes == 5, true, "the lists of the engine are found")

package.preload["cli.host"] = function()
  return { world_words = function() return known end }
end
local world = require("cli.world")

local function parse(text)
  return world.parse(text, "w.txt")
end

-- --- What is read ------------------------------------------------------------------

tap.is_deeply(parse("# nothing\n\n   \n"), {}, "comments and empty lines are nothing")
tap.is_deeply(parse("0.3  localhost:9999  hello world   # one"), { { line = 1,
  kind = "records", from = 300000, place = "localhost:9999", text = "hello world" } },
  "a record")
tap.is_deeply(parse("\n0.025..6/0.05 sensor:7000 r{n}"), { { line = 2, kind = "records",
  from = 25000, to = 6000000, every = 50000, place = "sensor:7000", text = "r{n}" } },
  "records again and again")
tap.is_deeply(parse("500ms orders a#b"), { { line = 1, kind = "records", from = 500000,
  place = "orders", text = "a#b" } }, "a # inside of a word is text")
tap.is(parse([[1 orders "  a # b\n\"c\"\\ "]])[1].text, '  a # b\n"c"\\ ',
  "quotes keep blanks, signs and escapes")
tap.is(parse('1 orders ""')[1].text, "", "an empty record")
tap.is_deeply(parse("2.3 sensor:7000 refuse ack"), { { line = 1, kind = "act",
  from = 2300000, place = "sensor:7000", act = "refuse ack" } }, "what a place does")
tap.is(parse("2.3 sensor:7000 hangup now")[1].kind, "records",
  "more than the word is a record")
tap.is(parse('2.3 sensor:7000 "hangup"')[1].text, "hangup", "in quotes, too")
tap.is_deeply(parse("3.5 kill executor of receiver 0"), { { line = 1, kind = "fault",
  from = 3500000, fault = "kill executor of receiver N", numbers = { 0 } } }, "a fault")
tap.is_deeply(parse("when batch 3000 starts +0.02 kill driver"), { { line = 1,
  kind = "fault", condition = "batch T starts", subject = 3000000, count = 1,
  from = 20000, fault = "kill driver", numbers = {} } },
  "a condition and a time after it")
tap.is_deeply(parse("when receiver 1 stores 10 blocks orders x"), { { line = 1,
  kind = "records", condition = "receiver N stores K blocks", subject = 1, count = 10,
  from = 0, place = "orders", text = "x" } }, "blocks of a receiver")
tap.is_deeply(parse("0..60 a:1 rate=30/m process=gamma sd=1.5 seed=4 x=1 {n}"), { {
  line = 1, kind = "records", from = 0, to = 60000000, place = "a:1", text = "x=1 {n}",
  arrivals = { rate = 0.5, process = "gamma", deviation = 1.5, seed = 4 } } },
  "arrivals; a word with = that is no option is text")
tap.is_deeply(parse("0..9 a:1 rate=9/s process=day low=1/s period=10 x")[1].arrivals,
  { rate = 9.0, process = "day", low = 1.0, period = 10000000 }, "a day")
tap.is_deeply(parse('1 feed a:1 "two words.txt" rate=9/s loop poisson seed 3'), { {
  line = 1, kind = "records", from = 1000000, to = math.maxinteger, place = "a:1",
  source = "two words.txt", loop = true, arrivals = { rate = 9.0, process = "poisson",
  seed = 3 } } }, "lines of a file")
tap.is_deeply(parse("1 feed a:1 loop.txt")[1].arrivals, { rate = 5,
  process = "constant" }, "5 of them a second, if nothing is said")
tap.is(parse("0..9 a:1 mean=0.5 x")[1].arrivals.rate, 2.0, "mean is one over the rate")
tap.is_deeply(parse("2 rate a:1 100/s poisson seed 3"), { { line = 1, kind = "rate",
  from = 2000000, place = "a:1", arrivals = { rate = 100.0, process = "poisson",
  seed = 3 } } }, "another rate")
tap.is_deeply(world.files(parse("1..5/2 in/box/{n}.txt line {n}\n2 in/x from y.txt")), {
  { folder = "in/box", name = "1.txt", text = "line 1", at = 1000000 },
  { folder = "in/box", name = "2.txt", text = "line 2", at = 3000000 },
  { folder = "in/box", name = "3.txt", text = "line 3", at = 5000000 },
  { folder = "in", name = "x", file = "y.txt", at = 2000000 } }, "files")

-- --- What is refused ---------------------------------------------------------------

local function refused(text, pattern)
  local ok, err = pcall(parse, "# first\n" .. text)
  local got = not ok and type(err) == "table" and err.message or tostring(err)
  tap.ok(not ok and type(err) == "table" and err.file == "w.txt" and err.line == 2
    and err.exit == 2 and got:find(pattern) ~= nil, text:gsub("%z", "?") .. ": " .. got)
end

refused("hello", "a time in seconds or `when`")
refused("wen batch 3000 starts kill driver", "did you mean when%?")
refused("2.3", "nothing that happens")
refused("2.3x a:1 hello", "in seconds, got")
refused("2.3 sensor:7000", "what comes from")
refused("2..1/1 a:1 x", "ends before it begins")
refused("1..2/0 a:1 x", "every 0 s")
refused("1..2 a:1 x", "a rate, or a distance")
refused("1..2 kill driver", "happens at a time")
refused("1..2 a:1 hangup", "happens at a time")
refused("1..2 rate a:1 3/s", "happens at a time")
refused("1 a:99999 x", "from 1 to 65535")
refused("1 a+b x", "a place is HOST:PORT")
refused("1 kil driver", "did you mean kill%?")
refused("1 strt driver", "did you mean start%?")
refused("1 kill", "not what can happen")
refused("1 kill executor x", "not what can happen")
refused("1 kill driver now", "not what can happen")
refused("1 cut link 2 master", "not what can happen")
refused("1 cut link 2", "not what can happen")
refused("when batch x starts kill driver", "no condition is")
refused("when receiver 0 stores 0 blocks kill driver", "no condition is")
refused("when batch 1000 ends inbox/a x", "cannot wait for a condition")
refused('1 a:1 "x', "not closed")
refused('1 a:1 "x" y', "behind the closing quote")
refused('1 a:1 "\\q"', "means nothing in quotes")
refused("1..2 a:1 rate=5 x", "lines per time")
refused("1..2 a:1 rate=5/s process=poison x", "did you mean poisson%?")
refused("1..2 a:1 rte=5/s x", "did you mean rate%?")
refused("1..2 a:1 rate=5/s mean=2 x", "one of both")
refused("1..2 a:1 rate=5/s low=6/s process=day x", "above the highest")
refused("1 inbox/ x", "is a folder")
refused("1 inbox/a", "what is in the file")
refused("1 a:1 x\0y", "byte 0")

-- --- No text brings it down --------------------------------------------------------

-- Lines of pieces that mean something, and of bytes that mean nothing: each is read, or
-- refused by a diagnostic.
local pieces = { "0.5", "1..2", "1..9/2", "when", "batch", "3000", "starts", "+0.1",
  "kill", "driver", "executor", "of", "receiver", "0", "stores", "blocks", "rate", "a:1", "orders",
  "inbox/a", "from", "{n}", "rate=3/s", "process=day", "low=1/s", "sd=2", "mean=1",
  "hangup", "refuse", "ack", '"', '"x"', "\\", "#", "..", "/", "=", "100/s", "poisson",
  "seed", "-1", "1e9", "999999999999999999999", "\255", "ü" }
local seed = 20240607
math.randomseed(seed)
local fallen, read_lines = {}, 0
for _ = 1, 30000 do
  local parts = {}
  for i = 1, math.random(0, 9) do
    parts[i] = math.random(12) == 1 and string.char(math.random(1, 255))
      or pieces[math.random(#pieces)]
  end
  local text = table.concat(parts, math.random(9) == 1 and "" or " ")
  local ok, err = pcall(function() return world.files(parse(text)) end)
  read_lines = read_lines + (ok and 1 or 0)
  if not ok and (type(err) ~= "table" or err.name ~= "bad-world") then
    fallen[#fallen + 1] = ("%q: %s"):format(text, tostring(err))
  end
end
tap.is_deeply(fallen, {}, "30000 lines of pieces, seed " .. seed)
tap.ok(read_lines > 300, read_lines .. " of them are lines")

tap.done()
