-- Checks of 6.3. Whatever rows a program has: what it keeps are the row `done`, "120 40
-- 40 40", or the rows `total` and `offset N`.
-- SPDX-License-Identifier: MIT

-- The total and the offsets that a table holds; the number of orders that these are.
local function kept(table_of)
  local numbers = {}
  for number in tostring(table_of.done or ""):gmatch("%d+") do
    numbers[#numbers + 1] = tonumber(number)
  end
  if #numbers > 0 then
    return numbers[1], {table.unpack(numbers, 2)}
  end
  local offsets = {}
  for p = 0, 9 do
    offsets[#offsets + 1] = tonumber(table_of["offset " .. p])
  end
  for number in tostring(table_of.offsets or ""):gmatch("%d+") do
    offsets[#offsets + 1] = tonumber(number)
  end
  return tonumber(table_of.total), offsets
end

local function balance(run)
  local total, offsets = kept(rows(run, "shop"))
  local read = sum(offsets)
  return {ok = total == read and read > 0, got = total, want = read,
    key = math.abs((total or 0) - read)}
end

-- The table as it was at a time.
local function table_at(run, time)
  local known = {}
  for _, one in ipairs(run:stores{store = "shop", op = "put"}) do
    if one.time <= time then
      known[one.key] = one.value
    end
  end
  return known
end

check("each order once", {points = 2}, function(run)
  local found = balance(run)
  expect(#run:offsets() > 0):says("no batch read the topic")
  expect(found.ok, found)
    :says("the table holds no total with offsets", not found.got or found.want == 0)
    :says("the total is {got}, and the offsets are those of {want} orders: {key} were "
      .. "counted twice. The driver died between two writes", (found.got or 0) > found.want)
    :says("the total is {got}, and the offsets are those of {want} orders: {key} are "
      .. "marked as done, and were never counted")
end)

check("goes on", {after = "each order once"}, function(run)
  for _, driver in ipairs(run:drivers()) do
    local next_read
    for _, offsets in ipairs(run:offsets()) do
      if driver.state == "started" and offsets.time >= driver.time then
        next_read = next_read or offsets
      end
    end
    local _, offsets = kept(table_at(run, driver.time))
    for i, range in ipairs(next_read and next_read.ranges or {}) do
      expect(range.fromOffset == (offsets[i] or 0), {key = range.partition,
        got = range.fromOffset, want = offsets[i] or 0, batch = next_read.batch})
        :says("after a death partition {key} is read from {got} on; the table had come to "
          .. "{want}")
    end
  end
  expect(#run:drivers() > 0)
end)

check("whenever it dies", {after = "goes on", hidden = false}, function(run)
  local deaths = crash{"driver", back = 400, at = {1050, 2015, 2030, 2050, 2070, 2090}}
  for _, other in ipairs(deaths) do
    local found = balance(other)
    found.batch = other.killed
    expect(found.ok, found)
      :says("one more death, at {time:s}: the total is {got}, and the offsets are those "
        .. "of {want} orders")
  end
  expect(#run:offsets() > 0)
end)

reply("knows its offsets",
  "only what comes directly from createDirectStream knows them: take the offsets "
  .. "before any other operator")
reply("cannot leave its task",
  "a message of Kafka cannot travel; take its value out first")

hidden{world = "grows", says = "where a partition is new"}
hidden{world = "one", says = "where one partition gets all"}
