-- sluice.offsets: TopicPartition and OffsetRange.
-- Spark: OffsetRange; Kafka: TopicPartition.
--
-- Workers load this file, too: see sluice.duration.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")

local M = {}

---A partition of a topic. Two with the same topic and number are equal, and one object,
---so it can be the key of a table.
---
---Example:
---```lua
---local third = TopicPartition("orders", 2)
---print(third, third:topic(), third:partition())     --> orders-2  orders  2
---print(third == TopicPartition("orders", 2))        --> true
---```
---@class TopicPartition
local TopicPartition = {}

local partition_class = guard.class("TopicPartition", TopicPartition, {}, true)

M.partition_class = partition_class

-- By "topic number": a topic has no blank in its name.
local made = setmetatable({}, { __mode = "v" })

local function check_topic(who, topic)
  if type(topic) ~= "string" or not topic:find("^[%w._-]+$") then
    errors.wrong_type(who, "the name of a topic: letters, digits, . _ -", topic)
  end
end

local function check_number(who, what, number)
  if math.type(number) ~= "integer" or number < 0 then
    errors.wrong_type(who, what .. ", 0 or more", number)
  end
end

---A partition of a topic, as an object.
---
---Example:
---```lua
---local offsets = { [TopicPartition("orders", 0)] = 40 }
---print(offsets[TopicPartition("orders", 0)])        --> 40
---```
---@param topic string
---@param partition integer from 0
---@return TopicPartition
function M.TopicPartition(topic, partition)
  check_topic("TopicPartition", topic)
  check_number("TopicPartition", "the number of a partition", partition)
  local name = ("%s %d"):format(topic, partition)
  local found = made[name]
  if not found then
    found = setmetatable({ name = topic, number = partition }, partition_class)
    made[name] = found
  end
  return found
end

---@param value any
---@return boolean
function M.is_partition(value)
  return getmetatable(value) == partition_class
end

function partition_class:__tostring()
  return ("%s-%d"):format(self.name, self.number)
end

-- One that came to a task is a copy.
function partition_class.__eq(a, b)
  return a.name == b.name and a.number == b.number
end

function partition_class.__concat(a, b)
  return tostring(a) .. tostring(b)
end

---The name of the topic.
---
---Example:
---```lua
---print(TopicPartition("orders", 2):topic())         --> orders
---```
---@return string
function TopicPartition:topic()
  return self.name
end

---Its number, from 0.
---
---Example:
---```lua
---print(TopicPartition("orders", 2):partition())     --> 2
---```
---@return integer
function TopicPartition:partition()
  return self.number
end

---The messages of a topic partition from one offset up to another, which is not in it.
---
---Example:
---```lua
---local range = OffsetRange("orders", 0, 40, 45)
---print(range:count(), range.untilOffset)            --> 5  45
---print(range)
-----> OffsetRange(topic: 'orders', partition: 0, range: [40 -> 45])
---```
---@class OffsetRange
---@field topic string the name of the topic
---@field partition integer its number in the topic, from 0
---@field fromOffset integer the first
---@field untilOffset integer the first that is not in it
local OffsetRange = {}

local range_class = guard.class("OffsetRange", OffsetRange, {}, true)

M.range_class = range_class

---A range, for a program that kept the numbers.
---
---Example:
---```lua
---print(OffsetRange("orders", 0, 40, 45).fromOffset) --> 40
---```
---@param topic string
---@param partition integer from 0
---@param fromOffset integer
---@param untilOffset integer
---@return OffsetRange
function M.OffsetRange(topic, partition, fromOffset, untilOffset)
  check_topic("OffsetRange", topic)
  check_number("OffsetRange", "the number of a partition", partition)
  check_number("OffsetRange", "an offset to begin with", fromOffset)
  check_number("OffsetRange", "an offset to end before", untilOffset)
  return setmetatable({ topic = topic, partition = partition,
    fromOffset = fromOffset, untilOffset = untilOffset }, range_class)
end

---@param value any
---@return boolean
function M.is_range(value)
  return getmetatable(value) == range_class
end

function range_class:__tostring()
  return ("OffsetRange(topic: '%s', partition: %d, range: [%d -> %d])"):format(
    self.topic, self.partition, self.fromOffset, self.untilOffset)
end

function range_class.__eq(a, b)
  return a.topic == b.topic and a.partition == b.partition
    and a.fromOffset == b.fromOffset and a.untilOffset == b.untilOffset
end

---How many messages it has.
---
---Example:
---```lua
---print(OffsetRange("orders", 0, 40, 45):count())    --> 5
---```
---@return integer
function OffsetRange:count()
  return self.untilOffset - self.fromOffset
end

---Its partition, as one object.
---
---Example:
---```lua
---print(OffsetRange("orders", 0, 40, 45):topicPartition())      --> orders-0
---```
---@return TopicPartition
function OffsetRange:topicPartition()
  return M.TopicPartition(self.topic, self.partition)
end

---Java's words when an object is not of a class of Kafka's.
---@param class_name string
---@param wanted string
---@return string
function M.cast_text(class_name, wanted)
  wanted = "org.apache.spark.streaming.kafka010." .. wanted
  return ("class %s cannot be cast to class %s (%s and %s are in unnamed module of "
    .. "loader 'app')"):format(class_name, wanted, class_name, wanted)
end

return M
