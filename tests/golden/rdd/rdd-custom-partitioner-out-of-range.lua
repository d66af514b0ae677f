-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-custom-partitioner-out-of-range"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair(1, "a"), pair(12, "b")}, 1)
local broken = Partitioner{
  numPartitions = 2,
  getPartition = function(key) return key end,
}
attempt(function() records:partitionBy(broken):count() end)
