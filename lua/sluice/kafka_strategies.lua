-- sluice.kafka_strategies: LocationStrategies and ConsumerStrategies.
-- Spark: the classes of those names in streaming-kafka-0-10 (semantics 9.5).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local offsets = require("sluice.offsets")

local M = {}

-- --- Where -------------------------------------------------------------------------

local location = { __name = "LocationStrategy", __sluice = "a LocationStrategy" }

function location:__tostring()
  return self.name
end

local function make_location(name)
  return setmetatable({ name = name }, location)
end

---@param value any
---@return boolean
function M.is_location(value)
  return getmetatable(value) == location
end

local CONSISTENT, BROKERS = make_location("PreferConsistent"),
  make_location("PreferBrokers")

---A host for each partition.
---
---Example:
---```lua
---print(LocationStrategies.PreferFixed({ [TopicPartition("orders", 0)] = "worker-1" }))
-----> PreferFixed
---```
---@param hosts table<TopicPartition, string>
---@return table strategy
local function prefer_fixed(hosts)
  if type(hosts) ~= "table" then
    errors.wrong_type("PreferFixed", "a table of hosts by TopicPartition", hosts)
  end
  for partition, host_name in next, hosts do
    if not offsets.is_partition(partition) or type(host_name) ~= "string" then
      errors.wrong_type("PreferFixed", "a table of hosts by TopicPartition",
        offsets.is_partition(partition) and host_name or partition,
        '{ [TopicPartition("orders", 0)] = "worker-1" }')
    end
  end
  return make_location("PreferFixed")
end

---Where the partitions of a direct stream are worked on: PreferConsistent spreads them
---evenly, PreferBrokers takes the machines of the log, PreferFixed(hosts) a host for
---each. The simulated log is on none of the executors, so all three do the same.
---
---Example:
---```lua
---print(LocationStrategies.PreferConsistent)         --> PreferConsistent
---```
M.LocationStrategies = guard.static("LocationStrategies", { PreferFixed = prefer_fixed,
  PreferConsistent = CONSISTENT, PreferBrokers = BROKERS }, {})

-- --- What --------------------------------------------------------------------------

local consumer = { __name = "ConsumerStrategy", __sluice = "a ConsumerStrategy" }

function consumer:__tostring()
  return self.name
end

---@param value any
---@return boolean
function M.is_consumer(value)
  return getmetatable(value) == consumer
end

local RESETS = { latest = true, earliest = true, none = true }

local function config_error(key, value, rest)
  errors.raise({ class = "org.apache.kafka.common.config.ConfigException", spark = true,
    name = "wrong-type", word = key,
    message = ("Invalid value %s for configuration %s: %s"):format(value, key, rest) })
end

local function read_reset(params)
  local key = "auto.offset.reset"
  local value = params[key] or "latest"
  if not RESETS[value] then
    config_error(key, tostring(value), "String must be one of: latest, earliest, none")
  end
  return value
end

local function read_boolean(params, key, default)
  local value = params[key]
  if value == nil then
    return default
  elseif value == true or value == "true" then
    return true
  elseif value == false or value == "false" then
    return false
  end
  return config_error(key, tostring(value),
    "Expected value to be either true or false")
end

local function read_interval(params, key, default)
  local value = params[key]
  local ms = math.tointeger(tonumber(value == nil and default or value) or 0.5)
  if not ms then
    config_error(key, tostring(value), "Not a number of type INT")
  elseif ms < 0 then
    config_error(key, tostring(value), "Value must be at least 0")
  end
  return ms
end

-- Kafka has many others; these are what a simulated consumer does not need.
local IGNORED = guard.names("bootstrap.servers key.deserializer value.deserializer "
  .. "client.id fetch.min.bytes fetch.max.wait.ms fetch.max.bytes max.poll.records "
  .. "max.partition.fetch.bytes max.poll.interval.ms session.timeout.ms "
  .. "heartbeat.interval.ms request.timeout.ms receive.buffer.bytes send.buffer.bytes "
  .. "isolation.level partition.assignment.strategy metadata.max.age.ms "
  .. "default.api.timeout.ms connections.max.idle.ms security.protocol "
  .. "client.rack group.instance.id reconnect.backoff.ms retry.backoff.ms check.crcs "
  .. "exclude.internal.topics allow.auto.create.topics interceptor.classes")
local READ = guard.names("group.id auto.offset.reset enable.auto.commit "
  .. "auto.commit.interval.ms")

local function check_names(params)
  local known = {}
  for name in next, IGNORED do
    known[name] = true
  end
  for name in next, READ do
    known[name] = true
  end
  local names = {}
  for name in next, params do
    names[#names + 1] = tostring(name)
  end
  table.sort(names)
  for _, name in ipairs(names) do
    if not known[name] then
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = ("a consumer of Kafka has no setting `%s`"):format(name),
        try = guard.suggestion(name, known), word = name })
    end
  end
end

