-- sluice.globals: the words that a program finds without `require`.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local time = require("sluice.time")

local words = {
  SparkConf = require("sluice.conf").SparkConf,
  SparkContext = require("sluice.spark_context").SparkContext,
  StreamingContext = require("sluice.streaming_context").StreamingContext,
  StatsReportListener = require("sluice.stats_report").StatsReportListener,
  HashPartitioner = require("sluice.partitioner").HashPartitioner,
  Receiver = require("sluice.receiver").Receiver,
  Store = require("sluice.store").Store,
  Wire = require("sluice.wire").Wire,
  Partitioner = require("sluice.partitioner").Partitioner,
  KafkaProducer = require("sluice.producer").KafkaProducer,
  KafkaUtils = require("sluice.kafka").KafkaUtils,
  LocationStrategies = require("sluice.kafka_strategies").LocationStrategies,
  ConsumerStrategies = require("sluice.kafka_strategies").ConsumerStrategies,
  TopicPartition = require("sluice.offsets").TopicPartition,
  OffsetRange = require("sluice.offsets").OffsetRange,
  StateSpec = require("sluice.state_spec").StateSpec,
  StorageLevel = require("sluice.storage").StorageLevel,
  Microseconds = require("sluice.cost").Microseconds,
  TaskContext = require("sluice.task_context").TaskContext,
  Milliseconds = time.Milliseconds,
  Seconds = time.Seconds,
  Minutes = time.Minutes,
  Duration = time.Duration,
  Durations = time.Durations,
  Thread = require("sluice.thread").Thread,
  Time = time.Time,
  Interval = time.Interval,
  print = host.print,
  pairs = require("sluice.ordered").pairs,
  next = require("sluice.ordered").next,
}

local options = host.options()
if options and (options.apart or options.by_hand) then
  require("sluice.apart").install(options.by_hand)
end

-- An error names any file that it likes: that of the program is the one that is shown.
if options and options.enclosed then
  require("sluice.place").read_with(function(file)
    return file == options.file and host.program_text() or nil
  end)
end

for name, value in next, words do
  _G[name] = value
end

return words
