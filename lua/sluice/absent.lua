-- sluice.absent: what Spark has and sluice has not, why, and what to use.
-- SPDX-License-Identifier: MIT
--
-- A name that is there after all is found before this is asked; tests/lua/test_api.lua
-- sees to it that no name is in both places.

local M = {}

local HADOOP = "there is no Hadoop here: files lie in folders of this machine"
local ONE_BY_ONE = "the actions of a program run one after the other, each to its end"
local EXACT = "waiting takes no time under a simulated clock, so the answer is exact"
local INSIDE = "it shows the inside of Spark, which is another one here"
local NO_JVM = "there is no JVM, so there are no classes and no JAR files to hand over"
local ONE_THREAD = "a program has one thread, and each job ends before the next begins"
local NO_RESOURCES = "executors have cores and no other resources"
local LISTEN = "jobs and stages are told in the trace, not to the program"

-- Adds names that have the same reason: {name = what to try}.
local function add(class, why, names)
  M[class] = M[class] or {}
  for name, try in next, names do
    M[class][name] = { why = why, try = try or nil }
  end
end

add("DStream", HADOOP, {
  saveAsHadoopFiles = "saveAsTextFiles(prefix, suffix)",
  saveAsNewAPIHadoopFiles = "saveAsTextFiles(prefix, suffix)",
})
add("DStream", "that is its name in Python; here names are those of Scala",
  { pprint = "print(num)" })
add("DStream", INSIDE, {
  dependencies = false,
})

add("RDD", HADOOP, {
  saveAsHadoopFile = "saveAsTextFile(path)",
  saveAsNewAPIHadoopFile = "saveAsTextFile(path)",
  saveAsHadoopDataset = "saveAsTextFile(path)",
  saveAsNewAPIHadoopDataset = "saveAsTextFile(path)",
  saveAsSequenceFile = "saveAsObjectFile(path)",
})
add("RDD", EXACT, {
  countApprox = "count()",
  countApproxDistinct = "distinct():count()",
  countApproxDistinctByKey = "distinct():countByKey()",
  countByKeyApprox = "countByKey()",
  countByValueApprox = "countByValue()",
  meanApprox = "mean()",
  sumApprox = "sum()",
})
add("RDD", ONE_BY_ONE, {
  collectAsync = "collect()",
  countAsync = "count()",
  foreachAsync = "foreach(f)",
  foreachPartitionAsync = "foreachPartition(f)",
  takeAsync = "take(n)",
})
add("RDD", "samples that are drawn in several passes are not modelled",
  { sampleByKeyExact = "sampleByKey(replace, fractions, seed)" })
add("RDD", INSIDE, {
  dependencies = "toDebugString()",
  partitions = "getNumPartitions()",
  preferredLocations = "getNumPartitions()",
  iterator = "toLocalIterator()",
  toJavaRDD = "the RDD itself",
})
add("RDD", "a shorter way to something that is there", {
  filterByRange = "filter(function(key) return key >= low and key <= high end)",
  mapPartitionsWithEvaluator = "mapPartitions(f)",
  zipPartitionsWithEvaluator = "zipPartitions(others, f)",
})
add("RDD", "executors do not die and lose blocks they alone have",
  { localCheckpoint = "checkpoint(), or cache()" })
add("RDD", "tasks start no programs", { pipe = "mapPartitions(f)" })
add("RDD", NO_RESOURCES, { withResources = "repartition(n)" })
add("RDD", "tasks of a stage start as cores get free, never all at once",
  { barrier = "mapPartitions(f)" })

add("SparkContext", HADOOP, {
  hadoopConfiguration = "getConf()",
  hadoopFile = "textFile(path)",
  newAPIHadoopFile = "textFile(path)",
  hadoopRDD = "textFile(path)",
  newAPIHadoopRDD = "textFile(path)",
  sequenceFile = "objectFile(path)",
})
add("SparkContext", "files are read as lines", {
  wholeTextFiles = "textFile(path):glom()",
  binaryFiles = "textFile(path)",
  binaryRecords = "textFile(path)",
})
add("SparkContext", NO_JVM, { addJar = false })
add("SparkContext", "driver and executors see the same files",
  { addFile = "the path of the file", listFiles = false })
add("SparkContext", ONE_THREAD, {
  cancelAllJobs = "stop()",
  cancelJob = "stop()",
  cancelJobGroup = "stop()",
  cancelStage = "stop()",
  setJobGroup = "RDD:setName(name)",
  clearJobGroup = false,
  setJobDescription = "RDD:setName(name)",
  submitJob = "RDD:collect(), or another action",
})
add("SparkContext", LISTEN, {
  addSparkListener = "StreamingContext:addStreamingListener(listener)",
  removeSparkListener = "StreamingContext:removeStreamingListener(listener)",
  statusTracker = "StreamingContext:addStreamingListener(listener)",
  uiWebUrl = "sluice run --view timeline, or --explain",
})
add("SparkContext", INSIDE, {
  runJob = "RDD:foreachPartition(f), or RDD:mapPartitions(f):collect()",
  getPersistentRDDs = "RDD:getStorageLevel()",
  applicationAttemptId = "applicationId()",
  sparkUser = false,
})

add("StreamingContext", "what arrives there is in the form of Spark's serializer",
  { rawSocketStream = 'socketTextStream("localhost", 9999)' })
add("StreamingContext", "its converter reads a stream of bytes of Java's",
  { socketStream = 'socketTextStream("localhost", 9999):flatMap(converter)' })

-- "StreamingContext." is the word, of which functions are called with a dot.
add("StreamingContext.", NO_JVM, { jarOfClass = false })

add("SparkConf", NO_JVM, { registerKryoClasses = false, registerAvroSchemas = false })

return M
