-- bench/pictures.lua FOLDER BATCHES -- how long pictures of long runs take.
-- SPDX-License-Identifier: MIT
--
-- A run of so many batches is made as trace records (tests/lib/traces.lua): a receiver,
-- a window, two outputs. What is told is the time of the processor: reading the records
-- as objects, model and DOT of each view, and then Graphviz. The fastest of three
-- counts, because all else is other work of the machine.
package.path = "tests/lib/?.lua"
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local M = {}

local VIEWS <const> = {"timeline", "stats", "cluster", "storage"}
local TIMES <const> = 3
local LARGE <const> = 1 << 17

-- Milliseconds of the fastest of some calls, and what the last returned.
local function fastest(call)
  local best, result = math.huge, nil
  for _ = 1, TIMES do
    collectgarbage()
    -- malloc puts what was freed together at the next large request: not at ours.
    local _ = (" "):rep(LARGE)
    local start = os.clock()
    result = call()
    best = math.min(best, (os.clock() - start) * 1000)
  end
  return best, result
end

-- Milliseconds that Graphviz takes for a picture, by its own clock; nil without it.
local function graphviz(dot, folder)
  local path = folder .. "/picture.dot"
  local file = assert(io.open(path, "w"))
  file:write(dot)
  file:close()
  local best
  for _ = 1, TIMES do
    local pipe = assert(io.popen(("{ time -p neato -n2 -Tsvg '%s' -o /dev/null; } 2>&1"
      ):format(path)))
    local user = tonumber(pipe:read("a"):match("user ([%d.]+)"))
    pipe:close()
    best = user and math.min(best or math.huge, user * 1000)
  end
  os.remove(path)
  return best
end

local function row(run, view, item)
  local own, dot = fastest(function() return viz.draw(run, view) end)
  local svg = graphviz(dot, item.folder)
  print(("%8d  %-10s %9.1f ms %9s %8.0f kB"):format(item.batches, view, own,
    svg and ("%.0f ms"):format(svg) or "-", #dot / 1000))
end

-- Reads the trace once, as a program does that draws one picture: what is read again
-- would lie in memory between what was read before.
local function read(records)
  local start = os.clock()
  local run = trace.new(records)
  return (os.clock() - start) * 1000, run
end

---Measures every view of a run of so many batches.
---@param folder string for files in between
---@param batches integer
function M.measure(folder, batches)
  local records = traces.long(batches)
  collectgarbage()
  local milliseconds, run = read(records)
  print(("%8d  read trace %9.1f ms"):format(batches, milliseconds))
  for _, view in ipairs(VIEWS) do
    row(run, view, {batches = batches, folder = folder})
  end
end

M.measure(arg[1], math.tointeger(arg[2]))

return M
