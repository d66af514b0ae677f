-- cli.enclosed: runs of programs that nobody has read, each in a process of its own.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local json = require("sluice.json")
local run_of = require("course.run")
local trace_file = require("cli.trace_file")
local world = require("cli.world")

local M = {}

local function all(next_one)
  local list = {}
  for one in next_one do
    list[#list + 1] = one
  end
  return list
end

local function interim(wish)
  local dir = os.tmpname()
  os.remove(dir)
  host.make_folder(dir)
  local path = dir .. "/" .. wish.file:match("[^/]+$")
  host.write_file(path, wish.program)
  local lines = world.parse(wish.world, wish.world_name)
  local files = {}
  for i, file in ipairs(world.files(lines)) do
    files[i] = file
  end
  local code, text, stores, said = host.run({world = lines, world_file = wish.world_name,
    file = path, args = {}, until_us = wish.until_us, seed = wish.seed,
    workers = wish.workers, conf = wish.conf or {}, master = wish.master, feeds = {},
    files = files, keep_trace = true, silent = true, keep_said = true, apart = true,
    json = true, clock = "simulated"})
  os.execute("rm -r " .. dir)
  local has_run = text and text:find('"kind":"run"', 1, true)
  local trace = has_run and trace_file.parse(text, "the trace of this run") or nil
  return run_of.new({ended = "done", code = code, said = all(json.lines(said)),
    stores = stores, text = text}, trace)
end

---@param wishes course.Wish[]
---@return course.Run[]
function M.runs(wishes)
  local runs = {}
  for i, wish in ipairs(wishes) do
    runs[i] = interim(wish)
  end
  return runs
end

return M
