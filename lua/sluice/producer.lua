-- sluice.producer: KafkaProducer, which writes messages into the log.
-- Kafka: KafkaProducer, with keys and values that are texts.
--
-- Workers load this file, too. A producer is an open connection, so each side makes its
-- own, as with Store.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local M = {}

---Writes messages into topics of the log. What a task sends is in the log when the task
---ends. A producer cannot travel from the driver to a task, as in Spark.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 2s program.lua
---local ssc = StreamingContext("local[1]", "totals", Seconds(1))
---local settings = { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }
---local function read(topic)
---  return KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
---    ConsumerStrategies.SubscribePattern(topic, settings))
---    :map(function(record) return record:value() end)
---end
---read("orders|totals"):foreachRDD(function(rdd, time)
---  local values = rdd:collect()
---  print(time, table.concat(values, " "))
---  local producer = KafkaProducer({})
---  producer:send("totals", "count", tostring(#values))
---  producer:close()
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 1000 ms  1 2 3 4 5
-----> 2000 ms  6 5
---```
---@class KafkaProducer
---@field private is_open boolean
local KafkaProducer = {}
local class = guard.class("KafkaProducer", KafkaProducer, {})
class.__sluice = "an open connection"

local function check_text(what, value)
  if type(value) ~= "string" then
    errors.wrong_type("send", what .. ", a text", value, "tostring(value)")
  end
end

---Makes a producer. Of its settings none is needed here.
---
---Example:
---```lua
---local producer = KafkaProducer({ ["bootstrap.servers"] = "localhost:9092" })
---producer:send("greetings", null, "hello")
---producer:close()
---print("sent")      --> sent
---```
---@param settings table
---@return KafkaProducer
function M.make(settings)
  if type(settings) ~= "table" then
    errors.wrong_type("KafkaProducer", "a table of Kafka's settings", settings,
      '{ ["bootstrap.servers"] = "localhost:9092" }')
  end
  return setmetatable({ is_open = true }, class)
end

---Sends a message. Its key chooses the partition; with null they take turns. A topic
---that is not there is made, with one partition.
---
---Example:
---```lua
---local producer = KafkaProducer({})
---producer:send("totals", "tea", "3")
---print(pcall(function() producer:send("totals", "tea", 3) end))
-----> false  java.lang.IllegalArgumentException: send wants a value, a text, got 3
---```
---@param topic string
---@param key string|nil nil or null for none
---@param value string
function KafkaProducer:send(topic, key, value)
  if not self.is_open then
    errors.raise({ class = "java.lang.IllegalStateException", spark = true,
      name = "store-closed", word = "send",
      message = "Cannot perform operation after producer has been closed" })
  elseif type(topic) ~= "string" or not topic:find("^[%w._-]+$") then
    errors.wrong_type("send", "the name of a topic: letters, digits, . _ -", topic)
  end
  if key ~= nil and key ~= _G.null then
    check_text("a key", key)
  end
  check_text("a value", value)
  if not host.producer_send(topic, key == nil and _G.null or key, value) then
    errors.raise({ class = "java.lang.UnsupportedOperationException",
      name = "unsupported", word = "send",
      message = "under the wall clock there is no Kafka to write to" })
  end
end

---Ends the connection.
---
---Example:
---```lua
---local producer = KafkaProducer({})
---producer:close()
---print((pcall(function() producer:send("totals", "tea", "3") end)))      --> false
---```
function KafkaProducer:close()
  self.is_open = false
end

M.KafkaProducer = guard.static("KafkaProducer", {}, {}, M.make)

return M
