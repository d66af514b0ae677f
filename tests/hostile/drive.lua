-- tests/hostile/drive.lua: runs all programs of a folder in boxes, by
-- `sluice run --load`, and prints a line for each: its name, and what is wrong with how
-- it ended. $HOSTILE is the folder, $CANARY what none may touch, $ONLY a pattern.
-- SPDX-License-Identifier: MIT
--
-- The first lines of a program say how it must end:
--   -- ends: done | limit [NAME] | any   any: in whichever way, within its limits
--   -- code: N            exit code of the run
--   -- prints: TEXT       in what it prints, anywhere; \t is a tab
--   -- says: TEXT         in what sluice says of it
--   -- answers: none      its global `answers` does not get out
--   -- limits: NAME=N ... other limits than those below
--   -- not under a sanitizer
local host = require("cli.host")
local json = require("sluice.json")

local LIMITS <const> = {seconds = 5, memory = 16 << 20, output = 64 << 10,
  instructions = 2000000}
local AT_ONE_TIME <const> = 2
local SECRET <const> = "nobody may read this"

local WITNESS <const> = [[
local ssc = StreamingContext("local[2]", "witness", Seconds(1))
ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end):print()
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
answers = {1, half = 0.5, list = {"a", true}}
]]

local function request(name, text, limits, workers)
  return {file = name, text = text, limits = limits, until_us = 3000000,
    workers = workers, feeds = {{port = 9999, file = "lines.txt", text = "a b a\nc\n"}},
    files = {{folder = "inbox", name = "a.txt", text = "a", at = 500000},
      {folder = "inbox", file = "given.txt", at = 600000}}}
end

-- What the first lines say.
local function expectation(text)
  local wanted = {prints = {}, limits = {}}
  for name, value in pairs(LIMITS) do
    wanted.limits[name] = value
  end
  for name, value in text:gmatch("%-%- (%a+): ([^\n]*)") do
    if name == "prints" then
      table.insert(wanted.prints, (value:gsub("\\t", "\t")))
    elseif name == "limits" then
      for limit, number in value:gmatch("(%a+)=(%S+)") do
        wanted.limits[limit] = tonumber(number)
      end
    else
      wanted[name] = value
    end
  end
  wanted.ended, wanted.limit = wanted.ends:match("^(%a+) ?(%a*)$")
  return wanted
end

local function printed(trace)
  local texts = {}
  for record in json.lines(trace) do
    texts[#texts + 1] = record.kind == "printed" and record.text or nil
  end
  return table.concat(texts)
end

local function told(answer)
  return ("%s %s, code %s: %s; said %s"):format(answer.ended, answer.limit, answer.code,
    answer.message, answer.said:sub(1, 400))
end

local function problem_of_end(answer, wanted)
  if wanted.ended == "any" then
    return answer.ended == "crashed" and told(answer) or nil
  elseif answer.ended ~= wanted.ended
    or wanted.limit ~= "" and answer.limit ~= wanted.limit
    or wanted.code and answer.code ~= tonumber(wanted.code) then
    return told(answer)
  elseif answer.ended == "limit" and not answer.message:find("more than %d") then
    return "a message without a number: " .. answer.message
  end
  return nil
end

-- What is wrong, or nil.
local function problem(answer, wanted)
  local wrong = problem_of_end(answer, wanted)
  if wrong then
    return wrong
  elseif (answer.trace .. answer.said):find(SECRET, 1, true) then
    return "it has read what it may not"
  elseif answer.said:find('"file":"[^"]*secret') then
    return "who shows the message would read what it may not"
  elseif wanted.answers and answer.answers then
    return "its answers got out"
  elseif wanted.says and not answer.said:find(wanted.says, 1, true) then
    return "sluice does not say so: " .. told(answer)
  end
  local text = #wanted.prints > 0 and printed(answer.trace) or ""
  for _, part in ipairs(wanted.prints) do
    if not text:find(part, 1, true) then
      return ("it prints %q; %s"):format(text:sub(1, 400), told(answer))
    end
  end
  return nil
end

local function witness_problem(answer, first)
  local answers = answer.answers
  if answer.ended ~= "done" or answer.code ~= 0 then
    return told(answer)
  elseif not printed(answer.trace):find("(a,2)", 1, true) then
    return "it has not counted"
  elseif not printed(answer.trace):find("a\nfrom a file\n", 1, true) then
    return "it has not seen the files of its folder"
  elseif not answers or answers[1] ~= 1 or answers.half ~= 0.5
    or answers.list[1] ~= "a" or answers.list[2] ~= true then
    return "its answers are others"
  elseif answer.trace ~= first.trace or answer.said ~= first.said then
    return "it is another one each time"
  end
  return nil
end

local function report(name, wrong)
  io.stdout:write(name, "|", (wrong or ""):gsub("[\n|]", " "), "\n")
end

local function read(path)
  local handle <close> = assert(io.open(path, "rb"))
  return handle:read("a")
end

local folder, canary = os.getenv("HOSTILE"), os.getenv("CANARY")
local only = os.getenv("ONLY") or ""
local requests, programs = {request("witness.lua", WITNESS)}, {}
for name in io.popen("ls '" .. folder .. "'"):lines() do
  local text = read(folder .. "/" .. name)
  local is_skipped = os.getenv("SANITIZED") == "1"
    and text:find("-- not under a sanitizer", 1, true)
  if name:find(only) and not is_skipped then
    local wanted = expectation(text)
    local program = text:gsub("CANARY", canary)
    programs[#programs + 1] = {name = name, wanted = wanted}
    requests[#requests + 1] = request(name, program, wanted.limits)
    if #programs % 20 == 0 then
      programs[#programs + 1] = {name = "witness after " .. #programs,
        is_witness = true}
      requests[#requests + 1] = request("witness.lua", WITNESS, nil, #programs // 20)
    end
  end
end

local calls, last, which = 0, 0, {}
local began = host.seconds()
local answers = host.enclosed(requests, AT_ONE_TIME, function(i, n, index)
  calls, last = calls + 1, i
  which[index] = true
  assert(n == #requests)
end)
report("each end is told", (calls ~= #requests or last ~= #requests
  or #which ~= #requests) and calls .. " of " .. #requests or nil)
report("the first witness", witness_problem(answers[1], answers[1]))
for i, program in ipairs(programs) do
  local answer = answers[i + 1]
  report(program.name, program.is_witness and witness_problem(answer, answers[1])
    or not program.is_witness and problem(answer, program.wanted) or nil)
end

-- The same again, with other numbers of threads.
local again = {}
for i, program in ipairs(programs) do
  if program.wanted and program.wanted.ended == "done" then
    local other = {}
    for key, value in pairs(requests[i + 1]) do
      other[key] = value
    end
    other.workers = 3
    again[#again + 1] = {request = other, answer = answers[i + 1], name = program.name}
  end
end
local others = {}
for i, one in ipairs(again) do
  others[i] = one.request
end
local differing = {}
for i, answer in ipairs(host.enclosed(others, AT_ONE_TIME)) do
  local before = again[i].answer
  if answer.trace ~= before.trace or answer.said ~= before.said then
    differing[#differing + 1] = again[i].name
  end
end
report("with three threads all is the same", #differing > 0
  and table.concat(differing, " ") or nil)
io.stderr:write(("%.1f s\n"):format(host.seconds() - began))
os.exit(0)
