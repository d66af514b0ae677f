-- batches: 3  interval: 1000  master: local[2]
local function listing(folder)
  local find = io.popen("find " .. folder .. " -type f ! -name '.*' | LC_ALL=C sort")
  for path in find:lines() do
    print(path)
    for row in io.lines(path) do print("  " .. row) end
  end
end

local conf = SparkConf():setAppName("save-after-window"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({"a b", "a"}, 2),
  sc:parallelize({"c"}, 2),
  sc:parallelize({"d"}, 1),
})
input:flatMap(split):window(Seconds(2), Seconds(1)):saveAsTextFiles("out/window")
input:map(function(w) return w, 1 end):reduceByKeyAndWindow(math.max, Seconds(2), Seconds(2), 1):saveAsTextFiles("out/counts", "txt")

ssc:start()
ssc:awaitTermination()
listing("out")
