-- sluice.wire: connections to what is outside, on the driver and in receivers.
-- Spark: whatever client a Receiver uses; here the other side is the world of a run.
--
-- A receiver's state has a function of the engine behind Wire.connect. On the driver a
-- connection is an object that cannot travel and that reads nothing, since time does
-- not pass while the driver makes its streams.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local words = require("sluice.words")

local M = {}

---A connection to something outside, for receivers. `Wire.connect` makes it.
---@class sluice.Connection
---@field read fun(self): string|nil waits for the next record; nil when the other side
---hung up
---@field take fun(self, n: integer): string[]|nil waits for n records; fewer if no more
---will come; nil when the other side hung up
---@field number fun(self): integer|nil of the record that was read last: the other
---side counts them from 1; nil before the first
---@field ack fun(self, numbers: integer[]|nil): boolean acknowledges all that was
---taken, or of that the records with these numbers; false if that did not arrive: then
---they are still kept
---@field close fun(self) ends the connection

-- A connection that was opened on the driver.
local OnDriver = { __name = "Wire", __sluice = "an open connection" }

function OnDriver.__index(_, name)
  errors.raise({ class = "java.lang.UnsupportedOperationException",
    name = "unsupported", word = tostring(name),
    message = ("`%s` of a connection of the driver: it would wait, and no time passes "
      .. "here"):format(tostring(name)),
    try = "Wire.connect(...) inside of a receiver's function" })
end

local function fail_unknown(place, places)
  local near = words.nearest(place, places)
  local try = near and ('Wire.connect("%s")'):format(near)
    or ("a line such as: 0.5 %s hello"):format(place)
  local known = #places > 0 and "the world has " .. words.list(places)
    or "sluice run --world FILE says what is there"
  errors.raise({ class = "java.net.UnknownHostException", name = "no-place",
    message = ("nothing outside is called %s; %s"):format(words.quote(place), known),
    try = try, word = "connect" })
end

---Connects to a place of the world that `sluice run --world FILE` describes. For the
---functions of receivers. A place like `sensor:7000` waits for a reader that is slow,
---and not for one that is absent; one like `orders` keeps each record until it is
---acknowledged, and gives it again if the connection ends before that.
---
---A connection is closed when the receiver's function ends or the receiver is stopped.
---
---Example:
---```lua
----- sluice run --world orders.world program.lua
---local ssc = StreamingContext("local[2]", "orders", Seconds(1))
---local orders = ssc:receiverStream(function(rx)
---  local queue = Wire.connect("orders")
---  while not rx:isStopped() do
---    local list = queue:take(5)
---    rx:store(list)
---    queue:ack()
---  end
---end)
---orders:count():foreachRDD(function(rdd)
---  print(rdd:first())      --> 5
---end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param place string
---@return sluice.Connection|nil nil, and why, if it is refused
---@return string|nil
function M.connect(place)
  if type(place) ~= "string" then
    errors.wrong_type("Wire.connect", "the name of a place", place,
      'Wire.connect("orders")')
  elseif host.wire_connect then
    local wire, why, places = host.wire_connect(place)
    if why == "unknown" then
      fail_unknown(place, places)
    elseif not wire then
      return nil, "connection refused by " .. place
    end
    return wire
  elseif host.in_task() then
    errors.raise({ class = "java.lang.UnsupportedOperationException",
      name = "unsupported", word = "connect",
      message = "a task cannot connect to a source: records come through receivers",
      try = "Wire.connect inside of ssc:receiverStream(function(rx) ... end)" })
  end
  return setmetatable({}, OnDriver)
end

M.Wire = guard.static("Wire", { connect = M.connect }, {}, M.connect)

return M