local function read_params(strategy, params)
  if type(params) ~= "table" then
    errors.wrong_type(strategy, "a table of Kafka's settings", params,
      '{ ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }')
  end
  check_names(params)
  local group = params["group.id"]
  if type(group) ~= "string" or group == "" then
    errors.raise({ class = "org.apache.kafka.common.errors.InvalidGroupIdException",
      spark = true, name = "wrong-type", word = strategy,
      message = "To use the group management or offset commit APIs, you must provide a "
        .. "valid group.id in the consumer configuration.",
      text = "the settings have no group.id",
      try = '["group.id"] = "shop"' })
  end
  local commits = read_boolean(params, "enable.auto.commit", true)
  local every = read_interval(params, "auto.commit.interval.ms", 5000)
  -- An interval of 0 commits at each look, which is each batch.
  return { group = group, reset = read_reset(params),
    commits_every = commits and math.max(1, every) or 0 }
end

-- {topic, partition, offset} for each, in the order of topic and partition.
local function read_offsets(strategy, given)
  local list = {}
  if given == nil then
    return list
  elseif type(given) ~= "table" then
    errors.wrong_type(strategy, "a table of offsets by TopicPartition", given)
  end
  local seen = {}
  for partition, offset in next, given do
    if not offsets.is_partition(partition) or math.type(offset) ~= "integer"
      or offset < 0 then
      errors.wrong_type(strategy, "a table of offsets by TopicPartition",
        offsets.is_partition(partition) and offset or partition,
        '{ [TopicPartition("orders", 0)] = 40 }')
    end
    local name = tostring(partition)
    if not seen[name] then
      list[#list + 1] = { partition:topic(), partition:partition(), offset }
    end
    seen[name] = true
  end
  table.sort(list, function(a, b)
    if a[1] ~= b[1] then
      return a[1] < b[1]
    end
    return a[2] < b[2]
  end)
  return list
end

local function make_consumer(name, spec, params, given)
  local read = read_params(name, params)
  spec.group, spec.reset, spec.commits_every = read.group, read.reset,
    read.commits_every
  spec.topics, spec.partitions = spec.topics or {}, spec.partitions or {}
  spec.offsets = read_offsets(name, given)
  return setmetatable({ name = name, spec = spec }, consumer)
end

local function check_list(strategy, what, list, is_good)
  if type(list) ~= "table" or #list == 0 then
    errors.wrong_type(strategy, "a list of " .. what, list)
  end
  for _, item in ipairs(list) do
    if not is_good(item) then
      errors.wrong_type(strategy, "a list of " .. what, item)
    end
  end
end

local function is_topic(value)
  return type(value) == "string" and value:find("^[%w._-]+$") ~= nil
end

---All partitions of topics, also those that are added later. The settings are Kafka's:
---group.id is needed; auto.offset.reset is latest (also without it), earliest or none;
---enable.auto.commit is true without it. A partition begins at its offset in `given`,
---else where its group said it had come to, else where auto.offset.reset says.
---
---Example:
---```lua
---print(ConsumerStrategies.Subscribe({ "orders" },
---  { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" },
---  { [TopicPartition("orders", 0)] = 40 }))          --> Subscribe
---```
---@param topics string[]
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
local function subscribe(topics, params, given)
  check_list("Subscribe", "names of topics", topics, is_topic)
  local names = table.move(topics, 1, #topics, 1, {})
  return make_consumer("Subscribe", { choice = "topics", topics = names }, params,
    given)
end

---The same of all topics whose name matches as a whole, also of those that are added
---later. The pattern is a POSIX extended regular expression.
---
---Example:
---```lua
---print(ConsumerStrategies.SubscribePattern("shop-[0-9]+",
---  { ["group.id"] = "shop" }))                       --> SubscribePattern
---```
---@param pattern string
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
local function subscribe_pattern(pattern, params, given)
  if type(pattern) ~= "string" or pattern == "" then
    errors.wrong_type("SubscribePattern", "a regular expression", pattern,
      '"shop-.*"')
  elseif pattern:find("\\", 1, true) or pattern:find("(?", 1, true) then
    errors.raise({ class = "java.lang.UnsupportedOperationException",
      name = "unsupported", word = "SubscribePattern",
      message = "patterns of topics are POSIX expressions here: no \\ and no (?",
      try = "[0-9] for \\d, [.] for \\." })
  end
  return make_consumer("SubscribePattern", { choice = "pattern",
    topics = { pattern } }, params, given)
end

---These partitions and no others.
---
---Example:
---```lua
---print(ConsumerStrategies.Assign({ TopicPartition("orders", 0) },
---  { ["group.id"] = "shop" }))                       --> Assign
---```
---@param partitions TopicPartition[]
---@param params table<string, any> settings of Kafka
---@param given table<TopicPartition, integer>|nil
---@return table strategy
local function assign(partitions, params, given)
  check_list("Assign", "TopicPartitions", partitions, offsets.is_partition)
  local list = {}
  for i, partition in ipairs(partitions) do
    list[i] = { partition:topic(), partition:partition() }
  end
  return make_consumer("Assign", { choice = "partitions", partitions = list }, params,
    given)
end

---What a direct stream reads, and from where on.
---
---Example:
---```lua
---local settings = { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }
---print(ConsumerStrategies.Subscribe({ "orders", "returns" }, settings))
-----> Subscribe
---```
M.ConsumerStrategies = guard.static("ConsumerStrategies", { Subscribe = subscribe,
  SubscribePattern = subscribe_pattern, Assign = assign }, {})

return M
