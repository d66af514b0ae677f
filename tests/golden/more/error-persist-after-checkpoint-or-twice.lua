-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-persist-after-checkpoint-or-twice"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 2)
numbers:cache()
attempt(function() numbers:persist(StorageLevel.DISK_ONLY) end)
local input = ssc:queueStream({
  sc:parallelize({1}, 1),
})
attempt(function() input:persist():persist(StorageLevel.DISK_ONLY) end)
attempt(function() input:window(Seconds(2)):persist(StorageLevel.DISK_ONLY):cache() end)
