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
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-objectfile"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 3)}, 3)
records:saveAsObjectFile("out/pairs")
local back = sc:objectFile("out/pairs")
print(back:id())
print(back:name())
print(lineage(back))
show(back:sortByKey(true, 2))
attempt(function() records:saveAsObjectFile("out/pairs") end)
records:saveAsTextFile("out/texts")
print(records:keys():id())
attempt(function() sc:objectFile("out/missing") end)
attempt(function() sc:objectFile("out/missing"):count() end)
sc:emptyRDD():saveAsObjectFile("out/none")
print(sc:objectFile("out/none"):getNumPartitions())
print(sc:objectFile("out/none,out/pair*"):count())
local values = {1, 3000000000, -2.5, 1e21, 0 / 0, "a b", "", "żółw", true, false, null,
  pair("k", pair(1, 2.0)), tuple(1, "two", 3.0), Some(4), None, {1, {"x"}, {}}}
sc:parallelize(values, 1):saveAsObjectFile("out/values")
sc:objectFile("out/values"):keyBy(function() return 0 end):saveAsTextFile("out/seen")
for line in io.lines("out/seen/part-00000") do print(line) end
