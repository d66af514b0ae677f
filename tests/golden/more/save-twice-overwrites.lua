-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function listing(folder)
  local find = io.popen("find " .. folder .. " -type f ! -name '.*' | LC_ALL=C sort")
  for path in find:lines() do
    print(path)
    for row in io.lines(path) do print("  " .. row) end
  end
end

local conf = SparkConf():setAppName("save-twice-overwrites"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({"a", "b"}, 1),
})
input:saveAsTextFiles("out/same")
input:map(string.upper):saveAsTextFiles("out/same")
input:foreachRDD(function(rdd)
  attempt(function() rdd:saveAsTextFile("out/rdd") end)
  attempt(function() rdd:saveAsTextFile("out/rdd") end)
end)

ssc:start()
ssc:awaitTermination()
listing("out")
