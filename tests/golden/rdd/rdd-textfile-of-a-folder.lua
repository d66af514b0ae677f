-- batches: 0  interval: 1000  master: local[2]
local here = os.getenv("PWD"):gsub("%p", "%%%0")
local function attempt(action)
  local ok, err = pcall(action)
  -- Spark names files from the root on; the folder of this run is left out here.
  print(ok and "ok" or err.class .. ": "
    .. err.message:match("[^\n]*"):gsub("file:" .. here .. "/", "file:"))
end
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-textfile-of-a-folder"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

sc:parallelize({"one", "two", "three", "four"}, 3):saveAsTextFile("out/numbers")
show(sc:textFile("out/numbers"):sortBy(function(s) return s end, true, 1))
print(sc:textFile("out/numbers"):getNumPartitions(), sc:textFile("out/numbers", 1):getNumPartitions())
show(sc:textFile("out/numbers/part-0000[02]"))
show(sc:textFile("out/numbers/part-00002,out/numbers/part-00001", 1))
attempt(function() sc:textFile("out/numbers/x*"):count() end)
