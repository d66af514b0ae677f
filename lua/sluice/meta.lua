---@meta _
-- sluice.meta: the words that a program finds without `require`, for editors and for
-- docs/api/. Nothing loads this file: it says what C and the other files define.
-- SPDX-License-Identifier: MIT

-- What Lua files define has its text there; see lua/sluice/globals.lua.

SparkConf = require("sluice.conf").SparkConf
HashPartitioner = require("sluice.partitioner").HashPartitioner
Partitioner = require("sluice.partitioner").Partitioner
Receiver = require("sluice.receiver").Receiver
Wire = require("sluice.wire").Wire
Store = require("sluice.store").Store
StateSpec = require("sluice.state_spec").StateSpec
KafkaProducer = require("sluice.producer").KafkaProducer
TopicPartition = require("sluice.offsets").TopicPartition
OffsetRange = require("sluice.offsets").OffsetRange
StatsReportListener = require("sluice.stats_report").StatsReportListener
Microseconds = require("sluice.cost").Microseconds
TaskContext = require("sluice.task_context").TaskContext
Milliseconds = require("sluice.duration").Milliseconds
Seconds = require("sluice.duration").Seconds
Minutes = require("sluice.duration").Minutes
Duration = require("sluice.duration").Duration
Time = require("sluice.time").Time
Interval = require("sluice.time").Interval

---@class sluice.SparkContextMaker
---@field getOrCreate fun(program?: SparkConf): SparkContext
---@overload fun(first?: SparkConf|string, name?: string): SparkContext

---@type sluice.SparkContextMaker
SparkContext = require("sluice.spark_context").SparkContext

---@class sluice.StreamingContextMaker
---@field getActive fun(): StreamingContext|nil
---@overload fun(first: SparkConf|SparkContext|string, ...: any): StreamingContext

---@type sluice.StreamingContextMaker
StreamingContext = require("sluice.streaming_context").StreamingContext

---@class sluice.DurationMakers
---@field milliseconds fun(n: integer): sluice.Duration
---@field seconds fun(n: integer): sluice.Duration
---@field minutes fun(n: integer): sluice.Duration

---@type sluice.DurationMakers
Durations = require("sluice.duration").Durations

---@class sluice.KafkaFunctions
---@field createDirectStream fun(context: StreamingContext, ...: table): DStream

---@type sluice.KafkaFunctions
KafkaUtils = require("sluice.kafka").KafkaUtils

---@class sluice.LocationStrategyMakers
---@field PreferConsistent table
---@field PreferBrokers table
---@field PreferFixed fun(hosts: table<TopicPartition, string>): table

---@type sluice.LocationStrategyMakers
LocationStrategies = require("sluice.kafka_strategies").LocationStrategies

---@class sluice.ConsumerStrategyMakers
---@field Subscribe fun(topics: string[], params: table, given?: table): table
---@field SubscribePattern fun(pattern: string, params: table, given?: table): table
---@field Assign fun(partitions: TopicPartition[], params: table, given?: table): table

---@type sluice.ConsumerStrategyMakers
ConsumerStrategies = require("sluice.kafka_strategies").ConsumerStrategies

---@class sluice.ThreadFunctions
---@field sleep fun(length: integer|sluice.Duration)

---@type sluice.ThreadFunctions
Thread = require("sluice.thread").Thread

---@type table<string, StorageLevel>
StorageLevel = require("sluice.storage").StorageLevel

---Where the blocks of an RDD or of a receiver are kept, and how many copies there are:
---the levels are fields of the word StorageLevel. A name with _SER keeps records as
---bytes, one with _2 keeps two copies.
---
---Example:
---```lua
---local ages = sc:parallelize({31, 27}):persist(StorageLevel.MEMORY_AND_DISK)
---print(ages:getStorageLevel() == StorageLevel.MEMORY_AND_DISK)      --> true
---```
---@class StorageLevel
---@field NONE StorageLevel not kept
---@field DISK_ONLY StorageLevel
---@field DISK_ONLY_2 StorageLevel
---@field DISK_ONLY_3 StorageLevel
---@field MEMORY_ONLY StorageLevel what RDD:persist() takes
---@field MEMORY_ONLY_2 StorageLevel
---@field MEMORY_ONLY_SER StorageLevel what DStream:persist() takes
---@field MEMORY_ONLY_SER_2 StorageLevel
---@field MEMORY_AND_DISK StorageLevel
---@field MEMORY_AND_DISK_2 StorageLevel
---@field MEMORY_AND_DISK_SER StorageLevel
---@field MEMORY_AND_DISK_SER_2 StorageLevel what receivers of sockets take
---@field OFF_HEAP StorageLevel

