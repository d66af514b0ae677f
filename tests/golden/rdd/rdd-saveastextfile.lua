-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end
local function attempt(action)
  local ok, err = pcall(action)
  -- Spark names files from the root on; the folder of this run is left out here.
  print(ok and "ok" or err.class .. ": "
    .. err.message:match("[^\n]*"):gsub("file:" .. os.getenv("PWD") .. "/", "file:"))
end
local function listing(folder)
  local find = io.popen("find " .. folder .. " -type f ! -name '.*' | LC_ALL=C sort")
  for path in find:lines() do
    print(path)
    for row in io.lines(path) do print("  " .. row) end
  end
end

local conf = SparkConf():setAppName("rdd-saveastextfile"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 3)}, 2)
records:saveAsTextFile("out/records")
records:map(function(_k, v) return Some(v * 0.5) end):saveAsTextFile("out/halves")
sc:emptyRDD():saveAsTextFile("out/none")
listing("out")
attempt(function() records:saveAsTextFile("out/records") end)
line(sc:textFile("out/records"):collect())
