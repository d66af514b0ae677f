-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-storage-level-changes"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 2)
numbers:persist(StorageLevel.MEMORY_ONLY)
attempt(function() numbers:cache() end)
attempt(function() numbers:persist(StorageLevel.MEMORY_ONLY) end)
attempt(function() numbers:persist(StorageLevel.DISK_ONLY) end)
print(numbers:unpersist():getStorageLevel())
attempt(function() numbers:persist(StorageLevel.DISK_ONLY) end)
print(numbers:getStorageLevel())
attempt(function() numbers:unpersist(true) end)
attempt(function() numbers:persist(StorageLevel.NONE) end)