-- --- Values --------------------------------------------------------------------------

---Two values as one, Spark's Tuple2: the record of a stream of pairs. It prints as
---(k,v), equals another pair with equal parts, and can be a key. Functions that get a
---pair take two arguments; two results of a function make one.
---
---Example:
---```lua
---local age = pair("ann", 31)
---print(age, age._1, age._2)                --> (ann,31)  ann  31
---print(age == pair("ann", 31))             --> true
---```
---@class Pair
---@field _1 any the first part, the key
---@field _2 any the second part, the value

---Two values as one record.
---
---Example:
---```lua
---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) })
---print(ages:keys():first())                --> ann
---```
---@param key any
---@param value any null stands for no value; a pair with nil cannot be a record
---@return Pair
function pair(key, value) end

---Two values or more as one record, with fields _1, _2 and so on: Spark's Tuple2,
---Tuple3 .... With two values it is the same as pair. nil is an error.
---
---Example:
---```lua
---local reading = tuple("cellar", 12.5, true)
---print(reading)                            --> (cellar,12.5,true)
---print(reading._2)                         --> 12.5
---```
---@param first any
---@param second any
---@param ... any
---@return table
function tuple(first, second, ...) end

---No value, as Java's null: a record may be null, but never nil. It is one value, so
---that == finds it; in a condition it counts as true.
---
---Example:
---```lua
---local names = sc:parallelize({ "ann", null })
---print(names:filter(function(name) return name ~= null end):count())      --> 1
---print(null)                                                              --> null
---```
---@type any
null = nil

---A value that may be missing: Some(value), or None. Joins and getters give options.
---Options print as in Scala, are equal if their values are, and can be keys.
---
---Example:
---```lua
---local city = SparkConf():getOption("spark.city")
---print(city, city:getOrElse("Oslo"))       --> None  Oslo
---```
---@class Option
local Option = {}

---A value that is there.
---
---Example:
---```lua
---print(Some(31))                           --> Some(31)
---print(Some(31) == Some(31))               --> true
---```
---@param value any
---@return Option
function Some(value) end

---No value. There is one None.
---
---Example:
---```lua
---print(None, None:isEmpty())               --> None  true
---```
---@type Option
None = nil

---Whether there is a value.
---
---Example:
---```lua
---print(Some(31):isDefined())               --> true
---```
---@return boolean
function Option:isDefined() end

---Whether there is no value.
---
---Example:
---```lua
---print(Some(31):isEmpty())                 --> false
---```
---@return boolean
function Option:isEmpty() end

---The value. Of None an error (NoSuchElementException).
---
---Example:
---```lua
---print(Some(31):get())                     --> 31
---print(pcall(None.get, None) == false)     --> true
---```
---@return any
function Option:get() end

---The value, or what is given if there is none.
---
---Example:
---```lua
---print(Some(31):getOrElse(0))              --> 31
---print(None:getOrElse(0))                  --> 0
---```
---@param default any
---@return any
function Option:getOrElse(default) end

-- --- Words ---------------------------------------------------------------------------

---Cuts a text at every single blank, or at each place where a separator stands, as
---Java's split does: two blanks give an empty text between them, and empty texts at the
---end are dropped. Given a function, it calls it with each piece and returns nothing.
---
---Example:
---```lua
---print(table.concat(split("the river rises "), "|"))      --> the|river|rises
---print(table.concat(split("12,,7", ","), "|"))            --> 12||7
---local lines = sc:parallelize({ "the river", "rises" })
---print(lines:flatMap(split):count())                      --> 3
---```
---@param text string
---@param separator? string|function a blank if not given; no pattern
---@param each? fun(piece: string) may also stand in the place of the separator
---@return string[]
function split(text, separator, each) end

---Prints its arguments with tabs between them, as Lua's own does. The text stands in
---the trace, too.
---
---Example:
---```lua
---print("ann", 31, Some(2.5))               --> ann  31  Some(2.5)
---```
---@param ... any
function print(...) end

---Goes through a table as Lua's own does, but in an order that is the same in every
---run: numbers, then texts, then the rest.
---
---Example:
---```lua
---for name, age in pairs({ bob = 27, ann = 31 }) do
---  print(name, age)
---end
-----> ann  31
-----> bob  27
---```
---@param t table
---@return function
---@return table
---@return nil
function pairs(t) end

---The key after a key, and its value, in the order of pairs; nil after the last one.
---
---Example:
---```lua
---print(next({ bob = 27, ann = 31 }))       --> ann  31
---print(next({}))                           --> nil
---```
---@param t table
---@param key any nil: the first one
---@return any key
---@return any value
function next(t, key) end
