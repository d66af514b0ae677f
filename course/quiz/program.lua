-- course.quiz.program: programs and worlds of questions, in few words.
-- SPDX-License-Identifier: MIT
local M = {}

M.SOCKET = "ssc:socketTextStream(\"localhost\", 9999)"

---@param ms integer
---@return string
function M.duration(ms)
  return ms % 1000 == 0 and ("Seconds(%d)"):format(ms // 1000)
    or ("Milliseconds(%d)"):format(ms)
end

---A whole program around some lines.
---@param master string
---@param interval integer ms
---@param body string
---@param block? integer ms, the block interval if it shall be said
---@return string
function M.whole(master, interval, body, block)
  local head = ("local ssc = StreamingContext(%q, \"quiz\", %s)\n"):format(master,
    M.duration(interval))
  if block then
    head = ("local conf = SparkConf():setMaster(%q):setAppName(\"quiz\")\n"
      .. "  :set(\"spark.streaming.blockInterval\", \"%dms\")\n"
      .. "local ssc = StreamingContext(conf, %s)\n"):format(master, block,
      M.duration(interval))
  end
  return head .. body .. "\nssc:start()\nssc:awaitTermination()\n"
end

---A world of single records.
---@param records {at: integer, text: string, port: integer?}[] times in ms
---@return string
function M.world(records)
  local lines = {}
  for i, record in ipairs(records) do
    lines[i] = ("%dms localhost:%d %s"):format(record.at, record.port or 9999,
      record.text)
  end
  return table.concat(lines, "\n") .. "\n"
end

---A record every so many ms, from half that on.
---@param every integer ms, even
---@param to integer ms
---@param port? integer
---@param from? integer ms
---@return string a line of a world
function M.steady(every, to, port, from)
  return ("%dms..%dms/%dms localhost:%d r{n}\n"):format((from or 0) + every // 2, to,
    every, port or 9999)
end

---"1 s", "500 ms", "2.5 s"
---@param ms integer
---@return string
function M.time(ms)
  return ms < 1000 and ("%d ms"):format(ms) or ("%g s"):format(ms / 1000)
end

---"a, b and c"
---@param list any[]
---@return string
function M.join(list)
  if #list == 0 then
    return "none"
  end
  local last = tostring(list[#list])
  return #list == 1 and last
    or table.concat(list, ", ", 1, #list - 1) .. " and " .. last
end

---"once", "twice", "3 times"
---@param n integer
---@return string
function M.times(n)
  return n == 1 and "once" or n == 2 and "twice" or ("%d times"):format(n)
end

---Each of a list, by a function.
function M.map(list, f)
  local mapped = {}
  for i, item in ipairs(list) do
    mapped[i] = f(item)
  end
  return mapped
end

return M
