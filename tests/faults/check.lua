-- tests/faults/check.lua -- random programs under random faults: each keeps what its
-- configuration promises. README.md says what that is.
-- SPDX-License-Identifier: MIT
--
--   SLUICE=./sluice lua-test tests/faults/check.lua FIRST LAST FOLDER
--
-- Every seed runs twice in FOLDER, with one worker and with two. Prints TAP: a point
-- for each ten seeds, and for each seed that breaks a rule what it breaks.

package.path = "tests/?.lua;" .. package.path

local draw = require "faults.draw"
local lists = require "faults.lists"
local program = require "faults.program"
local tap = require "tap"
local verdict = require "faults.verdict"
local walks = require "faults.walk"

local POINT = 10 -- seeds in a point of TAP
local LIMIT = 60 -- seconds of a run
local WHAT = { "code", "out", "err", "trace" }
local sluice = assert(os.getenv("SLUICE"), "SLUICE has to name the program")
local folder = assert(arg[3], "usage: check.lua FIRST LAST FOLDER")

-- What is in a file; a run that crashed leaves no trace.
local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("a") or ""
  if file then
    file:close()
  end
  return text
end

local function save(path, text)
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

-- Runs the program with one worker and with two: for each a table of the exit code,
-- standard output, standard error, trace.
local function run(case)
  local commands, got = { ("cd '%s'; export TMPDIR=$PWD"):format(folder) }, {}
  for workers = 1, 2 do
    os.remove(("%s/trace%d"):format(folder, workers))
    commands[#commands + 1] = ("%s timeout -s KILL %d '%s' run program.lua --world "
      .. "world.txt --until %dms --workers %d --stores --trace trace%d "
      .. ">out%d 2>err%d; echo $? >code%d"):format(
      case.checkpoint and "rm -rf checkpoint;" or "", LIMIT, sluice, case.ends, workers,
      workers, workers, workers, workers)
  end
  assert(os.execute(table.concat(commands, "\n")))
  for workers = 1, 2 do -- messages name the trace
    got[workers] = {}
    for _, what in ipairs(WHAT) do
      local text = read(("%s/%s%d"):format(folder, what, workers))
      got[workers][what] = what == "err" and text:gsub("trace%d", "trace") or text
    end
  end
  return got[1], got[2]
end

-- The tables that --stores prints.
local function read_stores(err)
  local stores, rows = {}, nil
  for line in err:gmatch("[^\n]+") do
    local name = line:match("^store (%w+): %d+ key")
    local key, value = line:match("^  (.-)\t(.*)$")
    if name then
      rows = {}
      stores[name] = rows
    elseif key and rows then
      rows[key] = value
    end
  end
  return stores
end

-- What standard error may tell of, besides notes and warnings: faults that found no
-- target, and jobs that failed, of which the trace says why.
local FINE = { ["bad-world"] = true, ["program-failed"] = true,
  ["block-lost"] = true }

local function check_ending(got, wrong)
  local has_error
  for name in got.err:gmatch("error: [^\n]-%[([%a-]+)%]") do
    has_error = true
    if not FINE[name] then
      wrong[#wrong + 1] = "an error: " .. name
    end
  end
  if got.code ~= "0\n" and not (got.code == "1\n" and has_error) then
    wrong[#wrong + 1] = ("exit code %s: %s"):format(got.code:match("%d*"),
      got.err:sub(-300))
  end
end

-- What is wrong with the runs of a seed.
local function judge(seed)
  local case = draw.case(seed)
  save(folder .. "/program.lua", program.text(case))
  save(folder .. "/world.txt", program.world(case))
  local one, two = run(case)
  local fine, walk = pcall(walks.walk, case, one.trace)
  if not fine then
    return { walk }
  end
  walk.places = {}
  for p = 1, case.receivers do
    walk.places[lists.prefix(p)] = lists.place(case, p)
  end
  check_ending(one, walk.wrong)
  if one.trace ~= "" then
    verdict.judge(walk, read_stores(one.err))
  end
  for _, what in ipairs(WHAT) do
    if one[what] ~= two[what] then
      table.insert(walk.wrong, what .. " differs with one worker and with two")
    end
  end
  return walk.wrong
end

local MOST_SHOWN = 6
local first, last = math.tointeger(arg[1]), math.tointeger(arg[2])
local found = {}
for seed = first, last do
  local wrong = judge(seed)
  for i = 1, math.min(#wrong, MOST_SHOWN) do
    found[#found + 1] = ("seed %d: %s"):format(seed, wrong[i])
  end
  if (seed - first + 1) % POINT == 0 or seed == last then
    tap.none(found, ("seeds up to %d"):format(seed))
    found = {}
  end
end
tap.done()
