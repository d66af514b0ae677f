-- examples/rooms.lua -- how many people are in each room: updateStateByKey forgets a key
-- when its function returns nil, here when the last one has left.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/rooms.lua
local ssc = StreamingContext("local[2]", "Rooms", Seconds(1))
ssc:checkpoint("checkpoint")

-- In each batch: the rooms that somebody entered, and those that somebody left.
local batches = {}
for i, moves in ipairs({ "+hall +cellar", "+hall", "-cellar +attic +attic", "+hall +hall",
  "-attic", "+cellar", "-hall -attic", "+cellar" }) do
  local list = {}
  for sign, room in moves:gmatch("([+-])(%a+)") do
    list[#list + 1] = pair(room, sign == "+" and 1 or -1)
  end
  batches[i] = ssc:sparkContext():parallelize(list)
end

local function people(changes, inside)
  local count = inside or 0
  for _, change in ipairs(changes) do
    count = count + change
  end
  return count > 0 and count or nil
end

ssc:queueStream(batches):updateStateByKey(people):print()

ssc:start()
ssc:awaitTermination()
