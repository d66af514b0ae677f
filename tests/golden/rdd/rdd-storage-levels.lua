-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-storage-levels"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 2)
print(numbers:getStorageLevel())
print(numbers:map(function(x) return x end):cache():getStorageLevel())
print(numbers:map(function(x) return x end):persist():getStorageLevel())
for _, level in ipairs({StorageLevel.NONE, StorageLevel.DISK_ONLY, StorageLevel.DISK_ONLY_2, StorageLevel.DISK_ONLY_3,
  StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_ONLY_2, StorageLevel.MEMORY_ONLY_SER, StorageLevel.MEMORY_ONLY_SER_2,
  StorageLevel.MEMORY_AND_DISK, StorageLevel.MEMORY_AND_DISK_2, StorageLevel.MEMORY_AND_DISK_SER,
  StorageLevel.MEMORY_AND_DISK_SER_2, StorageLevel.OFF_HEAP}) do
  print(level:description(), level)
end
