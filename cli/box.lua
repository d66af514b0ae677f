-- cli.box: runs that lessons want, each in a process of its own.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local json = require("sluice.json")
local run_of = require("course.run")
local trace_file = require("cli.trace_file")
local world = require("cli.world")

local M = {}

local function read_said(text)
  local list = {}
  for one in json.lines(text or "") do
    list[#list + 1] = one
  end
  return list
end

local function request(wish)
  local lines = world.parse(wish.world, wish.world_name)
  return {text = wish.program, file = wish.file:match("[^/]+$"), args = {},
    world = lines, world_file = wish.world_name, files = world.files(lines), feeds = {},
    until_us = wish.until_us, seed = wish.seed, workers = wish.workers,
    conf = wish.conf or {}, master = wish.master}
end

-- A child that ended too early leaves a trace without an end.
local function read_trace(answer)
  local text = answer.ended == "done" and answer.trace or ""
  local has_run = text:find('"kind":"run"', 1, true)
  return has_run and trace_file.parse(text, "the trace of this run") or nil
end

---Makes runs, several at one time.
---@param wishes course.Wish[]
---@return course.Run[]
function M.runs(wishes)
  local requests, runs = {}, {}
  for i, wish in ipairs(wishes) do
    requests[i] = request(wish)
  end
  for i, answer in ipairs(host.enclosed(requests, host.processors())) do
    runs[i] = run_of.new({ended = answer.ended, message = answer.message,
      code = answer.code, said = read_said(answer.said), stores = answer.stores or {},
      answers = answer.answers, text = answer.trace}, read_trace(answer))
  end
  return runs
end

return M
