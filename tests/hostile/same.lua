-- tests/hostile/same.lua: programs that mean no harm print the same in a box as
-- elsewhere; by `sluice run --load`. $PROGRAMS lists them.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local json = require("sluice.json")

local TEXT <const> = "the river runs\nthe gate opens\n1 2\n"
local LIMITS <const> = {seconds = 60, instructions = 1e10}

local function read(path)
  local handle <close> = assert(io.open(path, "rb"))
  return handle:read("a")
end

local function write(path, text)
  local handle <close> = assert(io.open(path, "wb"))
  handle:write(text)
end

-- Every socket has the same lines.
local function feeds(text)
  local list, seen = {}, {}
  for port in text:gmatch('"localhost", (%d+)') do
    if not seen[port] then
      list[#list + 1] = {port = tonumber(port), file = "lines.txt"}
    end
    seen[port] = true
  end
  return list
end

local function printed(trace)
  local texts = {}
  for record in json.lines(trace) do
    texts[#texts + 1] = record.kind == "printed" and record.text or nil
  end
  return table.concat(texts)
end

write("lines.txt", TEXT)
local requests = {}
for path in os.getenv("PROGRAMS"):gmatch("%S+") do
  local text = read(path)
  requests[#requests + 1] = {file = path, text = text, feeds = feeds(text), workers = 1,
    batches = tonumber(text:match("batches: (%d+)")), limits = LIMITS}
end
local differing, sum = {}, 0
for i, answer in ipairs(host.enclosed(requests, 2)) do
  local request = requests[i]
  request.text, request.limits = nil, nil
  request.silent, request.keep_trace, request.keep_said = true, true, true
  request.apart = true -- one goes on from the checkpoint of another otherwise
  local code, trace = host.run(request)
  local wanted = printed(trace)
  sum = sum + #wanted
  if answer.ended ~= "done" or answer.code ~= code
    or printed(answer.trace) ~= wanted then
    differing[#differing + 1] = ("%s (%s)"):format(request.file, answer.ended)
  end
end
print(sum > 1000 and #requests .. " programs" or "nothing is printed",
  table.concat(differing, " "))
os.exit(0)
