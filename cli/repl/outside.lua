-- cli.repl.outside: the dot commands by which something happens outside, now: a record
-- comes, something breaks. Each is a line of a world file (docs/world.md), for now.
-- SPDX-License-Identifier: MIT
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
  local line = world.parse("0 " .. text, "repl")[1]
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
      .. (line.kind == "records" and words.quote(line.text) or line.source_text)
  end
  return #texts > 0 and table.concat(texts, "   ") .. "\n" or "nothing was fed\n"
end

-- The places that the receivers of the program read, in order.
local function places(repl)
  local list = {}
  for place in repl.run.session:call("places"):gmatch("%S+") do
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

-- The lines of a file come from now on, as --feed has them.
local function feed_file(repl, text)
  local feed = values.feed(text, ".feed")
  local place = place_of(repl, tostring(feed.port))
  local contents, message = require("cli.host").read_file(feed.file)
  if not contents then
    error({level = "error", name = "file-missing", message = message}, 0)
  end
  local gap = 1000000 / (feed.rate or 5)
  local from, count = repl.run:now(), 0
  for line in contents:gmatch("([^\n]*)\n?") do
    if line ~= "" then
      local at = from + math.floor(gap * (count + 0.5))
      repl.run:add_at(at, read(place .. " " .. quote(line)))
      count = count + 1
    end
  end
  repl:write(("%s of %s come at %s, the last at %s\n"):format(
    words.count(count, "line"), feed.file, place,
    words.moment(from + math.floor(gap * (count - 0.5)))))
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

---Something breaks now.
---@param repl sluice.Repl
---@param rest string "executor 2", "receiver 0"
function M.kill(repl, rest)
  if rest == "driver" then
    usage.fail("the driver is this session; a world file can kill it",
      "9.5 kill driver, in a file for sluice run FILE --world")
  end
  happen(repl, "kill " .. rest)
end

return M
