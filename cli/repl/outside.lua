-- cli.repl.outside: the dot commands by which something happens outside, now: a record
-- comes, something breaks. Each is a line of a world file (docs/world.md), for now.
-- SPDX-License-Identifier: MIT
local news = require("cli.repl.news")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")
local world = require("cli.world")

local M = {}

---A moment as world files write it, in seconds.
---@param us integer
---@return string
function M.seconds(us)
  local text = ("%d.%06d"):format(us // 1000000, us % 1000000)
  return (text:gsub("%.?0+$", "", 1))
end

-- A line of a world, without its time.
local function read(text)
  local ok, read_lines = pcall(world.parse, "0 " .. text, "repl")
  if not ok then
    if type(read_lines) == "table" then
      read_lines.file, read_lines.line = nil, nil -- it is in no file
    end
    error(read_lines, 0)
  end
  local line = read_lines[1]
  line.source_text = text
  return line
end

-- Lets it happen now.
local function happen(repl, text)
  repl.run:add_at(repl.run:now(), read(text))
end

-- All that was fed, in one line.
local function fed(repl)
  local texts = {}
  for i, line in ipairs(repl.run.added) do
    texts[i] = words.moment(line.from) .. " "
      .. (line.text and line.kind == "records" and words.quote(line.text)
        or line.source_text)
  end
  return #texts > 0 and table.concat(texts, "   ") .. "\n" or "nothing was fed\n"
end

-- The places that the receivers of the program read, in order.
local function places(repl)
  local list = {}
  for place in repl.run.session:ask("places"):gmatch("%S+") do
    list[#list + 1] = place
  end
  return list
end

-- The place that a port names; without one, that of the first receiver.
local function place_of(repl, port)
  local known = places(repl)
  if port == "" then
    return known[1] or usage.fail("no stream has a receiver that a record could go to",
      "lines = ssc:socketTextStream(\"localhost\", 9999)")
  end
  for _, place in ipairs(known) do
    if place:match(":(%d+)$") == port then
      return place
    end
  end
  return usage.fail(("no receiver is at port %s"):format(port),
    #known > 0 and words.list(known, "or") or nil)
end

-- A text as world files quote it.
local function quote(text)
  local escapes = {["\\"] = "\\\\", ["\""] = "\\\"", ["\n"] = "\\n", ["\t"] = "\\t",
    ["\r"] = "\\r"}
  return "\"" .. text:gsub("[\\\"\n\t\r]", escapes) .. "\""
end

-- How lines of a file come, in the words of a world.
local function feed_text(feed, place, file)
  local parts = {"feed", place, quote(file), ("rate=%.14g/s"):format(feed.rate or 5)}
  parts[#parts + 1] = feed.process and "process=" .. feed.process or nil
  parts[#parts + 1] = feed.seed and "seed=" .. feed.seed or nil
  parts[#parts + 1] = feed.loop and "loop" or nil
  return table.concat(parts, " ")
end

-- The lines of a file come from now on, as --feed has them.
local function feed_file(repl, text)
  local feed = values.feed(text, ".feed")
  local place = place_of(repl, tostring(feed.port))
  local line = read(feed_text(feed, place, feed.file))
  world.resolve({line}, "")
  line.retold = function(file)
    return feed_text(feed, place, file)
  end
  repl.run:add_at(repl.run:now(), line)
  local _, ends = line.lines:gsub("\n", "")
  local count = ends + (line.lines:find("[^\n]$") and 1 or 0)
  repl:write(("%s of %s come at %s from now on%s\n"):format(words.count(count, "line"),
    feed.file, place, feed.loop and ", again and again" or ""))
end

---A line as a world file in another folder has it.
---@param line sluice.WorldLine
---@param to_here string from that folder to this one, with a / at its end, or ""
---@return string
function M.world_line(line, to_here)
  local text = line.source_text
  if line.retold then
    text = line.retold(line.source:find("^/") and line.source or to_here .. line.source)
  end
  return M.seconds(line.from) .. " " .. text
end

---A record comes now, or the lines of a file from now on; alone: all that was fed.
---@param repl sluice.Repl
---@param rest string
function M.feed(repl, rest)
  if rest == "" then
    repl:write(fed(repl))
    return
  elseif rest:find("^%d+=") then
    feed_file(repl, rest)
    return
  end
  local port, text = rest:match("^(%d*)%s*(\".*)$")
  if not text then
    usage.fail("feed wants a text in quotes", ".feed \"to be\" or .feed 9999 \"to be\"")
  end
  happen(repl, place_of(repl, port) .. " " .. text)
end

-- A fault happens now, and what it does at once is told.
local function break_now(repl, text)
  local kept = repl.run:keep()
  happen(repl, text)
  repl.run:settle()
  local said = repl.run:said()
  repl:write(said)
  if said:find("[bad-world]", 1, true) then
    repl.run:restore(kept) -- nothing broke, and a program would only say so again
    return
  end
  repl:write(news.faults(repl.run:news(), true))
end

---Something breaks now.
---@param repl sluice.Repl
---@param rest string "executor 2", "receiver 0", "driver"
function M.kill(repl, rest)
  if rest == "driver" and repl.run:is_dead() then
    usage.fail("the driver is dead already", ".start driver")
  end
  break_now(repl, "kill " .. rest:gsub("^receiver%s", "executor of %0"))
end

---Something joins now, or lives again.
---@param repl sluice.Repl
---@param rest string "executor", "driver"
function M.start(repl, rest)
  if rest == "driver" and not repl.run:is_dead() then
    usage.fail("the driver runs", ".kill driver")
  end
  break_now(repl, "start " .. rest)
end

---A link, a node or a copy of a block is no longer what it was.
---@param verb string of the fault, as in docs/world.md
---@return fun(repl: sluice.Repl, rest: string)
function M.fault(verb)
  return function(repl, rest)
    break_now(repl, verb .. " " .. rest)
  end
end

return M
